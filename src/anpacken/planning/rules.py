"""When a task is due, and how it stands."""

from __future__ import annotations

from datetime import date, timedelta

from anpacken.core.dates import DatePrecision
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.planning.choices import AHEAD_DAYS, Standing
from anpacken.planning.models import Task


def due_on(task: Task, event: Event) -> date | None:
    """The day of a task: counted back from the event's first day, or on from its last. None while that is open."""
    if event.starts_on is None or event.date_precision != DatePrecision.DAY:
        return None
    counted_from = event.starts_on if task.offset_days <= 0 else event.ends_on or event.starts_on
    return counted_from + timedelta(days=task.offset_days)


def standing(task: Task, event: Event, *, on: date) -> Standing:
    """How the task stands on the day `on`. What is left of an event that was called off is nobody's duty."""
    if task.done_at is not None:
        return Standing.DONE
    due = due_on(task, event)
    if due is None or event.state == EventState.CANCELLED:
        return Standing.UNDATED
    if due < on:
        return Standing.OVERDUE
    return Standing.DUE if due <= on + timedelta(days=AHEAD_DAYS) else Standing.OPEN
