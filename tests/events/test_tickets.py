"""Tickets: what their code says and who reads it, the paper, the mail that brings it, and who gets none."""

from __future__ import annotations

import io
from datetime import date, time
from typing import Any

import pikepdf
import pytest
from django.test import Client

from anpacken.alliance import queries as alliance
from anpacken.core import clock
from anpacken.core.texts import translated
from anpacken.events import printing, tickets
from anpacken.events.actions import registrations
from anpacken.events.choices import RegistrationState
from anpacken.events.links import token
from anpacken.events.models import Registration
from anpacken.events.queries import detail
from anpacken.mail import made
from anpacken.mail.models import OutgoingMail
from tests.factories.events import AT, BY, make_event, register
from tests.impact.test_pdf import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


def ticket(name: str = "Ada Muster", **facts: Any) -> Registration:
    event = make_event(
        title=translated(de="Dialog der Nachbarn", en="Dialogue of neighbours"),
        starts_on=date(2026, 6, 20),
        begins_at=time(10),
        venue="Haus der Begegnung",
        address="Lange Straße 5",
        **facts,
    )
    return detail.registration(register(event, "ada@example.org", name=name, companions=2).public_id)


def test_the_code_says_event_and_registration_and_is_read_back_however_it_comes():
    mine = ticket()
    whole = f"anpacken:{mine.event.public_id}:{mine.public_id}"
    assert tickets.code(mine) == whole
    for text in (whole, whole.upper(), f" {whole}\r\n"):
        assert tickets.read(text) == (mine.event.public_id, mine.public_id)
    assert tickets.number(mine).replace("-", "") == mine.public_id
    assert tickets.read(tickets.number(mine).upper()) == ("", mine.public_id)
    for text in ("", "anpacken:", whole[:-1], whole + "x", whole.replace(":", ";"), "anpacken::" + mine.public_id):
        assert tickets.read(text) is None


def test_the_picture_is_black_on_white_with_a_white_margin_of_four_modules():
    drawn = tickets.picture(ticket())
    # 25 modules and twice four: what is in capitals fits the second smallest code there is.
    assert 'viewBox="0 0 33 33"' in drawn
    assert '<path fill="#fff" d="M0 0h33v33h-33z"/>' in drawn
    assert "style" not in drawn


def test_the_paper_is_one_tagged_page_with_all_that_is_needed():
    mine = ticket()
    document = printing.ticket(mine, language="en")
    words = words_of(document)
    for part in (
        "Dialogue of neighbours",
        "June 20, 2026, from 10:00",
        "Haus der Begegnung, Lange Straße 5",
        "Ada Muster",
        "3 seats",
        tickets.number(mine),
        "You cannot come?",
        alliance.current().email,
    ):
        assert part in words
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
    assert "Sie können nicht kommen?" in words_of(printing.ticket(mine, language="de"))


def test_a_name_in_arabic_is_printed_in_letters_of_our_own():
    words = words_of(printing.ticket(ticket("محمد الخطيب"), language="de"))
    assert set("محمدالخطيب") <= set(words)
    assert "?" not in words.replace("Sie können nicht kommen?", "")


def test_many_facts_stay_on_one_page():
    long = "Verband der Vereine " * 9
    mine = ticket("Ada " * 39 + "Must")
    mine.organisation_name = long
    with pikepdf.open(io.BytesIO(printing.ticket(mine, language="de"))) as pdf:
        assert len(pdf.pages) == 1


def test_the_mail_brings_it_and_the_outbox_holds_none():
    mine = ticket()
    mail = OutgoingMail.objects.get(template="events/mail/ticket.html")
    assert mail.attachments[-1] == {
        "name": "ticket.pdf",
        "type": "application/pdf",
        "made": "events.ticket",
        "of": mine.public_id,
    }
    assert [each["name"] for each in made.filled(mail.attachments, "de")] == ["termin.ics", "ticket.pdf"]
    # Whoever has cancelled before the mail left gets the mail, and no ticket with it.
    registrations.cancel(registration=mine, by=BY, at=AT)
    assert [each["name"] for each in made.filled(mail.attachments, "de")] == ["termin.ics"]


def test_the_page_of_the_registration_shows_the_code_and_leads_to_paper_and_calendar(client: Client):
    mine = ticket()
    link = f"/anmeldung/{token(mine)}/"
    page = client.get(link).content.decode()
    assert tickets.picture(mine) in page
    assert tickets.number(mine) in page
    assert f"{link}ticket.pdf" in page
    paper = client.get(f"/en{link}ticket.pdf")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert "Your" not in words_of(paper.content)
    assert "June 20, 2026" in words_of(paper.content)
    assert paper["Referrer-Policy"] == "no-referrer"
    assert "no-store" in paper["Cache-Control"]
    entry = client.get(f"{link}termin.ics")
    assert entry["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert "SUMMARY:Dialog der Nachbarn" in entry.content.decode()


def test_who_holds_no_seat_gets_none_and_reads_why(client: Client):
    mine = ticket(capacity=3)
    waiting = detail.registration(register(mine.event, "ben@example.org").public_id)
    assert waiting.state == RegistrationState.WAITING
    for name in ("ticket.pdf", "termin.ics"):
        answer = client.get(f"/anmeldung/{token(waiting)}/{name}")
        assert answer.status_code == 409
        assert "nur für eine Anmeldung mit Platz" in answer.content.decode()
        assert client.get(f"/anmeldung/{token(mine)[:-2]}xx/{name}").status_code == 400
    registrations.cancel(registration=mine, by=BY, at=AT)
    assert client.get(f"/anmeldung/{token(mine)}/ticket.pdf").status_code == 409
    assert "ticket.pdf" not in client.get(f"/anmeldung/{token(mine)}/").content.decode()
