"""Lines that still say who came, of events that have been over for long enough."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anpacken.door.models import Scan


def saying_who(before: datetime) -> QuerySet[Scan]:
    """Lines of events whose last day, here `over_on`, lies before."""
    day = timezone.localtime(before).date()
    ends = Scan.objects.annotate(over_on=Coalesce("event__ends_on", "event__starts_on")).filter(over_on__lt=day)
    return ends.exclude(Q(registration=None) & Q(by_ref="") & Q(device="")).select_related("event")
