"""Deleting who got which letter. How many there were stays with the letter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.events.queries.of_person import registrations_of
from anpacken.letters.models import LetterCopy
from anpacken.letters.queries import keeping
from anpacken.people.chapters import Subject

BATCH = 500


def erase(*, subject: Subject) -> None:
    """Called inside the transaction of an erasure, before events take the person out of their registrations."""
    LetterCopy.objects.filter(registration__in=registrations_of(subject)).delete()


def forget_copies(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes who got letters about events that were over before. Returns for how many registrations."""
    met = 0
    while batch := list(keeping.with_copies_to_forget(before).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            LetterCopy.objects.filter(registration__in=batch).delete()
        met += len(batch)
    return met
