"""Checklists of the coming events, with what is behind them ticked off."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.planning import queries, rules
from anpacken.planning.actions import tasks


def plan(event: Event, *, at: datetime, by: Actor) -> None:
    """Lays out what is usual for the format and shares it out among those who work here.

    What was due until a week ago is done. Of the days since, every second task is; so the demo shows both what is
    overdue and what comes next.
    """
    today = timezone.localtime(at).date()
    tasks.lay_out(event=event, by=by, at=at)
    staff = list(queries.may_be_responsible())
    for number, task in enumerate(event.tasks.order_by("offset_days", "pk")):
        responsible = staff[number % len(staff)] if staff else None
        tasks.change(
            task=task,
            title=task.title,
            offset_days=task.offset_days,
            responsible=responsible,
            note="",
            by=by,
            at=at,
        )
        due = rules.due_on(task, event)
        if due is not None and (due - today).days < (-7 if number % 2 else 0):
            tasks.tick(task=task, by=by, at=at)
