"""How the forums of an event are filled: setting it, drawing, taking the draw back, telling."""

from __future__ import annotations

import secrets
from collections import defaultdict
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.forums import errors, rules
from anpacken.forums.actions import notices, places
from anpacken.forums.choices import FIRST, Mode, PlaceState, Reason
from anpacken.forums.draw import Party, draw
from anpacken.forums.models import ForumChoice, Place, Wish
from anpacken.programme.actions import taking
from anpacken.programme.actions.holding import held_event


def set_up(
    *, event: Event, mode: Mode, closes_at: datetime | None, gives_any: bool, by: Actor, at: datetime
) -> ForumChoice:
    """Opens the choice of forums, or changes how it is done. The seed is fixed with the first time.

    Raises:
        AlreadyDrawn: after the draw the way of giving places stays as it is.
    """
    with held_event(event.pk) as held:
        choice = ForumChoice.objects.filter(event=held).first()
        if choice is None:
            choice = ForumChoice(event=held, seed=secrets.randbelow(10**9))
        elif choice.drawn_at is not None and choice.mode != mode:
            raise errors.AlreadyDrawn
        choice.mode, choice.closes_at, choice.gives_any = mode, closes_at, gives_any
        choice.save()
        record(by=by, action="forums.choice_set", target=held, at=at, mode=mode.value)
        page_cache.changed(f"event:{held.public_id}")
    return choice


def draw_places(*, event: Event, by: Actor, at: datetime) -> int:
    """Draws places for everybody who has a seat and named a wish. Returns how many places were given.

    Who got nothing in a round waits for their first wish. Nobody is told yet: the office looks first.

    Raises:
        AlreadyDrawn, NothingToDraw
    """
    with places.held(event.pk, at=at) as found:
        choice = ForumChoice.objects.select_for_update().filter(event=found.event).first()
        if choice is None or not found.slots:
            raise errors.NothingToDraw
        if choice.drawn_at is not None:
            raise errors.AlreadyDrawn
        registrations, parties = _parties(found.event)
        if not any(party.wishes for party in parties):
            raise errors.NothingToDraw
        slots = rules.slots_to_draw(found.slots.values())
        given = draw(slots, parties, seed=choice.seed, gives_any=choice.gives_any)
        rows = [
            _row(registrations[one.party], found.slot(one.slot).round, one.slot, PlaceState.PLACED, one.reason, at)
            for one in given
        ]
        Place.objects.bulk_create(rows)
        heads: dict[int, int] = defaultdict(int)
        for row in rows:
            heads[row.item_id] += row.heads
        for key, count in sorted(heads.items()):
            taking.take(found.slot(key), count)
        _queue_the_rest(parties, registrations, {(row.registration_id, row.round) for row in rows}, at)
        choice.drawn_at = at
        choice.save(update_fields=["drawn_at"])
        record(by=by, action="forums.drawn", target=found.event, at=at, seed=choice.seed, places=len(rows))
    return len(rows)


def take_back(*, event: Event, by: Actor, at: datetime) -> None:
    """Undoes the draw as long as nobody has been told. Raises `NotDrawnYet`, `TooLateToTakeBack`."""
    with places.held(event.pk, at=at) as found:
        choice = ForumChoice.objects.select_for_update().filter(event=found.event).first()
        if choice is None or choice.drawn_at is None:
            raise errors.NotDrawnYet
        if choice.told_at is not None:
            raise errors.TooLateToTakeBack
        Place.objects.filter(item__event=found.event).delete()
        for slot in found.slots.values():
            taking.take(slot, -slot.taken)
        choice.drawn_at = None
        choice.save(update_fields=["drawn_at"])
        record(by=by, action="forums.draw_taken_back", target=found.event, at=at)


def tell(*, event: Event, by: Actor, at: datetime) -> int:
    """Writes to everybody who has a place or waits for one, once. Returns how many. Raises `NotDrawnYet`."""
    with held_event(event.pk) as held:
        choice = ForumChoice.objects.select_for_update().filter(event=held).first()
        if choice is None or choice.drawn_at is None:
            raise errors.NotDrawnYet
        if choice.told_at is not None:
            return 0
        told = list(to_be_told(held))
        for registration in told:
            notices.places_drawn(registration, held, by=by, at=at)
        choice.told_at = at
        choice.save(update_fields=["told_at"])
        record(by=by, action="forums.told", target=held, at=at, mails=len(told))
    return len(told)


def to_be_told(event: Event) -> list[Registration]:
    """Who gets the mail about the draw."""
    named = Wish.objects.filter(item__event=event).values("registration")
    return list(
        Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED, pk__in=named).order_by("pk")
    )


def _parties(event: Event) -> tuple[dict[str, Registration], list[Party]]:
    registrations = {
        registration.public_id: registration
        for registration in Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED).order_by("pk")
    }
    wishes: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for wish in Wish.objects.filter(item__event=event).order_by("pk"):
        wishes[wish.registration_id][wish.round, wish.rank] = wish.item_id
    parties = [
        Party(key, registration.seats, wishes.get(registration.pk, {})) for key, registration in registrations.items()
    ]
    return registrations, parties


def _queue_the_rest(
    parties: list[Party], registrations: dict[str, Registration], placed: set[tuple[int, int]], at: datetime
) -> None:
    rows = []
    for party in parties:
        registration = registrations[party.key]
        for (number, rank), slot in party.wishes.items():
            if rank == FIRST and (registration.pk, number) not in placed:
                rows.append(_row(registration, number, slot, PlaceState.WAITING, Reason.FIRST, at))
    Place.objects.bulk_create(rows)


def _row(
    registration: Registration, number: int | None, slot: int, state: PlaceState, reason: Reason, at: datetime
) -> Place:
    return Place(
        registration=registration,
        item_id=slot,
        round=number or 0,
        state=state,
        reason=reason,
        heads=registration.seats,
        since_at=at,
    )
