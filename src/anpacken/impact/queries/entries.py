"""The records behind a figure, as its page lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anpacken.core.counts import Count
from anpacken.core.dates import in_words
from anpacken.core.texts import TranslatedText


@dataclass(frozen=True, slots=True)
class Entry:
    """One record behind a figure: when, what, how much it adds, and the event whose page tells more."""

    when: str
    title: TranslatedText
    count: Count | None
    note: str = ""
    event_id: str = ""
    """Public id of the event to link to; empty when there is none."""

    @property
    def count_in_words(self) -> str:
        return _("not counted") if self.count is None else str(self.count)


@dataclass(frozen=True)
class Entries:
    """The records of one figure, read page by page."""

    rows: QuerySet[Any]
    entry: Callable[[Any], Entry]

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[Entry]:
        return [self.entry(row) for row in self.rows[wanted]]

    def page(self, wanted: str | None, *, size: int) -> Page[Entry]:
        """One page of the records; the nearest one when there is no such page."""
        return Paginator(cast("list[Entry]", self), size).get_page(wanted)


def day_of(day: date | None, precision: str) -> str:
    """A record's day in words; the day may be open."""
    return in_words(day, precision) if day else _("day open")
