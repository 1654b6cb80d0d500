"""The office enters consents from paper, withdraws on behalf, and gives out the proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.media.models import Paper
from anpacken.people import rules
from anpacken.people.actions import consents, erasures, merges
from anpacken.people.choices import Channel
from anpacken.people.models import Consent, Person
from tests.factories.people import (
    AT,
    BY,
    LISTING,
    NEWSLETTER,
    STATEMENT,
    make_district,
    make_institution,
    make_person,
    words,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
FILLED = {
    "purpose": "newsletter",
    "words": "2026-11:de",
    "channel": "paper",
    "given_at": "2019-06-03T18:30",
    "asked_at": "",
    "evidence": "Eintragungsliste der Werkstatt, Blatt 2",
}
PDF = b"%PDF-1.7 signed"


@pytest.fixture(autouse=True)
def stopped() -> Any:
    with clock.frozen(AT):
        yield


def path_of(subject: Any, page: str = "consent") -> str:
    return reverse(f"{subject._meta.model_name}:{page}", args=[subject.pk])


def test_a_consent_from_paper_is_entered_with_its_words_its_day_and_its_document(signed_in: SignIn) -> None:
    person = make_person()
    client = signed_in("office")
    page = client.get(path_of(person), {"purpose": "newsletter"}).content.decode()
    assert "Ich möchte den Newsletter des Bündnisses" in page
    assert "I want to get the newsletter of the alliance" in page
    answer = client.post(path_of(person), FILLED)
    assert answer["Location"] == path_of(person, "inspect")
    line = Consent.objects.get()
    assert (line.channel, line.evidence, line.wording_version, line.language) == (
        "paper",
        "Eintragungsliste der Werkstatt, Blatt 2",
        "2026-11",
        "de",
    )
    given = datetime(2019, 6, 3, 16, 30, tzinfo=UTC)
    assert (line.asked_at, line.confirmed_at, line.recorded_at) == (given, given, AT)
    assert line.wording.startswith("Ich möchte den Newsletter des Bündnisses")
    assert rules.may_contact(person, NEWSLETTER, at=AT)
    assert not rules.may_contact(person, NEWSLETTER, at=given - timedelta(seconds=1))
    assert Entry.objects.get(action="consent.given").at == AT


def test_an_institution_agrees_to_the_words_for_institutions(signed_in: SignIn) -> None:
    institution = make_institution()
    signed_in("office").post(path_of(institution), {**FILLED, "channel": "desk"})
    line = Consent.objects.get()
    assert line.wording.startswith("Wir möchten den Newsletter")
    assert line.channel == "desk"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("evidence", "", "Dieses Feld muss ausgefüllt werden."),
        ("evidence", " ", "Dieses Feld muss ausgefüllt werden."),
        ("evidence", "A\u202eB", "Schreibrichtung"),
        ("evidence", "x" * 10_000, "höchstens 150 Zeichen"),
        ("given_at", "", "Dieses Feld muss ausgefüllt werden."),
        ("given_at", "tomorrow", "gültiges Datum"),
        ("given_at", "2019-10-10T11:01", "liegt in der Zukunft"),
        ("given_at", "0019-06-03T18:30", "prüfen Sie das Jahr"),
        ("asked_at", "2019-06-04T18:30", "bevor gefragt wurde"),
        ("words", "2026-11:fr", "gültige"),
        ("words", "", "Dieses Feld muss ausgefüllt werden."),
        ("channel", "web", "gültige"),
        ("document", SimpleUploadedFile("form.pdf", b"MZ no pdf"), "PDF-, PNG- oder JPEG-Datei"),
        ("document", SimpleUploadedFile("form.exe", PDF), "PDF-, PNG- oder JPEG-Datei"),
        ("document", SimpleUploadedFile("form.pdf", PDF + b"x" * 10 * 1024 * 1024), "größer als 10 MB"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    signed_in: SignIn, field: str, value: Any, message: str
) -> None:
    person = make_person()
    answer = signed_in("office").post(path_of(person), {**FILLED, field: value})
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Consent.objects.count() == Paper.objects.count() == 0


def test_an_old_paper_does_not_undo_a_later_withdrawal(signed_in: SignIn) -> None:
    person = make_person()
    (wording,) = words(NEWSLETTER)
    first, left = AT - timedelta(days=300), AT - timedelta(days=30)
    consents.give(subject=person, wording=wording, channel=Channel.WEB, asked_at=first, evidence="x", by=BY, at=first)
    consents.withdraw(subject=person, purpose=NEWSLETTER, channel=Channel.LINK, by=Actor.link("withdraw"), at=left)
    client = signed_in("office")
    answer = client.post(path_of(person), FILLED)
    assert answer.status_code == 422
    assert "wurde am 10. September 2019 11:00 widerrufen" in answer.content.decode()
    assert not rules.may_contact(person, NEWSLETTER, at=AT)
    assert client.post(path_of(person), {**FILLED, "given_at": "2019-10-01T12:00"}).status_code == 302
    assert rules.may_contact(person, NEWSLETTER, at=AT)


def test_a_scan_is_kept_where_only_the_office_can_open_it(
    signed_in: SignIn, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    person = make_person()
    office = signed_in("office")
    office.post(path_of(person), {**FILLED, "document": SimpleUploadedFile("form.pdf", PDF)})
    paper = Paper.objects.get()
    assert Consent.objects.get().evidence == f"Eintragungsliste der Werkstatt, Blatt 2 · {paper.public_id}"
    answer = office.get(paper.url)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)  # type: ignore[attr-defined]
    assert client.get(paper.url).status_code in {302, 403}
    assert signed_in("editor").get(paper.url).status_code in {302, 403}


@pytest.fixture
def scanned(signed_in: SignIn, settings: Any, tmp_path: Path) -> Consent:
    """A line of the ledger with its scan, of a person in the region of Braunschweig."""
    settings.MEDIA_ROOT = tmp_path
    make_district()
    person = make_person(1, postcode="38518")
    signed_in("office").post(path_of(person), {**FILLED, "document": SimpleUploadedFile("form.pdf", PDF)})
    return Consent.objects.get()


def test_the_line_of_the_ledger_opens_its_scan_and_that_is_written_down(signed_in: SignIn, scanned: Consent) -> None:
    office, path = signed_in("office"), f"/office/person/scan/{scanned.pk}/"
    assert f'href="{path}"' in office.get(f"/office/person/inspect/{scanned.person_id}/").content.decode()
    answer = office.get(path)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    entry = Entry.objects.get(action="consent.scan_opened")
    assert (entry.target_ref, entry.details) == (scanned.person.public_id, {"line": scanned.public_id})
    assert office.get(f"/office/organisation/scan/{scanned.pk}/").status_code == 404
    assert office.get("/office/person/scan/999999/").status_code == 404


@pytest.mark.parametrize(("role", "scope"), [("regional", "braunschweig"), ("editor", ""), ("reader", "")])
def test_nobody_else_opens_a_scan(signed_in: SignIn, scanned: Consent, role: str, scope: str) -> None:
    client = signed_in(role, scope=scope) if scope else signed_in(role)
    assert client.get(f"/office/person/scan/{scanned.pk}/").status_code == 302
    assert "/scan/" not in client.get(f"/office/person/inspect/{scanned.person_id}/").content.decode()
    assert not Entry.objects.filter(action="consent.scan_opened").exists()


def test_a_scan_whose_file_is_gone_is_said_to_be_gone(signed_in: SignIn, scanned: Consent) -> None:
    office = signed_in("office")
    Path(Paper.objects.get().file.path).unlink()
    page = office.get(f"/office/person/scan/{scanned.pk}/", follow=True).content.decode()
    assert "Die Datei dieses Scans ist nicht mehr da" in page
    assert not Entry.objects.filter(action="consent.scan_opened").exists()


def test_a_scan_goes_with_whom_it_is_about_and_a_merge_keeps_it(
    scanned: Consent, django_capture_on_commit_callbacks: Any
) -> None:
    kept, person = make_person(2), Person.objects.get(pk=scanned.person_id)
    file = Path(Paper.objects.get().file.path)
    merges.merge(kept=kept, shadow=person, chosen={}, by=BY, at=AT)
    assert Consent.objects.get(copy_of=scanned.public_id).document == scanned.document
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase(subject=kept, by=BY, at=AT)
    assert (Paper.objects.count(), file.exists()) == (0, False)


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        ("office", "proof", 200),
        ("office", "proof_pdf", 200),
        ("office", "consent", 200),
        ("regional", "proof", 404),
        ("regional", "consent", 302),
        ("editor", "proof", 302),
        ("editor", "consent", 302),
        (None, "proof", 302),
        (None, "consent", 302),
    ],
)
def test_who_may_see_the_proof_and_enter_consents(signed_in: SignIn, role: str | None, page: str, status: int) -> None:
    person = make_person()  # No district: no regional office's own.
    client = signed_in(role) if role else Client()
    assert client.get(path_of(person, page)).status_code == status


def test_a_regional_office_gives_proof_for_its_own_region(signed_in: SignIn) -> None:
    make_district()
    person = make_person(1, postcode="38518")
    client = signed_in("regional", scope="braunschweig")
    assert client.get(path_of(person, "proof")).status_code == 200


def test_the_proof_holds_the_words_and_giving_it_out_is_written_down(signed_in: SignIn) -> None:
    person = make_person(consents=words(LISTING))
    client = signed_in("office")
    page = client.get(path_of(person, "proof")).content.decode()
    assert "Mein Name, mein Landkreis oder meine kreisfreie Stadt" in page
    assert "list of the conference" in page
    answer = client.get(path_of(person, "proof_pdf"))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    told = Entry.objects.filter(action="consents.proved").order_by("pk")
    assert [(entry.target_ref, entry.details["format"]) for entry in told] == [
        (person.public_id, "page"),
        (person.public_id, "pdf"),
    ]


def test_the_office_withdraws_any_purpose_but_the_register_on_behalf(signed_in: SignIn) -> None:
    person = make_person(consents=words(STATEMENT))
    client = signed_in("office")
    assert client.post(path_of(person, "withdraw"), {"purpose": "statement"}).status_code == 302
    assert not rules.may_contact(person, STATEMENT, at=AT)
    assert client.post(path_of(person, "withdraw"), {"purpose": "register"}).status_code == 404
    assert Consent.objects.order_by("pk").values_list("channel", flat=True).last() == "office"


def test_a_record_that_is_gone_has_no_pages(signed_in: SignIn) -> None:
    person = make_person()
    Person.everyone.filter(pk=person.pk).update(merged_into=make_person(2))
    client = signed_in("office")
    for page in ("consent", "proof", "proof_pdf"):
        assert client.get(path_of(person, page)).status_code == 404
