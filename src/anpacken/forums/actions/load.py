"""Places in the slots of an event that is over, taken over from a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.forums import errors
from anpacken.forums.actions.places import held
from anpacken.programme.actions import taking


def ensure_counters(*, event: Event, heads: Mapping[int, int], by: Actor, at: datetime) -> int:
    """Writes how many places each slot gave, by its key, as retention leaves it: without who had them. Returns how many
    in all; a slot that has given places is left alone.

    Raises:
        NotOneOfTheRound: a slot of another event.
        SlotFull: more than its room holds.
    """
    total = 0
    with held(event.pk, at=at) as found:
        for key, many in heads.items():
            slot = found.slot(key)
            if slot.taken:
                continue
            if not taking.fits(slot, many):
                raise errors.SlotFull(forum=str(slot.forum), round=slot.round)
            found.take(slot, many)
            total += many
        if total:
            record(by=by, action="event.places_taken_over", target=found.event, at=at, places=total)
    return total
