"""A day or a span of days, cut into the parts of a calendar leaf."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date

from anpacken.core.dates import DatePrecision, in_words, season_name


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a calendar leaf shows."""

    iso: str
    """For `<time datetime>`: as exact as the date is known."""
    top: str
    big: str
    bottom: str
    words: str
    """The whole for reading aloud."""


def _as_date(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def leaf(start: date | datetime, end: date | datetime | None = None, precision: str = "") -> Leaf:
    """The leaf for `start` (to `end`), no more exact than `precision` (of `core.dates`) says."""
    first = _as_date(start)
    last = _as_date(end) if end else first
    year = str(first.year)
    match precision or DatePrecision.DAY:
        case DatePrecision.YEAR:
            return Leaf(year, "", year, "", in_words(first, DatePrecision.YEAR))
        case DatePrecision.SEASON:
            return Leaf(year, season_name(first).capitalize(), year, "", in_words(first, DatePrecision.SEASON))
        case DatePrecision.MONTH:
            return Leaf(f"{first:%Y-%m}", format_date(first, "F"), year, "", in_words(first, DatePrecision.MONTH))
    words = in_words(first)
    if last == first:
        return Leaf(first.isoformat(), format_date(first, "D"), str(first.day), format_date(first, "M Y"), words)
    words = f"{words} – {in_words(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return Leaf(first.isoformat(), "", f"{first.day}–{last.day}", format_date(first, "M Y"), words)
    months = f"{format_date(first, 'M')} – {format_date(last, 'M Y')}"
    return Leaf(first.isoformat(), "", f"{first.day}–{last.day}", months, words)
