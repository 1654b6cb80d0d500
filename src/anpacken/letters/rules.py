"""When a letter leaves. Days and hours are counted on the clock on the wall, so that nine o'clock stays nine o'clock
when the clocks change; an hour that there is twice is its first, one that there is not is the one after it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from anpacken.core.dates import DatePrecision
from anpacken.events import rules as events
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.letters.choices import GRACE, RELATIVE, LetterState, Standing, Timing, Unit
from anpacken.letters.models import Letter

_STANDINGS = {
    LetterState.DRAFT: Standing.DRAFT,
    LetterState.LEAVING: Standing.LEAVING,
    LetterState.SENT: Standing.SENT,
    LetterState.CANCELLED: Standing.CANCELLED,
}


def moment(letter: Letter, event: Event) -> datetime | None:
    """When the letter is to leave; None while that is not known. It moves with the event."""
    if letter.timing == Timing.MOMENT:
        return letter.moment_at
    if letter.timing == Timing.AT_ONCE:
        return letter.turned_on_at
    day, hour = _edge(letter, event)
    if day is None:
        return None
    sign = -1 if letter.timing == Timing.BEFORE else 1
    if letter.unit == Unit.DAYS:
        return _moment(datetime.combine(day + sign * timedelta(days=letter.amount), letter.clock))
    if hour is None:
        return None
    return _moment(datetime.combine(day, hour) + sign * timedelta(hours=letter.amount))


def _edge(letter: Letter, event: Event) -> tuple[date | None, time | None]:
    """The day and hour from which the letter is counted, as far as they are known."""
    if event.starts_on is None or event.date_precision != DatePrecision.DAY:
        return None, None
    if letter.timing == Timing.BEFORE:
        return event.starts_on, event.begins_at
    return event.ends_on or event.starts_on, event.ends_at


def _moment(on_the_wall: datetime) -> datetime:
    return timezone.make_aware(on_the_wall).astimezone(UTC)


def takes_place(event: Event) -> bool:
    """Whether letters about the event leave at all."""
    return event.state in (EventState.ANNOUNCED, EventState.HELD)


def is_late(letter: Letter, event: Event, *, at: datetime) -> bool:
    """Whether its moment is so long past that the letter no longer leaves by itself."""
    when = moment(letter, event)
    if letter.timing == Timing.BEFORE and events.has_begun(event, at=at):
        return True
    return when is not None and letter.timing != Timing.AT_ONCE and at - when > GRACE


def is_due(letter: Letter, event: Event, *, at: datetime) -> bool:
    """Whether a letter that is turned on leaves now."""
    when = moment(letter, event)
    return (
        letter.state == LetterState.PLANNED
        and takes_place(event)
        and when is not None
        and when <= at
        and not is_late(letter, event, at=at)
    )


def standing(letter: Letter, event: Event, *, at: datetime) -> Standing:
    """How the letter stands at the moment `at`."""
    if letter.state != LetterState.PLANNED:
        return _STANDINGS[LetterState(letter.state)]
    if not takes_place(event):
        return Standing.HALTED
    if is_late(letter, event, at=at):
        return Standing.OVERDUE
    return Standing.UNDATED if moment(letter, event) is None else Standing.PLANNED


def carries_over(letter: Letter) -> bool:
    """Whether a copy of the event takes the letter along: one of a moment of its own belongs to this event only."""
    return letter.timing in RELATIVE
