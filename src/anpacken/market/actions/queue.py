"""The waiting list for stands, inside a deed that holds the call's lock."""

from __future__ import annotations

from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.market import rules
from anpacken.market.actions import notices
from anpacken.market.choices import ApplicationState, Told
from anpacken.market.models import Application, Call


def free_stands(call: Call) -> int | None:
    """How many applications can still be accepted; None when there is no limit."""
    return None if call.most_stands is None else call.most_stands - call.applications.accepted().count()


def move_up(call: Call, *, by: Actor, at: datetime) -> Application | None:
    """Gives the stand that became free to whoever waits longest, and tells them at once. None: nobody waits, or no
    stand is free."""
    free = free_stands(call)
    if (free is not None and free <= 0) or rules.is_over(call, at=at):
        return None
    first = call.applications.in_queue().first()
    if first is None:
        return None
    first.call = call
    first.state, first.waiting_from_at, first.decided_at = ApplicationState.ACCEPTED, None, at
    first.reason = ""
    first.save(update_fields=["state", "waiting_from_at", "decided_at", "reason"])
    record(by=by, action="stand_application.moved_up", target=first, at=at)
    if first.email:
        notices.decided(first, by=by, at=at)
        first.told, first.told_at = Told.ACCEPTED, at
        first.save(update_fields=["told", "told_at"])
    return first
