"""Registrations whose event has been over for long enough."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anpacken.events.models import Registration


def _over(before: datetime) -> QuerySet[Registration]:
    """Registrations for events whose last day, here `over_on`, lies before. One without a day is never over."""
    day = timezone.localtime(before).date()
    ends = Registration.objects.annotate(over_on=Coalesce("event__ends_on", "event__starts_on"))
    return ends.filter(over_on__lt=day).select_related("event")


def with_needs(before: datetime) -> QuerySet[Registration]:
    return _over(before).exclude(support_needs="")


def with_names(before: datetime) -> QuerySet[Registration]:
    """Those from which somebody can be told still."""
    return _over(before).exclude(email="", name="")
