"""Which kind of file it is, in which signs it is written, and what parts its cells."""

from __future__ import annotations

import csv
import io
import struct
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from anpacken.imports import reading
from anpacken.imports.choices import FileKind
from anpacken.imports.errors import (
    FileEmpty,
    FileKindUnknown,
    OldSpreadsheet,
    SpreadsheetBroken,
    SpreadsheetSuspicious,
    TooManyColumns,
)
from anpacken.imports.reading import texts
from tests.imports.lists import as_csv, as_xlsx, written

HEAD = ["E-Mail", "Vorname", "Nachname"]
ADA = ["ada@example.org", "Ada", "Müller"]


def cells(path: Path) -> list[list[str]]:
    return [row.cells for row in reading.read(path).rows()]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_with_every_separator(tmp_path: Path, separator: str, encoding: str) -> None:
    table = reading.read(written(tmp_path, as_csv([HEAD, ADA], separator=separator, encoding=encoding)))
    assert (table.kind, table.separator) == (FileKind.CSV, separator)
    assert table.headings == HEAD
    assert [row.cells for row in table.rows()] == [ADA]


WORDS = st.text(st.sampled_from("abcdefgäöüß"), min_size=1, max_size=8)
# What a cell of a list may hold: quotation marks, line breaks, separators of every kind.
CELLS = st.text(st.sampled_from("abzÄöüßé0129 ,;\t|\"\n'@.-_+=€“"), max_size=12)


@settings(deadline=None, max_examples=300)
@given(
    table=st.integers(2, 6).flatmap(
        lambda width: st.tuples(
            st.lists(WORDS, min_size=width, max_size=width, unique=True),
            st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8),
        )
    ),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
    line=st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_comes_back_as_it_was_written(
    table: tuple[list[str], list[list[str]]], separator: str, encoding: str, line: str
) -> None:
    headings, rows = table
    assume(all(any(cell.strip() for cell in row) for row in rows))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=line).writerows([headings, *rows])
    content = text.getvalue().encode(encoding)
    if encoding == "cp1252":
        # A file that is good UTF-8, too, is read as UTF-8: nothing in it says otherwise.
        assume(content.isascii() or not is_utf8(content))
        assume(content.decode("utf-8", "replace").count("\ufffd") * 10 > sum(not s.isascii() for s in text.getvalue()))
    with tempfile.TemporaryDirectory() as folder:
        found = reading.read(written(Path(folder), content))
        assert found.headings == headings
        assert [row.cells for row in found.rows()] == rows


def is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_a_spreadsheet_is_read_as_people_see_it(tmp_path: Path) -> None:
    content = as_xlsx(
        [
            [],
            ["PLZ", "Seit", "Am", "Ja", "Anteil", "Text"],
            [30169, date(2019, 6, 3), datetime(2019, 6, 3, 10, 5), True, 1.5, " Ada \n"],
            [None] * 6,
            [38518.0, None, None, False, None, "x"],
        ]
    )
    table = reading.read(written(tmp_path, content))
    assert table.kind == FileKind.XLSX
    assert [(row.number, row.cells) for row in table.rows()] == [
        (3, ["30169", "2019-06-03", "2019-06-03 10:05:00", "true", "1.5", " Ada \n"]),
        (5, ["38518", "", "", "false", "", "x"]),
    ]


def test_rows_count_as_in_a_spreadsheet_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, b"\r\nMail;Name\r\n\r\na@example.org;Ada\r\n;\r\nb@example.org;Bea;more\r\n")
    assert [(row.number, row.cells) for row in reading.read(path).rows()] == [
        (4, ["a@example.org", "Ada"]),
        (6, ["b@example.org", "Bea", "more"]),
    ]


def test_headings_that_are_missing_or_come_twice_get_numbers(tmp_path: Path) -> None:
    table = reading.read(written(tmp_path, b"Mail,,Mail,Mail (2)\na@example.org,b,c,d\n"))
    assert table.headings == ["Mail", "Spalte 2", "Mail (3)", "Mail (2)"]


def test_a_list_without_headings_keeps_its_first_row(tmp_path: Path) -> None:
    table = reading.read(written(tmp_path, b"ada@example.org,Ada\nbea@example.org,Bea\n"))
    assert table.headings == ["Spalte 1", "Spalte 2"]
    assert [row.cells for row in table.rows()] == [["ada@example.org", "Ada"], ["bea@example.org", "Bea"]]


def test_excels_own_line_about_separators(tmp_path: Path) -> None:
    assert cells(written(tmp_path, b"sep=;\r\nMail;Name\r\na@example.org;Muster, Ada\r\n")) == [
        ["a@example.org", "Muster, Ada"]
    ]


def test_one_damaged_letter_does_not_make_windows_of_utf8(tmp_path: Path) -> None:
    rows = [["mail", "name"], *([f"a{n}@example.org", "Müller"] for n in range(40))]
    content = as_csv(rows).replace(b"a7@example.org;M\xc3\xbcller", b"a7@example.org;M\xfcller")
    path = written(tmp_path, content)
    assert texts.encoding_of(path) == "utf-8"
    assert cells(path)[7] == ["a7@example.org", "M\ufffdller"]
    assert cells(path)[8] == ["a8@example.org", "Müller"]


def test_a_cell_beyond_all_bounds_costs_its_row_only(tmp_path: Path) -> None:
    path = written(tmp_path, as_csv([HEAD, ["a@example.org", "x" * 200_000, "A"], ADA]))
    found = cells(path)
    assert found[-1] == ADA
    assert found[0][0] == texts.UNREADABLE


def test_lines_of_old_macs_and_cells_with_null_bytes(tmp_path: Path) -> None:
    assert cells(written(tmp_path, b"mail;name\rada@example.org;A\x00da\r")) == [["ada@example.org", "A\x00da"]]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileEmpty),
        (b" \r\n\r\n", FileEmpty),
        (b"Mail;Name\r\n", FileEmpty),
        (b"%PDF-1.7\n...", FileKindUnknown),
        (b"\x89PNG\r\n\x1a\n", FileKindUnknown),
        (bytes(range(32)) * 20, FileKindUnknown),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, OldSpreadsheet),
        (b"PK\x03\x04 and then nothing", SpreadsheetBroken),
        ((",".join(f"c{n}" for n in range(1000)) + "\n" + "1," * 999 + "1\n").encode(), TooManyColumns),
    ],
    ids=["empty", "blank", "headings only", "PDF", "picture", "binary", "old or locked", "cut off", "1000 columns"],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        reading.read(written(tmp_path, content))


def bomb(parts: dict[str, int]) -> bytes:
    """A spreadsheet whose parts are so many bytes of nothing."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for name, size in parts.items():
            with archive.open(name, "w") as part:
                for _block in range(size >> 20):
                    part.write(b" " * (1 << 20))
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        bomb({"xl/worksheets/sheet1.xml": 400 << 20}),
        bomb({"xl/sharedStrings.xml": 100 << 20}),
        bomb({f"xl/media/{n}.xml": 0 for n in range(3000)}),
    ],
    ids=["one huge sheet", "packed 1000 to 1", "thousands of parts"],
)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SpreadsheetSuspicious):
        reading.read(written(tmp_path, content))


def test_a_directory_that_lies_about_sizes_unpacks_no_more_than_it_says(tmp_path: Path) -> None:
    """The sizes of the directory are believed by the check; the reader stops there as well."""
    content = bytearray(bomb({"xl/worksheets/sheet1.xml": 30 << 20}))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 1000)
    with pytest.raises(SpreadsheetBroken):
        list(reading.read(written(tmp_path, bytes(content))).rows())


def test_another_kind_of_archive_is_no_spreadsheet(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(FileKindUnknown):
        reading.read(written(tmp_path, content.getvalue()))
