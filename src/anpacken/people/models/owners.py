"""What belongs to exactly one person or one organisation."""

from __future__ import annotations

from django.db import models

ONE_SUBJECT = models.Q(person__isnull=False, organisation__isnull=True) | models.Q(
    person__isnull=True, organisation__isnull=False
)
