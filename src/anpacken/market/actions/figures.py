"""Handing the number of stands on to the event's own figures."""

from __future__ import annotations

from datetime import datetime

from anpacken.core.actors import Actor
from anpacken.core.counts import Count, CountWord
from anpacken.events.actions import stands as event_stands
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.market import errors
from anpacken.market.models import Call


def take_over(*, call: Call, word: CountWord, by: Actor, at: datetime) -> Event:
    """Writes the number of accepted stands that came as the event's `stands`, which the figures count.

    Only ever asked for by the office: a number that somebody else has counted is never replaced silently.

    Raises:
        NotHeldYet: the event is not marked as held.
    """
    event = Event.objects.get(pk=call.event_id)
    if event.state != EventState.HELD:
        raise errors.NotHeldYet
    many = call.applications.accepted().filter(came=True).count()
    return event_stands.note_stands(event=event, stands=Count(many, word), by=by, at=at)
