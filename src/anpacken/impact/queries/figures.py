"""What each figure says at a cut-off day: opening balance, what the records since add up to, and the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anpacken.core import clock
from anpacken.core.counts import Count, CountWord
from anpacken.core.dates import in_words
from anpacken.core.texts import TranslatedText
from anpacken.impact.errors import DayBeforeRecords, DayInFuture
from anpacken.impact.figures import FIGURES, Figure, Span
from anpacken.impact.figures import figure as definition_of
from anpacken.impact.models import AllianceYear, OpeningBalance
from anpacken.impact.queries import levels
from anpacken.impact.queries.counters import COUNTERS
from anpacken.impact.queries.entries import Entries
from anpacken.impact.queries.windows import Window
from anpacken.impact.queries.years import year_at

Balances = Mapping[tuple[str, str], OpeningBalance]


def add(counts: Iterable[Count]) -> Count:
    """The sum, as `Count.total` makes it. A number to which nothing is added keeps its own word."""
    parts = [count for count in counts if count.value]
    return parts[0] if len(parts) == 1 else Count.total(parts)


@dataclass(frozen=True, slots=True)
class PartStatement:
    """One part of a figure at the cut-off. `as_of` is the day of the opening balance, if there is one."""

    key: str
    label: str
    opening: Count
    records: Count
    as_of: date | None
    source: TranslatedText

    @property
    def total(self) -> Count:
        return add([self.opening, self.records])


@dataclass(frozen=True, slots=True)
class FigureStatement:
    """A figure at the cut-off day `at`.

    `year` is the alliance year of a figure that counts within one. `is_known` is false when the day lies before
    the figure's first reading: then there is no number, and the totals are nought.
    """

    figure: Figure
    at: date
    parts: tuple[PartStatement, ...]
    year: AllianceYear | None
    is_known: bool

    @property
    def opening(self) -> Count:
        return add(part.opening for part in self.parts)

    @property
    def records(self) -> Count:
        return add(part.records for part in self.parts)

    @property
    def total(self) -> Count:
        return add(part.total for part in self.parts)

    @property
    def split(self) -> tuple[PartStatement, ...]:
        """The parts of a figure that is the sum of parts; empty for a figure that is one number."""
        return self.parts if self.figure.parts else ()

    @property
    def as_of(self) -> date | None:
        """The day of the newest opening balance among the parts."""
        return max((part.as_of for part in self.parts if part.as_of), default=None)

    @property
    def source(self) -> TranslatedText:
        """Where the opening balance is known from; that of the first part which has one."""
        return next((part.source for part in self.parts if part.source), TranslatedText())

    @property
    def has_records(self) -> bool:
        return self.figure.span != Span.READING


def check_day(at: date) -> date:
    """`at`, if the figures can be given for it.

    Raises:
        DayInFuture: nobody knows yet.
        DayBeforeRecords: the day lies before every opening balance.
    """
    if at > clock.today():
        raise DayInFuture(day=in_words(at))
    first = OpeningBalance.objects.order_by("as_of").values_list("as_of", flat=True).first()
    if first is not None and at < first:
        raise DayBeforeRecords(first=in_words(first))
    return at


def statement(key: str, *, at: date) -> FigureStatement:
    """The figure `key` at the end of the day `at`.

    Raises:
        UnknownFigure: there is none.
    """
    return statements(at=at, figures=[definition_of(key)])[0]


def statements(*, at: date, figures: Sequence[Figure] = FIGURES) -> list[FigureStatement]:
    """The figures at the end of the day `at`, in their order. The number of queries does not grow with the records."""
    balances, first = _balances(at)
    year = year_at(at)
    return [_statement(figure, at, balances, year, _is_known(figure, at, first)) for figure in figures]


def entries(key: str, *, at: date) -> Entries | None:
    """The records behind the figure `key` at `at`; none for readings and for figures about people."""
    counter = COUNTERS.get(definition_of(key).key)
    if counter is None:
        return None
    balances, _first = _balances(at)
    return counter.entries(_windows(definition_of(key), at, balances, year_at(at)))


def _balances(at: date) -> tuple[Balances, Mapping[str, date]]:
    """For each figure and part the newest balance up to `at`; for each figure the day of its first one."""
    newest: dict[tuple[str, str], OpeningBalance] = {}
    first: dict[str, date] = {}
    for balance in OpeningBalance.objects.order_by("as_of"):
        first.setdefault(balance.figure, balance.as_of)
        if balance.as_of <= at:
            newest[balance.figure, balance.part] = balance
    return newest, first


def _is_known(figure: Figure, at: date, first: Mapping[str, date]) -> bool:
    if figure.span in {Span.READING, Span.READING_AND_CHANGE, Span.CUMULATIVE} and figure.key in first:
        return first[figure.key] <= at
    return figure.span not in {Span.READING, Span.READING_AND_CHANGE}


def _windows(figure: Figure, at: date, balances: Balances, year: AllianceYear | None) -> dict[str, Window]:
    if figure.span == Span.WITHIN_YEAR:
        # Without an alliance year nothing lies within one: an empty window.
        after, until = (year.starts_on - timedelta(days=1), min(at, year.ends_on)) if year else (at, at)
        return dict.fromkeys(figure.part_keys, Window(after, until))
    found = {key: balances.get((figure.key, key)) for key in figure.part_keys}
    return {key: Window(balance.as_of if balance else None, at) for key, balance in found.items()}


def _records(figure: Figure, at: date, windows: Mapping[str, Window]) -> Mapping[str, Count]:
    counter = COUNTERS.get(figure.key)
    if counter is not None:
        return counter.counts(windows)
    if figure.key == "supporters":
        return {key: Count(number) for key, number in levels.supporters(at).items()}
    if figure.key == "newsletter_subscribers" and windows[""].after is not None:
        return {"": Count(levels.newsletter_change(windows[""].after, at))}
    return defaultdict(lambda: Count(0))


def _statement(
    figure: Figure, at: date, balances: Balances, year: AllianceYear | None, is_known: bool
) -> FigureStatement:
    records = _records(figure, at, _windows(figure, at, balances, year)) if is_known else defaultdict(lambda: Count(0))
    labels = {part.key: str(part.label) for part in figure.parts}
    parts = tuple(
        PartStatement(
            key=key,
            label=labels.get(key, ""),
            opening=balance.count if (balance := balances.get((figure.key, key))) else Count(0, CountWord.EXACT),
            records=records[key],
            as_of=balance.as_of if balance else None,
            source=balance.source if balance else TranslatedText(),
        )
        for key in figure.part_keys
    )
    within = year if figure.span == Span.WITHIN_YEAR else None
    return FigureStatement(figure=figure, at=at, parts=parts, year=within, is_known=is_known)
