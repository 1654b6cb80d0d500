"""`anpacken report 4 --output FILE.pdf`: the annual report as a PDF."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anpacken.core import languages
from anpacken.core.refusals import Refusal
from anpacken.impact.pdf.typesetting import typeset
from anpacken.impact.queries.report import report
from anpacken.impact.queries.years import year


class Command(BaseCommand):
    help = "Writes the annual report of an alliance year as a tagged PDF (PDF/UA-1)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, metavar="YEAR", help="number of the alliance year, for instance 4")
        parser.add_argument("--output", required=True, metavar="FILE.pdf", help="where to write it")
        parser.add_argument("--language", choices=languages.codes(), default=languages.source())

    def handle(self, *_args: Any, **options: Any) -> None:
        target = Path(options["output"])
        _check_target(target)
        try:
            document = typeset(report(year(options["year"]), language=options["language"]))
        except Refusal as refusal:
            raise CommandError(refusal.message, returncode=2) from None
        try:
            _write(target, document)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.", returncode=2) from None
        self.stdout.write(f"{target}: {len(document) // 1024} kB")


def _check_target(target: Path) -> None:
    """Says what is wrong before the work is done."""
    if target.is_dir():
        raise CommandError(
            f"{target} is a folder. Name a file in it, for instance {target / 'report.pdf'}.", returncode=2
        )
    if not target.parent.is_dir():
        raise CommandError(f"The folder {target.parent} does not exist. Make it first.", returncode=2)
    if not os.access(target.parent, os.W_OK):
        raise CommandError(f"The folder {target.parent} cannot be written to.", returncode=2)


def _write(target: Path, document: bytes) -> None:
    """All of it or nothing: a reader never meets half a report."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(document)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
