"""What search engines read about an event: schema.org's words, safely in the page."""

from __future__ import annotations

import json
import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import translated
from anpacken.events.actions import load
from anpacken.events.choices import Access, ContributionKind, EventState, PartnerRole
from anpacken.events.facts import ContributionFacts, DayFacts, SeriesFacts
from anpacken.events.models import Event
from anpacken.people.models import Organisation
from anpacken.places.models import Municipality
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


def page(event: Event, language: str = "de") -> str:
    prefix = "" if language == "de" else f"/{language}"
    return Client().get(f"{prefix}/veranstaltungen/{event.public_id}/").content.decode()


def said(event: Event, language: str = "de") -> dict[str, Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page(event, language), re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


def test_everything_about_an_event():
    town = Municipality.objects.create(name="Lüneburg", latitude=53.25, longitude=10.41)
    host = Organisation.objects.create(name="Amt Nordost", website="https://amt.example.org/")
    sponsor = Organisation.objects.create(name="Stiftung Probe")
    series = load.ensure_series(SeriesFacts(slug="werkstatt", name=translated(de="Werkstatt", en="Workshops")), by=BY)
    event = make_event(
        title=translated(de="Offener Abend", en="Open evening"),
        summary=translated(de="Reden und essen."),
        series="werkstatt",
        municipality=town,
        venue="Altes Rathaus",
        address="Markt 1",
        online_url="https://video.example.org/",
        begins_at=time(18, 0),
        ends_at=time(20, 30),
        spoken=("de", "uk"),
        access=(Access.STEP_FREE, Access.CAPTIONS),
        partners=((host, PartnerRole.HOST), (sponsor, PartnerRole.SUPPORTED_BY)),
        contributions=(
            ContributionFacts(kind=ContributionKind.KEYNOTE, name="Ada Muster"),
            ContributionFacts(kind=ContributionKind.PANEL, name="Ada Muster"),
            ContributionFacts(kind=ContributionKind.MODERATION, name="Ben Beispiel"),
        ),
        opens_at=AT - timedelta(days=4),
        closes_at=AT + timedelta(days=30),
    )
    address = f"{BASE}/en/veranstaltungen/{event.public_id}/"
    assert said(event, "en") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": "Open evening",
        "description": "Reden und essen.",
        "startDate": "2026-06-20T18:00:00+02:00",
        "endDate": "2026-06-20T20:30:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Altes Rathaus",
                "address": {"@type": "PostalAddress", "streetAddress": "Markt 1", "addressLocality": "Lüneburg"},
                "geo": {"@type": "GeoCoordinates", "latitude": 53.25, "longitude": 10.41},
                # Live text belongs to the event, not to the place.
                "amenityFeature": [
                    {"@type": "LocationFeatureSpecification", "name": "step-free access", "value": True}
                ],
            },
            {"@type": "VirtualLocation", "url": "https://video.example.org/"},
        ],
        "inLanguage": ["de", "uk"],
        "organizer": [{"@type": "Organization", "name": "Amt Nordost", "url": "https://amt.example.org/"}],
        "sponsor": [{"@type": "Organization", "name": "Stiftung Probe"}],
        "performer": [{"@type": "Person", "name": "Ada Muster"}],
        "superEvent": {
            "@type": "EventSeries",
            "name": "Workshops",
            "url": f"{BASE}/en/veranstaltungen/reihe/{series.public_id}/",
        },
        "isAccessibleForFree": True,
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": "0",
            "priceCurrency": "EUR",
            "availability": "https://schema.org/InStock",
            "validFrom": "2026-04-30T10:00:00+02:00",
            "validThrough": "2026-06-03T10:00:00+02:00",
        },
    }


def test_full_cancelled_and_elsewhere():
    full = make_event(capacity=1)
    register(full, "a@example.org")
    assert said(full)["offers"]["availability"] == "https://schema.org/SoldOut"
    off = said(make_event(state=EventState.CANCELLED))
    assert off["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in off
    # Whether somebody else's congress is free of charge, we do not know.
    elsewhere = said(make_event(takes_registrations=False, registration_url="https://host.example.org/"))
    assert "isAccessibleForFree" not in elsewhere
    assert elsewhere["organizer"] == [{"@type": "Organization", "name": "Anpacken", "url": f"{BASE}/"}]


@pytest.mark.parametrize(
    ("facts", "span"),
    [
        ({}, ("2026-06-20", "2026-06-20")),
        ({"ends_on": date(2026, 6, 21)}, ("2026-06-20", "2026-06-21")),
        (
            {"days": (DayFacts(on=date(2026, 6, 20), begins_at=time(9)), DayFacts(on=date(2026, 7, 4)))},
            ("2026-06-20T09:00:00+02:00", "2026-07-04"),
        ),
        ({"precision": DatePrecision.MONTH}, ("2026-06", None)),
        ({"precision": DatePrecision.SEASON}, ("2026", None)),
        ({"starts_on": date(2026, 10, 25), "begins_at": time(2, 30)}, ("2026-10-25T02:30:00+02:00", "2026-10-25")),
    ],
)
def test_no_more_exact_than_it_is_known(facts, span):
    found = said(make_event(**facts))
    assert (found["startDate"], found.get("endDate")) == span


def test_nothing_while_the_day_is_open():
    assert "ld+json" not in page(make_event(starts_on=None))


def test_what_is_typed_never_ends_the_element():
    title = "</script><script>alert(1)</script><!-- & \u2028"
    event = make_event(title=translated(de=title))
    content = page(event)
    assert "<script>alert" not in content
    assert "\\u003c/script\\u003e" in content
    assert said(event)["name"] == title.strip()


def test_feeds_are_named_in_the_head():
    Theme.objects.create(slug="frauen", name=translated(de="Frauen"))
    event = make_event(themes=("frauen",))
    content = re.sub(r"\s+", " ", page(event))
    assert f'type="text/calendar" href="/veranstaltungen/{event.public_id}/termin.ics"' in content
    assert 'href="/veranstaltungen/kalender.ics?theme=frauen" title="Kalender aller Veranstaltungen: Frauen"' in content
    whole = re.sub(r"\s+", " ", Client().get("/veranstaltungen/?theme=frauen").content.decode())
    assert 'type="text/calendar" href="/veranstaltungen/kalender.ics?theme=frauen"' in whole
