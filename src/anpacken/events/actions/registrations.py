"""Registering for an event, and giving the seat back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.core.inserts import insert
from anpacken.events import asking, errors, rules
from anpacken.events.actions import notices, seats
from anpacken.events.actions.waiting_list import offer_in_turn
from anpacken.events.choices import ACTIVE, HOLDS_SEATS, EventState, RegistrationState
from anpacken.events.models import Event, Member, Registration
from anpacken.mail.errors import TooManyMails

# Whoever sends the same form again within this time meant it once.
SAME_SUBMISSION = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a submission. `registration` and `is_new` are for the office; the public page says only
    `waiting`, which for a known address is what a stranger would have been told."""

    registration: Registration
    is_new: bool
    waiting: bool


def register(
    *,
    event: Event,
    name: str,
    email: str,
    organisation: str = "",
    support_needs: str = "",
    companions: int = 0,
    children: int = 0,
    is_group: bool = False,
    members: Sequence[str] = (),
    language: str,
    by: Actor,
    at: datetime,
    ignore_window: bool = False,
    invited: bool = False,
    asked: asking.Asked = asking.NOTHING,
    answers: Mapping[str, Any] | None = None,
) -> Answer:
    """Registers somebody, or puts them on the waiting list when the seats are gone or somebody waits. Where the office
    decides who comes it only asks for a seat, and where a mail has to confirm it the seat is held for a while.

    A second submission for the same address changes nothing and is answered like the first; its owner learns by
    mail what there is. `ignore_window` is for the office, which may register before and after the public can;
    `invited` for whoever holds a personal link, to whose address we wrote ourselves.
    `is_group`: an organisation's group, whose contact `name` is; `members` are names of the others, as far as they are
    known. `answers` are clean values of the fields that `asked` gave, written in the same transaction.

    Raises:
        Refusal: the event takes no registrations now, too many companions or children, no usable address.
    """
    refusal = rules.refusal_to_register(event, at=at, ignore_window=ignore_window, invited=invited)
    if refusal is not None:
        raise refusal
    rules.check_party(event, companions=companions, children=children, is_group=is_group)
    rules.check_members(members, companions=companions)
    wanted = Registration(
        event=event,
        name=name,
        email=email.strip(),
        email_key=_key(email),
        organisation_name=organisation,
        support_needs=support_needs,
        companions=companions,
        children=children,
        is_group=is_group,
        language=language,
        registered_at=at,
    )
    # Whom the office registers or invites, it approves, and it knows that the address is theirs.
    vouched = ignore_window or invited
    try:
        return _register_new(wanted, event, members, asked, answers or {}, vouched=vouched, by=by, at=at)
    except IntegrityError:
        # The database knows whether the address is registered; asking it first would ask about everybody twice.
        known = _known(wanted)
        if known is None:
            raise
    is_same = asked.is_same(known, answers or {}) and _is_same_submission(known, wanted, members, at=at)
    return _answer_known(known, wanted, event, is_same=is_same, by=by, at=at)


def cancel(*, registration: Registration, by: Actor, at: datetime) -> Registration:
    """Ends a registration, a wait or an offer; what becomes free is offered to whoever waits longest.

    Raises:
        AlreadyCancelled: it has ended before.
        EventCancelled, EventOver, NotAnnounced: it is too late for that.
    """
    with seats.held(registration.event_id) as held:
        current = Registration.objects.get(pk=registration.pk)
        if current.state not in ACTIVE:
            raise errors.AlreadyCancelled
        if not rules.can_cancel(current, held.event, at=at):
            raise rules.refusal_to_open(held.event) or errors.EventOver()
        had_seat = current.state == RegistrationState.CONFIRMED
        _free(current, held)
        old, current.state = current.state, RegistrationState.CANCELLED
        current.offered_until, current.ended_at = None, at
        current.save(update_fields=["state", "offered_until", "ended_at"])
        record(by=by, action="registration.cancelled", target=current, at=at, was=old, seats=current.seats)
        asking.ended(current, by=by, at=at)
        notices.cancelled(current, held.event, by=by, at=at, had_seat=had_seat, was=old)
        offer_in_turn(held, at=at)
    return current


def give_up(*, registration: Registration, by: Actor, at: datetime) -> None:
    """Ends what somebody still holds who is being erased, whatever state the event is in, and without a mail to them.

    Nothing is done once the event has begun or is over: who was there stays counted.
    """
    with seats.held(registration.event_id) as held:
        current = Registration.objects.get(pk=registration.pk)
        over = held.event.state in (EventState.HELD, EventState.CANCELLED) or rules.has_begun(held.event, at=at)
        if over or current.state not in ACTIVE:
            return
        _free(current, held)
        old, current.state = current.state, RegistrationState.CANCELLED
        current.offered_until, current.ended_at = None, at
        current.save(update_fields=["state", "offered_until", "ended_at"])
        record(by=by, action="registration.cancelled", target=current, at=at, was=old, seats=current.seats)
        asking.ended(current, by=by, at=at)
        offer_in_turn(held, at=at)


def accept_offer(*, registration: Registration, by: Actor, at: datetime) -> Registration:
    """Takes the seat that is held for a waiting registration.

    Raises:
        OfferLapsed: too late; the seat goes to the next in the queue.
        NoOffer, AlreadyCancelled: there is nothing to take.
        EventCancelled, EventOver, NotAnnounced: the event takes nobody any more.
    """
    with seats.held(registration.event_id) as held:
        current = _offered(registration, at=at)
        refusal = rules.refusal_to_open(held.event)
        if refusal is not None and not isinstance(refusal, errors.RegistrationElsewhere):
            raise refusal
        current.state, current.offered_until = RegistrationState.CONFIRMED, None
        current.save(update_fields=["state", "offered_until"])
        record(by=by, action="registration.offer_accepted", target=current, at=at, seats=current.seats)
        notices.ticket(current, held.event, by=by, at=at, with_lines=True)
    return current


def confirm(*, registration: Registration, by: Actor, at: datetime) -> Registration:
    """Confirms a registration by the mailed link; done again, it changes nothing.

    Raises:
        ConfirmationLapsed: too late; the seat goes to others.
        NothingToConfirm, AlreadyCancelled: there is nothing to confirm.
        EventCancelled, EventOver, NotAnnounced: the event takes nobody any more.
    """
    with seats.held(registration.event_id) as held:
        current = Registration.objects.get(pk=registration.pk)
        if current.state == RegistrationState.CONFIRMED:
            return current
        if current.state == RegistrationState.LAPSED:
            raise errors.ConfirmationLapsed
        if current.state not in ACTIVE:
            raise errors.AlreadyCancelled
        if current.state != RegistrationState.UNCONFIRMED:
            raise errors.NothingToConfirm
        if not rules.is_confirmation_open(current, at=at):
            raise errors.ConfirmationLapsed
        refusal = rules.refusal_to_open(held.event)
        if refusal is not None and not isinstance(refusal, errors.RegistrationElsewhere):
            raise refusal
        current.state, current.offered_until = RegistrationState.CONFIRMED, None
        current.save(update_fields=["state", "offered_until"])
        record(by=by, action="registration.confirmed", target=current, at=at, seats=current.seats)
        notices.ticket(current, held.event, by=by, at=at, with_lines=True)
    return current


def decline_offer(*, registration: Registration, by: Actor, at: datetime) -> Registration:
    """Gives the offered seat to the next in the queue and ends the registration. Raises as `accept_offer`."""
    with seats.held(registration.event_id) as held:
        current = _offered(registration, at=at)
        _free(current, held)
        current.state, current.offered_until = RegistrationState.CANCELLED, None
        current.ended_at = at
        current.save(update_fields=["state", "offered_until", "ended_at"])
        record(by=by, action="registration.offer_declined", target=current, at=at, seats=current.seats)
        asking.ended(current, by=by, at=at)
        notices.cancelled(current, held.event, by=by, at=at, had_seat=False, was=RegistrationState.OFFERED)
        offer_in_turn(held, at=at)
    return current


def _key(email: str) -> str:
    try:
        return email_key(email)
    except ValueError as error:
        raise errors.AddressUnusable from error


def _known(wanted: Registration) -> Registration | None:
    return Registration.objects.active().filter(event=wanted.event_id, email_key=wanted.email_key).first()


def _register_new(
    wanted: Registration,
    event: Event,
    members: Sequence[str],
    asked: asking.Asked,
    answers: Mapping[str, Any],
    *,
    vouched: bool,
    by: Actor,
    at: datetime,
) -> Answer:
    if event.approved_by_office and not vouched:
        return _request(wanted, event, members, asked, answers, by=by, at=at)
    with transaction.atomic():
        taken = seats.take(event, wanted.seats, vouched=vouched)
        if taken is None:
            event.refresh_from_db(fields=["state", "takes_registrations"])
            raise rules.refusal_to_open(event) or errors.ChangedMeanwhile()
        wanted.turn = taken.turn
        wanted.state = RegistrationState.WAITING
        if taken.confirmed:
            wanted.state = RegistrationState.CONFIRMED
            if event.confirmed_by_mail and not vouched:
                wanted.state = RegistrationState.UNCONFIRMED
                wanted.offered_until = rules.confirmation_ends(event, at=at)
        _write(wanted, members, asked, answers, by=by, at=at)
        _TELL[wanted.state](wanted, event, by=by, at=at, with_lines=bool(asked.asks))
        if taken.turned:
            seats.tell_pages(event)
    return Answer(wanted, is_new=True, waiting=not taken.confirmed)


_TELL = {
    RegistrationState.CONFIRMED: notices.ticket,
    RegistrationState.UNCONFIRMED: notices.unconfirmed,
    RegistrationState.WAITING: notices.waiting,
}


def _request(
    wanted: Registration,
    event: Event,
    members: Sequence[str],
    asked: asking.Asked,
    answers: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> Answer:
    """Asks the office for a seat; none is taken yet."""
    with seats.held(event.pk) as held:
        refusal = rules.refusal_to_open(held.event)
        if refusal is not None:
            raise refusal
        if not held.event.approved_by_office:
            raise errors.ChangedMeanwhile
        wanted.state = RegistrationState.REQUESTED
        _write(wanted, members, asked, answers, by=by, at=at)
        notices.requested(wanted, event, by=by, at=at)
    return Answer(wanted, is_new=True, waiting=False)


def _write(
    wanted: Registration,
    members: Sequence[str],
    asked: asking.Asked,
    answers: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> None:
    insert(wanted)
    if members:
        Member.objects.bulk_create(Member(registration=wanted, name=name) for name in members)
    record(by=by, action="registration.made", target=wanted, at=at, state=wanted.state, seats=wanted.seats)
    asked.made(wanted, answers, by=by, at=at)


def _answer_known(
    known: Registration, wanted: Registration, event: Event, *, is_same: bool, by: Actor, at: datetime
) -> Answer:
    if is_same:
        waiting = known.state == RegistrationState.WAITING and not event.approved_by_office
        return Answer(known, is_new=False, waiting=waiting)
    # Who keeps trying somebody's address gets the same page, and its owner no flood.
    with suppress(TooManyMails):
        notices.already_registered(known, event, by=by, at=at)
    if event.approved_by_office:
        return Answer(known, is_new=False, waiting=False)
    event.refresh_from_db(fields=["capacity", "taken_seats", "waiting_count"])
    would_fit = event.capacity is None or event.taken_seats + wanted.seats <= event.capacity
    return Answer(known, is_new=False, waiting=event.waiting_count > 0 or not would_fit)


def _is_same_submission(known: Registration, wanted: Registration, members: Sequence[str], *, at: datetime) -> bool:
    """A double click or the back button: every answer is the same, and it was only just now."""
    fields = ("name", "email", "organisation_name", "support_needs", "companions", "children", "is_group")
    return (
        at - known.registered_at < SAME_SUBMISSION
        and all(getattr(known, field) == getattr(wanted, field) for field in fields)
        and known.member_names == list(members)
    )


def _offered(registration: Registration, *, at: datetime) -> Registration:
    current = Registration.objects.get(pk=registration.pk)
    if current.state == RegistrationState.LAPSED:
        raise errors.OfferLapsed
    if current.state not in ACTIVE:
        raise errors.AlreadyCancelled
    if current.state != RegistrationState.OFFERED:
        raise errors.NoOffer
    if not rules.is_offer_open(current, at=at):
        raise errors.OfferLapsed
    return current


def _free(current: Registration, held: seats.Held) -> None:
    """Gives back what a registration holds: its seats, or its place in the queue. A request holds neither."""
    if current.state in HOLDS_SEATS:
        held.move(taken=-current.seats)
    elif current.state == RegistrationState.WAITING:
        held.move(waiting=-1)
