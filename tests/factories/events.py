"""Events and registrations for tests, made by the room's own actions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.events.actions import load, registrations
from anpacken.events.choices import EventFormat
from anpacken.events.facts import EventFacts
from anpacken.events.models import Event, Registration

BY = Actor.command("tests")
# Well before the event that `make_event` makes: 4 May 2026, 10:00 in Berlin.
AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
_numbers = count(1)


def make_event(**facts: Any) -> Event:
    """An announced event on 20 June 2026 with registration on this site; no limit unless `capacity` says one."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "slug": f"event-{number}",
        "format": EventFormat.REGIONAL_DIALOGUE,
        "title": translated(de=f"Dialog {number}", en=f"Dialogue {number}"),
        "starts_on": date(2026, 6, 20),
        "takes_registrations": True,
    }
    return load.create(EventFacts(**{**given, **facts}), by=BY)


def register(event: Event, email: str, *, at: datetime = AT, **details: Any) -> Registration:
    """Registers through the action; tells the registration, new or not."""
    given: dict[str, Any] = {"name": "Ada Muster", "language": "de", "by": Actor.public()}
    event.refresh_from_db()
    return registrations.register(event=event, email=email, at=at, **{**given, **details}).registration
