"""The number of stands that an event's figures count: one writer, whichever room has counted."""

from __future__ import annotations

from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.counts import Count
from anpacken.events.actions import seats
from anpacken.events.models import Event


def note_stands(*, event: Event, stands: Count, by: Actor, at: datetime) -> Event:
    """Writes how many stands an event had, with the word of whoever counted."""
    with seats.held(event.pk) as held:
        found = held.event
        found.stands, found.stands_word, found.changed_at = stands.value, stands.word, at
        found.revision += 1
        found.save(update_fields=["stands", "stands_word", "changed_at", "revision"])
        record(by=by, action="event.stands_noted", target=found, at=at, stands=stands.value, word=stands.word.value)
        seats.tell_pages(found)
    event.stands, event.stands_word = stands.value, stands.word
    return event
