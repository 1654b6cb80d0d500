"""In which encoding a text is written, and what parts its cells."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

SEPARATORS = (";", ",", "\t", "|")
ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "mac-roman": "Macintosh",
    "cp850": "DOS (850)",
}
"""Encodings that we read, as Python calls them, with the name that people know."""

_BLOCK = 1 << 20
_SAMPLE_RECORDS = 60
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# So many good letters beyond ASCII for one that is broken, and the file is UTF-8 with damaged rows.
_GOOD_FOR_ONE_BROKEN = 10


def encoding_of(path: Path) -> str:
    """The encoding of a text file: by its mark, else UTF-8 if it can be, else UTF-16, else Windows-1252.

    Windows-1252 is what spreadsheets in Western Europe write; any bytes can be read as it, so it comes last.
    """
    with path.open("rb") as file:
        head = file.read(4096)
        for mark, name in _BOMS:
            if head.startswith(mark):
                return name
        if wide := _without_mark(head):
            return wide
        file.seek(0)
        good, broken = _letters(file)
    return "utf-8" if not broken or good >= broken * _GOOD_FOR_ONE_BROKEN else "cp1252"


def _without_mark(head: bytes) -> str:
    """UTF-16 has a null byte in every other place of a text in Latin letters."""
    if len(head) < 4 or len(head) % 2:
        head = head[: len(head) // 2 * 2]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if half and even > half * 0.7 and odd < half * 0.1 else ""


def _letters(file: IO[bytes]) -> tuple[int, int]:
    """How many letters beyond ASCII are good UTF-8, and how many are broken."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = broken = 0
    while block := file.read(_BLOCK):
        if block.isascii() and not decoder.getstate()[0]:
            continue
        good, broken = _counted(decoder.decode(block), good, broken)
    return _counted(decoder.decode(b"", final=True), good, broken)


def _counted(text: str, good: int, broken: int) -> tuple[int, int]:
    lost = text.count("\ufffd")
    return good + sum(not sign.isascii() for sign in text) - lost, broken + lost


def lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines of a text. Bytes that are no letters come as U+FFFD, and a mark at the beginning is left out."""
    with path.open("r", encoding=encoding, errors="replace", newline="") as file:
        first = True
        for line in file:
            yield line.lstrip("\ufeff") if first else line
            first = False


def separator_of(path: Path, encoding: str) -> str:
    """What parts the cells: what parts the headings, and the rows below into as many cells."""
    scores = [(_score(path, encoding, separator), -rank, separator) for rank, separator in enumerate(SEPARATORS)]
    return max(scores)[2]


def _score(path: Path, encoding: str, separator: str) -> tuple[float, int]:
    widths = [len(record) for record in islice(records(path, encoding, separator), _SAMPLE_RECORDS) if any(record)]
    if not widths or widths[0] < 2:
        return (0.0, 0)
    alike = sum(width == widths[0] for width in widths) / len(widths)
    return (round(alike, 1), widths[0])


def records(path: Path, encoding: str, separator: str) -> Iterator[list[str]]:
    """The rows of a CSV file; an empty list for an empty line, `[]` too for what cannot be parted into cells."""
    source = lines(path, encoding)
    first = next(source, None)
    if first is None:
        return
    # Excel's own way to say how it parts cells.
    if first.strip().lower() in {f"sep={separator}", f'"sep={separator}"'}:
        first = "\n"
    reader = csv.reader(_again(first, source), delimiter=separator)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield [UNREADABLE]


UNREADABLE = "\ufffd\ufffd\ufffd"
"""Stands alone in a row that could not be parted into cells, such as one with a cell of more than 128 kB."""


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
