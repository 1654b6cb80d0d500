"""Certificates of attendance: who gets one, what stands on it in which letters, and why somebody gets none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from anpacken.core import clock
from anpacken.door import links
from anpacken.door.actions import check_in, forgetting
from anpacken.door.actions.check_in import Given
from anpacken.door.paper import certificates as paper
from anpacken.door.queries import certificates
from anpacken.events import links as event_links
from anpacken.events.actions import anonymising
from anpacken.events.choices import EventState
from anpacken.events.models import Event, EventDay, Registration
from anpacken.forums.actions import places
from tests.door.test_paper import PEOPLE, fonts_of
from tests.factories.events import AT, BY, make_event, register
from tests.factories.forums import make_choice
from tests.impact.test_pdf import words_of

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)
AFTER = datetime(2026, 6, 22, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(AFTER):
        yield


def let_in(registration: Registration, nonce: str = "nonce-0001", **given: Any) -> None:
    what = Given(nonce, DAY, registration.public_id, **given)
    check_in.record(event=registration.event, given=what, by=BY, at=DAY)


def page(client: Client, registration: Registration) -> Any:
    return client.get(links.certificate_path(registration))


def pdf(client: Client, registration: Registration, number: int = 1) -> Any:
    return client.get(reverse("door:certificate_pdf", args=[links.token(registration), number]))


def test_who_came_fetches_a_tagged_pdf_that_says_who_what_when_where_how_long_and_who_says_so(client: Client):
    event = make_event(
        motto={"de": {"text": "Gemeinsam"}}, venue="Haus am Markt", begins_at=time(10), ends_at=time(17, 30)
    )
    ada = register(event, "ada@example.org", organisation="Verein Brücke")
    let_in(ada)
    link = pdf(client, ada).request["PATH_INFO"]
    assert link in page(client, ada).content.decode()
    answer = pdf(client, ada)
    assert (answer.status_code, answer["Content-Type"], answer["X-Robots-Tag"]) == (200, "application/pdf", "noindex")
    assert "no-store" in answer["Cache-Control"]
    words = words_of(answer.content)
    title = str(event.title)
    for part in (
        "Teilnahmebescheinigung",
        f"Ada Muster Verein Brücke hat an dieser Veranstaltung teilgenommen: regionale Konferenz oder Dialog {title}",
        "20. Juni 2026, 10:00 bis 17:30",
        "Haus am Markt",
        "Dauer 7,5 Stunden",
        "Ausgestellt am 22. Juni 2026",
    ):
        assert part in words, words
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert str(document.Root.Lang) == "de"
        assert "/StructTreeRoot" in document.Root
        assert len(document.pages) == 1


def test_names_in_four_scripts_and_in_the_language_of_the_registration(client: Client):
    event = make_event()
    for number, (name, organisation) in enumerate(PEOPLE.items()):
        guest = register(event, f"gast{number}@example.org", name=name, organisation=organisation, language="en")
        document = paper.certificate(guest, name, at=AFTER)
        words = words_of(document)
        assert "Certificate of attendance" in words
        assert "?" not in words
        assert set(name.replace(" ", "")) <= set(words), words
        assert fonts_of(document) <= {"Commissioner", "NotoSansArabic"}
    assert reverse("door:certificate", args=["x"]) == "/teilnahme/x/"
    with translation.override("de"):
        assert "/en/teilnahme/" in links.certificate_url(guest)


def test_forums_are_those_where_the_ticket_was_let_in_or_else_those_with_a_place():
    event, slots, _choice = make_choice(9, 9)
    ada = register(event, "ada@example.org")
    places.choose(registration=ada, wanted={1: slots[1, 1], 2: slots[2, 2]}, by=BY, at=AT)
    let_in(ada)
    assert certificates.told(ada).forums == [slots[1, 1], slots[2, 2]]
    let_in(ada, "nonce-0002", item=slots[2, 1])
    assert certificates.told(ada).forums == [slots[2, 1]]
    bea = register(event, "bea@example.org")
    assert certificates.told(bea).forums == []


@pytest.mark.parametrize(
    ("facts", "days", "hours"),
    [
        ({"begins_at": time(10), "ends_at": time(17)}, [], 7),
        ({"begins_at": time(10)}, [], None),
        ({"begins_at": time(10), "ends_at": time(17), "ends_on": date(2026, 6, 21)}, [], None),
        ({"ends_on": date(2026, 6, 25)}, [(20, time(9), time(12)), (25, time(9), time(12, 50))], 7),
        ({"ends_on": date(2026, 6, 25)}, [(20, time(9), time(12)), (25, None, None)], None),
    ],
)
def test_hours_are_said_where_those_of_every_day_are_known(facts: dict[str, Any], days: Any, hours: Any):
    event = make_event(**facts)
    for on, begin, end in days:
        EventDay.objects.create(event=event, on=date(2026, 6, on), begins_at=begin, ends_at=end)
    assert certificates.told(register(event, "ada@example.org")).hours == hours


def refused(client: Client, registration: Registration) -> str:
    """The page says why, and there is no PDF."""
    registration.event.refresh_from_db()
    assert pdf(client, registration).status_code == 409
    answer = page(client, registration)
    assert answer.status_code == 200
    assert "door:certificate_pdf" not in answer.content.decode()
    return str(answer.content.decode())


def test_who_gets_none_reads_why_and_whom_to_ask(client: Client):
    event = make_event()
    ada, bea = register(event, "ada@example.org"), register(event, "bea@example.org")
    assert "wer zu dieser Veranstaltung kam" in refused(client, bea)
    let_in(ada)
    said = refused(client, bea)
    assert "Sie wurden am Einlass nicht erfasst. Wenn Sie da waren, schreiben Sie an office@example.org." in said
    assert 'href="mailto:office@example.org"' in said
    assert page(client, ada).content.decode().count("(PDF)") == 1
    assert pdf(client, ada, 2).status_code == 404
    with clock.frozen(DAY):
        assert "noch nicht vorbei" in refused(client, ada)
    forgetting.forget(before=AFTER, by=BY, at=AFTER)
    assert "nicht mehr" in refused(client, ada)
    anonymising.anonymise([ada])
    kept = Registration.objects.get(pk=ada.pk)
    assert (page(client, kept).status_code, pdf(client, kept).status_code) == (410, 410)


def test_each_named_member_of_a_group_gets_one_of_their_own(client: Client):
    names = ["Noor Beispiel", "پژمان گلچهره"]
    group = register(make_event(max_group=4), "ada@example.org", is_group=True, companions=3, members=names)
    let_in(group)
    assert page(client, group).content.decode().count("(PDF)") == 3
    assert "Noor Beispiel" in words_of(pdf(client, group, 2).content)
    assert "Ada Muster" not in words_of(pdf(client, group, 3).content)
    assert pdf(client, group, 4).status_code == 404


def test_a_cancelled_event_gives_none_and_an_altered_or_other_link_opens_nothing(client: Client):
    event = make_event()
    ada = register(event, "ada@example.org")
    token = links.token(ada)
    for wrong in (token[:-1], "x", event_links.token(ada)):
        assert client.get(reverse("door:certificate", args=[wrong])).status_code == 400
    assert client.get(reverse("events:registration", args=[token])).status_code == 400
    Event.objects.filter(pk=event.pk).update(state=EventState.CANCELLED)
    refused(client, ada)


def test_the_page_of_the_registration_leads_there_afterwards_only(client: Client):
    event = make_event()
    ada = register(event, "ada@example.org")
    manage = reverse("events:registration", args=[event_links.token(ada)])
    let_in(ada)
    with clock.frozen(DAY):
        assert "/teilnahme/" not in client.get(manage).content.decode()
    with clock.frozen(AFTER + timedelta(days=2)):
        assert "/teilnahme/" in client.get(manage).content.decode()
