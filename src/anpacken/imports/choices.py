"""How an import stands, what it brings, and what is done with what is known already."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anpacken.core.transitions import Transitions


class ImportState(models.TextChoices):
    READING = "reading", _("being read")
    UNREADABLE = "unreadable", _("cannot be read")
    READ = "read", _("columns to be assigned")
    TRYING = "trying", _("dry run going on")
    TRIED = "tried", _("ready to be taken in")
    APPLYING = "applying", _("being taken in")
    PAUSED = "paused", _("stopped for now")
    DONE = "done", pgettext_lazy("import", "finished")


IMPORT_TRANSITIONS: Transitions[ImportState] = Transitions(
    {
        ImportState.READING: [ImportState.READ, ImportState.UNREADABLE],
        ImportState.READ: [ImportState.TRYING],
        ImportState.TRYING: [ImportState.TRIED, ImportState.READ],
        ImportState.TRIED: [ImportState.TRYING, ImportState.APPLYING],
        ImportState.APPLYING: [ImportState.PAUSED, ImportState.DONE],
        ImportState.PAUSED: [ImportState.APPLYING],
    }
)

WORKING = (ImportState.READING, ImportState.TRYING, ImportState.APPLYING)
"""The states in which a worker has something to do."""


class FileKind(models.TextChoices):
    CSV = "csv", _("text with separators (CSV)")
    XLSX = "xlsx", _("spreadsheet (XLSX)")


class Brings(models.TextChoices):
    """What a row is, where no column says so."""

    PERSONS = "persons", _("persons")
    ORGANISATIONS = "organisations", _("organisations")


class Known(models.TextChoices):
    """What is done with a row whose person or organisation is kept already."""

    SKIP = "skip", _("leave them as they are")
    FILL = "fill", _("fill in what is empty")
    OVERWRITE = "overwrite", _("overwrite the fields chosen below, fill in what else is empty")
