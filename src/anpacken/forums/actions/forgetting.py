"""Deleting what people wished for and where they were. How many places a slot gave stays in the slot's counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.events import rules
from anpacken.events.choices import EventState
from anpacken.events.queries.of_person import registrations_of
from anpacken.forums.models import Place, Wish
from anpacken.forums.queries import keeping
from anpacken.forums.queries.of_person import with_choices
from anpacken.people.chapters import Subject

BATCH = 500


def erase(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Deletes what somebody chose at events that have begun, are over or were cancelled.

    What they hold at coming ones is freed when events give up the seat (`Part.ended`), so that whoever waits moves up.
    Called inside the transaction of an erasure, before events take the person out of their registrations.
    """
    found = with_choices(registrations_of(subject))
    _delete(
        [
            one.pk
            for one in found
            if one.event.state in (EventState.HELD, EventState.CANCELLED) or rules.has_begun(one.event, at=at)
        ]
    )


def forget_choices(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes wishes and places at events that were over before. Returns for how many registrations."""
    met = 0
    while batch := list(keeping.with_choices_to_forget(before).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        _delete(batch)
        met += len(batch)
    return met


def _delete(registrations: Sequence[int]) -> None:
    with transaction.atomic():
        Wish.objects.filter(registration__in=registrations).delete()
        Place.objects.filter(registration__in=registrations).delete()
