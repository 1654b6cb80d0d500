"""The mails as their readers get them, in both languages, and what hangs on them."""

from __future__ import annotations

from datetime import date, time

import pytest

from anpacken.core import clock
from anpacken.core.texts import translated
from anpacken.events.actions import events, registrations, waiting_list
from anpacken.events.actions.notices import _kept
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import write
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(
        title=translated(de="Werkstatt Sprache", en="Language workshop"),
        capacity=2,
        begins_at=time(10),
        ends_at=time(16),
        venue="Altes Rathaus",
    )


def last(name: str):
    mail = OutgoingMail.objects.filter(template=f"events/mail/{name}.html").latest("pk")
    return mail, write(template=mail.template, context=mail.context, language=mail.language)


def test_the_ticket_in_german(event):
    registration = register(event, "ada@example.org", companions=1)
    mail, written = last("ticket")
    assert written.subject == "Ihre Anmeldung: Werkstatt Sprache"
    for words in ("20. Juni 2026, 10:00 bis 16:00 Uhr", "Altes Rathaus", "Plätze", "Kalender"):
        assert words in written.text
    assert mail.context["manage_url"] in written.text
    assert mail.context["manage_url"] in written.html
    assert mail.related_ref == registration.public_id
    [attached, _ticket] = mail.attachments
    assert attached["name"] == "termin.ics"
    assert "method=PUBLISH" in attached["type"]
    assert "METHOD:PUBLISH" in attached["text"]


def test_the_ticket_in_english(event):
    register(event, "ada@example.org", language="en")
    mail, written = last("ticket")
    assert written.subject == "Your registration: Language workshop"
    assert "June 20, 2026, 10:00 to 16:00" in written.text
    assert "/en/anmeldung/" in mail.context["manage_url"]


def test_all_others_can_be_written_in_both_languages(event):
    with clock.frozen(AT):
        for language in ("de", "en"):
            event.refresh_from_db()
            seat = register(event, f"seat-{language}@example.org", language=language, companions=1)
            first = register(event, f"first-{language}@example.org", language=language)
            second = register(event, f"second-{language}@example.org", language=language)
            register(event, f"second-{language}@example.org", language=language, name="Again")
            registrations.cancel(registration=seat, by=BY, at=AT)
            waiting_list.expire_offers(at=AT.replace(day=7))
            for registration in (first, second):
                registration.refresh_from_db()
                assert registration.state == "lapsed"
    register(event, "last@example.org")
    events.cancel(event=event, by=BY, at=AT)
    said = {}
    for mail in OutgoingMail.objects.order_by("pk"):
        written = write(template=mail.template, context=mail.context, language=mail.language)
        assert "%(" not in written.text + written.subject
        assert "{{" not in written.html
        said[mail.template.split("/")[-1], mail.language] = written.subject
    assert said == {
        ("ticket.html", "de"): "Ihre Anmeldung: Werkstatt Sprache",
        ("waiting.html", "de"): "Warteliste: Werkstatt Sprache",
        ("already_registered.html", "de"): "Sie sind schon angemeldet: Werkstatt Sprache",
        ("cancelled.html", "de"): "Abgesagt: Ihre Anmeldung für Werkstatt Sprache",
        ("offer.html", "de"): "Ein Platz ist für Sie frei: Werkstatt Sprache",
        ("lapsed.html", "de"): "Der freigehaltene Platz ist weitergegeben: Werkstatt Sprache",
        ("event_cancelled.html", "de"): "Abgesagt: Werkstatt Sprache",
        ("ticket.html", "en"): "Your registration: Language workshop",
        ("waiting.html", "en"): "Waiting list: Language workshop",
        ("already_registered.html", "en"): "You have registered already: Language workshop",
        ("cancelled.html", "en"): "Cancelled: your registration for Language workshop",
        ("offer.html", "en"): "A seat is held for you: Language workshop",
        ("lapsed.html", "en"): "The held seat has gone on: Language workshop",
    }


def test_what_a_stranger_typed_never_stands_in_a_mail(event):
    register(event, "ada@example.org", name="Kauf bei boese punkt example", support_needs="<b>x</b>")
    _mail, written = last("ticket")
    assert "boese" not in written.text + written.html


def test_cancelling_takes_the_entry_out_of_the_calendar_again(event):
    registration = register(event, "ada@example.org")
    published = OutgoingMail.objects.latest("pk").attachments[0]["text"]
    registrations.cancel(registration=registration, by=BY, at=AT)
    cancelled = OutgoingMail.objects.latest("pk").attachments[0]["text"]
    uid = f"UID:{event.public_id}@127.0.0.1"
    assert uid in published
    assert uid in cancelled
    assert ("SEQUENCE:1" in published, "SEQUENCE:2" in cancelled) == (True, True)
    assert "METHOD:CANCEL" in cancelled
    assert "STATUS:CANCELLED" in cancelled


def test_a_day_that_is_not_known_makes_no_entry_and_the_mail_speaks_of_none():
    event = make_event(starts_on=None)
    register(event, "ada@example.org")
    mail, written = last("ticket")
    assert [each["name"] for each in mail.attachments] == ["ticket.pdf"]
    assert "angehängt" not in written.text
    assert "Termin folgt" in written.text


def test_a_changed_event_is_told_as_it_is_now(event):
    register(event, "ada@example.org")
    event.refresh_from_db()
    event.starts_on = date(2026, 6, 21)
    events.save(record=event, changed=["starts_on"], save_related=lambda: None, by=BY)
    register(event, "bo@example.org")
    assert "21. Juni 2026" in last("ticket")[1].text


def test_what_is_kept_for_a_rush_does_not_grow_for_ever():
    for number in range(70):
        register(make_event(), f"{number}@example.org")
    assert len(_kept) <= 64
