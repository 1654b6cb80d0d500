"""The proof of somebody's consents: as data, and as one tagged page."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from anpacken.core.actors import Actor
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import write
from anpacken.people import proof_pdf
from anpacken.people.actions import consents
from anpacken.people.choices import Channel
from anpacken.people.models import Organisation, Person
from anpacken.people.queries.proofs import Proof, proof
from tests.factories.people import (
    AT,
    BY,
    LISTING,
    NEWSLETTER,
    REGISTER,
    STATEMENT,
    asked,
    confirm,
    make_institution,
    make_person,
    words,
)
from tests.impact.test_pdf import words_of

pytestmark = pytest.mark.django_db


def told(subject: Person | Organisation, days: int = 3) -> Proof:
    return proof(subject, by="Ina Büro", at=AT + timedelta(days=days))


def supporter() -> Person | Organisation:
    """Agreed by mail to three purposes, withdrew the newsletter, agreed to the statement on paper."""
    sign_up = asked(wordings=words(REGISTER, NEWSLETTER, LISTING))
    mail = OutgoingMail.objects.get()
    written = write(template=mail.template, context=mail.context, language=mail.language)
    OutgoingMail.objects.update(
        state="sent", subject=written.subject, text=written.text, sent_at=AT, last_error="250 2.0.0 Ok: queued as 4XyZ"
    )
    person = confirm(sign_up, at=AT + timedelta(hours=1))
    link = Actor.link("withdraw")
    day = AT + timedelta(days=1)
    consents.withdraw(subject=person, purpose=NEWSLETTER, channel=Channel.LINK, by=link, at=day)
    (statement,) = words(STATEMENT)
    consents.enter(
        subject=person,
        wording=statement,
        channel=Channel.PAPER,
        asked_at=AT,
        given_at=AT + timedelta(hours=3),
        evidence="Zettel vom Infostand, Ordner 3",
        by=BY,
        at=AT + timedelta(days=2),
    )
    return person


def test_it_says_what_was_agreed_to_how_it_was_confirmed_and_what_was_withdrawn() -> None:
    with translation.override("de"):
        made = told(supporter())
    standing = {purpose.label: (purpose.standing, purpose.is_live) for purpose in made.purposes}
    assert standing == {
        "Führung im Verzeichnis der Unterstützenden": (
            "Eingewilligt seit 10. Oktober 2019 12:00, nicht widerrufen",
            True,
        ),
        "Newsletter": ("Widerrufen am 11. Oktober 2019 11:00", False),
        "Nennung auf der öffentlichen Liste": ("Eingewilligt seit 10. Oktober 2019 12:00, nicht widerrufen", True),
        "Statement, öffentlich gezeigt": ("Eingewilligt seit 10. Oktober 2019 14:00, nicht widerrufen", True),
    }
    newsletter = made.purposes[1]
    assert [line.title for line in newsletter.lines] == ["Einwilligung erteilt", "Einwilligung widerrufen"]
    assert newsletter.lines[0].words.startswith("Ich möchte den Newsletter des Bündnisses „Niedersachsen packt an“")
    facts = {fact.label: fact.value for fact in newsletter.lines[0].facts}
    assert (facts["Gefragt"], facts["Bestätigt"]) == ("10. Oktober 2019 11:00", "10. Oktober 2019 12:00")
    assert facts["Fassung des Wortlauts"] == "2027-01, Deutsch"
    assert facts["Weg"] == "Webformular, Link in Mail 1"
    paper = {fact.label: fact.value for fact in made.purposes[3].lines[0].facts}
    assert paper["Nachweis"] == "Zettel vom Infostand, Ordner 3"
    assert paper["Nachträglich eingetragen am"] == "12. Oktober 2019 11:00"
    (mail,) = made.mails
    told_of_mail = {fact.label: fact.value for fact in mail.facts}
    assert told_of_mail["An"] == "ada@example.org"
    assert told_of_mail["Antwort des Mailservers"] == "250 2.0.0 Ok: queued as 4XyZ"
    assert "Bitte bestätigen" in told_of_mail["Betreff"]
    assert "Der Link gilt bis zum" in mail.text
    assert made.never == "Nie eingewilligt in: Foto oder Logo, öffentlich gezeigt."


def test_newer_words_do_not_make_the_consent_younger() -> None:
    person = make_person(consents=words(LISTING))
    (english,) = words(LISTING, language="en")
    consents.give(subject=person, wording=english, channel=Channel.WEB, asked_at=AT, evidence="x", by=BY, at=AT)
    with translation.override("en"):
        (listing,) = told(person).purposes
    assert (listing.standing, len(listing.lines)) == ("Agreed since March 1, 2018, noon, not withdrawn", 2)


def test_what_comes_later_is_not_in_it() -> None:
    person = supporter()
    assert told(person, days=0).purposes == ()


def test_many_lines_cost_no_more_queries() -> None:
    person = supporter()
    with CaptureQueriesContext(connection) as seen:
        told(person)
    assert len(seen) <= 2


def test_the_pdf_is_one_tagged_page_however_much_was_agreed_to() -> None:
    person = supporter()
    with translation.override("de"):
        document = proof_pdf.typeset(told(person))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("de", True)
        assert len(pdf.pages) == 1
        assert "Ada Muster" in str(pdf.docinfo["/Title"])
    text = words_of(document)
    assert "Ich möchte den Newsletter des Bündnisses „Niedersachsen packt an“" in text
    assert "Widerrufen am 11. Oktober 2019 11:00" in text
    assert "250 2.0.0 Ok: queued as 4XyZ" in text


def test_long_and_strange_names_and_very_many_lines_still_make_a_proof() -> None:
    institution = make_institution(1, name="Verein #panic() $x$ محمد " + "W" * 150)
    for number in range(40):
        at = AT + timedelta(hours=number)
        (wording,) = words(NEWSLETTER, institution=True)
        if number % 2:
            consents.withdraw(subject=institution, purpose=NEWSLETTER, channel=Channel.OFFICE, by=BY, at=at)
        else:
            consents.give(
                subject=institution,
                wording=wording,
                channel=Channel.DESK,
                asked_at=at,
                evidence="Liste " + "x" * 190,
                by=BY,
                at=at,
            )
    document = proof_pdf.typeset(told(institution))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert len(pdf.pages) > 1


def test_who_never_agreed_to_anything_gets_a_page_that_says_so() -> None:
    with translation.override("en"):
        made = told(make_person())
        assert (made.purposes, made.mails) == ((), ())
        assert "The ledger holds no line about this entry." in words_of(proof_pdf.typeset(made))
