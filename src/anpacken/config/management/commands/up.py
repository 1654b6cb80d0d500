"""`anpacken up`: brings everything up to date and serves it. What `make demo` runs."""

from __future__ import annotations

import sys
from typing import Any

import yaml
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from anpacken.config import preparation
from anpacken.config.demo.reading import FOLDER
from anpacken.config.demo.schema.files import AccountsFile


class Command(BaseCommand):
    help = "Brings tables, static files and (in the demo) the demo year up to date, then serves web and worker."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (PORT or 8000)")
        parser.add_argument("--only-prepare", action="store_true", help="do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        preparation.bring_up_to_date(self.stdout.write)
        connections.close_all()
        self._tell_where_to_go(options["host"], options["port"])
        sys.stdout.flush()
        if not options["only_prepare"]:
            call_command("serve", host=options["host"], port=options["port"])

    def _tell_where_to_go(self, host: str, port: int) -> None:
        self.stdout.write(f"\nAnpacken listens on http://{host}:{port}/ and is stopped with Ctrl-C.")
        if settings.DEMO:
            log_ins = AccountsFile.model_validate(yaml.safe_load((FOLDER / "accounts.yaml").read_text("utf-8")))
            names = ", ".join(account.email for account in log_ins.accounts)
            self.stdout.write(f"Office: {settings.BASE_URL}/office/ as {names}; password: {log_ins.password}")
            self.stdout.write(f"Demo mailbox: {settings.BASE_URL}/demo-mailbox/")
