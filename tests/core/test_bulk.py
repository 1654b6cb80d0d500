"""Many rows that are written at once are those that Django would have written one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from anpacken.audit.models import Entry
from anpacken.core import bulk, ids
from anpacken.people.choices import RoleKind
from anpacken.people.models import Role, Tag
from anpacken.people.models.subjects import Person

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 5, 4, 9, 0, 30, 123456, tzinfo=UTC)
ENTRY = ("at", "actor_kind", "actor_ref", "actor_label", "action", "target_type", "target_ref", "details")
STRANGE = "tab\there\nline\\N back\\slash \"quoted\" 'single' %s \u202ertl Ünal"


def entries(many: int) -> list[tuple[Any, ...]]:
    return [
        (NINE + timedelta(days=n), "user", "", STRANGE, "a.b", "people.person", f"{n}", {"n": [n, None, True, STRANGE]})
        for n in range(many)
    ]


def test_every_value_comes_back_as_it_was_given() -> None:
    bulk.insert(Entry, ENTRY, entries(2500))
    assert list(Entry.objects.order_by("pk").values_list(*ENTRY)) == entries(2500)
    assert Entry.objects.filter(at__gte=NINE + timedelta(days=2499)).count() == 1


def test_the_keys_come_in_the_order_of_the_rows() -> None:
    names = [f"Tag {number * 7919 % 2500}" for number in range(2500)]
    rows = [(ids.new_public_id(), name, "", name.lower()) for name in names]
    keys = bulk.insert_new(Tag, ("public_id", "name", "description", "name_key"), rows)
    made = Tag.objects.in_bulk(keys)
    assert [made[key].name for key in keys] == names
    assert Tag.objects.create(name="Another").pk not in keys


def test_relations_days_and_nothing() -> None:
    person = Person.objects.create(last_name="Muster")
    columns = ("public_id", "person", "organisation", "kind", "from_on", "until_on", "remark")
    bulk.insert(Role, columns, [("abcdefghjkmn", person.pk, None, RoleKind.JUROR.value, NINE.date(), None, "")])
    role = Role.objects.get()
    assert (role.person, role.organisation, role.kind, role.from_on, role.until_on, role.remark) == (
        *(person, None, "juror"),
        *(NINE.date(), None, ""),
    )


def test_nothing_is_written_of_nothing() -> None:
    bulk.insert(Tag, ("public_id", "name"), [])
    assert bulk.insert_new(Tag, ("public_id", "name"), []) == []
    assert not Tag.objects.exists()


def test_what_is_known_stays_if_it_may() -> None:
    columns = ("public_id", "name", "description", "name_key")
    bulk.insert(Tag, columns, [("abcdefghjkmn", "Kita", "first", "kita")])
    second = [("abcdefghjkmp", "KITA", "second", "kita"), ("abcdefghjkmq", "Chor", "", "chor")]
    bulk.insert(Tag, columns, second, ignores_known=True)
    assert list(Tag.objects.values_list("name", "description")) == [("Chor", ""), ("Kita", "first")]
    for insert in (bulk.insert, bulk.insert_new):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(Tag, columns, [("abcdefghjkmr", "Kita", "", "kita")])
    assert Tag.objects.count() == 2
