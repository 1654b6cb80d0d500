from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.people import rules
from anpacken.people.models import Consent, Person, Role
from tests.exports import content, export
from tests.factories.people import (
    LISTING,
    NEWSLETTER,
    REGISTER,
    asked,
    confirm,
    make_district,
    make_institution,
    make_person,
    words,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
LISTS = ("person", "organisation", "signup")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("role", "status"), [("office", 200), ("regional", 200), ("editor", 302), (None, 302)])
def test_who_sees_the_lists(signed_in: SignIn, name: str, role: str | None, status: int) -> None:
    client = signed_in(role) if role else Client()
    for page in ("index", "index_results"):
        assert client.get(reverse(f"{name}:{page}")).status_code == status
    answer = client.get(reverse(f"{name}:index"))
    assert answer.status_code == 200 or answer["Location"].startswith(("/office/", "/anmeldung/"))


def test_a_regional_office_sees_and_exports_its_own_region_only(signed_in: SignIn) -> None:
    make_district()
    make_district("Celle", "03351", "lueneburg", "29221")
    own = make_person(1, last_name="Gifhorner", postcode="38518")
    other = make_person(2, last_name="Celler", postcode="29221")
    client = signed_in("regional", region_code="braunschweig")
    page = client.get(reverse("person:index")).content.decode()
    assert "Gifhorner" in page
    assert "Celler" not in page
    assert client.get(reverse("person:inspect", args=[own.pk])).status_code == 200
    assert client.get(reverse("person:inspect", args=[other.pk])).status_code == 404
    text = content(export(client, "person", form={"use": "counting"})).decode()
    assert "Gifhorner" in text
    assert "Celler" not in text
    for url in (reverse("person:edit", args=[own.pk]), reverse("person:add")):
        assert client.get(url).status_code == 302


def test_filters_and_search_find_people(signed_in: SignIn) -> None:
    district = make_district()
    client = signed_in("office")
    make_person(1, last_name="Özdemir", postcode="38518", consents=words(LISTING), since=date(2019, 2, 1))
    make_person(2, last_name="Quiet", since=date(2016, 2, 1))
    Person.objects.create(last_name="Speaker", is_public_figure=True)

    def found(**query: object) -> set[str]:
        page = client.get(reverse("person:index"), query).content.decode()
        return {name for name in ("Özdemir", "Quiet", "Speaker") if name in page}

    assert found() == {"Özdemir", "Quiet", "Speaker"}
    assert found(q="ÖZDEMIR ada") == {"Özdemir"}
    assert found(q="ada2@example") == {"Quiet"}
    assert found(q="\x00") == {"Özdemir", "Quiet", "Speaker"}
    assert found(district=district.pk) == {"Özdemir"}
    assert found(region=district.region_id) == {"Özdemir"}
    assert found(role="supporter") == {"Özdemir", "Quiet"}
    assert found(consent="listing") == {"Özdemir"}
    assert found(since="2019-01-01") == {"Özdemir"}


def test_one_record_shows_roles_consents_mails_and_what_happened(signed_in: SignIn) -> None:
    at = clock.now()
    person = confirm(asked(at=at, wordings=words(REGISTER, NEWSLETTER)), at=at)
    page = signed_in("office").get(reverse("person:inspect", args=[person.pk])).content.decode()
    for expected in (
        "Ich möchte den Newsletter des Bündnisses",
        "people/mail/welcome.html",
        "people/mail/confirm.html",
        "Anmeldung bestätigt",
        "Eingewilligt: Newsletter",
        "Widerrufen: Newsletter",
        "Unterstützung beenden",
    ):
        assert expected in page


def test_an_organisation_and_a_request_are_shown(signed_in: SignIn) -> None:
    at = clock.now()
    sign_up = asked(at=at, organisation_name="Museum Friedland", organisation_kind="culture")
    client = signed_in("office")
    assert "Museum Friedland" in client.get(reverse("signup:inspect", args=[sign_up.pk])).content.decode()
    organisation = confirm(sign_up, at=at)
    assert "Museum Friedland" in client.get(reverse("organisation:inspect", args=[organisation.pk])).content.decode()
    assert "Museum Friedland" in client.get(reverse("organisation:index"), {"q": "MUSEUM"}).content.decode()


def test_the_office_withdraws_and_ends_by_button(signed_in: SignIn) -> None:
    person = make_person(1, consents=words(NEWSLETTER, LISTING))
    client = signed_in("office")
    withdraw, end = reverse("person:withdraw", args=[person.pk]), reverse("person:end", args=[person.pk])
    assert client.get(withdraw).status_code == 405
    for purpose in ("nonsense", "", "register"):
        assert client.post(withdraw, {"purpose": purpose}).status_code == 404
    for _again in range(2):
        assert client.post(withdraw, {"purpose": "newsletter"}).status_code == 302
    assert not rules.may_contact(person, NEWSLETTER, at=clock.now())
    assert Consent.objects.get(deed="withdrawn").channel == "office"
    entry = Entry.objects.get(action="consent.withdrawn")
    assert (entry.actor_kind, entry.details) == ("user", {"purpose": "newsletter"})
    assert client.post(end).status_code == 302
    assert Role.objects.get().until_on == clock.today()
    assert not rules.may_contact(person, LISTING, at=clock.now())


@pytest.mark.parametrize("role", ["regional", "editor", None])
def test_others_cannot_press_the_buttons(signed_in: SignIn, role: str | None) -> None:
    make_district(region="oberbayern")
    person = make_person(1, postcode="38518", consents=words(NEWSLETTER))
    client = signed_in(role) if role else Client()
    for name, data in (("withdraw", {"purpose": "newsletter"}), ("end", {})):
        assert client.post(reverse(f"person:{name}", args=[person.pk]), data).status_code == 302
    assert rules.may_contact(person, NEWSLETTER, at=clock.now())
    assert Role.objects.get().until_on is None


FORM = {
    "first_name": "Ada",
    "last_name": "Neu",
    "email": "neu@example.org",
    "language": "de",
    "postcode": "38518",
    "place": "",
}


def test_the_office_enters_and_changes_people(signed_in: SignIn) -> None:
    make_district()
    client = signed_in("office")
    assert client.post(reverse("person:add"), FORM).status_code == 302
    person = Person.objects.get()
    assert (person.email_key, person.district.ags if person.district else "") == ("neu@example.org", "03151")
    assert client.post(reverse("person:edit", args=[person.pk]), {**FORM, "last_name": "Alt"}).status_code == 302
    person.refresh_from_db()
    assert (person.last_name, person.name_key) == ("Alt", "ada alt")
    assert Entry.objects.get(action="person.changed").details == {"fields": ["last_name"]}


def test_an_address_that_is_taken_is_refused_with_a_sentence(signed_in: SignIn) -> None:
    make_person(1)
    client = signed_in("office")
    answer = client.post(reverse("person:add"), {**FORM, "email": "ADA1@example.org"})
    assert answer.status_code == 200
    assert "wird schon eine andere Person geführt" in answer.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize("name", ["person", "organisation"])
def test_thirty_lines_cost_no_more_queries_than_one(signed_in: SignIn, name: str) -> None:
    make_district()
    client = signed_in("office")
    make = make_person if name == "person" else make_institution
    make(0, postcode="38518")
    client.get(reverse(f"{name}:index"))
    costs = []
    for many in (1, 30):
        for number in range(1, many):
            make(number, postcode="38518")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(f"{name}:index")).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_formulas_in_names_are_harmless_in_exports_and_the_export_is_written_down(signed_in: SignIn) -> None:
    make_person(1, last_name="=1+1")
    client = signed_in("office")
    assert "'=1+1" in content(export(client, "person", form={"use": "counting"})).decode()
    assert Entry.objects.get(action="list.exported").details["rows"] == 1
    assert content(export(client, "person", "xlsx", form={"use": "counting"}))
