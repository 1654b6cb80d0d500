"""The mail that says which forums somebody has a place in."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from anpacken.core.actors import Actor
from anpacken.events.models import Event, Registration
from anpacken.forums import links
from anpacken.forums.queries.places import lines_of
from anpacken.mail.actions import outbox


def places_changed(registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    """Their places have changed without their doing: by the office, or by moving up."""
    _queue("changed", registration, event, by=by, at=at)


def places_drawn(registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    """Their places, as drawn."""
    _queue("drawn", registration, event, by=by, at=at)


def _queue(why: str, registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    if not registration.email:
        return
    with translation.override(registration.language):
        lines = [[line.label, line.value] for line in lines_of(registration)]
        context = {
            "why": why,
            "title": event.title.text(registration.language),
            "lines": lines,
            "choose_url": links.choose_url(registration),
        }
    outbox.queue(
        template="forums/mail/places.html",
        to_email=registration.email,
        to_name=registration.name,
        language=registration.language,
        context=context,
        related=registration,
        by=by,
        at=at,
    )
