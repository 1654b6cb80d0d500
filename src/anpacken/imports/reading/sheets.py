"""Spreadsheets (XLSX): looked at from outside before anything is unpacked, then read row by row."""

from __future__ import annotations

import struct
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from anpacken.imports.errors import FileKindUnknown, SpreadsheetBroken, SpreadsheetSuspicious

MOST_UNPACKED = 300 * 2**20
MOST_PARTS = 2_000
_MOST_DIRECTORY = 2**20
_MOST_RATIO = 150
_SMALL = 20 * 2**20
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"


def check(path: Path) -> None:
    """Refuses what is no spreadsheet, and what would be too large when unpacked; reads the directory only.

    Python's reader stops at the size that the directory names, so a directory that lies is no way round.

    Raises:
        FileKindUnknown, SpreadsheetSuspicious, SpreadsheetBroken
    """
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise SpreadsheetBroken from error
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= {part.filename for part in parts}:
        raise FileKindUnknown
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise SpreadsheetSuspicious
    if unpacked > _SMALL and unpacked > path.stat().st_size * _MOST_RATIO:
        raise SpreadsheetSuspicious


def _check_directory(path: Path) -> None:
    """A directory of millions of entries would fill the memory by being read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise SpreadsheetBroken
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if directory > _MOST_DIRECTORY or _END_64 in tail[:at]:
        raise SpreadsheetSuspicious


def records(path: Path, *, most_columns: int) -> Iterator[list[str]]:
    """The rows of the first sheet that holds any, every cell as text; trailing empty cells are left out.

    Raises:
        SpreadsheetBroken: it cannot be read, or not to its end.
    """
    with path.open("rb") as file:
        try:
            with warnings.catch_warnings():
                # It warns about every style that it does not know.
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            # The library raises whatever its parts raise on a damaged file.
            raise SpreadsheetBroken from error
        try:
            yield from _rows(book, most_columns)
        finally:
            book.close()


def _rows(book: Any, most_columns: int) -> Iterator[list[str]]:
    for sheet in book.worksheets:
        is_empty = True
        rows = sheet.iter_rows(values_only=True)
        while True:
            try:
                values = next(rows, None)
            except Exception as error:
                raise SpreadsheetBroken from error
            if values is None:
                break
            record = [_text(value) for value in values[: most_columns + 1]]
            while record and not record[-1]:
                record.pop()
            is_empty = is_empty and not record
            yield record
        if not is_empty:
            return


def _text(value: Any) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)
