"""What leaves the house for a spreadsheet: text that runs no formula, in files of any length with flat memory."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any, overload

from openpyxl import Workbook

# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PLAIN = (int, float, Decimal, date, datetime, time, bool)


@overload
def neutralised(value: str) -> str: ...
@overload
def neutralised(value: object) -> object: ...
def neutralised(value: object) -> object:
    """`value`, made harmless for spreadsheets: text that would be a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def restored(text: str) -> str:
    """`text` as it was before it was `neutralised`; other text as it is."""
    return text[1:] if text.startswith("'") and text.startswith(FORMULA_STARTS, 1) else text


def written(value: object) -> object:
    """`value` as it may stand in a cell: plain numbers and days as they are, all else as harmless text."""
    if value is None:
        return ""
    if isinstance(value, _PLAIN):
        return value
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return neutralised(_NOT_IN_XML.sub("", text))


class _Line:
    def write(self, text: str) -> bytes:
        return text.encode()


def as_csv(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The rows as CSV, line by line."""
    writer = csv.writer(_Line())
    for row in rows:
        yield writer.writerow([written(value) for value in row])


def as_xlsx(rows: Iterable[Sequence[object]]) -> IO[bytes]:
    """The rows as an XLSX file, which is written to disk first and deleted when it is closed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_cell(written(value)) for value in row])
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - whoever sends it closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(value: object) -> Any:
    """Excel knows no time zones."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
