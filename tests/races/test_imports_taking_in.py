"""Lists while other things happen: two lists at once, an erasure in the middle, a process that is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connections

from anpacken.core import clock
from anpacken.imports.actions import applying
from anpacken.imports.actions.applying import Applying
from anpacken.imports.choices import ImportState
from anpacken.imports.models import Import, ImportRow
from anpacken.people.actions import erasures, intake
from anpacken.people.entries import Entry, Terms
from anpacken.people.models import Organisation, Person, Role
from tests.factories.people import AT, make_person
from tests.imports.lists import BY, as_csv, tried, upload
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 60
HEAD = ["E-Mail", "Nachname", "Organisation", "Unterstützt seit"]


def ready(rows: list[list[str]], *, head: list[str] | None = None) -> Import:
    of = tried(upload(as_csv([head or HEAD, *rows])))
    applying.begin(of=of, by=BY, at=AT)
    return of


def rows(many: int = MANY) -> list[list[str]]:
    return [[f"a{number}@example.org", "Muster", f"Verein {number % 7}", "2019-06-03"] for number in range(many)]


def test_one_list_taken_in_by_many_workers(race: Race, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BATCH", 5)
    of = ready(rows())
    outcomes = race(lambda _number: applying.apply_all(of=of), times=4, threads=4)
    assert outcomes.errors == []
    of.refresh_from_db()
    assert (of.state, of.done) == (ImportState.DONE, {"new": MANY, "rejected": 0})
    assert (Person.objects.count(), Organisation.objects.count(), Role.objects.count()) == (MANY, 7, MANY)


def test_two_lists_of_the_same_people_at_once(race: Race, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BATCH", 7)
    both = [ready(rows()), ready(list(reversed(rows())))]
    outcomes = race(lambda number: applying.apply_all(of=both[number]), times=2, threads=2)
    assert outcomes.errors == []
    done = [Import.objects.get(pk=of.pk).done for of in both]
    assert sum(each.get("new", 0) for each in done) == MANY
    assert sum(sum(each.values()) for each in done) == 2 * MANY
    assert (Person.objects.count(), Organisation.objects.count()) == (MANY, 7)


def test_whoever_is_erased_while_a_list_goes_in_does_not_come_back(race: Race, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BATCH", 3)
    people = [make_person(number) for number in range(8)]
    listed = [[f"ada{number % 8}@example.org", "Neu", "", "2019-09-01"] for number in range(40)]
    of = ready(listed)

    def deed(number: int) -> object:
        if number == 0:
            return applying.apply_all(of=of)
        return erasures.erase(subject=people[number - 1], by=BY, at=AT + timedelta(hours=1))

    outcomes = race(deed, times=9, threads=4)
    assert outcomes.errors == []
    assert Person.objects.count() == 0
    assert not Person.everyone.exclude(email_key=None).exists()


def test_without_the_order_two_batches_enter_one_organisation_twice(
    race: Race, pause: Callable[[], None], unlocked: Callable[[], AbstractContextManager[None]]
) -> None:
    """The negative control: the same reading and writing, and no batch waits for the other."""
    entry = Entry(row=2, is_organisation=True, email_key=None, values={"name": "Verein Nord"})
    terms = Terms(skips_known=False)

    def unordered(_number: int) -> None:
        known = intake.look([entry], terms=terms, at=AT)
        pause()
        if known[0].outcome == "new":
            Organisation.objects.create(name="Verein Nord")

    with unlocked():
        race(unordered, times=6, threads=6)
    assert Organisation.objects.count() > 1


def _work(ref: str) -> None:
    """In a process of its own, until it is killed."""
    connections.close_all()
    applying.BATCH = 5
    work = Applying(Import.objects.get(public_id=ref))
    while work.step(at=clock.now()):
        time.sleep(0.01)


def test_a_process_killed_anywhere_loses_no_row_and_takes_none_in_twice() -> None:
    many = 200
    of = ready(rows(many))
    context = multiprocessing.get_context("fork")
    for _kill in range(4):
        # A child that has its parent's connection would end it.
        connections.close_all()
        process = context.Process(target=_work, args=(of.public_id,))
        process.start()
        before = Import.objects.get(pk=of.pk).cursor
        until = time.monotonic() + 30
        while Import.objects.get(pk=of.pk).cursor == before and process.is_alive() and time.monotonic() < until:
            time.sleep(0.003)
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        of.refresh_from_db()
        # What is in, what waits, and what is counted add up at every moment.
        assert Person.objects.count() + ImportRow.objects.count() == many
        assert of.done.get("new", 0) == Person.objects.count()
    assert 0 < Person.objects.count() < many
    assert applying.apply_all(of=of).done == {"new": many, "rejected": 0}
    assert (Person.objects.count(), Role.objects.count(), ImportRow.objects.count()) == (many, many, 0)
