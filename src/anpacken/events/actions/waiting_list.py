"""The waiting list: whoever waits longest is offered what becomes free, and has some time to take it.

What happens when the group at the head of the queue is larger than what is free is the event's choice. Strict order:
nobody behind it is offered a seat either, seats gather until the whole group fits. (Nobody is passed over; the price is
that single seats may stay empty for a while. The office can end the wait of a group that asks too much.) With
`fills_gaps` the next in the order who fit are offered what is free, and the group keeps its place at the head.
"""

from __future__ import annotations

from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events import asking, rules
from anpacken.events.actions import notices, seats
from anpacken.events.choices import HELD_UNTIL, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.queries import seats as seat_queries

BY = Actor.job("events.offers")


def offer_free_seats(*, event: Event, at: datetime) -> int:
    """Offers what is free to those who wait, in their order. Returns how many offers were made."""
    with seats.held(event.pk) as held:
        return offer_in_turn(held, at=at)


def offer_in_turn(held: seats.Held, *, at: datetime) -> int:
    """The same for an event whose row is locked already; called by every deed that frees seats."""
    if not held.event.waiting_count or not rules.can_offer(held.event, at=at):
        return 0
    made = 0
    while registration := _whose_turn(held):
        _offer(registration, held, at=at)
        made += 1
    return made


def _whose_turn(held: seats.Held) -> Registration | None:
    """Whoever is offered seats next; None when nobody waits, or nothing is free for those whose turn it is."""
    if not held.event.waiting_count or held.free == 0:
        return None
    queue = Registration.objects.filter(event=held.event).in_queue()
    if held.event.fills_gaps and held.free is not None:
        queue = queue.with_at_most(held.free)
    registration = queue.first()
    return registration if registration is not None and held.fits(registration.seats) else None


def expire_offers(*, at: datetime) -> int:
    """Ends the offers, and the registrations that nobody confirmed, whose time is over, and offers their seats to the
    next. Returns how many ended."""
    return sum(_expire(event_id, at=at) for event_id in seat_queries.events_with_lapsed_offers(at=at))


def walk(*, at: datetime) -> tuple[int, int]:
    """What `events.offers` does: lapse, then offer what is free and was not offered yet. Returns both numbers."""
    lapsed = expire_offers(at=at)
    offered = sum(offer_free_seats(event=event, at=at) for event in seat_queries.events_with_seats_to_offer())
    return lapsed, offered


def _expire(event_id: int, *, at: datetime) -> int:
    with seats.held(event_id) as held:
        over = list(
            Registration.objects.filter(event=event_id, state__in=HELD_UNTIL, offered_until__lte=at).order_by("pk")
        )
        for registration in over:
            held.move(taken=-registration.seats)
            was_offer = registration.state == RegistrationState.OFFERED
            registration.state, registration.offered_until = RegistrationState.LAPSED, None
            registration.ended_at = at
            registration.save(update_fields=["state", "offered_until", "ended_at"])
            deed = "registration.offer_lapsed" if was_offer else "registration.confirmation_lapsed"
            record(by=BY, action=deed, target=registration, at=at, seats=registration.seats)
            asking.ended(registration, by=BY, at=at)
            # An address that nobody confirmed gets no further mail: perhaps somebody else typed it.
            if was_offer:
                notices.lapsed(registration, held.event, by=BY, at=at)
        offer_in_turn(held, at=at)
    return len(over)


def _offer(registration: Registration, held: seats.Held, *, at: datetime) -> None:
    held.move(taken=registration.seats, waiting=-1)
    registration.state = RegistrationState.OFFERED
    registration.offered_until = rules.offer_ends(held.event, at=at)
    registration.save(update_fields=["state", "offered_until"])
    record(by=BY, action="registration.offered", target=registration, at=at, seats=registration.seats)
    notices.offer(registration, held.event, by=BY, at=at)
