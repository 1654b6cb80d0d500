"""What the office decided about a retention rule, and how its last application went."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.ids import PublicIdField


class RetentionPeriod(models.Model):
    """One rule's period, where the office has chosen its own, and its last run. Rules themselves stand in code."""

    public_id = PublicIdField()
    rule = models.CharField(_("rule"), max_length=80, unique=True, editable=False)
    # Empty: the rule's own.
    days = models.PositiveIntegerField(_("days"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    applied_at = models.DateTimeField(_("last applied"), null=True, blank=True)
    # How many records the last run that met any deleted or made anonymous, and when that was.
    met_count = models.PositiveIntegerField(_("records"), default=0)
    met_at = models.DateTimeField(_("last met"), null=True, blank=True)
    # The kind of error only: what an error says may name somebody.
    problem = models.CharField(_("problem"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("retention period")
        verbose_name_plural = _("retention periods")
        ordering: ClassVar = ["rule"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(days=None) | models.Q(days__gte=1), name="privacy_period_days")
        ]

    def __str__(self) -> str:
        return self.rule
