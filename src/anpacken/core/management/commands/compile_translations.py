"""`anpacken compile_translations`: makes the `.mo` files without the system's gettext."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anpacken.core import catalogues


class Command(BaseCommand):
    help = "Compiles the translations that have changed."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            compiled = catalogues.compile_stale()
        except (OSError, ValueError) as error:
            raise CommandError(f"A translation file cannot be read. {error}") from error
        if options["verbosity"]:
            self.stdout.write(f"{len(compiled)} translation files compiled, {len(catalogues.sources())} up to date.")
