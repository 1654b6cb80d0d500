"""`anpacken setup`: what a real installation needs after `anpacken migrate`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from anpacken.config.demo.loading.load import prepare
from anpacken.core.actors import Actor


class Command(BaseCommand):
    help = "Makes roles and their rights, regions, districts, municipalities and postcodes, and the site's root pages."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            prepare(by=Actor.command("setup"))
        except DatabaseError as error:
            raise CommandError(
                f"The database is not ready ({error}). Nothing was set up.\n  What to do: run “anpacken migrate”.",
                returncode=2,
            ) from None
        self.stdout.write(
            "Ready: roles, geography and root pages are in place. Next: anpacken staff EMAIL --role office."
        )
