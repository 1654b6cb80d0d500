"""Periodic work: one row per walker, leased by whichever worker runs it. And which workers are alive."""

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
    # Worker and run, so that a worker whose lease ran out cannot end the run of the one that came after it.
    leased_by = models.CharField(max_length=80, blank=True, editable=False)
    leased_until = models.DateTimeField(_("held until"), null=True, blank=True)
    started_at = models.DateTimeField(_("last begun"), null=True, blank=True)
    finished_at = models.DateTimeField(_("last finished"), null=True, blank=True)
    failure_count = models.PositiveIntegerField(_("failures in a row"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")
        ordering: ClassVar = ["name"]
        indexes: ClassVar = [models.Index(fields=["next_at"], name="jobs_next")]

    def __str__(self) -> str:
        return self.name


class WorkerPulse(models.Model):
    """A running worker says every few seconds that it lives. Work of one that fell silent is taken up again."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    started_at = models.DateTimeField(_("started"), default=clock.now)
    seen_at = models.DateTimeField(_("last seen"), default=clock.now)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering: ClassVar = ["started_at"]

    def __str__(self) -> str:
        return self.worker
