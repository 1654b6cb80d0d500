"""Reading the audit log."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from anpacken.audit.models import Entry, EntryQuerySet


def timeline(target: models.Model) -> EntryQuerySet:
    """Everything that was done to one record, the newest first."""
    ref = getattr(target, "public_id", str(target.pk))
    return Entry.objects.filter(target_type=target._meta.label_lower, target_ref=ref)


def actions_in_use() -> list[str]:
    """The deeds that stand in the log."""
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def record_kinds_in_use() -> list[str]:
    """The kinds of records that stand in the log, as `app.model`."""
    return list(Entry.objects.order_by("target_type").values_list("target_type", flat=True).distinct())


def found(entries: EntryQuerySet, words: str) -> EntryQuerySet:
    """The entries about the record, or by the doer, whose id is `words`, or whose doer's name holds it."""
    words = words.replace("\x00", "").strip()
    return entries.filter(Q(target_ref__iexact=words) | Q(actor_ref__iexact=words) | Q(actor_label__icontains=words))
