from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from anpacken.alliance.models import Theme
from anpacken.core import clock, links
from anpacken.core.texts import translated
from anpacken.mail.models import OutgoingMail
from anpacken.people.models import Consent, Organisation, Person, SignUp
from tests.factories.people import AT, NEWSLETTER, REGISTER, asked, confirm, link_in, words

pytestmark = pytest.mark.django_db

PERSON = "/mitmachen/person/"
INSTITUTION = "/mitmachen/institution/"
FILLED = {
    "first_name": "Ada",
    "last_name": "Muster",
    "email": "ada@example.org",
    "postcode": "38518",
    "register": "on",
    "newsletter": "on",
    "wording": "2027-01",
    "homepage": "",
}


def test_the_boxes_are_not_ticked_and_the_page_sets_no_cookie(client: Client) -> None:
    for path in ("/mitmachen/", PERSON, INSTITUTION, "/en/mitmachen/person/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert not answer.cookies
        assert b" checked" not in answer.content
        assert b"csrfmiddlewaretoken" not in answer.content


def test_from_the_form_to_the_welcome(client: Client) -> None:
    answer = client.post(PERSON, FILLED)
    assert (answer.status_code, answer["Location"]) == (303, "/mitmachen/postfach/")
    assert client.get("/mitmachen/postfach/").status_code == 200
    path = link_in(OutgoingMail.objects.get(), "confirm_url")
    page = client.get(path)
    assert page.status_code == 200
    assert "Ich möchte den Newsletter" in page.content.decode()
    assert "ada@example.org" in page.content.decode()
    assert Person.objects.count() == 0  # Mail scanners open links.
    for _again in range(2):
        answer = client.post(path)
        assert (answer.status_code, answer["Location"]) == (303, "/mitmachen/willkommen/")
    assert client.get("/mitmachen/willkommen/").status_code == 200
    assert (client.get(path).status_code, client.get(path)["Location"]) == (303, "/mitmachen/willkommen/")
    assert (str(Person.objects.get()), Consent.objects.count()) == ("Ada Muster", 2)


def test_an_institution_in_english(client: Client) -> None:
    details = {**FILLED, "organisation_name": "Museum Friedland", "organisation_kind": "culture"}
    answer = client.post("/en" + INSTITUTION, details)
    assert answer["Location"] == "/en/mitmachen/postfach/"
    mail = OutgoingMail.objects.get()
    assert mail.language == "en"
    client.post(link_in(mail, "confirm_url"))
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.contact_name, organisation.language) == (
        "Museum Friedland",
        "Ada Muster",
        "en",
    )
    assert Consent.objects.filter(purpose=NEWSLETTER).get().wording.startswith("We want to get the newsletter")


@pytest.mark.parametrize("path", [PERSON, INSTITUTION])
def test_known_and_unknown_addresses_get_the_same_answer_to_the_byte(client: Client, path: str) -> None:
    details = {**FILLED, "organisation_name": "Museum Friedland", "organisation_kind": "culture"}
    answers = []
    for round_ in range(2):
        with clock.frozen(AT + timedelta(hours=2 * round_)):
            answer = client.post(path, details)
            shown = client.get(answer["Location"])
            headers = {name: value for name, value in answer.items() if name != "Date"}
            answers.append((answer.status_code, headers, answer.content, shown.status_code, shown.content))
            client.post(link_in(OutgoingMail.objects.latest("pk"), "confirm_url"))
    assert answers[0] == answers[1]
    templates = OutgoingMail.objects.order_by("pk").values_list("template", flat=True)
    assert list(templates) == ["people/mail/confirm.html", "people/mail/welcome.html", "people/mail/known.html"]


def test_the_fourth_request_of_an_hour_looks_like_the_first(client: Client) -> None:
    answers = []
    for minute in range(4):
        with clock.frozen(AT + timedelta(minutes=5 * minute)):
            answer = client.post(PERSON, FILLED)
            answers.append((answer.status_code, answer["Location"], answer.content))
    assert len(set(answers)) == 1
    assert OutgoingMail.objects.count() == 3


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(client: Client) -> None:
    answer = client.post(PERSON, {**FILLED, "homepage": "https://example.org"})
    assert (answer.status_code, answer["Location"]) == (303, "/mitmachen/postfach/")
    assert SignUp.objects.count() == OutgoingMail.objects.count() == 0


def test_another_site_cannot_send_the_form(client: Client) -> None:
    assert client.post(PERSON, FILLED, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert SignUp.objects.count() == 0


RIGHT_TO_LEFT = "\u202eretsuM"
BAD: list[tuple[str, Any, str]] = [
    ("first_name", "", "Dieses Feld muss ausgefüllt werden."),
    ("first_name", "   ", "Dieses Feld muss ausgefüllt werden."),
    ("first_name", "A" * 10_000, "höchstens 80 Zeichen"),
    ("first_name", "A\x00da", "Steuerzeichen"),
    ("first_name", "A\x07da", "Steuerzeichen"),
    ("first_name", "A\nda", "Steuerzeichen"),
    ("first_name", "A\ufffdda", "Steuerzeichen"),
    ("last_name", RIGHT_TO_LEFT, "Steuerzeichen"),
    ("last_name", "\u2067Muster\u2069", "Steuerzeichen"),
    ("last_name", "a" + "\u0301" * 20, "zu vielen Zeichen"),
    ("last_name", "12 + 3", "kein Buchstabe"),
    ("last_name", "Gewinn: https://example.org", "ohne Web- oder E-Mail-Adressen"),
    ("last_name", "www.example.org", "ohne Web- oder E-Mail-Adressen"),
    ("last_name", "ada@example.org", "ohne Web- oder E-Mail-Adressen"),
    ("email", "", "Dieses Feld muss ausgefüllt werden."),
    ("email", "ada", "keine E-Mail-Adresse"),
    ("email", "ada@example.org\nBcc: b@example.org", "keine E-Mail-Adresse"),
    ("email", "ada@example", "keine E-Mail-Adresse"),
    ("email", "ada\x00@example.org", "Nullzeichen"),
    ("email", "a" * 300 + "@example.org", "höchstens 254 Zeichen"),
    ("postcode", "3851", "fünf Ziffern"),
    ("postcode", "AB-12", "fünf Ziffern"),
    ("postcode", "\u0663\u0663\u0663\u0663\u0663", "fünf Ziffern"),
    ("postcode", "1" * 10_000, "fünf Ziffern"),
    ("register", "", "Bitte kreuzen Sie dieses Feld an."),
    ("register", "maybe", "Bitte kreuzen Sie dieses Feld an oder lassen Sie es leer."),
    ("newsletter", "[object Object]", "Bitte kreuzen Sie dieses Feld an oder lassen Sie es leer."),
    ("statement_text", "Weil wir hier leben.", "Kreuzen Sie dieses Feld an"),
    ("statement", "on", "schreiben Sie es hier"),
    ("statement", "perhaps", "Bitte kreuzen Sie dieses Feld an oder lassen Sie es leer."),
    ("statement_text", "a" * 281, "höchstens 280 Zeichen"),
    ("statement_text", "a" * 10_000, "höchstens 280 Zeichen"),
    ("statement_text", "A\x00da", "Steuerzeichen"),
    ("statement_text", RIGHT_TO_LEFT, "Schreibrichtung"),
    ("statement_text", "a" + "\u0301" * 20, "zu vielen Zeichen"),
    ("statement_text", "Gewinn: https://example.org", "ohne Web- oder E-Mail-Adressen"),
    ("themes", "nonsense", "eines dieser Themen"),
    ("themes", "7\x00", "eines dieser Themen"),
    ("themes", ["x"] * 500, "eines dieser Themen"),
    ("wording", "1999-01", "nicht mehr aktuell"),
    ("wording", "", "nicht mehr aktuell"),
    ("organisation_name", "", "Dieses Feld muss ausgefüllt werden."),
    ("organisation_kind", "", "Dieses Feld muss ausgefüllt werden."),
    ("organisation_kind", "circus", "Bitte wählen Sie eine der Arten."),
]


@pytest.mark.parametrize(("field", "value", "message"), BAD)
def test_bad_input_is_answered_with_what_to_do(client: Client, field: str, value: Any, message: str) -> None:
    details = {**FILLED, "organisation_name": "Museum Friedland", "organisation_kind": "culture"}
    path = INSTITUTION if field.startswith("organisation") else PERSON
    answer = client.post(path, {**details, field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert 'role="alert"' in page
    assert SignUp.objects.count() == OutgoingMail.objects.count() == 0


def test_a_field_missing_altogether_and_a_file_instead_of_a_name(client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert client.post(PERSON, {}).status_code == 422
    assert client.post(PERSON, "nonsense", content_type="application/json").status_code == 422
    given = {**FILLED, "first_name": SimpleUploadedFile("name.txt", b"Ada")}
    assert client.post(PERSON, given).status_code == 422
    assert client.put(PERSON).status_code == 405


@pytest.mark.parametrize(
    "name",
    ["Ada", "O’Brien-Šimić", "محمد", "علی‌رضا", "Nguyễn Thị", "Müller-Lüdenscheidt", "王小明", "दीपिका", "e. V. Nord"],
)
def test_names_of_all_peoples_are_names(client: Client, name: str) -> None:
    assert client.post(PERSON, {**FILLED, "last_name": name}).status_code == 303
    assert SignUp.objects.get().last_name == name


def test_what_was_filled_in_stays_and_what_somebody_wrote_is_never_markup(client: Client) -> None:
    answer = client.post(PERSON, {**FILLED, "first_name": "<script>alert(1)</script>", "email": "nonsense"})
    page = answer.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_altered_cut_and_foreign_links_say_so(client: Client) -> None:
    sign_up = asked(at=clock.now())
    good = link_in(OutgoingMail.objects.get(), "confirm_url")
    foreign = f"/mitmachen/bestaetigen/{links.sign('withdraw', {'id': sign_up.public_id})}/"
    empty = f"/mitmachen/bestaetigen/{links.sign('sign-up', {'id': 7})}/"
    for path in (
        good[:-5] + "/",
        good.replace("bestaetigen/", "bestaetigen/x"),
        foreign,
        empty,
        "/mitmachen/bestaetigen/:/",
    ):
        for method in (client.get, client.post):
            answer = method(path)
            assert answer.status_code == 400
            assert "Dieser Link" in answer.content.decode()
    assert Person.objects.count() == 0


def test_old_links_and_deleted_requests_are_gone(client: Client) -> None:
    with clock.frozen(AT):
        sign_up = asked()
        path = link_in(OutgoingMail.objects.get(), "confirm_url")
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
    with clock.frozen(AT):
        other = links.sign("sign-up", {"id": "222222222222"})
    sign_up.delete()
    assert client.get(path).status_code == 410
    assert client.get(f"/mitmachen/bestaetigen/{other}/").status_code == 410
    assert Person.objects.count() == 0


def test_the_link_page_is_kept_by_nobody(client: Client) -> None:
    asked(at=clock.now())
    answer = client.get(link_in(OutgoingMail.objects.get(), "confirm_url"))
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_a_form_costs_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client.get(PERSON)
    with django_assert_max_num_queries(12):
        client.post(PERSON, FILLED)


def test_a_confirmed_and_since_erased_supporter_is_gone(client: Client) -> None:
    at = clock.now()
    sign_up = asked(at=at, wordings=words(REGISTER))
    confirm(sign_up, at=at).delete()
    path = link_in(OutgoingMail.objects.earliest("pk"), "confirm_url")
    assert client.post(path).status_code == 410


def test_themes_and_a_statement_reach_the_record(client: Client) -> None:
    work = Theme.objects.create(slug="work", name=translated(de="Arbeit"), position=1)
    Theme.objects.create(slug="language", name=translated(de="Sprache"), position=2)
    page = client.get(PERSON).content.decode()
    assert page.count('name="themes"') == 2
    said = "Weil  wir hier\r\nleben."
    details = {**FILLED, "themes": ["work"], "statement_text": said, "statement": "on"}
    assert client.post(PERSON, details).status_code == 303
    path = link_in(OutgoingMail.objects.get(), "confirm_url")
    page = client.get(path).content.decode()
    assert "Arbeit" in page
    assert "Weil wir hier leben." in page
    client.post(path)
    person = Person.objects.get()
    assert (person.statement, list(person.themes.all())) == ("Weil wir hier leben.", [work])
    assert Consent.objects.get(purpose="statement").wording.startswith("Mein Statement darf mit meinem Namen")


def test_280_characters_are_counted_as_they_are_typed_whatever_the_browser_makes_of_line_breaks(client: Client) -> None:
    said = "a\r\n" * 139 + "ab"
    assert client.post(PERSON, {**FILLED, "statement_text": said, "statement": "on"}).status_code == 303
    assert len(SignUp.objects.get().statement) == 280
