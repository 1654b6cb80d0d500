"""Small phrases of the report: texts with their language, paragraphs, days, lists of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from anpacken.core.dates import DatePrecision, in_words
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.impact.queries.report.tree import Block, Prose, Said


def said(text: TranslatedText) -> Said:
    return Said(str(text), text.language_for())


def prose(text: TranslatedText) -> Prose:
    """Blank lines part paragraphs; lines that begin with "- " make a list; other line breaks are only white space."""
    lines = [line.strip() for line in str(text).splitlines()]
    blocks: list[Block] = []
    for filled, group in groupby(lines, key=bool):
        if filled:
            blocks += _blocks(list(group))
    return Prose(tuple(blocks), text.language_for())


def _blocks(lines: Sequence[str]) -> list[Block]:
    return [
        Block("ul", tuple(line[2:].strip() for line in group)) if is_list else Block("p", (" ".join(group),))
        for is_list, group in groupby(lines, key=lambda line: line.startswith("- "))
    ]


def event_days(event: Event) -> str:
    """When an event is, in words: one day, a run of days, single days, or as exactly as it is known.

    Expects `event.days` to be prefetched.
    """
    if event.starts_on is None:
        return _("day open")
    if event.date_precision != DatePrecision.DAY:
        return in_words(event.starts_on, event.date_precision)
    days = [day.on for day in event.days.all()]
    run = event.ends_on is not None and (event.ends_on - event.starts_on).days + 1 == len(days)
    if len(days) > 1 and not run:
        return and_list(in_words(day) for day in days)
    return period(event.starts_on, event.ends_on or event.starts_on)


def period(first: date, last: date) -> str:
    """A run of days in words, without saying month and year twice."""
    if first == last:
        return in_words(first)
    parts = {"first": first.day, "last": last.day, "month": format_date(first, "F"), "year": first.year}
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)s–%(last)s %(month)s %(year)s") % parts
    return _("%(first)s to %(last)s") % {"first": in_words(first), "last": in_words(last)}


def and_list(names: Iterable[str]) -> str:
    """ "A, B and C"."""
    *rest, last = [name for name in names if name] or [""]
    return _("%(names)s and %(last)s") % {"names": ", ".join(rest), "last": last} if rest else last


def place(event: Event) -> str:
    """Venue and town; the town alone is not said twice."""
    town = event.municipality.name if event.municipality else ""
    return ", ".join(dict.fromkeys(part for part in (event.venue, town) if part)) or _("place open")
