"""Periodic work: one row per walker, leased by whichever worker runs it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField


class Schedule(models.Model):
    """When a walker runs next, how its last run went, and who holds it now."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=80, unique=True)
    next_at = models.DateTimeField(_("next run"), default=clock.now)
    leased_until = models.DateTimeField(_("held until"), null=True, blank=True)
    started_at = models.DateTimeField(_("last begun"), null=True, blank=True)
    finished_at = models.DateTimeField(_("last finished"), null=True, blank=True)
    failure_count = models.PositiveIntegerField(_("failures in a row"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
