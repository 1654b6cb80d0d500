"""The released programme for everybody: page, calendar, print, and the section on the event's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.texts import translated
from anpacken.events.choices import EventState
from anpacken.events.models import Contribution, Event
from anpacken.media.models import Picture
from anpacken.places.models import Region
from anpacken.programme.actions import releases
from anpacken.programme.models import Item
from tests.factories.programme import AT, BY, make_conference, make_item, make_room

pytestmark = pytest.mark.django_db


def _released() -> Event:
    event = make_conference()
    ada = Contribution.objects.get(event=event, name="Ada Muster")
    hall = make_room(event, way="1. Stock")
    make_item(event, room=hall, contributions=[ada], title=translated(de="Eröffnung", en="Opening"))
    make_item(event, "12:00", "13:00", kind="break", title=translated(de="Pause", en="Break"))
    make_item(event, "14:00", "15:00", title=translated(), kind="forum", forum=event.forums.first(), round=1)
    releases.release(event=event, by=BY, at=AT)
    return event


def _page(event: Event, name: str = "programme") -> str:
    return reverse(f"programme:{name}", args=[event.public_id])


def test_the_page_shows_the_release_and_not_the_draft(client: Client) -> None:
    event = _released()
    make_item(event, "16:00", "17:00", title=translated(de="Nur im Entwurf"))
    answer = client.get(_page(event))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Eröffnung" in text
    assert "Ada Muster" in text
    assert "Forum, Runde 1" in text
    assert "Nur im Entwurf" not in text
    assert not answer.cookies
    assert f"event:{event.public_id}" in answer["X-Anpacken-Keep"]


def test_in_english_and_narrowed_by_room_and_kind(client: Client) -> None:
    address = f"/en{_page(_released())}"
    text = client.get(f"{address}?kind=break").content.decode()
    assert "Break" in text
    assert "Opening" not in text
    assert "Opening" in client.get(f"{address}?room=Saal").content.decode()
    # What is not understood narrows nothing.
    assert "Opening" in client.get(f"{address}?room=Keller").content.decode()


def test_without_a_release_or_as_a_draft_there_is_no_programme(client: Client) -> None:
    event = make_conference()
    make_item(event)
    for name in ("programme", "programme_pdf", "programme_calendar"):
        assert client.get(_page(event, name)).status_code == 404
    assert "Das ganze Programm" not in client.get(reverse("events:event", args=[event.public_id])).content.decode()
    hidden = _released()
    Event.objects.filter(pk=hidden.pk).update(state=EventState.DRAFT)
    assert client.get(_page(hidden)).status_code == 404


def test_the_events_page_has_the_programme_as_a_section(client: Client) -> None:
    event = _released()
    text = client.get(reverse("events:event", args=[event.public_id])).content.decode()
    assert "10:00–11:00" in text
    assert _page(event) in text


def test_the_calendar_has_an_entry_for_each_item_with_the_version_as_its_sequence(client: Client) -> None:
    event = _released()
    answer = client.get(_page(event, "programme_calendar"))
    entries = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [str(entry["summary"]) for entry in entries] == ["Eröffnung", "Pause", "Sprache (Runde 1)"]
    assert entries[0].start.isoformat() == "2026-06-20T10:00:00+02:00"
    assert entries[0].end - entries[0].start == timedelta(hours=1)
    assert {int(entry["sequence"]) for entry in entries} == {1}
    assert str(entries[0]["location"]) == "Saal"


def test_a_photo_is_shown_with_credit_and_gone_at_once_when_it_is_withdrawn(
    client: Client, make_picture: Callable[..., Picture]
) -> None:
    event = _released()
    picture = make_picture(credit="Foto: Muster")
    Contribution.objects.filter(event=event, name="Ada Muster").update(
        picture=picture, biography=translated(de="Schreibt Bücher.")
    )
    text = client.get(_page(event)).content.decode()
    assert "Foto: Muster" in text
    assert "Schreibt Bücher." in text
    Contribution.objects.filter(event=event).update(picture=None, biography=translated())
    text = client.get(_page(event)).content.decode()
    assert "Foto: Muster" not in text
    assert "Ada Muster" in text


def test_the_print_is_a_tagged_pdf_made_once(client: Client) -> None:
    event = _released()
    answer = client.get(_page(event, "programme_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/MarkInfo" in answer.content or b"/StructTreeRoot" in answer.content
    assert client.get(_page(event, "programme_pdf")).content == answer.content


def test_the_page_costs_as_many_queries_for_three_items_as_for_thirty(
    client: Client,
) -> None:
    event = _released()
    client.get(_page(event))
    with CaptureQueriesContext(connection) as few:
        client.get(_page(event))
    for number in range(27):
        make_item(event, "16:00", "17:00", title=translated(de=f"Vortrag {number}"))
    releases.release(event=event, by=BY, at=AT)
    with CaptureQueriesContext(connection) as many:
        client.get(_page(event))
    assert Item.objects.filter(event=event).count() == 30
    assert len(many) == len(few)


def test_calendars_of_all_events_are_narrowed_by_region_and_theme_in_their_address(client: Client) -> None:
    Region.objects.create(code="nordost", name="Nordost", office_name=translated(de="Amt Nordost"))
    Theme.objects.create(slug="sprache", name=translated(de="Sprache"), position=1, is_field_of_action=True)
    both = make_conference(title=translated(de="Beides"), region="nordost", themes=("sprache",))
    make_conference(title=translated(de="Nur Thema"), themes=("sprache",))
    address = reverse("events:calendar_feed")

    def titles(query: str) -> list[str]:
        with clock.frozen(AT):
            answer = client.get(f"{address}?{query}")
        return sorted(str(entry["summary"]) for entry in icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))

    assert titles("theme=sprache") == ["Beides", "Nur Thema"]
    assert titles("region=nordost&theme=sprache") == ["Beides"]
    single = client.get(reverse("events:event_calendar", args=[both.public_id]))
    assert len(icalendar.Calendar.from_ical(single.content).walk("VEVENT")) == 1
