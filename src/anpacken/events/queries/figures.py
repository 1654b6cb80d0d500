"""What the alliance's figures count of its events. Only events that were held; reach is never among them.

`among` narrows each of them down, to the events of one region for instance.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as CountRows
from django.db.models import QuerySet, Sum

from anpacken.core.counts import Count
from anpacken.events.choices import CONFERENCE_FORMATS, EventFormat, EventState
from anpacken.events.models import Event, Forum


@dataclass(frozen=True, slots=True)
class FormatFigures:
    """How many events of one format there were, and how many people came to them.

    `participants` is an estimate ("about") as soon as one of the counts is; `uncounted` events have none.
    """

    format: EventFormat
    events: int
    participants: Count
    uncounted: int


def held_between(
    since: date, until: date, formats: Collection[EventFormat] = (), among: QuerySet[Event] | None = None
) -> QuerySet[Event]:
    """Held events whose first day lies after `since` and not after `until`, by day. No formats: all of them."""
    whole = Event.objects.all() if among is None else among
    events = whole.filter(state=EventState.HELD, starts_on__gt=since, starts_on__lte=until)
    if formats:
        events = events.filter(format__in=formats)
    return events.order_by("starts_on", "pk")


def conferences(*, since: date, until: date) -> list[FormatFigures]:
    """Central, regional, follow-up conferences and expert meetings, one entry per format in that order."""
    events = list(held_between(since, until, CONFERENCE_FORMATS))
    return [_figures(form, [event for event in events if event.format == form]) for form in CONFERENCE_FORMATS]


def people_connected(*, since: date, until: date, among: QuerySet[Event] | None = None) -> Count:
    """The participants of all conferences together."""
    return Count.total(counts_of(held_between(since, until, CONFERENCE_FORMATS, among)))


def workshop_forums(*, since: date, until: date, among: QuerySet[Event] | None = None) -> int:
    """Forums held; one held in two rounds counts as two. Expert working groups are counted by `expert_groups`."""
    return _forums(since, until, is_expert_group=False, among=among)["held"] or 0


def expert_groups(*, since: date, until: date) -> int:
    """Expert working groups; rounds do not multiply them."""
    return _forums(since, until, is_expert_group=True)["groups"]


def stands(*, since: date, until: date, among: QuerySet[Event] | None = None) -> Count:
    """Projects and initiatives presented on markets of opportunities."""
    events = held_between(since, until, among=among).exclude(stands=None)
    return Count.total(count for event in events if (count := event.stands_count) is not None)


def thank_you_events(*, since: date, until: date) -> int:
    return held_between(since, until, [EventFormat.THANK_YOU]).count()


def counts_of(events: QuerySet[Event]) -> list[Count]:
    """The counts of participants of those events that have one."""
    return [count for event in events if (count := event.participants_count) is not None]


def _figures(form: EventFormat, events: list[Event]) -> FormatFigures:
    counts = [count for event in events if (count := event.participants_count) is not None]
    return FormatFigures(form, len(events), Count.total(counts), len(events) - len(counts))


def _forums(since: date, until: date, *, is_expert_group: bool, among: QuerySet[Event] | None = None) -> dict[str, int]:
    held = held_between(since, until, among=among)
    forums = Forum.objects.filter(event__in=held, is_expert_group=is_expert_group)
    return forums.aggregate(held=Sum("rounds"), groups=CountRows("pk"))
