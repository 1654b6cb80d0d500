"""Small phrases of the report: texts with their language, paragraphs, days, lists of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from anpacken.core.dates import in_words
from anpacken.core.texts import TranslatedText
from anpacken.events import wording
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
    """When an event is, in the same words as on its page. Expects `event.days` to be prefetched."""
    return wording.days_in_words(event, list(event.days.all()))


def period(first: date, last: date) -> str:
    """A run of days in words."""
    return _("%(first)s to %(last)s") % {"first": in_words(first), "last": in_words(last)}


def and_list(names: Iterable[str]) -> str:
    """ "A, B and C"."""
    *rest, last = [name for name in names if name] or [""]
    return _("%(names)s and %(last)s") % {"names": ", ".join(rest), "last": last} if rest else last


def place(event: Event) -> str:
    """Where an event is, in the same words as on its page; or that the place is open."""
    return wording.where(event) or _("place open")
