"""Deleting who was asked, and in the end what they wrote in their own words. Counts stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.events.queries.of_person import registrations_of
from anpacken.people.chapters import Subject
from anpacken.surveys.models import Answer, SurveyInvitation
from anpacken.surveys.queries import keeping

BATCH = 500


def erase(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Deletes that somebody was asked. Which answers are theirs nobody knows. Within the transaction of an erasure."""
    SurveyInvitation.objects.filter(registration__in=registrations_of(subject).order_by()).delete()


def forget_invitations(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes who was asked in surveys that closed before. Returns how many invitations."""
    met = 0
    while batch := list(keeping.invitations_to_forget(before).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            met += SurveyInvitation.objects.filter(pk__in=batch).delete()[0]
    return met


def forget_texts(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes what was written in own words about events that were over before. Returns in how many surveys."""
    met = 0
    for survey in keeping.surveys_with_texts(before).order_by("pk"):
        with transaction.atomic():
            Answer.objects.filter(question__survey=survey).exclude(text="").delete()
        met += 1
    return met
