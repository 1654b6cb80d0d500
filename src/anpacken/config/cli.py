"""The command line: `anpacken COMMAND`, which is Django's `manage.py` under our name."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured

from anpacken.core import catalogues


def main() -> None:
    # Before Django reads them. An installation that must not write into its own package brings them along.
    with suppress(PermissionError):
        catalogues.compile_stale()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anpacken.config.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Anpacken cannot start. {problem}")
