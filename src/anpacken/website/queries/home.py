"""What the home page reads from the rooms below."""

from __future__ import annotations

from typing import Any

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.events.queries import listing
from anpacken.impact.figures import figure
from anpacken.impact.queries import figures, years
from anpacken.network.queries import projects
from anpacken.places import maps

FIGURES = ("supporters", "conferences", "people_connected", "projects_presented")
"""The figures that stand on the home page."""
EVENTS, PROJECTS = 4, 3


def home() -> dict[str, Any]:
    """What comes up next and where, the figures as of today, some projects, the themes and the newest report."""
    today = clock.today()
    everything = listing.Filters()
    coming = list(listing.upcoming(everything, on=today)[:EVENTS])
    return {
        "rows": listing.with_stances(coming, at=clock.now()),
        "map": maps.build(
            points=[
                maps.Point(spot.latitude, spot.longitude, spot.name, "", spot.count)
                for spot in listing.spots(everything, on=today)
            ]
        ),
        "figures": figures.statements(at=today, figures=[figure(key) for key in FIGURES]),
        "projects": projects.published()[:PROJECTS],
        "themes": Theme.objects.filter(is_field_of_action=True),
        "newest_report": years.published().first(),
    }
