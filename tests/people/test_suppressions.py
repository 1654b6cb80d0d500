"""An erased address is known again, and cannot be read."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.people import links
from anpacken.people.actions import erasures, my_pages, organisations, persons, suppressions
from anpacken.people.choices import SuppressionReason
from anpacken.people.errors import AddressSuppressed, AddressUnreadable, AlreadyChanged
from anpacken.people.models import Person, Suppression
from anpacken.people.queries.suppressions import is_suppressed, suppressed
from tests.factories.people import AT, asked, confirm, make_institution, make_person

pytestmark = pytest.mark.django_db
BY = Actor.command("tests")


def suppress(email: str) -> None:
    suppressions.suppress(email=email, reason=SuppressionReason.ERASED, by=BY, at=AT)


def test_any_spelling_of_the_address_is_known_again_and_no_other() -> None:
    suppress("Ada@Example.org")
    assert is_suppressed(" ada@EXAMPLE.org ")
    assert not is_suppressed("ada2@example.org")
    assert not is_suppressed("no address")


def test_neither_the_table_nor_the_log_says_which_address_it_was() -> None:
    suppress("ada@example.org")
    line = Suppression.objects.get()
    assert len(line.key) == 64
    assert "ada" not in line.key
    # Not the plain hash, which could be tried out with a list of addresses.
    assert line.key != sha256(b"ada@example.org").hexdigest()
    assert "ada" not in str(list(Entry.objects.values()))


def test_twice_is_once() -> None:
    suppress("ada@example.org")
    suppress("ADA@example.org")
    assert Suppression.objects.count() == 1
    assert Entry.objects.filter(action="address.suppressed").count() == 1


def test_lifting_takes_it_off_once() -> None:
    suppress("ada@example.org")
    assert suppressions.lift(email="ada@example.org", by=BY, at=AT)
    assert not suppressions.lift(email="ada@example.org", by=BY, at=AT)
    assert not is_suppressed("ada@example.org")


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(AddressUnreadable):
        suppress("ada")
    with pytest.raises(AddressUnreadable):
        suppressions.lift(email="ada", by=BY, at=AT)


def test_a_changed_secret_forgets_nothing_as_long_as_the_old_one_is_named() -> None:
    suppress("ada@example.org")
    old = "x" * 50
    with override_settings(SECRET_KEY=old):
        assert not is_suppressed("ada@example.org")
        suppress("bo@example.org")
    with override_settings(SECRET_KEY_FALLBACKS=[old]):
        assert suppressed(["ada@example.org", "bo@example.org", "cy@example.org"]) == {
            "ada@example.org",
            "bo@example.org",
        }
        suppress("bo@example.org")
        assert Suppression.objects.count() == 2
        assert suppressions.lift(email="bo@example.org", by=BY, at=AT)


def test_a_thousand_addresses_are_asked_in_two_queries() -> None:
    suppress("person7@example.org")
    with CaptureQueriesContext(connection) as asked:
        found = suppressed(f"person{number}@example.org" for number in range(1000))
    assert found == {"person7@example.org"}
    assert len(asked) == 2


def test_a_fresh_sign_up_confirmed_by_the_mailed_link_lifts_it_and_asking_alone_does_not() -> None:
    suppress("ada@example.org")
    sign_up = asked("Ada@example.org")
    assert is_suppressed("ada@example.org")
    confirm(sign_up)
    assert not is_suppressed("ada@example.org")


def test_the_office_enters_a_suppressed_address_neither_for_a_person_nor_for_an_institution() -> None:
    suppress("ada@example.org")
    person = Person(last_name="Muster", email="Ada@example.org")
    with pytest.raises(AddressSuppressed):
        persons.save(record=person, changed=["email"], save_related=lambda: None, by=BY)
    verein = make_institution()
    verein.email = "ada@example.org"
    with pytest.raises(AddressSuppressed):
        organisations.save(record=verein, changed=["email"], save_related=lambda: None, by=BY)
    assert not Person.objects.exists()
    verein.refresh_from_db()
    assert verein.email == "verein1@example.org"


def test_whoever_is_kept_already_can_still_be_changed() -> None:
    person = make_person()
    suppress(person.email)
    person.place = "Celle"
    persons.save(record=person, changed=["place"], save_related=lambda: None, by=BY)
    person.refresh_from_db()
    assert person.place == "Celle"


def test_a_new_address_confirmed_by_its_owner_is_taken_and_lifted() -> None:
    person = make_person()
    suppress("new@example.org")
    address = links.new_address_url(person, "new@example.org", "de")
    link = links.read_new_address(address.rstrip("/").rsplit("/", 1)[1])
    my_pages.change_address(link=link, subject=person, by=BY, at=AT)
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert not is_suppressed("new@example.org")


def test_a_new_address_of_somebody_who_was_erased_meanwhile_is_refused() -> None:
    person = make_person()
    address = links.new_address_url(person, "new@example.org", "de")
    link = links.read_new_address(address.rstrip("/").rsplit("/", 1)[1])
    erasures.erase(subject=person, by=BY, at=AT)
    with pytest.raises(AlreadyChanged):
        my_pages.change_address(link=link, subject=person, by=BY, at=AT)
