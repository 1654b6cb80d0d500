"""Programmes for tests, made by the room's own actions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.events.choices import ContributionKind
from anpacken.events.facts import ContributionFacts, ForumFacts
from anpacken.events.models import Event
from anpacken.programme.actions import items, rooms
from anpacken.programme.actions.items import ItemFacts
from anpacken.programme.choices import ItemKind
from anpacken.programme.models import Item, Room
from tests.factories.events import make_event

BY = Actor.command("tests")
AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
DAY = date(2026, 6, 20)


def make_conference(**facts: Any) -> Event:
    """An event on 20 June 2026 with two forums in two rounds and two people who speak."""
    given: dict[str, Any] = {
        "contributions": (
            ContributionFacts(kind=ContributionKind.KEYNOTE, name="Ada Muster", position_held=translated(de="Autorin")),
            ContributionFacts(kind=ContributionKind.MODERATION, name="Ben Beispiel"),
        ),
        "forums": (
            ForumFacts(title=translated(de="Sprache", en="Language"), rounds=2),
            ForumFacts(title=translated(de="Arbeit", en="Work"), rounds=2),
        ),
    }
    return make_event(**{**given, **facts})


def make_room(event: Event, name: str = "Saal", **facts: Any) -> Room:
    return rooms.add(event=event, name=name, by=BY, at=AT, **facts)


def at(clock: str) -> time:
    return time.fromisoformat(clock)


def make_item(event: Event, begins: str = "10:00", ends: str = "11:00", **facts: Any) -> Item:
    """A talk called "Vortrag" on the event's day."""
    given: dict[str, Any] = {
        "kind": ItemKind.TALK,
        "title": translated(de="Vortrag", en="Talk"),
        "on": DAY,
        "begins_at": at(begins),
        "ends_at": at(ends),
    }
    return items.add(event=event, facts=ItemFacts(**{**given, **facts}), by=BY, at=AT)
