"""What may be done with an event and its seats, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from math import ceil

from django.utils import formats, timezone

from anpacken.core.dates import DatePrecision
from anpacken.core.refusals import Refusal
from anpacken.events import errors
from anpacken.events.choices import (
    ACTIVE,
    MAX_CHILDREN,
    MAX_COMPANIONS,
    MAX_GROUP,
    EventFormat,
    EventState,
    EventWord,
    RegistrationState,
)
from anpacken.events.models import Event, Registration

# How long the seat of whoever has to confirm by mail is held.
CONFIRM_WITHIN = timedelta(hours=24)


class Stance(StrEnum):
    """How it stands with registering for an event, as its page says it."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    BY_INVITATION = "by_invitation"
    ELSEWHERE = "elsewhere"
    NONE = "none"
    OVER = "over"
    CANCELLED = "cancelled"


def begins(event: Event) -> datetime | None:
    """The moment from which an event counts as begun: its hour, or the end of its first day while the hour is
    open. None while the day is not known."""
    if event.starts_on is None or event.date_precision != DatePrecision.DAY:
        return None
    if event.begins_at is not None:
        begin = datetime.combine(event.starts_on, event.begins_at)
    else:
        begin = datetime.combine(event.starts_on + timedelta(days=1), time.min)
    # In UTC, so that 2:30 in the night the clocks go back compares like any other moment.
    return timezone.make_aware(begin).astimezone(UTC)


def ends(event: Event) -> datetime | None:
    """The moment at which an event is over: its hour on the last day, or the end of that day while the hour is open.
    None while the day is not known. An hour that is not after the first one of the same day is the next morning's."""
    last = event.ends_on or event.starts_on
    if last is None or event.date_precision != DatePrecision.DAY:
        return None
    if event.ends_at is None:
        end = datetime.combine(last + timedelta(days=1), time.min)
    else:
        is_next_morning = last == event.starts_on and event.begins_at is not None and event.ends_at <= event.begins_at
        end = datetime.combine(last + timedelta(days=int(is_next_morning)), event.ends_at)
    return timezone.make_aware(end).astimezone(UTC)


def is_over(event: Event, *, at: datetime) -> bool:
    """Whether the event is held, or its last hour is past."""
    end = ends(event)
    return event.state == EventState.HELD or (end is not None and at >= end)


def has_begun(event: Event, *, at: datetime) -> bool:
    begin = begins(event)
    return begin is not None and at >= begin


def was_planned(event: Event, *, on: date) -> bool:
    """Whether the day is over without word of how it went: nobody may read it as held."""
    last = event.ends_on or event.starts_on
    return event.state == EventState.ANNOUNCED and last is not None and last < on


def has_free_seats(event: Event) -> bool:
    """Whether the next single visitor gets a seat. While anybody waits, nobody new does."""
    return event.waiting_count == 0 and (event.capacity is None or event.taken_seats < event.capacity)


def stance(event: Event, *, at: datetime) -> Stance:
    """What the event's page says about registering at the moment `at`."""
    if event.state == EventState.CANCELLED:
        return Stance.CANCELLED
    if event.state == EventState.HELD or has_begun(event, at=at):
        return Stance.OVER
    if not event.takes_registrations:
        return Stance.ELSEWHERE if event.registration_url else Stance.NONE
    if event.registration_opens_at is not None and at < event.registration_opens_at:
        return Stance.NOT_YET
    if event.registration_closes_at is not None and at >= event.registration_closes_at:
        return Stance.CLOSED
    if event.by_invitation:
        return Stance.BY_INVITATION
    return Stance.OPEN if has_free_seats(event) else Stance.WAITING_LIST


def word(event: Event, *, at: datetime) -> EventWord:
    """How the event stands at the moment `at`, in the one word that lists show."""
    if event.state == EventState.HELD:
        return EventWord.DOCUMENTED if is_documented(event) else EventWord.HELD
    if event.state != EventState.ANNOUNCED:
        return EventWord(event.state)
    if was_planned(event, on=timezone.localtime(at).date()):
        return EventWord.UNSAID
    said = {Stance.OPEN: EventWord.OPEN, Stance.WAITING_LIST: EventWord.FULL, Stance.CLOSED: EventWord.CLOSED}
    return said.get(stance(event, at=at), EventWord.ANNOUNCED)


def is_documented(event: Event) -> bool:
    """Whether one can read what came of it: in some sentences on its page, or in a documentation of its own."""
    return bool(event.findings) or event.documented_at is not None


def seconds_as_it_is(event: Event, *, at: datetime, most: int = 600) -> int:
    """For how many seconds from `at` on the stance stays by itself, at most `most`, at least 1."""
    moments = (event.registration_opens_at, event.registration_closes_at, begins(event))
    ahead = [ceil((moment - at).total_seconds()) for moment in moments if moment is not None and moment > at]
    return max(1, min([most, *ahead]))


def refusal_to_open(event: Event) -> Refusal | None:
    """Why nobody can register for this event whatever the hour; None if somebody can."""
    if event.state == EventState.CANCELLED:
        return errors.EventCancelled()
    if event.state == EventState.HELD:
        return errors.EventOver()
    if event.state != EventState.ANNOUNCED:
        return errors.NotAnnounced()
    return None if event.takes_registrations else errors.RegistrationElsewhere()


def refusal_to_register(
    event: Event, *, at: datetime, ignore_window: bool = False, invited: bool = False
) -> Refusal | None:
    """Why nobody can register at the moment `at`; None if somebody can. The office may ignore the window, and whom it
    registers is invited thereby. `invited`: by a personal link."""
    shut = refusal_to_open(event)
    if shut is not None:
        return shut
    if has_begun(event, at=at):
        return errors.EventOver()
    if ignore_window:
        return None
    if event.registration_opens_at is not None and at < event.registration_opens_at:
        opens = timezone.localtime(event.registration_opens_at)
        return errors.NotYetOpen(opens=formats.date_format(opens, "DATETIME_FORMAT"))
    if event.registration_closes_at is not None and at >= event.registration_closes_at:
        return errors.RegistrationClosed()
    return errors.ByInvitation() if event.by_invitation and not invited else None


def can_register(event: Event, *, at: datetime) -> bool:
    return refusal_to_register(event, at=at) is None


def check_party(event: Event, *, companions: int, children: int = 0, is_group: bool = False) -> None:
    """Raises `TooManyCompanions`, `TooManyChildren`, `GroupTooLarge`, `NoGroups` or `GroupLargerThanEvent`."""
    if is_group:
        limit, most_children = largest_group(event) - 1, 0
        if limit < 1:
            raise errors.NoGroups
        if not 0 <= companions <= limit:
            raise errors.GroupTooLarge(limit=limit + 1)
    else:
        limit, most_children = min(event.max_companions, MAX_COMPANIONS), min(event.max_children, MAX_CHILDREN)
        if not 0 <= companions <= limit:
            raise errors.TooManyCompanions(limit=limit)
    if not 0 <= children <= most_children:
        raise errors.TooManyChildren(limit=most_children)
    if event.capacity is not None and 1 + companions + children > event.capacity:
        raise errors.GroupLargerThanEvent(capacity=event.capacity)


def check_members(members: Sequence[str], *, companions: int) -> None:
    """Raises `MoreNamesThanSeats` when more of a group are named than take seats beside its contact."""
    if len(members) > companions:
        raise errors.MoreNamesThanSeats(names=len(members), seats=companions + 1)


def largest_group(event: Event) -> int:
    """How many people one organisation may register as a group; 0 where there are no groups."""
    most = min(event.max_group, MAX_GROUP)
    most = most if event.capacity is None else min(most, event.capacity)
    return most if most > 1 else 0


def can_offer(event: Event, *, at: datetime) -> bool:
    """Whether free seats go to those who wait: until the event begins, also after registration has closed."""
    return event.state == EventState.ANNOUNCED and event.takes_registrations and not has_begun(event, at=at)


def offer_ends(event: Event, *, at: datetime) -> datetime:
    """Until when a seat offered at `at` is held: the event's hours, but not beyond its beginning."""
    until = at + timedelta(hours=event.offer_hours)
    begin = begins(event)
    return until if begin is None else min(until, begin)


def is_offer_open(registration: Registration, *, at: datetime) -> bool:
    return (
        registration.state == RegistrationState.OFFERED
        and registration.offered_until is not None
        and at < registration.offered_until
    )


def confirmation_ends(event: Event, *, at: datetime) -> datetime:
    """Until when the seat of whoever registered at `at` is held unconfirmed, but not beyond the event's beginning."""
    until = at + CONFIRM_WITHIN
    begin = begins(event)
    return until if begin is None else min(until, begin)


def is_confirmation_open(registration: Registration, *, at: datetime) -> bool:
    return (
        registration.state == RegistrationState.UNCONFIRMED
        and registration.offered_until is not None
        and at < registration.offered_until
    )


def refusal_to_decide(event: Event, *, at: datetime) -> Refusal | None:
    """Why the office can approve no request for a seat at the moment `at`; None if it can."""
    return refusal_to_open(event) or (errors.EventOver() if has_begun(event, at=at) else None)


def can_cancel(registration: Registration, event: Event, *, at: datetime) -> bool:
    return registration.state in ACTIVE and event.state == EventState.ANNOUNCED and not has_begun(event, at=at)


def refusal_to_change(registration: Registration, event: Event, *, at: datetime) -> Refusal | None:
    """Why a registration cannot be changed at the moment `at`; None if it can."""
    if registration.state not in ACTIVE:
        return errors.AlreadyCancelled()
    if not can_cancel(registration, event, at=at):
        return refusal_to_open(event) or errors.EventOver()
    if registration.offered_until is not None and at >= registration.offered_until:
        is_offer = registration.state == RegistrationState.OFFERED
        return errors.OfferLapsed() if is_offer else errors.ConfirmationLapsed()
    return None


def check_facts(event: Event) -> None:
    """Raises the refusal that says which of an event's facts contradict each other."""
    if event.starts_on is None and event.ends_on is not None:
        raise errors.DateMissing
    if event.starts_on is None and event.state == EventState.HELD:
        raise errors.DateMissing
    if event.starts_on is not None and event.ends_on is not None and event.ends_on < event.starts_on:
        raise errors.DatesReversed
    opens, closes = event.registration_opens_at, event.registration_closes_at
    if opens is not None and closes is not None and closes <= opens:
        raise errors.WindowReversed
    if event.format == EventFormat.FAIR_STAND and event.participants is not None:
        raise errors.ReachIsNotParticipants
    if event.takes_registrations and event.registration_url:
        raise errors.TwoWaysToRegister
