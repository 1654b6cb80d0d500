"""Writing events: the office's form, a data file's facts, and the way from draft to held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from anpacken.audit.actions import record as record_deed
from anpacken.core import clock, languages
from anpacken.core.actors import Actor
from anpacken.events import asking, errors, rules
from anpacken.events.actions import notices, seats
from anpacken.events.actions.waiting_list import offer_in_turn
from anpacken.events.choices import EVENT_TRANSITIONS, EventState, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.queries.search import search_text_of


def save(*, record: Event, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    """Saves an event from the office's form. A new one begins as a draft.

    State and seat counters are taken from the locked row, never from the form, so that a form that was open for
    an hour undoes nothing. More seats than before are offered to those who wait.

    Raises:
        CapacityBelowTaken: fewer seats than are taken; nobody is thrown out.
        Refusal: the facts contradict each other.
    """
    at = clock.now()
    if record._state.adding:
        with transaction.atomic():
            rules.check_facts(record)
            record.slug = record.slug or free_slug(record)
            _store(record, save_related, at=at)
            record_deed(by=by, action="event.created", target=record, at=at)
            seats.tell_pages(record)
        return
    with seats.held(record.pk) as held:
        stored = held.event
        record.state, record.revision = stored.state, stored.revision
        record.taken_seats, record.waiting_count = stored.taken_seats, stored.waiting_count
        record.turns = stored.turns
        rules.check_facts(record)
        if record.capacity is not None and record.capacity < stored.taken_seats:
            raise errors.CapacityBelowTaken(taken=stored.taken_seats, capacity=record.capacity)
        _store(record, save_related, at=at)
        record_deed(by=by, action="event.changed", target=record, at=at, fields=list(changed))
        held.event = record
        offer_in_turn(held, at=at)
        seats.tell_pages(record)


def announce(*, event: Event, by: Actor, at: datetime) -> Event:
    """Shows a draft to the public. Raises `TransitionRefused` if it is no draft."""
    return _move(event, EventState.ANNOUNCED, "event.announced", by=by, at=at)


def withdraw(*, event: Event, by: Actor, at: datetime) -> Event:
    """Makes an announced event a draft again, as long as nobody has registered. Raises `RegistrationsStand`."""
    return _move(event, EventState.DRAFT, "event.withdrawn", by=by, at=at, check=_nobody_registered)


def mark_held(*, event: Event, by: Actor, at: datetime) -> Event:
    """Says that an event has taken place. Raises `NotYetHeld` before its first day."""

    def has_come(found: Event) -> None:
        if found.starts_on is None:
            raise errors.DateMissing
        if found.starts_on > timezone.localtime(at).date():
            raise errors.NotYetHeld

    return _move(event, EventState.HELD, "event.held", by=by, at=at, check=has_come)


def reopen(*, event: Event, by: Actor, at: datetime) -> Event:
    """Takes `mark_held` back."""
    return _move(event, EventState.ANNOUNCED, "event.reopened", by=by, at=at)


def cancel(*, event: Event, by: Actor, at: datetime) -> int:
    """Calls an event off. Everybody who is registered, waits or has an offer is told by mail. Returns how many.

    Raises `TransitionRefused` for an event that is not announced.
    """
    with seats.held(event.pk) as held:
        found = held.event
        EVENT_TRANSITIONS.check(EventState(found.state), EventState.CANCELLED)
        _set_state(found, EventState.CANCELLED, at=at)
        told = list(Registration.objects.filter(event=found).active().order_by("pk"))
        for registration in told:
            had_seat = registration.state == RegistrationState.CONFIRMED
            registration.state, registration.offered_until = RegistrationState.CANCELLED, None
            registration.ended_at = at
            registration.save(update_fields=["state", "offered_until", "ended_at"])
            record_deed(by=by, action="registration.event_cancelled", target=registration, at=at)
            asking.ended(registration, by=by, at=at)
            notices.event_cancelled(registration, found, by=by, at=at, had_seat=had_seat)
        held.move(taken=-found.taken_seats, waiting=-found.waiting_count)
        record_deed(by=by, action="event.cancelled", target=found, at=at, told=len(told))
        seats.tell_pages(found)
    event.refresh_from_db()
    return len(told)


def _move(
    event: Event,
    new: EventState,
    action: str,
    *,
    by: Actor,
    at: datetime,
    check: Callable[[Event], None] | None = None,
) -> Event:
    with seats.held(event.pk) as held:
        EVENT_TRANSITIONS.check(EventState(held.event.state), new)
        if check is not None:
            check(held.event)
        _set_state(held.event, new, at=at)
        rules.check_facts(held.event)
        record_deed(by=by, action=action, target=held.event, at=at)
        seats.tell_pages(held.event)
    event.refresh_from_db()
    return event


def _set_state(event: Event, new: EventState, *, at: datetime) -> None:
    event.state, event.changed_at = new, at
    event.revision += 1
    Event.objects.filter(pk=event.pk).update(state=new, changed_at=at, revision=event.revision)


def _nobody_registered(event: Event) -> None:
    count = Registration.objects.filter(event=event).active().count()
    if count:
        raise errors.RegistrationsStand(count=count)


def free_slug(record: Event) -> str:
    """A short name that nothing else has, whoever makes an event of the same title in the same moment."""
    slug = slugify(record.title.text(languages.source()))[:60].strip("-")
    return f"{slug}-{record.public_id}" if slug else record.public_id


def _store(record: Event, save_related: Callable[[], None], *, at: datetime) -> None:
    record.revision += 1
    record.changed_at = at
    record.save()
    try:
        save_related()
    except (models.ProtectedError, models.RestrictedError) as error:
        # A room above holds on to a part that the form has removed.
        raise errors.ForumInProgramme from error
    record.search_text = search_text_of(record)
    _update(record, search_text=record.search_text)


def _update(record: models.Model, **values: Any) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(**values)
