"""Loading twice, and the same people every time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from anpacken.alliance.models import Alliance, Theme
from anpacken.audit.models import Entry
from anpacken.config.demo.loading import Report, load
from anpacken.config.demo.loading.ledger import RecordGone
from anpacken.config.demo.loading.people import institutions, persons
from anpacken.config.demo.reading import read
from anpacken.core.texts import translated
from anpacken.events.models import Event
from anpacken.impact.models import Outcome, Publication
from anpacken.people.models import Organisation, Person
from tests.demo.conftest import SET_UP, rows

POSTCODES = {"03241": [("30169", "Hannover"), ("30880", "Laatzen")], "03355": [("21335", "Lüneburg")]}


@pytest.mark.usefixtures("loaded")
class TestTheSecondRun:
    def test_adds_nothing(self) -> None:
        before = rows()

        report = load(read(), at=SET_UP + timedelta(days=3))

        assert report == Report()
        assert rows() == before

    def test_keeps_what_was_changed_renamed_and_removed(self) -> None:
        Event.objects.filter(slug="dritter-jahrestag").update(title=translated(de="Unser Jahrestag"))
        Event.objects.filter(slug="tanz-oyten").update(slug="tanzen-in-oyten")
        Alliance.objects.update(name="Anderes Bündnis")
        Theme.objects.filter(slug="frauen").update(name=translated(de="Frauen und Mädchen"))
        Organisation.objects.filter(name="Peppermint Event").update(name="Minze GmbH", name_key="minze gmbh")
        Person.objects.filter(email_key__startswith="anke").update(last_name="Umbenannt")
        Publication.objects.filter(kind="flyer").delete()
        Outcome.objects.filter(slug="sprint").delete()
        before = rows()

        load(read(), at=SET_UP + timedelta(days=3))

        assert rows() == before
        assert str(Event.objects.get(slug="dritter-jahrestag").title) == "Unser Jahrestag"
        assert not Event.objects.filter(slug="tanz-oyten").exists()
        assert Alliance.objects.get().name == "Anderes Bündnis"
        assert not Publication.objects.filter(kind="flyer").exists()

    def test_brings_what_is_new_in_the_files(self, altered: Callable[..., Path]) -> None:
        entry = "press:\n  - {outlet: Bote vom Moor, published_on: 2019-03-15, event: follow-up-engagement}\n"

        report = load(read(altered("impact.yaml", "press:\n", entry)), at=SET_UP)

        assert (report.impact, report.entries) == (1, 1)
        assert Entry.objects.filter(action="demo.loaded").count() == 2

    def test_refuses_what_is_new_but_belongs_to_something_gone(self, altered: Callable[..., Path]) -> None:
        Event.objects.filter(slug="follow-up-engagement").update(slug="nachschau")
        entry = "press:\n  - {outlet: Bote vom Moor, published_on: 2019-03-15, event: follow-up-engagement}\n"
        before = rows()

        with pytest.raises(RecordGone, match="“follow-up-engagement”, which has been renamed or removed here"):
            load(read(altered("impact.yaml", "press:\n", entry)), at=SET_UP)

        assert rows() == before


class TestMadeUpPeople:
    def test_the_same_people_every_time(self) -> None:
        entry = read().supporters

        assert list(persons(entry, POSTCODES)) == list(persons(entry, POSTCODES))
        assert list(institutions(entry, POSTCODES)) == list(institutions(entry, POSTCODES))

    def test_a_longer_list_begins_with_the_same_people(self) -> None:
        entry = read().supporters
        shorter = entry.model_copy(update={"persons": 10})

        ten = [(row.first_name, row.last_name, row.email) for row in persons(shorter, POSTCODES)]

        assert ten == [(row.first_name, row.last_name, row.email) for row in list(persons(entry, POSTCODES))[:10]]

    def test_the_seed_is_the_same_on_every_machine(self) -> None:
        """Python promises that `Random(seed).random()` stays; this notices if choices were to change."""
        names = "\n".join(f"{row.first_name} {row.last_name}" for row in persons(read().supporters, POSTCODES))

        assert hashlib.sha256(names.encode()).hexdigest()[:16] == "4bcd74c56d9bf020"

    def test_addresses_stand_once_and_names_come_from_many_places(self) -> None:
        entry = read().supporters
        drawn = list(persons(entry, POSTCODES))

        assert len({row.email for row in drawn}) == 2669
        last_names = {row.last_name for row in drawn}
        assert {"Behrens", "Yıldız", "Haddad", "Hosseini", "Rasho", "Schewtschuk", "Haile"} <= last_names

    def test_institutions_have_names_that_stand_once(self) -> None:
        drawn = list(institutions(read().supporters, POSTCODES))

        assert len({row.name for row in drawn}) == len({row.email for row in drawn}) == 339
