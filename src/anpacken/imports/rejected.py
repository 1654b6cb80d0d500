"""The file of rejected rows: the same columns and one more that says why, to be mended and uploaded again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

import openpyxl
from django.utils.translation import gettext as _

from anpacken.core.spreadsheets import neutralised
from anpacken.imports import presets, problems
from anpacken.imports.choices import FileKind
from anpacken.imports.models import Import, ImportRow

_BLOCK = 1 << 16
_ROWS_AT_ONCE = 500


def rejected_file(of: Import) -> Iterator[bytes]:
    """The file in pieces, in the format, encoding and separator of the upload. Cells that a spreadsheet would run as
    a formula get an apostrophe in front, which reading takes away again."""
    return _spreadsheet(of) if of.kind == FileKind.XLSX else _text(of)


def _lines(of: Import) -> Iterator[list[str]]:
    """Headings and rows; the column of reasons of an earlier round gives way to the new one."""
    kept = [at for at, heading in enumerate(of.headings) if not presets.is_reason(heading)]
    yield [*(neutralised(of.headings[at]) for at in kept), _("Why this row was rejected")]
    rows = ImportRow.objects.filter(of=of).exclude(problems="").order_by("number")
    for row in rows.iterator(chunk_size=_ROWS_AT_ONCE):
        cells = json.loads(row.cells)
        beyond = cells[len(of.headings) :]
        mine = [neutralised(cells[at]) if at < len(cells) else "" for at in kept]
        yield [*mine, " ".join(problems.in_words(row.problems)), *(neutralised(cell) for cell in beyond)]


def _text(of: Import) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=of.separator or ",")
    encoding = of.encoding or "utf-8"
    is_first = True
    for line in _lines(of):
        writer.writerow(line)
        # A mark stands at the beginning only, so every piece after the first goes without.
        follows = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
        text = buffer.getvalue()
        if is_first and encoding == "utf-16":
            text = f"\ufeff{text}"
        yield text.encode(encoding if is_first and encoding == "utf-8-sig" else follows, errors="replace")
        is_first = False
        buffer.seek(0)
        buffer.truncate()


def _spreadsheet(of: Import) -> Iterator[bytes]:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_("Rejected rows"))
    for line in _lines(of):
        sheet.append([openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell)[:32767] for cell in line])
    with SpooledTemporaryFile(max_size=_BLOCK * 64) as file:
        book.save(file)
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block
