"""Changing a registration that stands: the name, the organisation, and how many come along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events import asking, errors, rules
from anpacken.events.actions import notices, registrations, seats
from anpacken.events.actions.waiting_list import offer_in_turn
from anpacken.events.choices import HOLDS_SEATS, RegistrationState
from anpacken.events.models import Event, Member, Registration


def change(
    *,
    registration: Registration,
    name: str,
    organisation: str,
    companions: int,
    children: int | None = None,
    members: Sequence[str] | None = None,
    by: Actor,
    at: datetime,
    is_told: bool = True,
) -> Registration:
    """Changes who comes; `children` and `members` stay as they are where None is given. More seats only when they are
    free and nobody waits; what is given back is offered on.

    Whoever waits keeps the place in the queue, whatever the size of the party. Nothing is written or mailed when
    nothing differs.

    Raises:
        NoMoreSeats: the additional seats are not free, or others wait for them. All stays as it was.
        AlreadyCancelled, OfferLapsed, ConfirmationLapsed: the registration is not in a state to change.
        TooManyCompanions, TooManyChildren, GroupTooLarge, GroupLargerThanEvent: the party would be too large.
        MoreNamesThanSeats: not all who are named have a seat.
        EventCancelled, EventOver, NotAnnounced: it is too late for that.
    """
    with seats.held(registration.event_id) as held:
        current = Registration.objects.get(pk=registration.pk)
        refusal = rules.refusal_to_change(current, held.event, at=at)
        if refusal is not None:
            raise refusal
        children = current.children if children is None else children
        members = current.member_names if members is None else list(members)
        _check(current, held.event, companions, children, members)
        wanted: dict[str, Any] = {
            "name": name,
            "organisation_name": organisation,
            "companions": companions,
            "children": children,
        }
        changed = [field for field, value in wanted.items() if getattr(current, field) != value]
        if members != current.member_names:
            changed.append("members")
        if not changed:
            return current
        more = companions + children - current.companions - current.children
        if current.state in HOLDS_SEATS:
            if more > 0 and (held.event.waiting_count or not held.fits(more)):
                raise errors.NoMoreSeats
            held.move(taken=more)
        _store(current, wanted, members if "members" in changed else None)
        record(by=by, action="registration.changed", target=current, at=at, fields=changed, seats=current.seats)
        if more:
            asking.resized(current, by=by, at=at)
        if is_told:
            notices.changed(current, held.event, by=by, at=at)
        offer_in_turn(held, at=at)
    return current


def _check(current: Registration, event: Event, companions: int, children: int, members: Sequence[str]) -> None:
    # What is there already may stay or become fewer, whatever the event allows by now.
    if not (0 <= companions <= current.companions and 0 <= children <= current.children):
        rules.check_party(event, companions=companions, children=children, is_group=current.is_group)
    rules.check_members(members, companions=companions if current.is_group else 0)


def _store(current: Registration, wanted: dict[str, Any], members: Sequence[str] | None) -> None:
    for field, value in wanted.items():
        setattr(current, field, value)
    current.save(update_fields=list(wanted))
    if members is not None:
        current.members.all().delete()
        Member.objects.bulk_create(Member(registration=current, name=one) for one in members)


def take(*, registration: Registration, by: Actor, at: datetime, **wanted: Any) -> Registration:
    """Takes an offered seat, or confirms a registration, for those whom `wanted` names as `change` does: two of three
    offered seats, for instance. Raises as both deeds do; then nothing has happened."""
    with transaction.atomic():
        current = change(registration=registration, by=by, at=at, is_told=False, **wanted)
        is_offer = current.state == RegistrationState.OFFERED
        settle = registrations.accept_offer if is_offer else registrations.confirm
        return settle(registration=current, by=by, at=at)
