"""Earlier events that one can be compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.queries.reach import events_of

MOST = 2
_SHOWN = 40


def earlier(event: Event, user: Any, right: str) -> list[Event]:
    """Earlier events of its series or format that somebody reaches, the latest first."""
    if event.starts_on is None:
        return []
    like = Q(format=event.format)
    if event.series_id is not None:
        like |= Q(series=event.series_id)
    shown = events_of(user, right).filter(like, state__in=[EventState.ANNOUNCED, EventState.HELD])
    return list(shown.filter(starts_on__lt=event.starts_on).exclude(pk=event.pk).order_by("-starts_on", "-pk")[:_SHOWN])


def usual(event: Event, among: Sequence[Event]) -> list[Event]:
    """The last of the same series, else of the same format: what is compared when nothing was chosen."""
    of_series = [one for one in among if event.series_id is not None and one.series_id == event.series_id]
    of_format = [one for one in among if one.format == event.format]
    return (of_series or of_format)[:1]
