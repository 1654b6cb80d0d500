"""A list as headings and rows, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext as _

from anpacken.imports.choices import FileKind
from anpacken.imports.errors import FileEmpty, FileKindUnknown, OldSpreadsheet, TooManyColumns
from anpacken.imports.reading import sheets, texts

MOST_COLUMNS = 250
_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"
_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32), 127])


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as a spreadsheet counts; as many cells as there are headings, unless the row has more."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file turned out to be. `rows` reads it from the beginning each time."""

    path: Path
    kind: FileKind
    encoding: str
    separator: str
    headings: list[str]
    # How many records come before the first row of data.
    before: int

    def rows(self) -> Iterator[Row]:
        """The rows that hold anything.

        Raises:
            SpreadsheetBroken: it cannot be read to its end.
        """
        width = len(self.headings)
        for number, record in enumerate(_records(self.path, self.kind, self.encoding, self.separator), start=1):
            if number > self.before and any(cell.strip() for cell in record):
                yield Row(number, record + [""] * (width - len(record)))


def kind_of(path: Path) -> FileKind:
    """Which kind of file this is, by what is in it and not by its name.

    Raises:
        FileEmpty, FileKindUnknown, OldSpreadsheet
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise FileEmpty
    if head.startswith(_ZIP):
        return FileKind.XLSX
    if head.startswith(_OLD):
        raise OldSpreadsheet
    if head.startswith((b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"Rar!", b"7z\xbc")):
        raise FileKindUnknown
    if sum(head.count(sign) for sign in _CONTROLS) > len(head) // 10:
        raise FileKindUnknown
    return FileKind.CSV


def read(path: Path, *, encoding: str = "", separator: str = "") -> Table:
    """Looks at a file; what is given is not guessed.

    Raises:
        FileEmpty, FileKindUnknown, OldSpreadsheet, SpreadsheetSuspicious, SpreadsheetBroken, TooManyColumns
    """
    kind = kind_of(path)
    if kind == FileKind.XLSX:
        sheets.check(path)
        encoding = separator = ""
    else:
        encoding = encoding or texts.encoding_of(path)
        separator = separator or texts.separator_of(path, encoding)
    records = enumerate(_records(path, kind, encoding, separator), start=1)
    at, first = next(((number, record) for number, record in records if any(cell.strip() for cell in record)), (0, []))
    following = next((record for _number, record in records if any(cell.strip() for cell in record)), None)
    if len(first) > MOST_COLUMNS:
        raise TooManyColumns(columns=len(first), most=MOST_COLUMNS)
    # A row with a mail address in it is no row of headings.
    is_data = any("@" in cell for cell in first)
    if not first or (following is None and not is_data):
        raise FileEmpty
    headings = _named([""] * len(first) if is_data else first)
    return Table(path, kind, encoding, separator, headings, at - 1 if is_data else at)


def _records(path: Path, kind: FileKind, encoding: str, separator: str) -> Iterator[list[str]]:
    if kind == FileKind.XLSX:
        return sheets.records(path, most_columns=MOST_COLUMNS)
    return texts.records(path, encoding, separator)


def _named(first: Sequence[str]) -> list[str]:
    """Headings that tell columns apart: those without a word, and the same word twice, get numbers."""
    names: list[str] = []
    seen = set(chain(first))
    for position, cell in enumerate(first, start=1):
        name = " ".join(cell.replace("\x00", "").split())[:120] or _("Column %(number)s") % {"number": position}
        count = 1
        given = name
        while given in names or (count > 1 and given in seen):
            count += 1
            given = f"{name} ({count})"
        names.append(given)
    return names
