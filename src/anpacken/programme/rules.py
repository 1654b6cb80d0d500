"""What does not fit together in a programme. Pure: nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations

from anpacken.core.dates import DatePrecision
from anpacken.core.folding import fold
from anpacken.events.models import Event, EventDay
from anpacken.programme import errors
from anpacken.programme.choices import ConflictKind
from anpacken.programme.models import Item

MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Conflict:
    """Items that cannot all be as they stand. `name` is the room or the person that it is about."""

    kind: ConflictKind
    items: tuple[Item, ...]
    name: str = ""
    wanted: int = 0
    given: int = 0


def days_of(event: Event, days: Sequence[EventDay] = ()) -> list[date]:
    """The days on which there can be a programme: none while the event's day is not known to the day."""
    if days:
        return sorted(day.on for day in days)
    if event.starts_on is None or event.date_precision != DatePrecision.DAY:
        return []
    last = event.ends_on or event.starts_on
    long = min((last - event.starts_on).days, MOST_DAYS - 1)
    return [event.starts_on + timedelta(days=number) for number in range(long + 1)]


def overlap(one: Item, other: Item) -> bool:
    """Whether two items share a moment. One that begins when the other ends does not."""
    return one.on == other.on and one.begins_at < other.ends_at and other.begins_at < one.ends_at


def conflicts(items: Sequence[Item], days: Sequence[date]) -> list[Conflict]:
    """Everything that does not fit, in the order of the programme. Items come with room and contributions loaded."""
    found = [*_of_pairs(items), *_of_rounds(items), *_of_single_items(items, days)]
    return sorted(found, key=lambda each: (each.items[0].on, each.items[0].begins_at, each.kind))


def _of_pairs(items: Sequence[Item]) -> Iterator[Conflict]:
    names = {item.pk: _names(item) for item in items}
    for one, other in combinations(items, 2):
        if not overlap(one, other):
            continue
        if one.room_id is not None and one.room_id == other.room_id:
            yield Conflict(ConflictKind.ROOM, (one, other), name=str(one.room))
        for key in names[one.pk].keys() & names[other.pk].keys():
            yield Conflict(ConflictKind.PERSON, (one, other), name=names[one.pk][key])


def _names(item: Item) -> dict[str, str]:
    """Who is there, by folded name: one person may have several contributions."""
    return {fold(part.name): part.name for part in item.contributions.all()}


def _of_rounds(items: Sequence[Item]) -> Iterator[Conflict]:
    """Everybody has one slot in each round: two rounds that overlap put them into two places at once."""
    rounds: dict[int, list[Item]] = {}
    for item in items:
        if item.round is not None:
            rounds.setdefault(item.round, []).append(item)
    for first, second in combinations(sorted(rounds), 2):
        both = {
            item.pk: item
            for one in rounds[first]
            for other in rounds[second]
            if overlap(one, other)
            for item in (one, other)
        }
        if both:
            ordered = sorted(both.values(), key=lambda item: (item.round or 0, item.pk))
            yield Conflict(ConflictKind.ROUND, tuple(ordered), wanted=first, given=second)


def _of_single_items(items: Iterable[Item], days: Sequence[date]) -> Iterator[Conflict]:
    for item in items:
        room = item.room
        wanted = max(item.capacity or 0, item.taken)
        if room is not None and room.capacity is not None and wanted > room.capacity:
            yield Conflict(ConflictKind.CAPACITY, (item,), name=room.name, wanted=wanted, given=room.capacity)
        if item.on not in days:
            yield Conflict(ConflictKind.DAY, (item,))


@dataclass(frozen=True, slots=True)
class RoundTime:
    """When a round is."""

    number: int
    on: date
    begins_at: time
    ends_at: time


def check_rounds(rounds: Sequence[RoundTime]) -> None:
    """Raises `EndsBeforeItBegins` or `RoundsOverlap`."""
    for each in rounds:
        if each.ends_at <= each.begins_at:
            raise errors.EndsBeforeItBegins
    for one, other in combinations(rounds, 2):
        if one.on == other.on and one.begins_at < other.ends_at and other.begins_at < one.ends_at:
            raise errors.RoundsOverlap(first=one.number, second=other.number)


def check_places(item: Item) -> None:
    """Raises `PlacesBelowTaken` when fewer fit in than have a place."""
    if item.places is not None and item.places < item.taken:
        raise errors.PlacesBelowTaken(taken=item.taken, places=item.places)
