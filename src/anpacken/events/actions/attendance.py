"""The number of participants that an event's figures count: one writer for whoever has counted at the door."""

from __future__ import annotations

from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.counts import Count
from anpacken.events.actions import seats
from anpacken.events.models import Event


def note_participants(*, event: Event, participants: Count, by: Actor, at: datetime) -> Event:
    """Writes how many people took part, with the word of whoever counted."""
    with seats.held(event.pk) as held:
        found = held.event
        found.participants, found.participants_word = participants.value, participants.word
        found.changed_at = at
        found.revision += 1
        found.save(update_fields=["participants", "participants_word", "changed_at", "revision"])
        record(
            by=by,
            action="event.participants_noted",
            target=found,
            at=at,
            participants=participants.value,
            word=participants.word.value,
        )
        seats.tell_pages(found)
    return found
