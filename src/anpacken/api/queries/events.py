"""The events that the API gives. Nothing but what the public pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from anpacken.alliance.models import Theme
from anpacken.events.models import Event, EventDay
from anpacken.events.queries.listing import Filters
from anpacken.places.models import Region


@dataclass(frozen=True, slots=True)
class Asked:
    """How the list is narrowed."""

    when: str
    filters: Filters
    series: str = ""
    since: date | None = None
    until: date | None = None


def listed(asked: Asked, *, on: date) -> QuerySet[Event]:
    """What is asked for, with all that an item of the list says: the same number of queries for one and for many."""
    found = {
        "upcoming": Event.objects.upcoming(on),
        "past": Event.objects.past(on),
        "all": Event.objects.public(),
    }[asked.when]
    narrowed = asked.filters.applied(found.public()).order_by()
    if asked.series:
        narrowed = narrowed.filter(series__public_id=asked.series)
    if asked.since is not None:
        narrowed = narrowed.filter(Q(ends_on__gte=asked.since) | Q(starts_on__gte=asked.since))
    if asked.until is not None:
        narrowed = narrowed.filter(starts_on__lte=asked.until)
    order = F("starts_on").desc(nulls_last=True) if asked.when == "past" else F("starts_on").asc(nulls_last=True)
    events = Event.objects.filter(pk__in=narrowed.values("pk")).select_related("municipality", "region", "series")
    days = Prefetch("days", EventDay.objects.order_by("on"))
    return events.defer("body", "search_text").prefetch_related(days, "themes").order_by(order, "pk")


def knows_region(code: str) -> bool:
    return Region.objects.filter(code=code).exists()


def knows_theme(slug: str) -> bool:
    return themes().filter(slug=slug).exists()


def themes() -> QuerySet[Theme]:
    """The fields of action, in their order."""
    return Theme.objects.filter(is_field_of_action=True)


def regions() -> QuerySet[Region]:
    return Region.objects.all()
