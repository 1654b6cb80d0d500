"""What has to be done for an event."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.accounts.models import User
from anpacken.core.ids import PublicIdField
from anpacken.events.models import Event
from anpacken.planning.choices import MOST_AFTER, MOST_BEFORE


class TaskQuerySet(models.QuerySet["Task"]):
    def open(self) -> TaskQuerySet:
        return self.filter(done_at=None)


class Task(models.Model):
    """One thing to do. Its day is counted from the event's: see `rules.due_on`."""

    public_id = PublicIdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("event"))
    title = models.CharField(_("what is to be done"), max_length=160)
    note = models.TextField(_("remark"), max_length=1000, blank=True)
    # Negative: before the first day. Positive: after the last.
    offset_days = models.SmallIntegerField(_("days after the event, negative: before"), default=0)
    responsible = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    # How often the present responsible has been told: 1 that it falls due, 2 that it is overdue.
    told = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task of a checklist")
        verbose_name_plural = _("tasks of a checklist")
        ordering: ClassVar = ["offset_days", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["event"], condition=models.Q(done_at=None), name="planning_open_tasks"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "title"], name="planning_task_once"),
            models.CheckConstraint(
                condition=models.Q(offset_days__gte=-MOST_BEFORE, offset_days__lte=MOST_AFTER),
                name="planning_task_offset",
            ),
            models.CheckConstraint(condition=models.Q(told__lte=2), name="planning_task_told"),
        ]

    def __str__(self) -> str:
        return self.title
