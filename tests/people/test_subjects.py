"""Addresses, names and links of a merged record lead to the one that was kept."""

from __future__ import annotations

import pytest
from django.utils import timezone

from anpacken.people.models import Organisation, Person
from anpacken.people.queries import subjects

pytestmark = pytest.mark.django_db


def person(address: str | None, **details: object) -> Person:
    return Person.everyone.create(last_name="Muster", email=address or "", email_key=address, **details)


def organisation(name: str, address: str | None = None, **details: object) -> Organisation:
    return Organisation.everyone.create(name=name, email=address or "", email_key=address, **details)


def test_an_address_leads_to_its_person_and_a_shadows_to_the_kept_one() -> None:
    ada = person("ada@example.org")
    person("ada.alt@example.org", merged_into=ada)
    assert subjects.by_address("ada@example.org") == ada
    assert subjects.by_address("ada.alt@example.org") == ada
    assert subjects.by_address("niemand@example.org") is None
    assert subjects.by_address(None) is None
    assert subjects.by_address("") is None


def test_a_chain_is_followed_to_its_end() -> None:
    last = person("c@example.org")
    middle = person("b@example.org", merged_into=last)
    person("a@example.org", merged_into=middle)
    assert subjects.by_address("a@example.org") == last


def test_a_ring_is_named_instead_of_being_followed_for_ever() -> None:
    """There is none unless something is broken; a worker that never answers would hide it."""
    ada = person("ada@example.org")
    other = person("ada.alt@example.org", merged_into=ada)
    Person.everyone.filter(pk=ada.pk).update(merged_into=other)
    with pytest.raises(subjects.RecordsInARing):
        subjects.by_address("ada@example.org")
    with pytest.raises(subjects.RecordsInARing):
        subjects.current(other)


def test_nobody_is_found_who_was_erased() -> None:
    gone = person("weg@example.org", erased_at=timezone.now())
    shadow = person("weg.alt@example.org", merged_into=gone)
    assert subjects.by_addresses(["weg@example.org", "weg.alt@example.org"]) == {}
    assert subjects.current(shadow) is None
    assert subjects.by_public_id(Person, shadow.public_id) is None


def test_many_addresses_cost_as_many_queries_as_few(django_assert_num_queries: object) -> None:
    kept = person("ada@example.org")
    for number in range(40):
        person(f"p{number}@example.org", merged_into=kept if number % 2 else None)
    for many in (4, 40):
        with django_assert_num_queries(2):  # type: ignore[operator]
            found = subjects.by_addresses(f"p{number}@example.org" for number in range(many))
        assert len(found) == many
    assert found["p1@example.org"] == kept
    assert found["p2@example.org"].email_key == "p2@example.org"


def test_an_organisation_is_found_by_address_and_name() -> None:
    club = organisation("Chor Süd e. V.", "chor@example.org")
    bare = organisation("Chor Süd e. V.")
    other = organisation("Verein Nord", "nord@example.org")
    assert subjects.organisation_by_key("chor@example.org", "chor sud e. v.") == club
    assert subjects.organisation_by_key(None, "chor sud e. v.") == bare
    # The one's name with the other's address is nobody.
    assert subjects.organisation_by_key("nord@example.org", "chor sud e. v.") is None
    assert subjects.organisation_by_name("verein nord") == other
    assert subjects.organisation_by_name("verein sud") is None


def test_any_name_and_any_address_of_a_merged_organisation_lead_to_it() -> None:
    kept = organisation("Chor Süd e. V.", "chor@example.org")
    organisation("Südchor", "post@example.org", merged_into=kept)
    for address in ("chor@example.org", "post@example.org"):
        for name in ("chor sud e. v.", "sudchor"):
            assert subjects.organisation_by_key(address, name) == kept
    assert subjects.organisation_by_name("sudchor") == kept


def test_who_bears_a_name_today_comes_before_whose_name_led_elsewhere() -> None:
    kept = organisation("Chor Süd e. V.")
    organisation("Südchor", merged_into=kept)
    today = organisation("Südchor")
    assert subjects.organisation_by_name("sudchor") == today


def test_all_ids_and_addresses_of_somebody() -> None:
    ada = person("ada@example.org")
    shadow = person("alt@example.org", merged_into=ada)
    nameless = person(None, merged_into=ada)
    assert subjects.all_ids(ada) == [ada.public_id, shadow.public_id, nameless.public_id]
    assert subjects.all_keys(ada) == ["ada@example.org", "alt@example.org"]
    assert subjects.by_public_id(Person, shadow.public_id) == ada
    assert subjects.by_public_id(Person, ada.public_id) == ada
    assert subjects.by_public_id(Person, "gibtesnicht1") is None
