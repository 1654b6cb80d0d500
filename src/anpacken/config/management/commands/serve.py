"""`anpacken serve`: web and worker with one command."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from anpacken.config import supervisor


class Command(BaseCommand):
    help = "Serves the site and runs the worker until it is stopped."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (PORT or 8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        try:
            status = supervisor.serve(host=host, port=port, web_processes=settings.WEB_PROCESSES)
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Stop what listens there, or choose another: PORT=8001."
            ) from error
        sys.exit(status)
