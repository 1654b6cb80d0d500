"""What the office decides about those who asked for a seat."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events import asking, errors, rules
from anpacken.events.actions import notices, seats
from anpacken.events.actions.waiting_list import offer_in_turn
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration


@dataclass(frozen=True, slots=True)
class Approved:
    """How many got a seat, and how many joined the waiting list."""

    seated: int
    waiting: int


def approve(*, event: Event, wanted: Collection[int], by: Actor, at: datetime) -> Approved:
    """Gives seats to those whose requests have the keys `wanted`, in the order in which they asked. Where they are not
    all free, or somebody waits, a party joins the end of the waiting list. Requests that were decided or withdrawn in
    the meantime are left as they are.

    Raises:
        RequestDecided: none of them is open any more.
        EventCancelled, EventOver, NotAnnounced, RegistrationElsewhere: the event takes nobody any more.
    """
    with seats.held(event.pk) as held:
        refusal = rules.refusal_to_decide(held.event, at=at)
        if refusal is not None:
            raise refusal
        found = _open(event, wanted)
        for registration in found:
            _give(registration, held, at=at)
            registration.save(update_fields=["state", "turn", "offered_until"])
            state, size = registration.state, registration.seats
            record(by=by, action="registration.approved", target=registration, at=at, state=state, seats=size)
            tell = _TELL[RegistrationState(state)]
            tell(registration, held.event, by=by, at=at, with_lines=True, approved=True)
        offer_in_turn(held, at=at)
    waiting = sum(one.state == RegistrationState.WAITING for one in found)
    return Approved(seated=len(found) - waiting, waiting=waiting)


def decline(*, event: Event, wanted: Collection[int], reason: str = "", by: Actor, at: datetime) -> int:
    """Ends the requests with the keys `wanted`; each is told by mail, with `reason` if there is one. Returns how many.

    Raises:
        RequestDecided: none of them is open any more.
    """
    with seats.held(event.pk) as held:
        found = _open(event, wanted)
        for registration in found:
            registration.state, registration.ended_at = RegistrationState.DECLINED, at
            registration.save(update_fields=["state", "ended_at"])
            record(by=by, action="registration.declined", target=registration, at=at, with_reason=bool(reason))
            asking.ended(registration, by=by, at=at)
            notices.declined(registration, held.event, by=by, at=at, reason=reason)
    return len(found)


_TELL = {
    RegistrationState.CONFIRMED: notices.ticket,
    RegistrationState.UNCONFIRMED: notices.unconfirmed,
    RegistrationState.WAITING: notices.waiting,
}


def _open(event: Event, wanted: Collection[int]) -> list[Registration]:
    requests = Registration.objects.filter(event=event, pk__in=wanted, state=RegistrationState.REQUESTED)
    found = list(requests.order_by("pk"))
    if not found:
        raise errors.RequestDecided
    return found


def _give(registration: Registration, held: seats.Held, *, at: datetime) -> None:
    if held.event.waiting_count or not held.fits(registration.seats):
        held.move(waiting=1)
        registration.state, registration.turn = RegistrationState.WAITING, held.next_turn()
        return
    held.move(taken=registration.seats)
    registration.state = RegistrationState.CONFIRMED
    if held.event.confirmed_by_mail:
        registration.state = RegistrationState.UNCONFIRMED
        registration.offered_until = rules.confirmation_ends(held.event, at=at)
