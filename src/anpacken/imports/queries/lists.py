"""What the office's pages show of lists and their rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from anpacken.imports import problems
from anpacken.imports.models import Import, ImportRow

_EXAMPLES = 3
_LOOKED_AT = 50
_EXAMPLE_LENGTH = 60


def examples(of: Import) -> list[list[str]]:
    """For each column the first few values that stand in it."""
    found: list[list[str]] = [[] for _heading in of.headings]
    for row in of.rows.order_by("number")[:_LOOKED_AT]:
        for at, cell in enumerate(json.loads(row.cells)[: len(found)]):
            shown = short(cell)
            if shown and shown not in found[at] and len(found[at]) < _EXAMPLES:
                found[at].append(shown)
    return found


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken, with what stands in it and why not."""

    number: int
    cells: list[tuple[str, str]]
    reasons: list[str]


def rejected(of: Import) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(of=of).exclude(problems="").order_by("number")


def shown(of: Import, row: ImportRow) -> Rejected:
    """A rejected row as it is shown: what its assigned columns hold."""
    cells = json.loads(row.cells)
    held = [
        (of.headings[at], short(cells[at]))
        for at, code in enumerate(of.columns)
        if code and at < len(cells) and cells[at].strip()
    ]
    return Rejected(row.number, held[:6], problems.in_words(row.problems))


def short(cell: str) -> str:
    """A cell in one line that is not too long to be looked at, and without what would not be seen."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in cell[:500]).split())
    return plain if len(plain) <= _EXAMPLE_LENGTH else plain[:_EXAMPLE_LENGTH] + "…"


def with_old_rows(before: datetime) -> QuerySet[Import]:
    """Lists on which nothing has been done since `before` and of which rows, or the file, are still there."""
    waiting = Q(Exists(ImportRow.objects.filter(of=OuterRef("pk")))) | Q(waiting_bytes__gt=0)
    return Import.objects.filter(waiting, moved_at__lt=before)


def rows_about(addresses: Iterable[str]) -> list[ImportRow]:
    """Waiting rows in which one of the normalised mail addresses stands."""
    found: list[ImportRow] = []
    for address in addresses:
        written = json.dumps(address)[1:-1]
        found += ImportRow.objects.filter(cells__icontains=written).select_related("of") if written else []
    return found
