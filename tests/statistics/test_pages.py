"""Pages and files of numbers: who sees them, what stands in them, what is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anpacken.audit.models import Entry
from anpacken.core.counts import Count
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from tests.factories.events import make_event, register
from tests.factories.people import make_district

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
YEAR = "?since=2026-01-01&until=2026-12-31"


def address(event: Event, name: str = "event") -> str:
    return reverse(f"statistics_office:{name}", args=[event.public_id])


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured)


def test_the_numbers_stand_on_the_page_beside_those_of_the_last_event(signed_in: SignedIn) -> None:
    last = make_event(starts_on=date(2025, 6, 21), participants=Count(70), state=EventState.HELD)
    event = make_event()
    register(event, "ada@example.org", companions=2)
    office = signed_in("office")
    text = " ".join(office.get(address(event)).content.decode().split())
    assert f'<option value="{last.public_id}" selected>' in text
    assert "Menschen angemeldet <span" in text
    assert '<td class="statistics-number">3</td><td class="statistics-number">–</td>' in text
    assert 'class="line-drawing"' in text
    alone = office.get(f"{address(event)}?first=").content.decode()
    assert f'value="{last.public_id}" selected' not in alone
    assert office.get(f"{address(event)}?first=none%00&second=x").status_code == 200


def test_a_page_asks_no_more_often_for_many_than_for_one(signed_in: SignedIn) -> None:
    office = signed_in("office")
    event = make_event()
    register(event, "ada@example.org")
    make_event(starts_on=date(2025, 6, 21))
    year = reverse("statistics_office:period") + YEAR
    queries(office, year)
    few, few_in_year = queries(office, address(event)), queries(office, year)
    for number in range(30):
        register(event, f"a{number}@example.org", organisation=f"Verein {number}")
        make_event(starts_on=date(2026, 2, 1 + number % 28))
    # The names of organisations are looked up, once for all.
    assert queries(office, address(event)) == few + 1
    assert queries(office, year) == few_in_year
    # Ten are the office's frame: session, rights, menu.
    assert (few <= 25, few_in_year <= 22) == (True, True)


@pytest.mark.parametrize(("role", "status"), [("editor", 302), ("reader", 302), ("regional", 404)])
def test_not_for_everybody(signed_in: SignedIn, role: str, status: int) -> None:
    make_district(region="weser-ems")
    event = make_event(region="weser-ems")
    client = signed_in(role)
    for name in ("event", "event_export"):
        assert client.get(address(event, name)).status_code == status


def test_the_file_of_an_event_says_what_the_page_says(signed_in: SignedIn) -> None:
    event = make_event()
    register(event, "ada@example.org", companions=2, organisation="=HYPERLINK()")
    office = signed_in("office")
    url = address(event, "event_export")
    assert office.post(url, {"purpose": "", "format": "csv"}).status_code == 422
    assert not Entry.objects.filter(action="statistics.exported").exists()
    answer = office.post(url, {"purpose": "Bericht an den Beirat", "format": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("Teil,,")
    assert "Überblick,Menschen angemeldet,3" in lines
    assert "Nach Region,nicht bekannt,3" in lines
    assert not any("HYPERLINK" in line or "ada" in line for line in lines)
    entry = Entry.objects.get(action="statistics.exported")
    assert (entry.target_ref, entry.details) == (
        event.public_id, {"purpose": "Bericht an den Beirat", "format": "csv"}
    )  # fmt: skip


def test_the_file_of_a_year_has_a_line_for_each_event(signed_in: SignedIn) -> None:
    make_event(participants=Count(70), registered=Count(90), state=EventState.HELD, takes_registrations=False)
    make_event(starts_on=date(2027, 1, 1))
    url = reverse("statistics_office:period_export") + YEAR
    answer = signed_in("office").post(url, {"purpose": "Jahresbericht", "format": "xlsx"})
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)  # type: ignore[attr-defined]
    assert len(rows) == 2
    assert (rows[1][6], rows[1][12], rows[1][14], rows[1][15]) == (90, 70, 20, "22\u202f%")
    assert Entry.objects.get(action="statistics.exported").details["events"] == 1


def test_days_the_wrong_way_round_are_said_so(signed_in: SignedIn) -> None:
    office = signed_in("office")
    page = reverse("statistics_office:period")
    assert (
        "Der letzte Tag liegt vor dem ersten"
        in office.get(f"{page}?since=2026-05-02&until=2026-05-01").content.decode()
    )
    assert office.get(f"{page}?since=quatsch&format=x&region=y").status_code == 200
    assert office.get(f"{page}?since=0001-01-01&until=9999-12-31").status_code == 200
