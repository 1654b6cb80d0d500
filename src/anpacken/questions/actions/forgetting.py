"""Deleting what people answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from anpacken.core.actors import Actor
from anpacken.events.models import Registration
from anpacken.events.queries.of_person import registrations_of
from anpacken.people.chapters import Subject
from anpacken.questions.models import Answer, Request
from anpacken.questions.queries import keeping

BATCH = 500


def erase(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Deletes all answers of somebody. Called inside the transaction of an erasure, before events let go of them."""
    found = list(registrations_of(subject).values_list("pk", flat=True))
    Answer.objects.filter(registration__in=found).delete()
    Request.objects.filter(registration__in=found).delete()


def forget_sensitive(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes the answers to sensitive questions of events that were over before. Returns of how many registrations."""
    met = 0
    while batch := _keys(keeping.with_sensitive_to_forget(before)):
        Answer.objects.filter(registration__in=batch, question__is_sensitive=True).delete()
        met += len(batch)
    return met


def forget_answers(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes all answers about events that were over before, with the requests to answer."""
    met = 0
    while batch := _keys(keeping.with_answers_to_forget(before)):
        with transaction.atomic():
            Answer.objects.filter(registration__in=batch).delete()
            Request.objects.filter(registration__in=batch).delete()
        met += len(batch)
    return met


def _keys(found: QuerySet[Registration]) -> list[int]:
    return list(found.order_by("pk").values_list("pk", flat=True)[:BATCH])
