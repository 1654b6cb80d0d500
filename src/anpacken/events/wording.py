"""When and where an event is, in words of the active language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from django.utils.dateformat import format as format_date
from django.utils.formats import get_format, time_format
from django.utils.translation import gettext as _

from anpacken.core.dates import DatePrecision, in_words
from anpacken.events.models import Event, EventDay


def days_in_words(event: Event, days: Sequence[EventDay] = ()) -> str:
    """The day or days, no more exactly than they are known. `days` are the event's single days, if it has any."""
    if event.starts_on is None:
        return _("date to be announced")
    if event.date_precision != DatePrecision.DAY:
        return in_words(event.starts_on, event.date_precision)
    if len(days) > 1:
        return _("%(days)s and %(last_day)s") % {
            "days": ", ".join(_short(day.on, days[-1].on) for day in days[:-1]),
            "last_day": in_words(days[-1].on),
        }
    if event.ends_on is None or event.ends_on == event.starts_on:
        return in_words(event.starts_on)
    return _("%(first_day)s to %(last_day)s") % {
        "first_day": _short(event.starts_on, event.ends_on),
        "last_day": in_words(event.ends_on),
    }


def _short(day: date, last: date) -> str:
    """`day` without its year when a later day of the same year follows, else written as that one is: English has a
    format of its own for a day without a year, with the month in full."""
    without_year = get_format("DATE_FORMAT").replace("Y", "").rstrip(" ,")
    return format_date(day, without_year) if day.year == last.year else in_words(day)


def hours_in_words(begins_at: time | None, ends_at: time | None) -> str:
    """From when until when; empty while the hours are open."""
    if begins_at is None:
        return ""
    if ends_at is None:
        return _("from %(begin)s") % {"begin": time_format(begins_at, "H:i")}
    return _("%(begin)s to %(end)s") % {"begin": time_format(begins_at, "H:i"), "end": time_format(ends_at, "H:i")}


def when(event: Event, days: Sequence[EventDay] = ()) -> str:
    """Days and hours in one line."""
    hours = "" if len(days) > 1 else hours_in_words(event.begins_at, event.ends_at)
    return f"{days_in_words(event, days)}, {hours}" if hours else days_in_words(event, days)


def where(event: Event) -> str:
    """Venue, street and town in one line, "online", or nothing while the place is open."""
    town = event.municipality.name if event.municipality else ""
    parts = [part for part in (event.venue, event.address, town) if part]
    if parts:
        return ", ".join(parts)
    return _("online") if event.online_url else ""
