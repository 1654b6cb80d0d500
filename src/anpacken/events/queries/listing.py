"""Lists of events for the public: what is coming, what has been, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Count, Max, Min
from django.db.models.functions import ExtractYear

from anpacken.events import rules
from anpacken.events.models import Event, EventDay, Series
from anpacken.events.queries.search import with_words


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    words: str = ""
    format: str = ""
    region: str = ""
    theme: str = ""
    year: int | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Filters:
        year = values.get("year")
        return cls(
            words=values.get("q") or "",
            format=values.get("format") or "",
            region=values.get("region") or "",
            theme=values.get("theme") or "",
            year=int(year) if year else None,
        )

    def applied(self, events: models.QuerySet[Event]) -> models.QuerySet[Event]:
        if self.format:
            events = events.filter(format=self.format)
        if self.region:
            events = events.filter(region__code=self.region)
        if self.theme:
            events = events.filter(themes__slug=self.theme)
        if self.year:
            events = events.filter(starts_on__year=self.year)
        return with_words(events, self.words) if self.words else events


@dataclass(frozen=True, slots=True)
class Spot:
    """A town with the events in it, for the map. `public_id` is that of the only one, empty when there are more."""

    name: str
    latitude: float
    longitude: float
    count: int
    public_id: str


@dataclass(frozen=True, slots=True)
class Row:
    """An event in a list, with how it stands with registering."""

    event: Event
    stance: rules.Stance


def upcoming(filters: Filters, *, on: date) -> models.QuerySet[Event]:
    """What is still to come on the day `on`, the next first, events without a day last."""
    events = Event.objects.filter(pk__in=_upcoming(filters, on=on).values("pk"))
    return _with_what_lists_show(events).order_by(models.F("starts_on").asc(nulls_last=True), "pk")


def past(filters: Filters, *, on: date) -> models.QuerySet[Event]:
    """What has been, the latest first."""
    return _with_what_lists_show(filters.applied(Event.objects.past(on))).order_by("-starts_on", "-pk")


def with_stances(events: list[Event], *, at: datetime) -> list[Row]:
    return [Row(event, rules.stance(event, at=at)) for event in events]


def spots(filters: Filters, *, on: date) -> list[Spot]:
    """Where the coming events are."""
    rows = (
        _upcoming(filters, on=on)
        .exclude(municipality__latitude=None)
        .values("municipality__name", "municipality__latitude", "municipality__longitude")
        .annotate(count=Count("pk", distinct=True), only=Min("public_id"))
        .order_by("municipality__name")
    )
    return [
        Spot(
            name=row["municipality__name"],
            latitude=row["municipality__latitude"] or 0.0,
            longitude=row["municipality__longitude"] or 0.0,
            count=row["count"],
            public_id=row["only"] if row["count"] == 1 else "",
        )
        for row in rows
    ]


def past_years(*, on: date) -> list[int]:
    """The years in which there were events, the latest first."""
    found = Event.objects.past(on).exclude(starts_on=None).annotate(year=ExtractYear("starts_on")).order_by()
    return sorted(found.values_list("year", flat=True).distinct(), reverse=True)


def for_feed(filters: Filters, *, since: date) -> models.QuerySet[Event]:
    """What a subscribed calendar shows: everything public from `since` on that has a day."""
    events = filters.applied(Event.objects.public().filter(starts_on__gte=since))
    return events.select_related("municipality").prefetch_related("days").order_by("starts_on", "pk")


def all_series() -> models.QuerySet[Series]:
    """Series that the public can see something of, the one with the latest event first."""
    shown = models.Q(events__in=Event.objects.public())
    return Series.objects.filter(shown).annotate(latest=Max("events__starts_on")).order_by("-latest", "pk")


def plan(series: Series) -> models.QuerySet[Event]:
    """A series as its plan is printed: every event by its day, with town and artists."""
    events = Event.objects.public().filter(series=series).select_related("municipality")
    return events.prefetch_related("days", "partners__organisation", "contributions").order_by(
        models.F("starts_on").asc(nulls_last=True), "pk"
    )


def _upcoming(filters: Filters, *, on: date) -> models.QuerySet[Event]:
    return filters.applied(Event.objects.upcoming(on)).order_by()


def _with_what_lists_show(events: models.QuerySet[Event]) -> models.QuerySet[Event]:
    days = models.Prefetch("days", EventDay.objects.order_by("on"))
    return events.select_related("municipality", "region").prefetch_related(days, "themes")
