"""The first rows of a list as they will be. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from anpacken.imports import problems
from anpacken.imports.actions.plans import Work
from anpacken.imports.models import Import
from anpacken.people.entries import Entry

MOST = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """A row with what would become of it; `values` are the register's fields by their names."""

    number: int
    outcome: str
    who: str
    is_organisation: bool
    values: dict[str, Any]
    reasons: list[str]


def preview(of: Import, *, most: int = MOST) -> list[Preview]:
    """The first rows by the plan as it is kept."""
    work = Work(of)
    rows = list(of.rows.order_by("number")[:most])
    rejected, entries = work.cleaned(rows)
    taken = {entry.row: each for entry, each in zip(entries, work.looked_at(entries, set()), strict=True)}
    by_row = {entry.row: entry for entry in entries}
    shown = []
    for row in rows:
        entry, each = by_row.get(row.number), taken.get(row.number)
        reason = rejected.get(row.number, "") or (each.reason if each else "")
        outcome = "rejected" if reason or each is None else str(each.outcome)
        shown.append(_preview(row.number, outcome, entry, reason))
    return shown


def _preview(number: int, outcome: str, entry: Entry | None, reason: str) -> Preview:
    values = dict(entry.values) if entry else {}
    who = values.pop("name", "") or f"{values.pop('first_name', '')} {values.pop('last_name', '')}".strip()
    return Preview(number, outcome, who, bool(entry and entry.is_organisation), values, problems.in_words(reason))
