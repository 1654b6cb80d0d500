"""Handing demands on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.documentation.actions.documenting import tell_pages
from anpacken.documentation.choices import DEMAND_TRANSITIONS, DemandState
from anpacken.documentation.models import Demand


def hand_on(*, demand: Demand, by: Actor, at: datetime) -> None:
    """From now on it is followed up what becomes of the demand. Raises `TransitionRefused` if it is already."""
    _move(demand, DemandState.HANDED_ON, "demand.handed_on", by=by, at=at)


def take_back(*, demand: Demand, by: Actor, at: datetime) -> None:
    """Undoes `hand_on`. Raises `TransitionRefused` if it was not handed on."""
    _move(demand, DemandState.RAISED, "demand.taken_back", by=by, at=at)


def _move(demand: Demand, state: DemandState, action: str, *, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        found = Demand.objects.select_for_update(no_key=True).get(pk=demand.pk)
        DEMAND_TRANSITIONS.check(DemandState(found.state), state)
        found.state = state
        found.handed_on_at = at if state == DemandState.HANDED_ON else None
        found.save(update_fields=["state", "handed_on_at"])
        event = found.documentation.event
        record(by=by, action=action, target=found, at=at, event=event.public_id)
        tell_pages(event)
