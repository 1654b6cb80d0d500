"""Calendar entries (iCalendar, RFC 5545): one per event, or one per day when the days stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils import timezone

from anpacken.core.dates import DatePrecision
from anpacken.events import links, wording
from anpacken.events.choices import EventState
from anpacken.events.models import Event, EventDay

PUBLISH = "PUBLISH"
CANCEL = "CANCEL"


def has_entry(event: Event) -> bool:
    """A day that is not known to the day makes no calendar entry."""
    return event.starts_on is not None and event.date_precision == DatePrecision.DAY


def event_calendar(event: Event, days: Sequence[EventDay], *, language: str, method: str = PUBLISH) -> str:
    """The calendar file of one event. `CANCEL` takes the entry out of the reader's calendar again."""
    entries = list(_entries(event, days, language=language, cancelled=method == CANCEL))
    return written(entries, method=method)


def feed(events: Iterable[Event], *, language: str, name: str) -> str:
    """A calendar to subscribe to. `events` come with `days` and `municipality` loaded."""
    entries = [entry for event in events for entry in _entries(event, list(event.days.all()), language=language)]
    return written(entries, name=name)


def written(entries: Sequence[icalendar.Event], *, method: str = PUBLISH, name: str = "") -> str:
    """The calendar file of some entries. With a `name` it is one to subscribe to."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Anpacken//Events//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    if any(isinstance(entry.start, datetime) for entry in entries):
        calendar.add_component(_zone(str(timezone.get_default_timezone())))
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical().decode()


def _entries(
    event: Event, days: Sequence[EventDay], *, language: str, cancelled: bool = False
) -> Iterable[icalendar.Event]:
    if not has_entry(event) or event.starts_on is None:
        return
    host = urlsplit(settings.BASE_URL).hostname
    if not days:
        span = _span(event.starts_on, event.ends_on or event.starts_on, event.begins_at, event.ends_at)
        yield _entry(event, f"{event.public_id}@{host}", span, language=language, cancelled=cancelled)
    for day in days:
        span = _span(day.on, day.on, day.begins_at or event.begins_at, day.ends_at or event.ends_at)
        yield _entry(event, f"{event.public_id}-{day.on:%Y%m%d}@{host}", span, language=language, cancelled=cancelled)


def _entry(
    event: Event, uid: str, span: tuple[date, date | None], *, language: str, cancelled: bool
) -> icalendar.Event:
    entry = icalendar.Event()
    address = links.event_url(event, language)
    off = cancelled or event.state == EventState.CANCELLED
    entry.add("uid", uid)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    # A cancellation outranks the entry that it takes back.
    entry.add("sequence", event.revision + (1 if cancelled else 0))
    entry.add("summary", event.title.text(language))
    entry.add("description", "\n\n".join(part for part in (event.summary.text(language), address) if part))
    entry.add("url", address)
    entry.add("status", "CANCELLED" if off else "CONFIRMED")
    place = wording.where(event)
    if place:
        entry.add("location", place)
    begin, end = span
    entry.add("dtstart", begin)
    if end is not None:
        entry.add("dtend", end)
    return entry


def _span(first: date, last: date, begins_at: time | None, ends_at: time | None) -> tuple[date, date | None]:
    """Moments in the local time zone when the hour is known, else whole days (the end is the day after)."""
    if begins_at is None:
        return first, last + timedelta(days=1)
    zone = timezone.get_default_timezone()
    begin = datetime.combine(first, begins_at, zone)
    end = None if ends_at is None else datetime.combine(last, ends_at, zone)
    return begin, end if end is not None and end > begin else None


@cache
def _zone(name: str) -> icalendar.Timezone:
    return icalendar.Timezone.from_tzid(name, first_date=date(2015, 1, 1), last_date=date(2038, 1, 1))
