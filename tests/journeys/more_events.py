"""Events in every state that the demo year does not have. Run in the demo's own process by `anpacken shell`."""

from __future__ import annotations

import json
import sys
from datetime import timedelta

from anpacken.core import clock
from anpacken.core.counts import Count, CountWord
from anpacken.core.texts import translated
from anpacken.events.choices import ContributionKind, EventState
from anpacken.events.facts import ContributionFacts, DayFacts, ForumFacts
from tests.factories.events import make_event, register

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverleihungsfeierlichkeiten"


def make(label: str) -> None:
    """Makes one event per state, its slug marked with `label`, and prints their public ids by state."""
    now, today = clock.now(), clock.today()
    day = today + timedelta(days=40)
    made = {
        "open": make_event(slug=f"{label}-open", starts_on=day, capacity=50),
        "full": make_event(slug=f"{label}-full", starts_on=day, capacity=1),
        "cancelled": make_event(slug=f"{label}-cancelled", starts_on=day, state=EventState.CANCELLED),
        "not_yet": make_event(slug=f"{label}-not-yet", starts_on=day, opens_at=now + timedelta(days=3)),
        "closed": make_event(slug=f"{label}-closed", starts_on=day, closes_at=now - timedelta(hours=1)),
        "elsewhere": make_event(
            slug=f"{label}-elsewhere",
            starts_on=day,
            takes_registrations=False,
            registration_url="https://host.example.org/",
        ),
        "rich": make_event(
            slug=f"{label}-rich",
            title=translated(de=LONG),
            motto=translated(de=LONG),
            summary=translated(de=f"Eine {LONG} mit allem."),
            starts_on=today - timedelta(days=40),
            ends_on=today - timedelta(days=20),
            days=(DayFacts(on=today - timedelta(days=40)), DayFacts(on=today - timedelta(days=20))),
            state=EventState.HELD,
            takes_registrations=False,
            themes=("sprache", "frauen"),
            online_url="https://video.example.org/",
            contributions=(ContributionFacts(kind=ContributionKind.KEYNOTE, name=LONG),),
            forums=(ForumFacts(title=translated(de=LONG), rounds=2, findings=translated(de=LONG)),),
            findings=translated(de=LONG),
            participants=Count(300000, CountWord.MORE_THAN),
            reach=Count(300000, CountWord.ABOUT),
        ),
    }
    register(made["full"], f"{label}@example.org", at=now)
    sys.stdout.write(json.dumps({state: event.public_id for state, event in made.items()}) + "\n")
