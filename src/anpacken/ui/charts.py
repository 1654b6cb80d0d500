"""Numbers laid out for `<c-bars>` and `<c-line-chart>`: where a bar ends, which round numbers stand on an axis.

Lengths and places are per cent of the drawing, written with a point, for SVG attributes: our pages allow no inline
style. There are libraries that draw charts on the server; they write styles and scripts into their SVG, shrink its
letters with its width, and know neither a table beside it nor forced colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

Position: TypeAlias = date | int
"""A day, or how many days there still are: numbers run down to 0."""

STEPS_OF_DAYS = (1, 2, 5, 7, 10, 14, 20, 30, 60, 90, 180, 365)
# The drawing of lines leaves room for the numbers above the highest line, and for the days below.
_TOP, _BOTTOM, _EDGE = 9.0, 88.0, 1.0
# What the table beside a drawing says at most; a longer one says every second, third, … point and the last.
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One line to draw: what it is called, how many, and how many there were in what it is compared with."""

    label: object
    value: int
    compared: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """One bar of one line. `share` is empty where nothing can be a part of anything; `width` is in per cent."""

    number: str
    share: str
    width: str


@dataclass(frozen=True, slots=True)
class BarLine:
    label: object
    lengths: tuple[Length, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """What `<c-bars>` draws."""

    names: tuple[str, ...]
    lines: tuple[BarLine, ...]

    @property
    def is_compared(self) -> bool:
        return len(self.names) > 1


@dataclass(frozen=True, slots=True)
class Series:
    """A line to draw: its points in the order of their days."""

    name: str
    points: Sequence[tuple[Position, int]]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis. `anchor` keeps its words inside the drawing; `is_minor` ones go where it is narrow."""

    place: str
    label: str
    anchor: str = "middle"
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the drawing. `last` is its last number."""

    name: str
    last: str
    path: str


@dataclass(frozen=True, slots=True)
class Lines:
    """What `<c-line-chart>` draws, and the same as rows of a table."""

    lines: tuple[Line, ...] = ()
    across: tuple[Tick, ...] = ()
    upwards: tuple[Tick, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def in_words(self) -> str:
        return "; ".join(f"{line.name}: {line.last}" for line in self.lines)


def bars(
    lines: Iterable[Bar],
    *,
    name: str = "",
    compared_name: str = "",
    whole: int | None = None,
    compared_whole: int | None = None,
) -> Bars:
    """Bars side by side. Shares are of `whole`, of the sum if that is left out; 0 for numbers that are no parts.

    With `compared_name` there are two bars in each line, drawn by share where there are shares: one event may be larger
    than the other.
    """
    each = list(lines)
    columns = [(name or _("Count"), [one.value for one in each], whole)]
    if compared_name:
        columns.append((compared_name, [one.compared or 0 for one in each], compared_whole))
    wholes = [sum(values) if given is None else given for _name, values, given in columns]
    by_share = all(wholes) and len(columns) > 1
    sizes = [
        [value / all_of_it if by_share else value for value in values]
        for (_name, values, _given), all_of_it in zip(columns, wholes, strict=True)
    ]
    most = max((size for column in sizes for size in column), default=0)
    drawn = [
        [
            Length(
                number_format(value, force_grouping=True), share(value, all_of_it), _written(100 * size / (most or 1))
            )
            for value, size in zip(values, column, strict=True)
        ]
        for (_name, values, _given), column, all_of_it in zip(columns, sizes, wholes, strict=True)
    ]
    found = (BarLine(one.label, tuple(column[row] for column in drawn)) for row, one in enumerate(each))
    return Bars(tuple(column[0] for column in columns), tuple(found))


def lines(series: Iterable[Series], *, zero: str = "") -> Lines:
    """One to three lines over days, or over the days that there still are; `zero` is what
    the table calls 0 days."""
    given = [one for one in series if one.points]
    if not given:
        return Lines()
    everywhere = [position for one in given for position, _value in one.points]
    is_countdown = not isinstance(everywhere[0], date)
    first, last = min(map(_day, everywhere)), max(map(_day, everywhere))
    across = countdown_ticks(-first) if is_countdown else [_day(day) for day in day_ticks(_date(first), _date(last))]
    upwards = round_ticks(max(value for one in given for _position, value in one.points))

    def x(day: int) -> float:
        return _EDGE + (100 - 2 * _EDGE) * (day - first) / ((last - first) or 1)

    def y(value: int) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * value / upwards[-1]

    def said(day: int) -> str:
        return (zero or "0" if day == 0 else number_format(-day)) if is_countdown else _in_words(_date(day))

    drawn = [
        Line(
            one.name,
            number_format(one.points[-1][1], force_grouping=True),
            _path([(x(_day(at)), y(value)) for at, value in one.points]),
        )
        for one in given
    ]
    days = [-day for day in across] if is_countdown else across
    return Lines(
        tuple(drawn),
        tuple(
            _across(x(day), number_format(-day) if is_countdown else said(day), is_minor=number % 2 == 1)
            for number, day in enumerate(days)
        ),
        tuple(Tick(_written(y(value)), number_format(value, force_grouping=True)) for value in upwards),
        tuple((said(day), numbers) for day, numbers in _table(given)),
    )


def share(part: int, whole: int) -> str:
    """A part in per cent, rounded; "" of nothing. What is there never says 0."""
    if not whole:
        return ""
    rounded = (200 * part + whole) // (2 * whole)
    if part and not rounded:
        return _("under %(number)s%%") % {"number": 1}
    return _("%(number)s%%") % {"number": number_format(rounded)}


def round_ticks(most: int, parts: int = 4) -> list[int]:
    """Round numbers from 0 up to `most` or just above it, in steps of 1, 2 or 5 and their tenfolds.

    >>> round_ticks(655)
    [0, 200, 400, 600, 800]
    """
    step = 1
    while step * parts < most:
        # 1, 2, 5, 10, 20, 50, …
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return list(range(0, max(-(-most // step), 1) * step + 1, step))


def countdown_ticks(most: int, parts: int = 6) -> list[int]:
    """Numbers of days from the earliest down to 0, in steps that one counts days in.

    >>> countdown_ticks(85)
    [80, 60, 40, 20, 0]
    """
    step = next((days for days in STEPS_OF_DAYS if days * parts >= most), max(-(-most // parts), 1))
    return list(range(most - most % step, -1, -step))


def day_ticks(first: date, last: date, parts: int = 6) -> list[date]:
    """Days to write on an axis: every few days, or the first of months where the time is longer."""
    span = (last - first).days
    step = next((days for days in (1, 2, 7, 14) if days * parts >= span), None)
    if step is not None:
        return [first + timedelta(days=number) for number in range(0, span + 1, step)]
    months = next((each for each in (1, 2, 3, 6, 12) if each * 31 * parts >= span), -(-span // (366 * parts)) * 12)
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    end = last.year * 12 + last.month
    return [date(number // 12, number % 12 + 1, 1) for number in range(start, end, months)]


def _day(position: Position) -> int:
    """Days in a row: a countdown runs from minus many to 0."""
    return position.toordinal() if isinstance(position, date) else -position


def _date(day: int) -> date:
    return date.fromordinal(day)


def _in_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A single point is a line too, to itself: round ends make it a dot."""
    drawn = points if len(points) > 1 else [*points, *points]
    return "M" + " L".join(f"{_written(x)} {_written(y)}" for x, y in drawn)


def _across(place: float, label: str, *, is_minor: bool) -> Tick:
    anchor = "start" if place < 10 else "end" if place > 90 else "middle"
    return Tick(_written(place), label, anchor, is_minor)


def _table(given: Sequence[Series]) -> list[tuple[int, tuple[str, ...]]]:
    """The numbers of all lines on the days of any; a line keeps its number until its next, and says none outside."""
    days = sorted({_day(at) for one in given for at, _value in one.points})
    every = -(-len(days) // _MOST_ROWS)
    kept = [*days[::every], *([days[-1]] if (len(days) - 1) % every else [])]
    columns = [_on(kept, [(_day(at), value) for at, value in one.points]) for one in given]
    return [(day, tuple(column[row] for column in columns)) for row, day in enumerate(kept)]


def _on(days: Sequence[int], points: Sequence[tuple[int, int]]) -> list[str]:
    spans = [*pairwise(points), (points[-1], (points[-1][0] + 1, 0))]
    found = {day: value for (begin, value), (end, _next) in spans for day in days if begin <= day < end}
    return [number_format(found[day], force_grouping=True) if day in found else "–" for day in days]


def _written(number: float) -> str:
    return f"{number:.2f}"
