"""Who took which list of people out of the house on paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.models import Event


def note_printed(*, event: Event, what: str, by: Actor, at: datetime, **details: Any) -> None:
    """Writes down that somebody printed `what` ("badges", "attendance") with how many people on it, but no names."""
    record(by=by, action=f"event.{what}_printed", target=event, at=at, **details)
