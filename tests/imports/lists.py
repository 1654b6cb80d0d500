"""Lists for tests, uploaded by the room's own actions."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from anpacken.core.actors import Actor
from anpacken.imports.actions import applying, plans, uploads
from anpacken.imports.models import Import
from anpacken.imports.plans import plan_of
from tests.factories.people import AT

BY = Actor.command("tests")
Table = Sequence[Sequence[Any]]


def as_csv(table: Table, *, separator: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(table)
    return text.getvalue().encode(encoding)


def as_xlsx(table: Table) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    for row in table:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def written(folder: Path, content: bytes, name: str = "list") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def upload(content: bytes, name: str = "liste.csv", **how: Any) -> Import:
    """Uploaded and read."""
    of = uploads.receive(name=name, chunks=[content], by=BY, at=AT, **how)
    uploads.read_in(of=of)
    of.refresh_from_db()
    return of


def tried(of: Import, **decided: Any) -> Import:
    """Decided and tried out; `columns` where what was proposed is not what is wanted."""
    columns = decided.pop("columns", of.columns)
    plans.decide(of=of, plan=plan_of(columns, {**of.choices, **decided}), by=BY, at=AT)
    plans.try_out(of=of)
    of.refresh_from_db()
    return of


def taken_in(content: bytes, name: str = "liste.csv", **decided: Any) -> Import:
    """The whole way: uploaded, tried out, taken in."""
    of = tried(upload(content, name), **decided)
    applying.begin(of=of, by=BY, at=AT)
    return applying.apply_all(of=of)
