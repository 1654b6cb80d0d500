"""Entries about who was registered for what is over, and who came."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from anpacken.config.demo.schema.events import AnyEvent
from anpacken.config.demo.schema.values import ClockTime, Entry, Line160, Slug, Whole

Many = Annotated[int, Field(ge=1, le=5000)]


class AttendanceEntry(Entry):
    """How many registered and came. `companions` of the registered bring one person each; `came` are tickets let in,
    `doubles` of them twice; `walk_ins` are people without a ticket."""

    registered: Many
    companions: Whole = 0
    waiting: Whole = 0
    cancelled: Whole = 0
    came: Whole
    doubles: Whole = 0
    walk_ins: Whole = 0

    @model_validator(mode="after")
    def _adds_up(self) -> AttendanceEntry:
        if not self.doubles <= self.came <= self.registered or self.companions > self.registered:
            raise PydanticCustomError("attendance", "no more can come than are registered. Correct the numbers.")
        return self


class PastEntry(AnyEvent):
    """A made-up event that was held `days_ago`, or on the last working day before."""

    days_ago: Annotated[int, Field(ge=2, le=300)]
    begins_at: ClockTime
    ends_at: ClockTime
    capacity: Many
    organisations: Annotated[list[Line160], Field(min_length=1)]
    attendance: AttendanceEntry


class GatheringEntry(Entry):
    """An event of the year whose names are long gone: counts as retention leaves them. `places` and `came_to` have a
    list for each round, with a number for each forum in the forums' order."""

    event: Slug
    opened_days_before: Annotated[int, Field(ge=1, le=365)]
    attendance: AttendanceEntry
    places: list[list[Whole]] = Field(default_factory=list)
    came_to: list[list[Whole]] = Field(default_factory=list)


class LookbackFile(Entry):
    gatherings: list[GatheringEntry]
    past: list[PastEntry]
