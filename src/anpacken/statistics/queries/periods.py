"""The events of some time, one by one and together, beside the time before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from anpacken.core.counts import Count
from anpacken.events.choices import CONFERENCE_FORMATS, EventFormat, EventState
from anpacken.events.models import Event
from anpacken.events.queries import figures as alliance
from anpacken.events.queries.reach import events_of
from anpacken.places.models import Region
from anpacken.statistics.queries import figures
from anpacken.statistics.queries.figures import EventFigures


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both in it."""

    first: date
    last: date

    @property
    def before(self) -> Period:
        """The time of the same length right before: of whole years so many years, of whole months so many months."""
        next_day = self.last + timedelta(days=1)
        if self.first.day == 1 and next_day.day == 1:
            months = (next_day.year - self.first.year) * 12 + next_day.month - self.first.month
            return Period(_months_back(self.first, months), self.first - timedelta(days=1))
        return Period(self.first - (next_day - self.first), self.first - timedelta(days=1))

    def holds(self, event: Event) -> bool:
        """Whether an event begins in it."""
        return event.starts_on is not None and self.first <= event.starts_on <= self.last

    @classmethod
    def of_year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Together:
    """What the events of a period add up to. What is said of held events is what the alliance's figures count."""

    events: int
    held: int
    cancelled: int
    registered: Count
    participants: Count
    no_show: Count
    conferences: int
    people_connected: Count
    workshop_forums: int
    stands: Count
    reach: Count
    """The audience of other people's fairs: beside the participants, never among them."""


def chosen(user: Any, right: str, *, kind: str = "", region: Region | None = None) -> QuerySet[Event]:
    """The events that somebody reaches, without drafts, narrowed down by what was chosen."""
    found = events_of(user, right).exclude(state=EventState.DRAFT)
    if kind:
        found = found.filter(format=kind)
    return found if region is None else found.filter(region=region)


def of(among: QuerySet[Event], *periods: Period, at: datetime) -> list[list[EventFigures]]:
    """For each period the figures of the events that begin in it, the first first; in three queries."""
    wanted = Q(pk__in=[])
    for period in periods:
        wanted |= Q(starts_on__gte=period.first, starts_on__lte=period.last)
    found = among.filter(wanted).select_related("region").order_by("starts_on", "pk")
    each = figures.of(list(found), at=at)
    return [[one for one in each if period.holds(one.event)] for period in periods]


def together(period: Period, among: QuerySet[Event], each: list[EventFigures]) -> Together:
    """The sum over `each`, which are the events of this period."""
    span = {"since": period.first - timedelta(days=1), "until": period.last}
    held = [one for one in each if one.event.state == EventState.HELD]
    took_place = [one for one in each if one.event.state != EventState.CANCELLED]
    return Together(
        events=len(each),
        held=len(held),
        cancelled=len(each) - len(took_place),
        registered=_sum(one.registered for one in took_place),
        participants=_sum(one.event.participants_count for one in held),
        no_show=_sum(one.no_show for one in held),
        conferences=sum(one.event.format in CONFERENCE_FORMATS for one in held),
        people_connected=alliance.people_connected(**span, among=among),
        workshop_forums=alliance.workshop_forums(**span, among=among),
        stands=alliance.stands(**span, among=among),
        reach=_sum(one.event.reach_count for one in held),
    )


def years(user: Any, right: str) -> list[int]:
    """The years in which there are events, the latest first."""
    days = events_of(user, right).exclude(state=EventState.DRAFT).exclude(starts_on=None).dates("starts_on", "year")
    return [day.year for day in days][::-1]


def formats() -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in EventFormat]


def _sum(counts: Any) -> Count:
    return Count.total(count for count in counts if count is not None)


def _months_back(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
