"""`anpacken demo`: the alliance's fourth year, to look at and to try out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from anpacken.config.demo.loading import load
from anpacken.config.demo.problems import DemoInvalid
from anpacken.config.demo.reading import FILES, FOLDER, read
from anpacken.config.demo.schema.files import Year
from anpacken.core import clock
from anpacken.core.refusals import Refusal


class Command(BaseCommand):
    help = "Loads the demonstration: the alliance's fourth year, made-up supporters, coming events and three log-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only check the data files, load nothing")
        parser.add_argument("--data", type=Path, default=FOLDER, metavar="FOLDER", help="folder of the data files")

    def handle(self, *_args: Any, **options: Any) -> None:
        year = self._read(options["data"])
        if options["check"]:
            self.stdout.write(f"{options['data'].name}: {len(FILES)} files, no mistakes.")
            return
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "This installation is not a demonstration: its log-ins would be open to everybody.\n"
                "  What to do: set ANPACKEN_DEMO=1 to try things out, or run “anpacken setup” for a real installation.",
                returncode=2,
            )
        try:
            report = load(year, at=clock.now())
        except Refusal as refusal:
            raise CommandError(f"{refusal.message}\nNothing was loaded.", returncode=2) from None
        except DatabaseError as error:
            raise CommandError(
                f"The database refused the demo data ({error}). Nothing was loaded.\n"
                "  What to do: run “anpacken migrate” first.",
                returncode=2,
            ) from None
        if report.entries:
            self.stdout.write(
                f"Loaded {report.events} events, {report.upcoming} coming events, {report.projects} projects and "
                f"{report.supporters} supporters."
            )
        else:
            self.stdout.write("The demo data is loaded already. Nothing was added and nothing was changed.")
        self._tell_log_ins(year)

    def _read(self, folder: Path) -> Year:
        try:
            return read(folder)
        except DemoInvalid as invalid:
            raise CommandError(
                f"The demo data has {len(invalid.problems)} mistake(s). Nothing was loaded.\n{invalid}", returncode=2
            ) from None

    def _tell_log_ins(self, year: Year) -> None:
        self.stdout.write(f"Log-ins for {settings.BASE_URL}/office/ (password {year.accounts.password}):")
        for account in year.accounts.accounts:
            where = f", {account.region}" if account.region else ""
            self.stdout.write(f"  {account.email}  ({account.role.value}{where})")
