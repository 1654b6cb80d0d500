"""Segments: conditions on what is known about people, saved by name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.people.fields import NAME_KEY_LENGTH, FoldedField
from anpacken.segments.choices import SegmentSubject


class Segment(models.Model):
    """Whom a mail, an invitation or an export is for. Who made and changed it stands in the audit log.

    `conditions` is a tree as `segments.tree` reads it. What it names may be gone by now; then it reaches nobody.
    """

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=120)
    description = models.CharField(
        _("what it is for"), max_length=300, blank=True, help_text=_("For colleagues who find it in a year.")
    )
    subject = models.CharField(
        _("who it is about"), max_length=12, choices=SegmentSubject.choices, default=SegmentSubject.PERSON
    )
    conditions = models.JSONField(_("conditions"), default=dict)
    made_at = models.DateTimeField(_("made"), default=clock.now)
    changed_at = models.DateTimeField(_("last changed"), default=clock.now)
    # Two names that differ in capitals only would be taken for one another in every list to choose from.
    name_key = FoldedField(of=("name",), max_length=NAME_KEY_LENGTH, unique=True)

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering: ClassVar = ["name_key"]

    def __str__(self) -> str:
        return self.name
