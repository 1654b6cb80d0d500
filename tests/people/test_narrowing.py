"""Finding people: the search, its index, and the filters of the office's lists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from anpacken.people.models import Affiliation, Organisation, Person
from anpacken.people.queries import narrowing
from tests.factories.people import make_institution, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[3000, 0])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Both ways: the few numbers handed over, and the condition asked row by row."""
    monkeypatch.setattr(narrowing, "FEW", request.param)
    return int(request.param)


def names(found: Any) -> list[str]:
    return sorted(str(one) for one in found)


@pytest.fixture
def people() -> None:
    make_person(1, first_name="Züleyha", last_name="Özdemir", place="Lüneburg", postcode="21335")
    make_person(2, first_name="Jo", last_name="Wu", email="jo.wu@museum.example")
    make_person(3, first_name="Karl", last_name="Strauß")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("özdemir", ["Züleyha Özdemir"]),
        ("OZDEM lüne", ["Züleyha Özdemir"]),
        ("21335", ["Züleyha Özdemir"]),
        ("strauss", ["Karl Strauß"]),
        ("jo.wu@museum.example", ["Jo Wu"]),
        ("wu", ["Jo Wu"]),
        ("jo wu", ["Jo Wu"]),
        ("museum wu", ["Jo Wu"]),
        ("öz", ["Züleyha Özdemir"]),
        ("nobody", []),
        ("%", []),
        ("___", []),
        ('a"b" OR "z', []),
        ("*ule*", []),
        ("", ["Jo Wu", "Karl Strauß", "Züleyha Özdemir"]),
        ("\x00", ["Jo Wu", "Karl Strauß", "Züleyha Özdemir"]),
    ],
)
def test_every_word_is_found_wherever_it_stands(people: None, few: int, words: str, expected: list[str]) -> None:
    assert names(narrowing.matching(Person.objects.all(), words)) == expected


def test_a_person_is_found_by_the_organisation(people: None) -> None:
    house = make_institution(1, name="Kulturhaus Süd")
    person = Person.objects.get(last_name="Wu")
    Affiliation.objects.create(person=person, organisation=house, kind="works")
    assert names(narrowing.matching(Person.objects.all(), "kulturhaus")) == ["Jo Wu"]
    assert names(narrowing.matching(Person.objects.all(), "kulturhaus wu")) == ["Jo Wu"]
    assert names(narrowing.matching(Organisation.objects.all(), "KULTUR sud")) == ["Kulturhaus Süd"]


def test_the_index_follows_every_change(people: None) -> None:
    person = Person.objects.get(last_name="Wu")
    person.last_name = "Zimmermann"
    person.save()
    assert names(narrowing.matching(Person.objects.all(), "zimmermann")) == ["Jo Zimmermann"]
    assert names(narrowing.matching(Person.objects.all(), "museum wu")) == ["Jo Zimmermann"], "by the address"
    Person.everyone.filter(pk=person.pk).delete()
    assert names(narrowing.matching(Person.objects.all(), "zimmermann")) == []


def test_sqlite_keeps_its_index_by_triggers() -> None:
    """A migration that alters a column makes the table anew, without them: see migrations/_search_index.py."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'people_%_search_%'")
        triggers = {name for (name,) in cursor.fetchall()}
    assert triggers == {
        f"{table}_search_{deed}"
        for table in ("people_person", "people_organisation")
        for deed in ("insert", "update", "delete")
    }


def test_filters_find_the_same_in_both_ways(people: None, few: int) -> None:
    from anpacken.core import clock
    from anpacken.people.choices import ConsentPurpose, RoleKind
    from tests.factories.people import LISTING, words

    make_person(4, last_name="Listed", consents=words(LISTING), since=date(2019, 3, 1))
    everyone = Person.objects.all()
    assert names(narrowing.with_role(everyone, RoleKind.SUPPORTER, day=date(2018, 6, 1))) == [
        "Jo Wu",
        "Karl Strauß",
        "Züleyha Özdemir",
    ]
    assert names(narrowing.supporting_since(everyone, date(2019, 1, 1))) == ["Ada Listed"]
    assert names(narrowing.with_consent(everyone, ConsentPurpose.LISTING, at=clock.now())) == ["Ada Listed"]
    assert names(narrowing.with_consent(everyone, ConsentPurpose.PHOTO, at=clock.now())) == []
