"""Opening balances of figures that there are."""

from __future__ import annotations

from collections.abc import Iterator

from anpacken.config.demo.problems import Problem, path
from anpacken.config.demo.schema.files import Year
from anpacken.impact.errors import UnknownFigure
from anpacken.impact.figures import figure


def unknown(year: Year) -> Iterator[Problem]:
    for opening in year.impact.openings:
        problem = _problem(opening.figure, opening.part)
        if problem:
            yield Problem("impact.yaml", path(["openings", f"{opening.figure} {opening.part}".strip()]), problem)


def _problem(key: str, part: str) -> str:
    try:
        definition = figure(key)
    except UnknownFigure as unknown_figure:
        return unknown_figure.message
    if not definition.takes_balance:
        return "this figure counts within the year and takes no balance. Remove the entry."
    if part not in definition.part_keys:
        parts = ", ".join(each or "no part" for each in definition.part_keys)
        return f"there is no part “{part}”. Write one of: {parts}."
    return ""
