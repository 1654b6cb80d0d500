"""Handing the number of people who came on to the event's own figures."""

from __future__ import annotations

from datetime import datetime

from anpacken.core.actors import Actor
from anpacken.core.counts import Count, CountWord
from anpacken.door import errors
from anpacken.door.queries import counts
from anpacken.events.actions import attendance
from anpacken.events.choices import EventState
from anpacken.events.models import Event


def take_over(*, event: Event, word: CountWord, by: Actor, at: datetime) -> Event:
    """Writes who came through the entrance as the event's participants, which the figures count.

    Only ever asked for by the office: a number that somebody else has counted is never replaced silently.

    Raises:
        NotHeldYet: the event is not marked as held.
    """
    current = Event.objects.get(pk=event.pk)
    if current.state != EventState.HELD:
        raise errors.NotHeldYet
    return attendance.note_participants(
        event=current, participants=Count(counts.counts(current).at(None), word), by=by, at=at
    )
