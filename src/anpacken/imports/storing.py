"""Where an uploaded list lies until it has been read: beside the database, never among what is served."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

MOST_BYTES = 60 * 2**20
"""So large a file can be; the whole of a request may be a little larger (OFFICE_BODY_AT_MOST)."""


def path_of(public_id: str) -> Path:
    return Path(settings.VAR) / "imports" / public_id


def put(public_id: str, chunks: Iterable[bytes]) -> int:
    """Keeps a file for its owner's eyes only. Returns its size in bytes."""
    path = path_of(public_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    size = 0
    path.touch(mode=0o600)
    with path.open("wb") as file:
        for chunk in chunks:
            size += file.write(chunk)
    return size


def remove(public_id: str) -> None:
    """Deletes the file, if it is still there."""
    path_of(public_id).unlink(missing_ok=True)


def left_over(kept: Iterable[str], *, before: datetime) -> list[str]:
    """The ids of files that belong to none of `kept` and have lain there since before `before`."""
    folder = path_of("x").parent
    wanted = set(kept)
    if not folder.is_dir():
        return []
    lying = (path for path in folder.iterdir() if path.name not in wanted)
    return sorted(path.name for path in lying if path.stat().st_mtime < before.timestamp())
