"""Invitations whose names have been kept for long enough."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anpacken.invitations.models import Invitation


def with_names(before: datetime) -> QuerySet[Invitation]:
    """Those to events whose last day, here `over_on`, lies before. An event without a day is never over."""
    day = timezone.localtime(before).date()
    ends = Invitation.objects.annotate(over_on=Coalesce("event__ends_on", "event__starts_on"))
    return ends.filter(over_on__lt=day, email_key__isnull=False).select_related("event")
