"""Applications whose event has been over for long enough."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anpacken.market.models import Application


def _over(before: datetime) -> QuerySet[Application]:
    """Applications for events whose last day, here `over_on`, lies before. One without a day is never over."""
    day = timezone.localtime(before).date()
    ends = Application.objects.annotate(over_on=Coalesce("call__event__ends_on", "call__event__starts_on"))
    return ends.filter(over_on__lt=day).select_related("call__event")


def with_needs(before: datetime) -> QuerySet[Application]:
    return _over(before).exclude(support_needs="")


def with_contacts(before: datetime) -> QuerySet[Application]:
    """Those from which somebody can be told still."""
    return _over(before).exclude(email="", contact_name="", phone="")
