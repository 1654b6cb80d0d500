from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from anpacken.jobs.worker import run_forever


class Command(BaseCommand):
    help = "Runs periodic and one-off work (mails, offers, retries) until it is stopped by SIGTERM or Ctrl+C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due and ready now, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        run_forever(once=once)
