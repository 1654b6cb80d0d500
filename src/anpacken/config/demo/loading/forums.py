"""Wishes of made-up guests for the forums of coming events, so that a draw can be tried."""

from __future__ import annotations

from datetime import datetime
from random import Random

from django.utils import timezone

from anpacken.config.demo.loading.ledger import Ledger
from anpacken.core.actors import Actor
from anpacken.events.choices import EventState, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.forums.actions import choices, places
from anpacken.forums.choices import FIRST, SECOND, Mode
from anpacken.forums.queries.places import by_round, slots_of
from anpacken.programme.models import Item


def load_choices(ledger: Ledger, *, seed: int, by: Actor, at: datetime) -> None:
    """Opens the choice of forums at every coming event that has slots, with wishes of those who are registered."""
    coming = Event.objects.filter(state=EventState.ANNOUNCED, takes_registrations=True)
    with_slots = coming.filter(starts_on__gt=timezone.localtime(at).date(), items__forum__isnull=False).distinct()
    for event in with_slots.order_by("slug"):
        if not ledger.is_due("forum_choice", event.slug):
            continue
        choices.set_up(event=event, mode=Mode.DRAWN, closes_at=None, gives_any=True, by=by, at=at)
        dice = Random(seed)  # noqa: S311 - made-up wishes, no secrets
        rounds = by_round(slots_of(event))
        for guest in Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED).order_by("pk"):
            wishes = _wishes(dice, rounds)
            if wishes:
                places.wish(registration=guest, wishes=wishes, by=by, at=at)


def _wishes(dice: Random, rounds: dict[int, list[Item]]) -> dict[tuple[int, int], Item]:
    """A first and mostly a second wish for each round; one in ten has none. Early forums are wished for more."""
    found: dict[tuple[int, int], Item] = {}
    if dice.random() < 0.1:
        return found
    taken: set[int | None] = set()
    for number, slots in rounds.items():
        left = [slot for slot in slots if slot.forum_id not in taken]
        for rank in (FIRST, SECOND):
            if not left or (rank == SECOND and dice.random() < 0.2):
                break
            slot = dice.choices(left, weights=range(len(left), 0, -1))[0]
            found[number, rank] = slot
            left.remove(slot)
            if rank == FIRST:
                taken.add(slot.forum_id)
    return found
