"""The audit log: append-only, held so by a database trigger."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.audit.errors import EntriesStay
from anpacken.core import clock


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries are written once. Whatever would change or remove them is refused before the database is asked."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise EntriesStay

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EntriesStay

    def delete(self) -> NoReturn:
        raise EntriesStay


class Entry(models.Model):
    """Who did what to which record, and when.

    Actor and target are kept by public id and kind, without foreign keys, so that an entry outlives both.
    `details` holds facts about the deed (states, counts, purposes), never personal data.
    """

    at = models.DateTimeField(_("when"), default=clock.now, db_index=True)
    actor_kind = models.CharField(_("kind of actor"), max_length=10)
    actor_ref = models.CharField(_("actor"), max_length=80, blank=True)
    actor_label = models.CharField(_("name of actor"), max_length=120, blank=True)
    action = models.CharField(_("deed"), max_length=80)
    target_type = models.CharField(_("kind of record"), max_length=60)
    target_ref = models.CharField(_("record"), max_length=40)
    details = models.JSONField(_("details"), default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["target_type", "target_ref", "-at"], name="audit_target"),
            models.Index(fields=["target_ref"], name="audit_target_ref"),
            models.Index(fields=["action"], name="audit_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_ref}"
