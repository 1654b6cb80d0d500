"""Registrations whose choice of forums has been kept for long enough."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anpacken.events.models import Registration
from anpacken.forums.queries.of_person import with_choices


def with_choices_to_forget(before: datetime) -> QuerySet[Registration]:
    """Those for events whose last day, here `over_on`, lies before, and those from which nobody can be told any more.

    An event without a day is never over.
    """
    day = timezone.localtime(before).date()
    ends = Registration.objects.annotate(over_on=Coalesce("event__ends_on", "event__starts_on"))
    return with_choices(ends).filter(Q(over_on__lt=day) | Q(name="", email="")).select_related("event")
