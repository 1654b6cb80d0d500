"""What the home page reads from the rooms below."""

from __future__ import annotations

from typing import Any

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.impact.figures import figure
from anpacken.impact.queries import figures, years
from anpacken.network.choices import ProjectState
from anpacken.network.models import Project

FIGURES = ("supporters", "conferences", "people_connected", "projects_presented")
"""The figures that stand on the home page."""


def home() -> dict[str, Any]:
    """What comes up next, the figures as of today, some projects, the themes and the newest report."""
    today = clock.today()
    events = (
        Event.objects.filter(state=EventState.ANNOUNCED, starts_on__gte=today)
        .select_related("municipality", "region")
        .prefetch_related("themes")
        .order_by("starts_on", "pk")[:4]
    )
    projects = (
        Project.objects.filter(state=ProjectState.PUBLISHED)
        .select_related("organisation", "municipality")
        .prefetch_related("themes")[:3]
    )
    return {
        "events": events,
        "projects": projects,
        "figures": figures.statements(at=today, figures=[figure(key) for key in FIGURES]),
        "themes": Theme.objects.filter(is_field_of_action=True),
        "newest_report": years.published().first(),
    }
