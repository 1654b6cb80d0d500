"""Rows that were written to a shadow after its merge: none is lost, and undoing gives them back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from anpacken.audit.models import Entry
from anpacken.events.models import Registration
from anpacken.media.models import Picture
from anpacken.people.actions import erasures, merges, settling
from anpacken.people.choices import RoleKind
from anpacken.people.models import Merge, Note, Person, Role, Tag
from anpacken.people.rules import UNDO_GOOD_FOR
from tests.factories.events import make_event, register
from tests.factories.people import AT, BY, make_institution, make_person
from tests.people.test_releases import give_picture

pytestmark = pytest.mark.django_db
NIGHT = AT + timedelta(hours=18)


def merge(kept: Any, shadow: Any, **chosen: str) -> Merge:
    return merges.merge(kept=kept, shadow=shadow, chosen=chosen, by=BY, at=AT)


def collect() -> int:
    return settling.collect_late(by=BY, at=NIGHT)


def settle() -> int:
    return settling.settle_old(before=AT, by=BY, at=AT + UNDO_GOOD_FOR)


def late_rows(shadow: Person) -> tuple[Note, Registration]:
    """As somebody writes them who had read the record before it was merged."""
    registration = register(make_event(), "late@example.org")
    Registration.objects.filter(pk=registration.pk).update(person=shadow)
    return Note.objects.create(person=shadow, text="Calls back."), registration


def owners(*rows: Any) -> list[int]:
    return [type(row).objects.get(pk=row.pk).person_id for row in rows]


def test_late_rows_come_to_the_kept_record_and_go_back_when_it_is_undone() -> None:
    kept, shadow = make_person(1), make_person(2)
    done = merge(kept, shadow)
    rows = late_rows(shadow)
    assert collect() == 2
    assert owners(*rows) == [kept.pk, kept.pk]
    entry = Entry.objects.get(action="merge.collected")
    assert (entry.target_ref, entry.details["rows"]) == (kept.public_id, 2)
    assert collect() == 0
    assert merges.undo(merge=done, by=BY, at=NIGHT).is_exact
    assert owners(*rows) == [shadow.pk, shadow.pk]


def test_what_the_kept_record_has_already_is_folded_or_stays() -> None:
    kept, shadow = make_person(1), make_person(2)
    tag = Tag.objects.create(name="Presse")
    kept.tags.add(tag)
    merge(kept, shadow)
    Role.objects.create(person=shadow, kind=RoleKind.SUPPORTER, from_on=date(2015, 1, 1))
    shadow.tags.add(tag)
    assert collect() == 1
    assert Role.objects.get(kind=RoleKind.SUPPORTER).person_id == kept.pk
    assert Role.objects.get().from_on == date(2015, 1, 1)
    assert (kept.tags.count(), shadow.tags.count()) == (1, 1)
    assert collect() == 0


def test_of_merges_that_rest_on_each_other_rows_move_to_the_last_and_come_back_in_turn() -> None:
    one, two, three = make_person(1), make_person(2), make_person(3)
    first, second = merge(two, one), merge(three, two)
    rows = late_rows(one)
    assert collect() == 4
    assert owners(*rows) == [three.pk, three.pk]
    merges.undo(merge=second, by=BY, at=NIGHT)
    assert owners(*rows) == [two.pk, two.pk]
    merges.undo(merge=first, by=BY, at=NIGHT)
    assert owners(*rows) == [one.pk, one.pk]


def test_settling_collects_before_it_empties_the_shadow() -> None:
    kept, shadow = make_person(1), make_person(2)
    merge(kept, shadow)
    rows = late_rows(shadow)
    assert settle() == 1
    assert owners(*rows) == [kept.pk, kept.pk]
    assert settle() == collect() == 0


def test_after_an_erasure_and_of_organisations_nothing_is_collected_twice() -> None:
    gone, shadow = make_person(1), make_person(2)
    merge(gone, shadow)
    erasures.erase(subject=gone, by=BY, at=NIGHT)
    assert collect() == 0
    club, other = make_institution(1), make_institution(2)
    merge(club, other)
    Note.objects.create(organisation=other, text="Late.")
    assert collect() == 1
    assert Note.objects.get().organisation_id == club.pk


def test_settling_deletes_the_photo_that_was_not_kept_and_no_other(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    for number, side in ((1, "kept"), (3, "shadow")):
        kept, shadow = make_person(number), make_person(number + 1)
        give_picture(kept)
        give_picture(shadow)
        stays = {"kept": kept, "shadow": shadow}[side].portrait
        merge(kept, shadow, portrait=side)
        settle()
        kept.refresh_from_db()
        assert kept.portrait == stays
    assert Picture.objects.count() == 2
