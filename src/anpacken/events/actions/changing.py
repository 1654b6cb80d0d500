"""Changing a registration that stands: the name, the organisation, and how many come along."""

from __future__ import annotations

from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events import asking, errors, rules
from anpacken.events.actions import notices, seats
from anpacken.events.actions.waiting_list import offer_in_turn
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Registration


def change(
    *,
    registration: Registration,
    name: str,
    organisation: str,
    companions: int,
    children: int | None = None,
    by: Actor,
    at: datetime,
) -> Registration:
    """Changes who comes; `children` None leaves their number. More seats only when they are free and nobody waits;
    what is given back is offered on.

    Whoever waits keeps the place in the queue, whatever the size of the party. Nothing is written or mailed when
    nothing differs.

    Raises:
        NoMoreSeats: the additional seats are not free, or others wait for them. All stays as it was.
        TakeOfferFirst, AlreadyCancelled: the registration is not in a state to change.
        TooManyCompanions, TooManyChildren, GroupLargerThanEvent: the party would be too large.
        EventCancelled, EventOver, NotAnnounced: it is too late for that.
    """
    with seats.held(registration.event_id) as held:
        current = Registration.objects.get(pk=registration.pk)
        refusal = rules.refusal_to_change(current, held.event, at=at)
        if refusal is not None:
            raise refusal
        children = current.children if children is None else children
        # What is there already may stay or become fewer, whatever the event allows by now.
        if not (0 <= companions <= current.companions and 0 <= children <= current.children):
            rules.check_party(held.event, companions=companions, children=children)
        wanted = {
            "name": name,
            "organisation_name": organisation,
            "companions": companions,
            "children": children,
        }
        changed = [field for field, value in wanted.items() if getattr(current, field) != value]
        if not changed:
            return current
        more = companions + children - current.companions - current.children
        if current.state == RegistrationState.CONFIRMED:
            if more > 0 and (held.event.waiting_count or not held.fits(more)):
                raise errors.NoMoreSeats
            held.move(taken=more)
        for field in changed:
            setattr(current, field, wanted[field])
        current.save(update_fields=changed)
        record(by=by, action="registration.changed", target=current, at=at, fields=changed, seats=current.seats)
        if more:
            asking.resized(current, by=by, at=at)
        notices.changed(current, held.event, by=by, at=at)
        offer_in_turn(held, at=at)
    return current
