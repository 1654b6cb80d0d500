"""What a definition of a figure consists of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

Words = str | Promise


class Span(StrEnum):
    """Over which time a figure counts."""

    CUMULATIVE = "cumulative"
    """An opening balance plus what the records after its day add up to."""
    WITHIN_YEAR = "within_year"
    """The records of the alliance year up to the cut-off; there is no opening balance."""
    STANDING = "standing"
    """What the register holds at the cut-off. An opening balance stands for what the register does not hold."""
    READING = "reading"
    """A number read elsewhere on a day. Nothing is added to it."""
    READING_AND_CHANGE = "reading_and_change"
    """A number read on a day plus the net change that the records show since."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the numbers that a split figure is the sum of."""

    key: str
    label: Words


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's definition.

    `definition` is the sentence that the figure's page opens with, `counting` says which records count and how.
    A figure without `parts` is one number; its only part has the empty key.
    """

    key: str
    label: Words
    unit: Words
    definition: Words
    counting: Words
    span: Span
    parts: tuple[Part, ...] = ()

    @property
    def part_keys(self) -> tuple[str, ...]:
        return tuple(part.key for part in self.parts) or ("",)

    @property
    def takes_balance(self) -> bool:
        return self.span != Span.WITHIN_YEAR
