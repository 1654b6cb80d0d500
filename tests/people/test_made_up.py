"""A made-up register is as the actions would have left it, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.people.actions import made_up
from anpacken.people.choices import ConsentPurpose, RoleKind
from anpacken.people.models import (
    Affiliation,
    Consent,
    CustomValue,
    Note,
    Organisation,
    Person,
    Role,
    SpokenLanguage,
)
from anpacken.people.queries import consenting
from tests.factories.people import make_district

pytestmark = pytest.mark.django_db
TABLES = (Person, Organisation, Role, Consent, Affiliation, SpokenLanguage, CustomValue)


def make(seed: int = 1) -> dict[str, int]:
    return made_up.make(people=600, organisations=60, seed=seed, by=Actor.command("tests"))


@pytest.fixture
def made() -> Iterator[dict[str, int]]:
    make_district()
    yield make()
    # The constraints that PostgreSQL looks at in the end.
    connection.check_constraints()


def test_a_register_of_that_size_with_all_that_goes_with_it(made: dict[str, int]) -> None:
    assert (made["people"], made["organisations"]) == (600, 60)
    assert (Person.objects.count(), Organisation.objects.count()) == (600, 60)
    assert Role.objects.supporters().count() == 660
    newsletter = consenting(Person.objects.all(), ConsentPurpose.NEWSLETTER, at=clock.now()).count()
    assert consenting(Person.objects.all(), ConsentPurpose.REGISTER, at=clock.now()).count() == 600
    # Each in its share, within what chance allows for 600: four times its standard deviation.
    shares = {
        "at home": (Person.objects.exclude(district=None).count(), 540, 30),
        "subscribed": (newsletter, 216, 49),
        "left": (Role.objects.filter(kind=RoleKind.SUPPORTER).exclude(until_on=None).count(), 33, 23),
        "tagged": (Person.objects.exclude(tags=None).count(), 180, 45),
        "speaking": (SpokenLanguage.objects.count(), 120, 40),
        "answered": (CustomValue.objects.count(), 120, 60),
        "affiliated": (Affiliation.objects.count(), 150, 43),
    }
    assert {name: number for name, (number, middle, off) in shares.items() if abs(number - middle) > off} == {}


def test_the_first_persons_story_has_200_entries(made: dict[str, int]) -> None:
    first = Person.objects.get(pk=made["first_person"])
    assert Note.objects.filter(person=first).count() + Entry.objects.filter(target_ref=first.public_id).count() == 200


def test_what_follows_other_columns_follows_them(made: dict[str, int]) -> None:
    for model in (Person, Organisation):
        for name in ("name_key", "search_key"):
            field: Any = model._meta.get_field(name)
            kept = dict(model.objects.values_list("pk", name))
            assert {one.pk: field.pre_save(one, False) for one in model.objects.all()} == kept
    for word in ("mann", "example", "oz", "verein"):
        holding = {one.pk for one in Person.objects.all() if word in one.search_key}
        assert set(Person.objects.filter(search_key__holds=word).values_list("pk", flat=True)) == holding


def test_the_same_seed_makes_the_same_people() -> None:
    make_district()
    at = clock.now()

    def rows(seed: int) -> list[list[Any]]:
        with transaction.atomic(), clock.frozen(at):
            make(seed)
            left_out = {"id", "person", "organisation", "field"}
            columns = [[f.name for f in table._meta.concrete_fields if f.name not in left_out] for table in TABLES]
            found = [
                list(table._default_manager.order_by("pk").values_list(*names))
                for table, names in zip(TABLES, columns, strict=True)
            ]
            transaction.set_rollback(True)
        return found

    assert rows(1) == rows(1)
    assert rows(1) != rows(2)
