"""What the files must agree on among themselves: references, days inside the year, names that stand once."""

from __future__ import annotations

from collections.abc import Iterator

from anpacken.config.demo.checks import days, figures, names, references
from anpacken.config.demo.problems import Problem
from anpacken.config.demo.schema.files import Year


def contradictions(year: Year) -> Iterator[Problem]:
    """Every contradiction between the entries of otherwise well-formed files."""
    yield from names.twice(year)
    yield from names.languages_missing(year)
    yield from references.missing(year)
    yield from days.misplaced(year)
    yield from figures.unknown(year)
