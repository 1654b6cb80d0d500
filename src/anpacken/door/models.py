"""What happened at the door: a log to which lines are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.door.choices import MOST_WALK_INS, Reason, ScanKind
from anpacken.events.models import Event, Registration
from anpacken.programme.models import Item


class Scan(models.Model):
    """One line: somebody was let in, that was taken back, or a ticket did not count.

    Append-only, held so by a trigger in the database (migration 0001). A device makes a `nonce` for each line, so that
    a line that is sent again is the same line. Without a registration the line counts people without a ticket. Nothing
    is added up when a line is written: counts are read from the lines, whatever order they came in.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="scans", verbose_name=_("event"))
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="scans", verbose_name=_("slot")
    )
    registration = models.ForeignKey(
        Registration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scans",
        verbose_name=_("registration"),
    )
    nonce = models.CharField(max_length=36, unique=True, editable=False)
    kind = models.CharField(_("what happened"), max_length=10, choices=ScanKind.choices)
    reason = models.CharField(_("why not"), max_length=12, choices=Reason.choices, blank=True)
    heads = models.PositiveSmallIntegerField(_("people"), default=1)
    # The nonce of the line that this one takes back.
    takes_back = models.CharField(max_length=36, blank=True, editable=False)
    device = models.CharField(_("device"), max_length=12, blank=True)
    by_ref = models.CharField(_("by"), max_length=12, blank=True)
    scanned_at = models.DateTimeField(_("by the device’s clock"))
    received_at = models.DateTimeField(_("received"), default=clock.now)

    class Meta:
        verbose_name = _("line of the check-in log")
        verbose_name_plural = _("lines of the check-in log")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["event", "registration"], name="door_scan_ticket")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(heads__gte=0, heads__lte=MOST_WALK_INS), name="door_scan_heads_in_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="refused") ^ models.Q(reason=""), name="door_refused_has_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="taken_back") ^ models.Q(takes_back=""), name="door_taken_back_names_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.get_kind_display()}"
