"""Registrations whose answers have been kept for long enough."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anpacken.events.models import Registration
from anpacken.questions.models import Answer


def with_sensitive_to_forget(before: datetime) -> QuerySet[Registration]:
    """Those with answers to sensitive questions, for events that were over before."""
    return _due(before, Answer.objects.filter(registration=OuterRef("pk"), question__is_sensitive=True))


def with_answers_to_forget(before: datetime) -> QuerySet[Registration]:
    """Those with answers for events that were over before, and those from which nobody can be told any more."""
    return _due(before, Answer.objects.filter(registration=OuterRef("pk")))


def _due(before: datetime, answers: QuerySet[Answer]) -> QuerySet[Registration]:
    """By the event's last day, here `over_on`. An event without a day is never over."""
    day = timezone.localtime(before).date()
    ends = Registration.objects.annotate(over_on=Coalesce("event__ends_on", "event__starts_on"))
    return ends.filter(Exists(answers)).filter(Q(over_on__lt=day) | Q(name="", email="")).select_related("event")
