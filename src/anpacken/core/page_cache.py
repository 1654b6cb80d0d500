"""What changed, told to every process at once: generations of tags in a small shared file.

The page cache in the ASGI root keeps finished pages in memory together with the generations of the tags
that they were made from. A page is good as long as none of its tags has moved on. The generations live in
a memory-mapped file, so looking is a memory read, and a change made by one process (the worker, another
web process, a command) is seen by all others on this machine with the next request.

Two tags may share a slot; then one of them makes the other's pages anew too often, never too seldom.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from django.conf import settings
from django.db import transaction

SLOTS = 4096
_WIDTH = 8


class _Headers(Protocol):
    def __setitem__(self, header: str, value: str, /) -> None: ...


R = TypeVar("R", bound=_Headers)


@cache
def _slots() -> mmap.mmap:
    path = Path(settings.PAGE_GENERATIONS_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.fstat(handle).st_size < SLOTS * _WIDTH:
            os.ftruncate(handle, SLOTS * _WIDTH)
        return mmap.mmap(handle, SLOTS * _WIDTH)
    finally:
        os.close(handle)


def slot(tag: str) -> int:
    return zlib.crc32(tag.encode()) % SLOTS


def generation(number: int) -> bytes:
    """The present generation of a slot, as an opaque value to compare."""
    return _slots()[number * _WIDTH : (number + 1) * _WIDTH]


def stamp(tags: Iterable[str]) -> list[tuple[int, bytes]]:
    """Slots and present generations of `tags`. Taken before a page is made, it is never too new."""
    return [(number, generation(number)) for number in {slot(tag) for tag in tags}]


def is_current(stamped: Iterable[tuple[int, bytes]]) -> bool:
    return all(generation(number) == seen for number, seen in stamped)


def changed(*tags: str) -> None:
    """Says that what carries these tags has changed. Takes effect when the transaction commits."""

    def bump() -> None:
        slots = _slots()
        for number in {slot(tag) for tag in tags}:
            # A random value instead of a sum: two processes that bump at once need no lock between them.
            slots[number * _WIDTH : (number + 1) * _WIDTH] = os.urandom(_WIDTH)

    transaction.on_commit(bump)


def forget_everything() -> None:
    """Makes every kept page stale, for instance after loading a demo or an import."""
    for number in range(SLOTS):
        _slots()[number * _WIDTH : (number + 1) * _WIDTH] = struct.pack("=Q", int.from_bytes(os.urandom(7)))


KEEP_HEADER = "X-Anpacken-Keep"


def keep(response: R, *tags: str, seconds: int = 300) -> R:
    """Says that a finished page may be kept for everybody until one of `tags` changes, at most `seconds`.

    For public pages that hold nothing about their visitor. The ASGI root takes the mark off again.
    """
    response[KEEP_HEADER] = " ".join([str(seconds), "site", *tags])
    return response


def snapshot() -> bytes:
    """All generations as they stand now, to stamp a page with what was true before it was made."""
    return _slots()[:]


def stamp_from(taken: bytes, tags: Iterable[str]) -> list[tuple[int, bytes]]:
    """Like `stamp`, with the generations of an earlier `snapshot`."""
    return [(number, taken[number * _WIDTH : (number + 1) * _WIDTH]) for number in {slot(tag) for tag in tags}]
