"""Calendar entries, read again by a calendar program's library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from anpacken.core.dates import DatePrecision
from anpacken.core.texts import translated
from anpacken.events import calendar
from anpacken.events.facts import DayFacts
from anpacken.events.models import Event
from tests.factories.events import make_event

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def entries(event: Event, language: str = "de") -> list[icalendar.Event]:
    text = calendar.event_calendar(event, list(event.days.all()), language=language)
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_hours_are_local_and_carry_their_zone():
    event = make_event(title=translated(de="Tag", en="Day"), begins_at=time(10), ends_at=time(16), venue="Rathaus")
    [entry] = entries(event)
    assert entry.start == datetime(2026, 6, 20, 10, tzinfo=BERLIN)
    assert entry.end == datetime(2026, 6, 20, 14, tzinfo=UTC)
    assert (str(entry["summary"]), str(entry["location"])) == ("Tag", "Rathaus")
    assert str(entries(event, "en")[0]["summary"]) == "Day"


def test_a_winter_hour_stays_the_same_hour():
    [entry] = entries(make_event(starts_on=date(2026, 11, 19), begins_at=time(10)))
    assert entry.start.astimezone(UTC) == datetime(2026, 11, 19, 9, tzinfo=UTC)


def test_days_without_hours_are_whole_days():
    [entry] = entries(make_event(starts_on=date(2026, 6, 14), ends_on=date(2026, 6, 16)))
    assert (entry.start, entry.end) == (date(2026, 6, 14), date(2026, 6, 17))


def test_single_days_are_entries_of_their_own():
    event = make_event(
        days=(DayFacts(on=date(2026, 11, 23), begins_at=time(11)), DayFacts(on=date(2026, 12, 14))),
        starts_on=date(2026, 11, 23),
    )
    first, second = entries(event)
    assert str(first["uid"]) == f"{event.public_id}-20261123@127.0.0.1"
    assert first.start == datetime(2026, 11, 23, 11, tzinfo=BERLIN)
    assert (second.start, second.end) == (date(2026, 12, 14), date(2026, 12, 15))


@pytest.mark.parametrize(
    "facts", [{"starts_on": None}, {"precision": DatePrecision.MONTH}, {"precision": DatePrecision.SEASON}]
)
def test_what_is_not_known_to_the_day_has_no_entry(facts):
    event = make_event(**facts)
    assert calendar.has_entry(event) is False
    assert entries(event) == []


def test_the_feed_names_itself_and_holds_the_zone_once():
    for _number in range(3):
        make_event(begins_at=time(10))
    found = icalendar.Calendar.from_ical(calendar.feed(Event.objects.all(), language="de", name="Veranstaltungen"))
    assert str(found["x-wr-calname"]) == "Veranstaltungen"
    assert found["refresh-interval"].dt == timedelta(hours=6)
    assert len(found.walk("VTIMEZONE")) == 1
    assert len(found.walk("VEVENT")) == 3
