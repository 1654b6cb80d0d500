"""`{% load events %}`: when and where an event is, in words."""

from __future__ import annotations

from datetime import date

from django import template

from anpacken.events import wording
from anpacken.events.models import Event, EventDay

register = template.Library()


@register.filter
def event_when(event: Event) -> str:
    """Days and hours; lists load `days` beforehand."""
    return wording.when(event, list(event.days.all()))


@register.filter
def leaf_end(event: Event) -> date | None:
    """The last day for the calendar leaf; none when the days stand alone. Needs `days` loaded."""
    return None if event.days.all() else event.ends_on


@register.filter
def event_days(event: Event) -> str:
    """The day or days without asking for single days."""
    return wording.days_in_words(event)


@register.filter
def event_where(event: Event) -> str:
    return wording.where(event)


@register.filter
def day_hours(day: EventDay) -> str:
    return wording.hours_in_words(day.begins_at, day.ends_at)
