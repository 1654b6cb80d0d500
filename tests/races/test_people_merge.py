"""Merging the same records at the same moment: exactly one merge happens, and nobody becomes a shadow of a shadow."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from anpacken.people.actions import _moving, erasures, merges, roles
from anpacken.people.choices import RoleKind
from anpacken.people.errors import AlreadyMerged, MergeOver, RecordErased
from anpacken.people.models import Consent, Merge, Person, Role
from anpacken.people.queries import merging
from tests.factories.people import AT, BY, make_person
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)


def merge(kept: Person, shadow: Person) -> Merge:
    return merges.merge(kept=kept, shadow=shadow, chosen={}, by=BY, at=AT)


def test_two_merges_of_the_same_pair_at_once(race: Race) -> None:
    one, other = make_person(1), make_person(2)
    lines = Consent.objects.count()
    outcomes = race(lambda _number: merge(one, other).pk, times=8)
    assert len(outcomes.results) == 1
    assert outcomes.errors_of(AlreadyMerged) == 7
    assert Merge.objects.count() == 1
    assert Role.objects.of(one).supporters().count() == 1
    assert Consent.objects.count() == lines + Consent.objects.of(other).count()


def test_two_merges_in_opposite_directions_at_once(race: Race) -> None:
    one, other = make_person(1), make_person(2)
    pairs = [(one, other), (other, one)]
    outcomes = race(lambda number: merge(*pairs[number % 2]).pk, times=8)
    assert len(outcomes.results) == 1
    assert outcomes.errors_of(AlreadyMerged) == 7
    assert Person.objects.count() == 1


@pytest.mark.parametrize("turn", range(4))
def test_three_records_in_a_ring_at_once(race: Race, turn: int) -> None:
    """A into B, B into C, C into A: never a ring, never waiting for each other in a ring, and everybody leads to
    somebody who stands."""
    ring = [make_person(number) for number in range(1, 4)]
    outcomes = race(lambda number: merge(ring[number], ring[(number + 1) % 3]).pk, times=3, threads=3)
    assert {type(error) for error in outcomes.errors} <= {AlreadyMerged}
    standing = Person.objects.count()
    assert standing == 3 - len(outcomes.results)
    assert standing >= 1
    for shadow in Person.everyone.exclude(merged_into=None):
        assert shadow.merged_into is not None
        assert shadow.merged_into.merged_into_id is None


def test_merging_a_record_while_the_one_that_it_was_merged_into_is_erased(race: Race) -> None:
    """The erasure takes the shadow too, the merge begins at the shadow: neither waits for the other for ever."""
    shadow, kept, third = (make_person(number) for number in range(1, 4))
    merge(kept, shadow)

    def deed(number: int) -> Any:
        if number == 0:
            return erasures.erase(subject=kept, by=BY, at=AT)
        return merge(shadow, kept if number % 2 else third)

    outcomes = race(deed, times=6)
    assert {type(error) for error in outcomes.errors} <= {AlreadyMerged, RecordErased}
    assert len(outcomes.errors) == 5
    assert list(Person.objects.values_list("pk", flat=True)) == [third.pk]


def test_one_merge_undone_many_times_at_once(race: Race) -> None:
    one, other = make_person(1), make_person(2)
    done = merge(one, other)
    outcomes = race(lambda _number: merges.undo(merge=done, by=BY, at=AT).merge.pk, times=8)
    assert len(outcomes.results) == 1
    assert outcomes.errors_of(MergeOver) == 7
    assert Person.objects.count() == 2
    assert Role.objects.supporters().filter(until_on=None).count() == 2


def test_roles_begun_while_merging_are_not_lost(race: Race) -> None:
    one, other = make_person(1), make_person(2)

    def deed(number: int) -> Any:
        if number == 0:
            return merge(one, other)
        return roles.begin(subject=other, kind=RoleKind.SPEAKER, from_on=AT.date(), by=BY, at=AT)

    outcomes = race(deed, times=6)
    assert outcomes.errors == []
    assert Role.objects.of(one).filter(kind=RoleKind.SPEAKER).count() == 1
    assert not Role.objects.of(other).exists()


def test_without_the_lock_they_become_shadows_of_each_other(
    race: Race,
    unlocked: Callable[[], AbstractContextManager[None]],
    pause: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: both read before either writes."""
    one, other = make_person(1), make_person(2)
    Role.objects.all().delete()
    resolved = merging.resolved

    def slowly(*args: Any, **kwargs: Any) -> Any:
        pause()
        return resolved(*args, **kwargs)

    def unheld(model: Any, pks: Any) -> dict[int, Person]:
        return {row.pk: row for row in model.everyone.filter(pk__in=pks)}

    monkeypatch.setattr(merges, "one_at_a_time", lambda name: None)
    monkeypatch.setattr(_moving, "lock_all", unheld)
    monkeypatch.setattr(merging, "resolved", slowly)
    pairs = [(one, other), (other, one)]
    with unlocked():
        outcomes = race(lambda number: merge(*pairs[number]).pk, times=2, threads=2)
    went_wrong = any(type(error) is not AlreadyMerged for error in outcomes.errors)
    assert len(outcomes.results) == 2 or went_wrong
