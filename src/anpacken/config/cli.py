"""The command line: `anpacken COMMAND`, which is Django's `manage.py` under our name."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

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
    except DatabaseError as error:
        if "--traceback" in sys.argv:
            raise
        # Its first line only: the ones below may hold a person's values.
        said = str(error).partition("\n")[0]
        sys.exit(
            f"The database did not do it ({said}). Nothing of this step was written.\n"
            "  What to do: look at DATABASE_URL and ANPACKEN_VAR, run `anpacken migrate`, and try again."
        )
