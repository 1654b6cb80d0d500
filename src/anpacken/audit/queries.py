from __future__ import annotations

from django.db import models

from anpacken.audit.models import Entry


def timeline(target: models.Model) -> models.QuerySet[Entry]:
    """Everything that was done to one record, the newest first."""
    return Entry.objects.filter(
        target_type=target._meta.label_lower, target_ref=getattr(target, "public_id", str(target.pk))
    )
