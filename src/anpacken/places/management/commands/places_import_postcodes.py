from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.places.actions import postcodes
from anpacken.places.errors import Problem, RowsWrong

SHOWN = 20
"""Problems that are named one by one; the rest is counted."""


class Command(BaseCommand):
    help = "Imports a table of postcodes (CSV or TSV: postcode, place, district_key, lat, lon; or GeoNames' file)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Check the table and write nothing.")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            raw = file.read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise CommandError(
                _("%(file)s cannot be opened: %(reason)s.") % {"file": file, "reason": reason}
            ) from error
        try:
            found = postcodes.import_table(raw, by=Actor.command("places_import_postcodes"), dry_run=dry_run)
        except RowsWrong as refusal:
            raise CommandError("\n".join([*self._named(refusal.problems), refusal.message])) from refusal
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self._say(found, dry_run=dry_run)

    def _named(self, problems: list[Problem]) -> list[str]:
        lines = [
            _("Line %(line)d: %(sentence)s") % {"line": problem.line, "sentence": problem.sentence}
            for problem in problems[:SHOWN]
        ]
        rest = len(problems) - SHOWN
        if rest > 0:
            lines.append(ngettext("… and %(rest)d more.", "… and %(rest)d more.", rest) % {"rest": rest})
        return lines

    def _say(self, found: postcodes.Imported, *, dry_run: bool) -> None:
        facts = {"codes": found.codes, "places": found.places}
        if dry_run:
            self.stdout.write(
                _("The table is good: %(codes)d postcodes with %(places)d places. Nothing was written.") % facts
            )
        else:
            self.stdout.write(_("Imported: %(codes)d postcodes with %(places)d places.") % facts)
        if found.elsewhere:
            self.stdout.write(
                ngettext(
                    "Left out: %(rows)d row of another state.",
                    "Left out: %(rows)d rows of other states.",
                    found.elsewhere,
                )
                % {"rows": found.elsewhere}
            )
        if found.repeated:
            self.stdout.write(
                ngettext(
                    "Left out: %(rows)d row that repeats another.",
                    "Left out: %(rows)d rows that repeat others.",
                    found.repeated,
                )
                % {"rows": found.repeated}
            )
