"""`anpacken import FILE`: takes a list of persons or organisations in, as the office's pages do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.imports import targets
from anpacken.imports.actions import applying, plans, uploads
from anpacken.imports.choices import Brings, Known
from anpacken.imports.models import Import
from anpacken.imports.plans import Plan, plan_of
from anpacken.imports.queries import vocabulary
from anpacken.imports.reading.texts import ENCODINGS
from anpacken.imports.rejected import rejected_file

BY = Actor.command("import")
_CHUNK = 1 << 20


class Command(BaseCommand):
    help = "Takes a CSV or XLSX list of persons or organisations in: reads it, tries it out, and writes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map",
            nargs="*",
            default=[],
            metavar="HEADING=TARGET",
            help="what columns hold, where it is not guessed rightly (“Amt=function”, “Nr=” leaves a column out)",
        )
        parser.add_argument("--brings", choices=Brings.values, help="what a row is (persons)")
        parser.add_argument("--known", choices=Known.values, default=Known.FILL, help="what is done with whom we know")
        parser.add_argument("--overwrite", nargs="*", default=[], metavar="TARGET", help="with --known overwrite")
        parser.add_argument("--supporters", action="store_true", help="everybody in the list supports the alliance")
        parser.add_argument("--since", default="", metavar="DAY", help="the day from which they do (2026-11-23)")
        parser.add_argument("--tag", default="", help="a tag for everybody in the list")
        parser.add_argument("--source-document", default="", help="the document that shows the consents")
        parser.add_argument("--document-on", default="", metavar="DAY", help="the day of that document")
        parser.add_argument("--encoding", default="", choices=["", *ENCODINGS], help="guessed when it is left out")
        parser.add_argument("--try", dest="tries", action="store_true", help="only the dry run: nothing is taken in")
        parser.add_argument("--rejected", type=Path, metavar="FILE", help="where to write the rejected rows")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            of = self._upload(options)
            plans.decide(of=of, plan=self._plan(of, options), by=BY, at=clock.now())
            plans.try_out(of=of)
            of.refresh_from_db()
            if not options["tries"]:
                applying.begin(of=of, by=BY, at=clock.now())
                of = applying.apply_all(of=of)
        except Refusal as refusal:
            raise CommandError(refusal.message, returncode=2) from None
        counts = of.found if options["tries"] else of.done
        self.stdout.write(json.dumps({"import": of.public_id, "rows": of.row_count, **counts}))
        if options["rejected"] and counts.get("rejected"):
            options["rejected"].write_bytes(b"".join(rejected_file(of)))

    def _upload(self, options: dict[str, Any]) -> Import:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.", returncode=2)
        with path.open("rb") as file:
            of = uploads.receive(
                name=path.name,
                chunks=iter(lambda: file.read(_CHUNK), b""),
                encoding=options["encoding"],
                by=BY,
                at=clock.now(),
            )
        is_read = uploads.read_in(of=of)
        of.refresh_from_db()
        if not is_read:
            raise CommandError(of.problem, returncode=2)
        return of

    def _plan(self, of: Import, options: dict[str, Any]) -> Plan:
        own = [each.public_id for each in vocabulary.own_fields()]
        columns = list(of.columns)
        for pair in options["map"]:
            heading, _equals, code = pair.rpartition("=")
            if heading not in of.headings:
                raise CommandError(
                    f"The file has no column “{heading}”. It has: {', '.join(of.headings)}", returncode=2
                )
            if not targets.is_known(code, own):
                raise CommandError(
                    f"A column cannot hold “{code}”. It can hold: {', '.join(targets.BY_CODE)}", returncode=2
                )
            columns[of.headings.index(heading)] = code
        decided = {
            "known": options["known"],
            "overwrite": options["overwrite"],
            "are_supporters": options["supporters"],
            "since_on": options["since"],
            "tag": options["tag"],
            "source_document": options["source_document"],
            "document_on": options["document_on"],
        }
        brings = {"brings": options["brings"]} if options["brings"] else {}
        return plan_of(columns, {**of.choices, **decided, **brings})
