"""The office hands out what is held, and erases, after a tick."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.people.models import Note, Person
from anpacken.people.queries.suppressions import is_suppressed
from tests.consistency.world import alliance
from tests.factories.accounts import make_user
from tests.factories.people import make_district, make_institution, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    alliance()
    client = Client()
    client.force_login(make_user("office"))
    return client


def test_the_page_says_what_goes_and_the_button_erases_it(browser: Client) -> None:
    person = make_person()
    Note.objects.create(person=person, text="calls often")
    address = reverse("people_register:erase", args=["person", person.pk])
    page = browser.get(address).content.decode()
    assert "Notizen der Geschäftsstelle: 1" in page
    assert "Rollen, die heute enden" in page
    refused = browser.post(address)
    assert refused.status_code == 422
    assert Person.objects.filter(pk=person.pk).exists()
    answer = browser.post(address, {"sure": "on"}, follow=True)
    assert "Alles ist gelöscht" in answer.content.decode()
    assert not Person.objects.filter(pk=person.pk).exists()
    assert is_suppressed(person.email)
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"sure": "on"}).status_code == 404


def test_an_organisation_is_told_of_with_a_warning(browser: Client) -> None:
    verein = make_institution()
    page = browser.get(reverse("people_register:erase", args=["organisation", verein.pk])).content.decode()
    assert "Art. 17 Abs. 3" in page


def test_everything_held_is_printed_and_that_is_written_down(browser: Client) -> None:
    person = make_person()
    Note.objects.create(person=person, text="calls often")
    page = browser.post(reverse("people_register:held", args=["person", person.pk])).content.decode()
    assert "calls often" in page
    assert Entry.objects.filter(action="data.handed_out", target_ref=person.public_id).count() == 1


@pytest.mark.parametrize("role", ["editor", "regional", "reader", None])
def test_nobody_but_the_office_may(role: str | None) -> None:
    alliance()
    make_district()
    person = make_person(postcode="38518")
    client = Client()
    client.force_login(make_user(role, scope="braunschweig" if role == "regional" else ""))
    for name in ("held", "erase"):
        answer = client.post(reverse(f"people_register:{name}", args=["person", person.pk]), {"sure": "on"})
        assert answer.status_code in {302, 403, 404}
    assert Person.objects.filter(pk=person.pk).exists()
    assert not Entry.objects.filter(action="data.handed_out").exists()
