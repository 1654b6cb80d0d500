"""Entries about what happens when and where at an event."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from anpacken.config.demo.schema.values import (
    ClockTime,
    Entry,
    Line80,
    Line160,
    Slug,
    Text,
    Text200,
    Text600,
    Whole,
)
from anpacken.programme.choices import ItemKind

DayNumber = Annotated[int, Field(ge=1, le=31)]


class RoomEntry(Entry):
    name: Line80
    way: Line160 | None = None
    capacity: Annotated[int, Field(ge=1, le=100_000)] | None = None


class RoundEntry(Entry):
    """A round of the forums; the first in the list is round 1."""

    day: DayNumber = 1
    begins_at: ClockTime
    ends_at: ClockTime


class ItemEntry(Entry):
    """An item that is no slot. `day` counts from the event's first day; `key` is what a move names it by."""

    key: Slug
    day: DayNumber = 1
    begins_at: ClockTime
    ends_at: ClockTime
    kind: Annotated[ItemKind, Field(strict=False)]
    title: Text200
    abstract: Text | None = None
    room: str | None = None
    people: list[str] = Field(default_factory=list)


class MoveEntry(Entry):
    """What a later version changed: an item by its key, or a slot as `forum-2-round-1`."""

    item: Slug
    begins_at: ClockTime | None = None
    ends_at: ClockTime | None = None
    room: str | None = None


class VersionEntry(Entry):
    """A release, so many days before the event; `moves` are made before it."""

    days_before: Whole
    note: Text600 | None = None
    moves: list[MoveEntry] = Field(default_factory=list)


class ProgrammeEntry(Entry):
    event: Slug
    rooms: list[RoomEntry] = Field(default_factory=list)
    rounds: list[RoundEntry] = Field(default_factory=list)
    forum_rooms: list[str] = Field(default_factory=list)
    items: Annotated[list[ItemEntry], Field(min_length=1)]
    versions: list[VersionEntry] = Field(default_factory=list)

    @model_validator(mode="after")
    def _rooms_are_there(self) -> ProgrammeEntry:
        rooms = {room.name for room in self.rooms}
        named = [
            *self.forum_rooms,
            *(item.room for item in self.items),
            *(move.room for version in self.versions for move in version.moves),
        ]
        for name in named:
            if name is not None and name not in rooms:
                raise PydanticCustomError("room", "there is no room “{name}”. Add it to “rooms”.", {"name": name})
        return self
