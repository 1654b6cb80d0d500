from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from anpacken.accounts.models import User
from anpacken.core import clock
from anpacken.core import links as core_links
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import write
from anpacken.media.models import Picture
from anpacken.people import links, rules
from anpacken.people.models import Consent, Organisation, Person, PersonLogin, Role
from tests.factories.people import LISTING, NEWSLETTER, REGISTER, asked, confirm, link_in, make_institution, words

pytestmark = pytest.mark.django_db

HOST = "http://127.0.0.1:8000"
PAGE = "/meine-seite/"


def supporter() -> Person:
    at = clock.now()
    made = confirm(asked(at=at, wordings=words(REGISTER, NEWSLETTER)), at=at)
    assert isinstance(made, Person)
    return made


def opened(client: Client, subject: Person | Organisation) -> Client:
    path = links.my_page_url(subject, "de").removeprefix(HOST)
    assert client.post(path).status_code == 303
    return client


def text(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_known_and_unknown_addresses_get_the_same_answer_and_different_mails(client: Client) -> None:
    supporter()
    answers = [client.post(PAGE, {"email": each}) for each in ("ada@example.org", "nobody@example.org")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(303, "/meine-seite/postfach/")}
    mails = OutgoingMail.objects.filter(template="people/mail/my_page.html").order_by("pk")
    known, unknown = (write(template=mail.template, context=mail.context, language="de").text for mail in mails)
    assert f"{HOST}/meine-seite/oeffnen/" in known
    assert "Ada Muster" in known
    assert "oeffnen" not in unknown
    assert "Unter ihr kennen wir niemanden" in unknown


def test_one_address_gets_three_mails_an_hour(client: Client) -> None:
    supporter()
    now, mails = clock.now(), OutgoingMail.objects.filter(template="people/mail/my_page.html")
    for minutes in (0, 5, 10, 15, 20):
        with clock.frozen(now + timedelta(minutes=minutes)):
            assert client.post(PAGE, {"email": "ada@example.org"}).status_code == 303
    assert mails.count() == 3


def test_a_double_click_is_one_mail(client: Client) -> None:
    supporter()
    for _click in range(2):
        assert client.post(PAGE, {"email": "ada@example.org"}).status_code == 303
    assert OutgoingMail.objects.filter(template="people/mail/my_page.html").count() == 1


def test_what_is_no_address_is_said(client: Client) -> None:
    for given in ("", "ada", "a@b", "x" * 300 + "@example.org", "ada\x00@example.org"):
        assert client.post(PAGE, {"email": given}).status_code == 422, given


def test_opening_the_link_opens_nothing_until_the_button_is_pressed(client: Client) -> None:
    path = links.my_page_url(supporter(), "de").removeprefix(HOST)
    shown = text(client, path)
    assert "Ada" not in shown
    assert not client.cookies
    assert "Muster" not in text(client)
    assert client.post(path)["Location"] == PAGE
    assert "Ada Muster" in text(client)


def test_the_link_is_good_for_an_hour_and_so_is_the_visit(client: Client) -> None:
    now = clock.now()
    person = supporter()
    path = links.my_page_url(person, "de").removeprefix(HOST)
    with clock.frozen(now + timedelta(minutes=59)):
        assert client.post(path).status_code == 303
    with clock.frozen(now + timedelta(minutes=61)):
        assert client.post(path).status_code == 410
        assert "Ada Muster" in text(client)
    with clock.frozen(now + timedelta(minutes=120)):
        assert "Ada Muster" not in text(client)


@pytest.mark.parametrize("purpose", ["withdraw", "newsletter", "sign-up"])
def test_no_other_link_opens_it(client: Client, purpose: str) -> None:
    person = supporter()
    token = core_links.sign(purpose, {"kind": "person", "id": person.public_id, "deeds": ["newsletter"]})
    assert client.post(f"/meine-seite/oeffnen/{token}/").status_code == 400


@pytest.mark.parametrize(
    "path",
    ["angaben/", "adresse/", "bild/", "daten/", "daten.json", "einwilligungen/", "austreten/", "loeschen/"],
)
def test_without_a_visit_every_part_leads_to_the_form(client: Client, path: str) -> None:
    answer = client.get(PAGE + path)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    if not path.startswith("daten"):
        answer = client.post(PAGE + path, {"sure": "on"})
        assert (answer.status_code, answer["Location"]) == (303, PAGE)


def test_another_site_cannot_act_in_an_open_visit() -> None:
    client = Client(enforce_csrf_checks=True)
    person = supporter()
    opened(client, person)
    assert client.post(f"{PAGE}austreten/").status_code == 403
    assert client.post(f"{PAGE}loeschen/", {"sure": "on"}).status_code == 403
    assert Role.objects.get().until_on is None


def test_details_are_changed_by_the_rules_of_the_house(client: Client) -> None:
    person = supporter()
    opened(client, person)
    given = {
        "first_name": "Adelheid",
        "last_name": "Muster-Probe",
        "postcode": "",
        "language": "en",
        "statement": "Weil.",
    }
    assert client.post(f"{PAGE}angaben/", given)["Location"] == f"{PAGE}?done=details"
    person.refresh_from_db()
    assert (str(person), person.language, person.statement) == ("Adelheid Muster-Probe", "en", "Weil.")
    assert person.name_key == "adelheid muster-probe"
    for wrong in ({"last_name": ""}, {"postcode": "3"}, {"statement": "x" * 281}, {"last_name": "\u202eMuster"}):
        assert client.post(f"{PAGE}angaben/", {**given, **wrong}).status_code == 422, wrong


def test_a_new_address_counts_once_its_owner_has_confirmed_it(client: Client) -> None:
    person = supporter()
    opened(client, person)
    assert client.post(f"{PAGE}adresse/", {"email": "neu@example.org"})["Location"] == f"{PAGE}?done=address"
    person.refresh_from_db()
    assert person.email == "ada@example.org"
    mail = OutgoingMail.objects.get(template="people/mail/new_address.html")
    assert mail.to_email == "neu@example.org"
    path, stranger = link_in(mail, "confirm_url"), Client()
    assert "neu@example.org" in text(stranger, path)
    assert stranger.post(path).status_code == 303
    person.refresh_from_db()
    assert (person.email, person.email_key) == ("neu@example.org", "neu@example.org")
    assert OutgoingMail.objects.get(template="people/mail/address_changed.html").to_email == "ada@example.org"
    assert stranger.post(path).status_code == 409


def test_the_address_of_somebody_else_is_refused_only_to_its_owner(client: Client) -> None:
    person = supporter()
    at = clock.now()
    other = confirm(asked("other@example.org", at=at), at=at)
    opened(client, person)
    assert client.post(f"{PAGE}adresse/", {"email": "other@example.org"})["Location"] == f"{PAGE}?done=address"
    path = link_in(OutgoingMail.objects.get(template="people/mail/new_address.html"), "confirm_url")
    answer = Client().post(path)
    assert answer.status_code == 409
    assert "gehört zu einem anderen Eintrag" in answer.content.decode()
    other.refresh_from_db()
    assert other.email == "other@example.org"


def test_consents_are_given_and_withdrawn_with_one_press(client: Client) -> None:
    person = supporter()
    opened(client, person)
    version = "2026-11"
    give = {"purpose": "listing", "deed": "give", "version": version}
    assert client.post(f"{PAGE}einwilligungen/", give)["Location"] == f"{PAGE}einwilligungen/?done=give#listing"
    assert rules.may_contact(person, LISTING, at=clock.now())
    line = Consent.objects.get(purpose="listing")
    assert (line.channel, line.language, line.wording_version) == ("link", "de", "2026-11")
    assert line.wording.startswith("Mein Name und mein Landkreis")
    assert client.post(f"{PAGE}einwilligungen/", {**give, "deed": "withdraw"}).status_code == 303
    assert not rules.may_contact(person, LISTING, at=clock.now())
    for wrong in ({"purpose": "register"}, {"deed": "erase"}, {"version": "1999-01"}, {"purpose": "\x00"}):
        assert client.post(f"{PAGE}einwilligungen/", {**give, **wrong}).status_code == 422, wrong
    assert Consent.objects.filter(purpose="listing").count() == 2


def test_leaving_ends_the_support_and_keeps_the_page_open(client: Client) -> None:
    person = supporter()
    opened(client, person)
    assert "Aus dem Bündnis austreten" in text(client, f"{PAGE}austreten/")
    assert Role.objects.get().until_on is None
    assert client.post(f"{PAGE}austreten/")["Location"] == f"{PAGE}?done=leave"
    assert Role.objects.get().until_on == clock.today()
    assert not rules.may_contact(person, NEWSLETTER, at=clock.now())
    assert "Ada Muster" in text(client)


def test_erasing_takes_a_tick_and_closes_the_page(client: Client) -> None:
    person = supporter()
    opened(client, person)
    assert client.post(f"{PAGE}loeschen/").status_code == 422
    assert Person.objects.filter(pk=person.pk).exists()
    answer = client.post(f"{PAGE}loeschen/", {"sure": "on"})
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}geloescht/")
    assert not Person.objects.filter(pk=person.pk).exists()
    assert "Ada" not in text(client)
    assert "Muster" not in str(list(Person.everyone.values()))


def test_everything_held_is_there_to_read_and_for_machines(client: Client) -> None:
    person = supporter()
    opened(client, person)
    page = text(client, f"{PAGE}daten/")
    assert "ada@example.org" in page
    answer = client.get(f"{PAGE}daten.json")
    assert answer["Content-Disposition"] == 'attachment; filename="data.json"'
    assert "ada@example.org" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert person.public_id in answer.content.decode()


def test_a_photo_is_kept_without_metadata_replaced_and_removed(client: Client) -> None:
    person = supporter()
    opened(client, person)
    assert client.post(f"{PAGE}bild/", {"file": picture(), "credit": "Eva Beispiel"}).status_code == 303
    person.refresh_from_db()
    first = person.portrait
    assert first is not None
    assert (first.credit, str(first.alt_text)) == ("Eva Beispiel", "Foto: Ada Muster")
    assert client.post(f"{PAGE}bild/", {"file": picture(), "credit": "Eva Beispiel"}).status_code == 303
    assert not Picture.objects.filter(pk=first.pk).exists()
    assert client.post(f"{PAGE}bild/", {"deed": "remove"}).status_code == 303
    assert not Picture.objects.exists()
    broken = io.BytesIO(b"\xff\xd8 no picture")
    broken.name = "foto.jpg"
    assert client.post(f"{PAGE}bild/", {"file": broken, "credit": "Eva"}).status_code == 422


def test_an_institution_has_a_page_of_its_own(client: Client) -> None:
    institution = make_institution()
    client.post(PAGE, {"email": "verein1@example.org"})
    mail = OutgoingMail.objects.get(template="people/mail/my_page.html")
    path = mail.context["pages"][0]["page_url"].removeprefix(HOST)
    assert client.post(path).status_code == 303
    given = {"name": "Verein Eins", "kind": "welfare", "contact_name": "Eva Beispiel", "language": "de"}
    assert client.post(f"{PAGE}angaben/", given).status_code == 303
    institution.refresh_from_db()
    assert (institution.name, institution.kind, institution.contact_name) == ("Verein Eins", "welfare", "Eva Beispiel")


def test_a_passkey_gets_a_log_in_without_password_and_role(client: Client) -> None:
    person = supporter()
    opened(client, person)
    for _again in range(2):
        answer = client.post(f"{PAGE}passkey/")
        assert (answer.status_code, answer["Location"]) == (303, "/anmeldung/zugang/passkeys/neu/")
    user = person.login.user
    assert (user.email, user.has_usable_password(), user.role_grants.count()) == ("ada@example.org", False, 0)
    assert client.get("/office/").status_code == 302
    assert "Ada Muster" in text(client)
    assert client.post(f"{PAGE}loeschen/", {"sure": "on"}).status_code == 303
    assert not User.objects.exists()


def test_no_mailed_link_opens_the_log_in_of_somebody_in_the_office(client: Client, make_user: Any) -> None:
    staff = make_user("office", email="ada@example.org")
    opened(client, supporter())
    assert client.post(f"{PAGE}passkey/").status_code == 409
    assert "_auth_user_id" not in client.session
    assert not PersonLogin.objects.exists()
    assert User.objects.get() == staff


def test_closing_ends_the_visit(client: Client) -> None:
    opened(client, supporter())
    assert client.post(f"{PAGE}schliessen/")["Location"] == f"{PAGE}geschlossen/"
    assert "Ada" not in text(client)


def picture() -> io.BytesIO:
    held = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(held, "JPEG")
    held.seek(0)
    held.name = "foto.jpg"
    return held
