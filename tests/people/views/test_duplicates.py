"""The office's pages about duplicates: right, clear about bad input, as many queries for many pairs as for few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anpacken.core.actors import Actor
from anpacken.people import jobs
from anpacken.people.actions import merges
from anpacken.people.choices import PairState
from anpacken.people.models import DuplicatePair, Merge, Organisation, Person
from anpacken.people.queries import merging
from tests.factories.people import NEWSLETTER, make_district, make_person, words

pytestmark = pytest.mark.django_db
BY = Actor.command("tests")
LIST = "/office/duplicates/"


@pytest.fixture
def office(signed_in: Callable[..., Client]) -> Client:
    return signed_in("office")


def make_pair(number: int = 1) -> DuplicatePair:
    return DuplicatePair.objects.create(
        first_person=make_person(number * 10),
        second_person=make_person(number * 10 + 1),
        score=95,
        reasons=["name_and_postcode"],
    )


def address(pair: DuplicatePair) -> str:
    assert pair.first_person is not None
    assert pair.second_person is not None
    return f"{LIST}person/{pair.first_person.public_id}/{pair.second_person.public_id}/"


def test_the_list_costs_the_same_for_many_pairs(office: Client) -> None:
    make_pair(1)
    office.get(LIST)
    with CaptureQueriesContext(connection) as few:
        office.get(LIST)
    for number in range(2, 24):
        make_pair(number)
    with CaptureQueriesContext(connection) as many:
        answer = office.get(LIST)
    assert len(few) == len(many)
    assert "23 Paare" in answer.content.decode()


def test_the_comparison_says_which_address_each_consent_was_given_for(office: Client) -> None:
    kept = make_person(1, consents=words(NEWSLETTER))
    other = make_person(2)
    page = office.get(f"{LIST}person/{kept.public_id}/{other.public_id}/").content.decode()
    assert "Newsletter: eingewilligt." in page
    assert "Newsletter: nur für die andere Angabe eingewilligt, endet also." in page


def test_merging_by_the_form(office: Client) -> None:
    pair = make_pair()
    one, other = pair.first_person, pair.second_person
    assert one is not None
    assert other is not None
    form = {"seen": merging.fingerprint(one, other), "choice_last_name": "shadow", "choice_email": "kept"}
    answer = office.post(address(pair), form)
    assert (answer.status_code, answer["Location"]) == (302, f"/office/person/inspect/{one.pk}/")
    one.refresh_from_db()
    assert (one.last_name, one.email) == ("Muster11", "ada10@example.org")
    pair.refresh_from_db()
    assert pair.state == PairState.MERGED
    # Whoever comes second, with the page still open, is told so on the record that was kept.
    second = office.post(address(pair), form, follow=True)
    assert second.redirect_chain == [(f"/office/person/inspect/{one.pk}/", 302)]
    assert "inzwischen zusammengeführt" in second.content.decode()
    assert Merge.objects.count() == 1
    assert f"/inspect/{one.pk}/" in office.get(f"{LIST}person/{other.public_id}/").content.decode()


def test_a_record_that_changed_meanwhile_is_shown_again(office: Client) -> None:
    pair = make_pair()
    one, other = pair.first_person, pair.second_person
    assert one is not None
    assert other is not None
    seen = merging.fingerprint(one, other)
    Person.objects.filter(pk=other.pk).update(phone="05371 1")
    answer = office.post(address(pair), {"seen": seen})
    assert answer.status_code == 409
    assert "inzwischen geändert" in answer.content.decode()
    assert not Merge.objects.exists()
    assert merging.fingerprint(one, Person.objects.get(pk=other.pk)) in answer.content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"seen": "x" * 1000},
        {"seen": "\x00"},
        {"seen": "nonsense"},
        {"seen": "nonsense", "choice_email": "both"},
        {"seen": "nonsense", "choice_id": "shadow"},
    ],
)
def test_bad_input_merges_nothing(office: Client, form: dict[str, str]) -> None:
    assert office.post(address(make_pair()), form).status_code in (200, 409)
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "?kind=robot", "?state=merged", "?reason=because", "?region=%00", "?q=%00", "?q=" + "x" * 500, "?page=-1",
        "?page=x", "?kind=organisation&q=%F0%9F%A6%84", "?q=%25_%5C", "?kind=person&kind=organisation",
    ],
)  # fmt: skip
def test_odd_addresses_are_answered(office: Client, query: str) -> None:
    make_pair()
    assert office.get(LIST + query).status_code == 200


def test_what_there_is_not_is_said(office: Client) -> None:
    one = make_person(1)
    club = Organisation.objects.create(name="Chor")
    assert office.get(f"{LIST}person/{one.public_id}/{one.public_id}/").status_code == 404
    assert office.get(f"{LIST}person/{one.public_id}/{club.public_id}/").status_code == 404
    assert office.get(f"{LIST}robot/{one.public_id}/").status_code == 404
    assert office.get(f"{LIST}person/{one.public_id}/?q=%00").status_code == 200
    Person.objects.filter(pk=one.pk).update(erased_at=timezone.now())
    assert office.get(f"{LIST}person/{one.public_id}/").status_code == 404


def test_the_other_record_is_found_by_words_and_by_number(office: Client) -> None:
    one, other = make_person(1), make_person(2)
    for asked in ("muster2", other.public_id):
        page = office.get(f"{LIST}person/{one.public_id}/", {"q": asked}).content.decode()
        assert f"{LIST}person/{one.public_id}/{other.public_id}/" in page
    assert "Kein anderer Eintrag" in office.get(f"{LIST}person/{one.public_id}/", {"q": "niemand"}).content.decode()


def test_narrowed_by_region(office: Client) -> None:
    pair = make_pair()
    assert pair.first_person is not None
    Person.objects.filter(pk=pair.first_person.pk).update(district=make_district())
    assert "1 Paar" in office.get(f"{LIST}?region=braunschweig").content.decode()
    assert "0 Paare" in office.get(f"{LIST}?region=braunschweig&reason=address").content.decode()


def test_undoing_by_the_button_says_what_was_left(office: Client) -> None:
    one, other = make_person(1), make_person(2)
    done = merges.merge(kept=one, shadow=other, chosen={}, by=BY, at=timezone.now())
    Person.objects.filter(pk=one.pk).update(created_at=timezone.now() - timedelta(days=5))
    assert "Rückgängig machen" in office.get(f"{LIST}merges/").content.decode()
    assert office.get(f"{LIST}merges/{done.public_id}/undo/").status_code == 200
    page = office.post(f"{LIST}merges/{done.public_id}/undo/", follow=True).content.decode()
    assert "sind wieder zwei" in page
    assert Person.objects.count() == 2
    again = office.post(f"{LIST}merges/{done.public_id}/undo/", follow=True).content.decode()
    assert "nicht mehr rückgängig machen" in again
    assert office.get(f"{LIST}merges/{done.public_id}/undo/").status_code == 404


def test_the_search_is_done_by_the_worker_in_the_name_of_who_asked(office: Client) -> None:
    for number in (1, 2):
        make_person(number, last_name="Muster", postcode="38518")
    jobs.search_duplicates_now.func("abc")
    page = office.get(LIST).content.decode()
    assert "1 Paar" in page
    assert "Zuletzt durchsucht" in page


def test_a_record_leads_to_the_comparison(office: Client) -> None:
    one = make_person(1)
    assert f"{LIST}person/{one.public_id}/" in office.get(f"/office/person/inspect/{one.pk}/").content.decode()
