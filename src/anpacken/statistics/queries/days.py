"""How registrations came in, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from django.db.models import Sum
from django.db.models.functions import TruncDate

from anpacken.events.models import Event
from anpacken.events.models.registrations import seats
from anpacken.statistics.queries.people import having_seats

Points = list[tuple[date, int]]


def by_day(events: Sequence[Event]) -> dict[int, Points]:
    """Everybody who has a seat now, added up by the day on which they registered, by the event's key. One query."""
    heads: dict[int, dict[date, int]] = defaultdict(dict)
    rows = having_seats(events).annotate(day=TruncDate("registered_at")).values_list("event", "day")
    for event, day, many in rows.annotate(heads=Sum(seats())).order_by("event", "day"):
        heads[event][day] = many
    return {event: list(zip(days, accumulate(days.values()), strict=True)) for event, days in heads.items()}


def countdown(event: Event, points: Points, *, until: date) -> list[tuple[int, int]]:
    """The same by days before the event, up to the day `until` or its first day. Whoever came later is on that day."""
    if event.starts_on is None or not points:
        return []
    found = {max(0, (event.starts_on - day).days): many for day, many in points}
    last = max(0, (event.starts_on - until).days)
    found.setdefault(last, points[-1][1])
    return sorted(((day, many) for day, many in found.items() if day >= last), reverse=True)
