"""A day of the draft as a grid: rooms as columns, items beside one another where they overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from anpacken.programme.models import Item, Room

STEP = 5
"""Minutes by which an item is moved or stretched at once."""
_DAY = 24 * 60
# Shown even while nothing is there yet.
_FIRST, _LAST = 9 * 60, 17 * 60


@dataclass(slots=True)
class Card:
    """An item in the grid. Of `lanes` that share the width of the column it takes the one numbered `lane`."""

    item: Item
    first: int
    last: int
    conflicts: list[str] = field(default_factory=list)
    lane: int = 0
    lanes: int = 1

    @property
    def long(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Column:
    """A room, or None: what is in no room yet."""

    room: Room | None
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Grid:
    on: date
    columns: list[Column]
    first: int
    last: int

    @property
    def hours(self) -> list[tuple[int, str]]:
        return [(minutes, f"{minutes // 60}:00") for minutes in range(self.first, self.last + 1, 60) if minutes < _DAY]


def minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def moment(number: int) -> time:
    """The time of day so many minutes after midnight; what lies outside the day is its first or last step."""
    held = max(0, min(number, _DAY - STEP))
    return time(held // 60, held % 60)


def lay(on: date, items: Sequence[Item], rooms: Sequence[Room], conflicts: Mapping[int, list[str]]) -> Grid:
    """The grid of one day. `conflicts` are sentences by the item's key."""
    cards: dict[int | None, list[Card]] = {}
    for item in items:
        card = Card(item, minutes(item.begins_at), minutes(item.ends_at), conflicts.get(item.pk, []))
        cards.setdefault(item.room_id, []).append(card)
    for column in cards.values():
        _share_width(column)
    columns = [Column(room, cards.get(room.pk, [])) for room in rooms]
    if None in cards or not rooms:
        columns.insert(0, Column(None, cards.get(None, [])))
    every = [card for column in cards.values() for card in column]
    first = min([_FIRST, *(card.first for card in every)]) // 60 * 60
    last = -(-max([_LAST, *(card.last for card in every)]) // 60) * 60
    return Grid(on, columns, first, last)


def _share_width(cards: list[Card]) -> None:
    """Cards that overlap, also by way of others, share the width of their column."""
    cards.sort(key=lambda card: (card.first, card.last, card.item.pk))
    group: list[Card] = []
    ends: list[int] = []
    for card in cards:
        if group and card.first >= max(ends):
            _settle(group, ends)
            group, ends = [], []
        free = next((lane for lane, end in enumerate(ends) if end <= card.first), len(ends))
        if free == len(ends):
            ends.append(card.last)
        else:
            ends[free] = card.last
        card.lane = free
        group.append(card)
    _settle(group, ends)


def _settle(group: list[Card], ends: list[int]) -> None:
    for card in group:
        card.lanes = len(ends)


def stepped(item: Item, deed: str, rooms: Sequence[Room]) -> tuple[time, time, Room | None]:
    """Begin, end and room after one press of a button: `earlier`, `later`, `shorter`, `longer`, `left`, `right`.

    A press that would leave the day, or the first or last column, changes nothing; an item keeps at least one step.
    """
    first, last = minutes(item.begins_at), minutes(item.ends_at)
    room = item.room
    if deed == "earlier" and first >= STEP:
        first, last = first - STEP, last - STEP
    elif deed == "later" and last + STEP < _DAY:
        first, last = first + STEP, last + STEP
    elif deed == "shorter" and last - first > STEP:
        last -= STEP
    elif deed == "longer" and last + STEP < _DAY:
        last += STEP
    elif deed in ("left", "right") and rooms:
        room = _beside(room, rooms, -1 if deed == "left" else 1)
    return moment(first), moment(last), room


def _beside(room: Room | None, rooms: Sequence[Room], by: int) -> Room | None:
    """The column beside; left of the first room is none."""
    order: list[Room | None] = [None, *rooms]
    return order[max(0, min(order.index(room) + by, len(order) - 1))]
