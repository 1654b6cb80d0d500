"""Days of which a condition speaks, as lookups."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from anpacken.segments.choices import Operator
from anpacken.segments.conditions import Ask


def span(ask: Ask) -> tuple[date | None, date | None]:
    """First and last day that are meant; None is no limit on this side."""
    today = timezone.localtime(ask.at).date()
    value: Any = ask.value
    if ask.operator == Operator.LAST_DAYS:
        return _back(today, value), today
    if ask.operator == Operator.LONGER_AGO:
        return None, _back(today, value + 1)
    if ask.operator == Operator.DAYS_BETWEEN:
        first, last = value
        return first, last
    is_beginning = ask.operator in {Operator.ON, Operator.SINCE}
    is_end = ask.operator in {Operator.ON, Operator.UNTIL}
    return value if is_beginning else None, value if is_end else None


def on_day(column: str, ask: Ask) -> Q:
    """`column`, a date, lies within; never true of a missing one."""
    first, last = span(ask)
    found = Q(**{f"{column}__isnull": False})
    if first is not None:
        found &= Q(**{f"{column}__gte": first})
    if last is not None:
        found &= Q(**{f"{column}__lte": last})
    return found


def at_moment(column: str, ask: Ask) -> Q:
    """`column`, a moment, lies within these days by the clock on the wall."""
    first, last = span(ask)
    found = Q(**{f"{column}__isnull": False})
    if first is not None:
        found &= Q(**{f"{column}__gte": _midnight(first)})
    if last is not None and last < date.max:
        found &= Q(**{f"{column}__lt": _midnight(last + timedelta(days=1))})
    return found


def _back(today: date, days: int) -> date:
    return today - timedelta(days=min(days, today.toordinal() - 1))


def _midnight(day: date) -> datetime:
    """The beginning of the day here; at the ends of time, where a zone's hours would leave the calendar, in UTC."""
    beginning = datetime.combine(day, time.min)
    at_the_end = day.year <= date.min.year or day.year >= date.max.year
    return timezone.make_aware(beginning, timezone.get_fixed_timezone(0) if at_the_end else None)
