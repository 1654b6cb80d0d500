"""Registrations of which it has been kept for long enough which letters they got."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anpacken.events.models import Registration
from anpacken.letters.models import LetterCopy


def with_copies_to_forget(before: datetime) -> QuerySet[Registration]:
    """Those for events whose last day, here `over_on`, lies before, and those from which nobody can be told any more.

    An event without a day is never over.
    """
    day = timezone.localtime(before).date()
    ends = Registration.objects.annotate(over_on=Coalesce("event__ends_on", "event__starts_on"))
    with_copies = ends.filter(Exists(LetterCopy.objects.filter(registration=OuterRef("pk"))))
    return with_copies.filter(Q(over_on__lt=day) | Q(name="", email="")).select_related("event")
