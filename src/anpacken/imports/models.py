"""Lists that came in, and their rows until they are taken in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.imports.choices import FileKind, ImportState


class Import(models.Model):
    """One uploaded list: how its columns are assigned, how far it is, and what came of it. Holds nobody's data."""

    public_id = PublicIdField()
    name = models.CharField(_("file"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.READING)
    kind = models.CharField(_("format"), max_length=4, choices=FileKind.choices, blank=True)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    separator = models.CharField(_("separator"), max_length=1, blank=True)
    # Which kind of file it is: "listmonk", "mailchimp", "civicrm", or nothing.
    preset = models.CharField(_("recognised as"), max_length=20, blank=True)
    headings = models.JSONField(_("headings"), default=list)
    # Files with the same headings get the same assignment proposed.
    headings_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    # For each column what it holds (`imports.targets`), "" for what is left out.
    columns = models.JSONField(_("columns"), default=list)
    # What the office decided: `imports.plans.Plan` without the columns.
    choices = models.JSONField(_("decisions"), default=dict)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    # Bytes of the file that lies waiting, 0 once it has been read and deleted.
    waiting_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    # The number of the last row that the present work is through with.
    cursor = models.PositiveIntegerField(default=0, editable=False)
    # What the dry run found, and what was done: {"new": 12, "changed": 3, …}.
    found = models.JSONField(_("dry run"), default=dict)
    done = models.JSONField(_("taken in"), default=dict)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("uploaded"), default=clock.now)
    moved_at = models.DateTimeField(_("last step"), default=clock.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # Who does the work in the background: whoever asked for it.
    by_kind = models.CharField(max_length=10, editable=False)
    by_ref = models.CharField(max_length=80, blank=True, editable=False)
    by_label = models.CharField(_("by"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One row of a list, for as long as it waits to be taken in, or to be mended because it was rejected.

    A row that was taken in is deleted in the same transaction.
    """

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows", verbose_name=_("import"))
    # As a spreadsheet counts: the headings are row 1.
    number = models.PositiveIntegerField(_("row"))
    # A JSON list of texts. Kept as text, so that a row comes back exactly as it was, null bytes included.
    cells = models.TextField(_("cells"))
    # Codes of `imports.problems`, parted by spaces; "" while nothing speaks against the row.
    problems = models.CharField(_("problems"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["of", "number"], name="imports_row_once")]
        indexes: ClassVar = [
            models.Index(fields=["of", "number"], condition=~models.Q(problems=""), name="imports_row_rejected")
        ]

    def __str__(self) -> str:
        return f"{self.of_id}: {self.number}"
