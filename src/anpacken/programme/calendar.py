"""The released programme as a calendar to subscribe to: an entry for each item (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from anpacken.events import links, wording
from anpacken.events.calendar import written
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.programme.queries.released import Programme
from anpacken.programme.snapshots import Entry
from anpacken.programme.wording import named


def feed(event: Event, programme: Programme, *, language: str) -> str:
    """The calendar file. What is no longer in the programme is no longer in the feed."""
    name = _("Programme: %(event)s") % {"event": event.title.text(language)}
    return written([_entry(event, programme, entry, language) for entry in programme.entries], name=name)


def _entry(event: Event, programme: Programme, entry: Entry, language: str) -> icalendar.Event:
    zone = timezone.get_default_timezone()
    made = icalendar.Event()
    made.add("uid", f"{entry.public_id}@{urlsplit(settings.BASE_URL).hostname}")
    made.add("dtstamp", programme.released_at)
    made.add("last-modified", programme.released_at)
    made.add("sequence", programme.number)
    made.add("summary", named(entry.title.text(language), entry.round))
    address = links.event_url(event, language)
    made.add(
        "description", "\n\n".join(part for part in (_people(entry), entry.abstract.text(language), address) if part)
    )
    made.add("url", address)
    made.add("status", "CANCELLED" if event.state == EventState.CANCELLED else "CONFIRMED")
    place = ", ".join(part for part in (entry.room, wording.where(event)) if part)
    if place:
        made.add("location", place)
    made.add("dtstart", datetime.combine(entry.on, entry.begins_at, zone))
    made.add("dtend", datetime.combine(entry.on, entry.ends_at, zone))
    return made


def _people(entry: Entry) -> str:
    return ", ".join(dict.fromkeys(speaker.name for speaker in entry.speakers))
