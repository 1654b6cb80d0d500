"""The public addresses of the rooms' pages."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import translation

from anpacken.core import languages
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.queries import listing
from anpacken.impact.figures import keys as figure_keys
from anpacken.impact.models import AllianceYear
from anpacken.network.choices import ProjectState
from anpacken.network.models import Project

LISTS = (
    "events:event_list",
    "events:past_events",
    "network:project_list",
    "impact:figures",
    "impact:outcomes",
    "impact:report_list",
    "impact:publications",
    "impact:press",
    "people:supporter_list",
    "people:sign_up",
    "people:sign_up_person",
    "people:sign_up_institution",
    "media:picture_credits",
)


def paths() -> list[str]:
    """Every public path in every language."""
    events = list(Event.objects.exclude(state=EventState.DRAFT).values_list("public_id", flat=True))
    projects = list(Project.objects.filter(state=ProjectState.PUBLISHED).values_list("public_id", flat=True))
    years = list(AllianceYear.objects.filter(is_published=True).values_list("number", flat=True))
    series = [one.public_id for one in listing.all_series()]
    found: list[str] = []
    for code in languages.codes():
        with translation.override(code):
            found += _in_active_language(events, series, projects, years)
    return found


def _in_active_language(events: list[str], series: list[str], projects: list[str], years: list[int]) -> Iterator[str]:
    yield from (reverse(name) for name in LISTS)
    yield from (reverse("events:event", args=[public_id]) for public_id in events)
    yield from (reverse("events:series", args=[public_id]) for public_id in series)
    yield from (reverse("network:project_detail", args=[public_id]) for public_id in projects)
    yield from (reverse("impact:figure", args=[key]) for key in figure_keys())
    yield from (reverse("impact:report", args=[number]) for number in years)
