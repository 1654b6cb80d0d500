"""`anpacken figures --at 2019-10-10 --format json`: the alliance's figures at a cut-off day."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from anpacken.core import clock, languages
from anpacken.core.counts import Count
from anpacken.core.refusals import Refusal
from anpacken.impact.queries.figures import FigureStatement, check_day, statements


class Command(BaseCommand):
    help = "Prints the alliance's figures at a cut-off day: opening balance, records since, total."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", metavar="YYYY-MM-DD", help="cut-off day; today if left out")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--language", choices=languages.codes(), default=languages.source())

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            found = statements(at=self._day(options["at"]))
            text = _as_json(found) if options["format"] == "json" else _as_text(found)
        self.stdout.write(text)

    def _day(self, written: str | None) -> date:
        try:
            return check_day(date.fromisoformat(written) if written else clock.today())
        except ValueError:
            raise CommandError(
                f"--at {written!r} is no day. Write year-month-day, for instance --at 2019-10-10.", returncode=2
            ) from None
        except Refusal as refusal:
            raise CommandError(refusal.message, returncode=2) from None


def _numbers(opening: Count, records: Count, total: Count) -> dict[str, Any]:
    return {
        "opening": opening.value,
        "records": records.value,
        "total": total.value,
        "estimate": total.is_estimate,
        "word": str(total.word.value),
    }


def _as_json(found: list[FigureStatement]) -> str:
    rows = {
        each.figure.key: {
            "label": str(each.figure.label),
            "unit": str(each.figure.unit),
            "counts": each.figure.span.value,
            "known": each.is_known,
            **_numbers(each.opening, each.records, each.total),
            "as_of": each.as_of.isoformat() if each.as_of else None,
            "source": each.source.text() or None,
            "year": each.year.number if each.year else None,
            "split": {
                part.key: {"label": part.label, **_numbers(part.opening, part.records, part.total)}
                for part in each.split
            },
        }
        for each in found
    }
    return json.dumps({"at": found[0].at.isoformat(), "figures": rows}, ensure_ascii=False, indent=2)


def _as_text(found: list[FigureStatement]) -> str:
    lines = [found[0].at.isoformat()]
    for each in found:
        shown = str(each.total) if each.is_known else "–"
        lines.append(f"{each.figure.label!s:40} {shown:>14}   {each.opening.value:>7} + {each.records.value}")
        lines += [
            f"  {part.label:38} {part.total!s:>14}   {part.opening.value:>7} + {part.records.value}"
            for part in each.split
        ]
    return "\n".join(lines)
