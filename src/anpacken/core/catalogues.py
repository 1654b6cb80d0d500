"""The rooms' translations: `.po` files are in the repository, `.mo` files are made from them here."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def sources() -> list[Path]:
    """All catalogues of this house."""
    return sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"))


def compile_stale() -> list[Path]:
    """Compiles every catalogue that has changed since it was last compiled, and says which.

    Raises:
        OSError, ValueError: a catalogue cannot be read as one; the message names the file.
    """
    compiled = []
    for source in sources():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        import polib  # only when there is something to do: every start comes by here

        catalogue = polib.pofile(str(source), check_for_duplicates=True)
        if "Content-Type" not in catalogue.metadata:
            raise ValueError(f"{source} is no translation file: its head with the character set is missing.")
        # Beside the old one and then in its place: a running process never reads half a file.
        fresh = target.with_suffix(f".mo.{os.getpid()}")
        catalogue.save_as_mofile(str(fresh))
        fresh.replace(target)
        compiled.append(source)
    return compiled
