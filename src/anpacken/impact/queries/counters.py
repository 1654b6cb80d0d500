"""How the records of each figure are counted, and which they are. One counter for each figure that has records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count as Rows
from django.db.models import Model, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from anpacken.core.counts import Count, CountWord
from anpacken.events.choices import CONFERENCE_FORMATS, EventFormat, EventState
from anpacken.events.models import Event, Forum
from anpacken.impact.choices import PublicationKind
from anpacken.impact.models import Prize, Publication
from anpacken.impact.queries.entries import Entries, Entry, day_of
from anpacken.impact.queries.windows import Windows

ONE = Count(1)


@dataclass(frozen=True)
class Counter:
    """Counts rows of one table.

    `rows` are all that can count, `day` is the date column that decides, `part` the column that says into which
    part a row falls (none: the figure is one number), `amount` the column to add up (none: rows are counted), `word`
    the column with that amount's word.
    """

    rows: Callable[[], QuerySet[Any]]
    day: str
    entry: Callable[[Any], Entry]
    part: str | None = None
    amount: str | None = None
    word: str | None = None
    related: tuple[str, ...] = ()

    def counts(self, windows: Windows) -> dict[str, Count]:
        """What the records add up to, for each part, in one query."""
        amount = Coalesce(Sum(self.amount), 0) if self.amount else Rows("pk")
        estimates = Rows("pk", filter=self._is_estimate()) if self.word else Rows("pk", filter=Q(pk=None))
        grouped = self._within(windows).order_by().values(*([self.part] if self.part else []))
        found = {
            row.get(self.part or "", ""): Count(row["total"], CountWord.ABOUT if row["estimates"] else CountWord.EXACT)
            for row in (
                grouped.annotate(total=amount, estimates=estimates)
                if self.part
                else [self._within(windows).aggregate(total=amount, estimates=estimates)]
            )
        }
        return {key: found.get(key, Count(0)) for key in windows}

    def entries(self, windows: Windows) -> Entries:
        """The records that were counted, newest first."""
        rows = self._within(windows).select_related(*self.related).order_by(f"-{self.day}", "-pk")
        return Entries(rows, self.entry)

    def _within(self, windows: Windows) -> QuerySet[Any]:
        conditions = [
            window.of_days(self.day) & (Q(**{self.part: key}) if self.part else Q()) for key, window in windows.items()
        ]
        return self.rows().filter(reduce(or_, conditions))

    def _is_estimate(self) -> Q:
        return Q(**{f"{self.amount}__gt": 0}) & ~Q(**{f"{self.word}": CountWord.EXACT})


def _held(*formats: EventFormat) -> QuerySet[Event]:
    events = Event.objects.filter(state=EventState.HELD, starts_on__isnull=False)
    return events.filter(format__in=formats) if formats else events


def _event_entry(event: Event, count: Count | None) -> Entry:
    return Entry(
        when=day_of(event.starts_on, event.date_precision),
        title=event.title,
        count=count,
        note=event.get_format_display(),
        event_id=event.public_id,
    )


def _forum_entry(forum: Forum) -> Entry:
    event = forum.event
    return Entry(
        when=day_of(event.starts_on, event.date_precision),
        title=forum.title,
        count=ONE if forum.is_expert_group else Count(forum.rounds),
        note=str(event.title),
        event_id=event.public_id,
    )


def _publication_entry(publication: Publication) -> Entry:
    return Entry(
        when=day_of(publication.published_on, publication.date_precision),
        title=publication.title,
        count=ONE,
        note=publication.get_kind_display(),
    )


def _prize_entry(prize: Prize) -> Entry:
    return Entry(
        when=day_of(prize.awarded_on, "day"),
        title=prize.name,
        count=ONE,
        note=str(prize.winner or ""),
        event_id=prize.event.public_id if prize.event else "",
    )


def _forums(*, expert_groups: bool) -> Callable[[], QuerySet[Model]]:
    return lambda: Forum.objects.filter(
        event__state=EventState.HELD, event__starts_on__isnull=False, is_expert_group=expert_groups
    )


COUNTERS: Mapping[str, Counter] = {
    "conferences": Counter(
        rows=lambda: _held(*CONFERENCE_FORMATS),
        day="starts_on",
        part="format",
        entry=lambda event: _event_entry(event, ONE),
    ),
    "people_connected": Counter(
        rows=lambda: _held(*CONFERENCE_FORMATS),
        day="starts_on",
        amount="participants",
        word="participants_word",
        entry=lambda event: _event_entry(event, event.participants_count),
    ),
    "projects_presented": Counter(
        rows=lambda: _held().filter(stands__isnull=False),
        day="starts_on",
        amount="stands",
        word="stands_word",
        entry=lambda event: _event_entry(event, event.stands_count),
    ),
    "workshop_forums": Counter(
        rows=_forums(expert_groups=False),
        day="event__starts_on",
        amount="rounds",
        related=("event",),
        entry=_forum_entry,
    ),
    "expert_groups": Counter(
        rows=_forums(expert_groups=True), day="event__starts_on", related=("event",), entry=_forum_entry
    ),
    "special_prizes": Counter(
        rows=lambda: Prize.objects.filter(is_special_prize=True),
        day="awarded_on",
        related=("event", "winner"),
        entry=_prize_entry,
    ),
    "thank_you_events": Counter(
        rows=lambda: _held(EventFormat.THANK_YOU), day="starts_on", entry=lambda event: _event_entry(event, ONE)
    ),
    "newsletter_issues": Counter(
        rows=lambda: Publication.objects.filter(kind=PublicationKind.NEWSLETTER),
        day="published_on",
        entry=_publication_entry,
    ),
    "publications": Counter(
        rows=lambda: Publication.objects.exclude(kind=PublicationKind.NEWSLETTER),
        day="published_on",
        part="kind",
        entry=_publication_entry,
    ),
}
