"""The draft: what goes in, what is refused, what does not fit together."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from anpacken.core.texts import translated
from anpacken.events.models import Contribution
from anpacken.programme import errors, rules, wording
from anpacken.programme.actions import items, rooms, rounds
from anpacken.programme.actions.items import ItemFacts
from anpacken.programme.choices import ConflictKind, ItemKind
from anpacken.programme.models import Item, Room
from anpacken.programme.queries import drafts
from anpacken.programme.rules import RoundTime
from tests.factories.programme import AT, BY, DAY, at, make_conference, make_item, make_room

pytestmark = pytest.mark.django_db


def _kinds(event: object) -> list[ConflictKind]:
    return [conflict.kind for conflict in drafts.draft(event).conflicts()]  # type: ignore[arg-type]


def _move(item: Item, begins: str, ends: str, room: Room | None = None, *, seen: int | None = None) -> Item:
    return items.move(item=item, on=DAY, begins_at=at(begins), ends_at=at(ends), room=room, seen=seen, by=BY, at=AT)


def test_an_item_is_moved_and_its_revision_tells_a_form_that_is_too_old() -> None:
    event = make_conference()
    hall = make_room(event)
    item = make_item(event)
    moved = _move(item, "10:05", "11:20", hall, seen=1)
    assert (moved.begins_at, moved.ends_at, moved.room, moved.revision) == (at("10:05"), at("11:20"), hall, 2)
    with pytest.raises(errors.ChangedMeanwhile):
        _move(item, "12:00", "13:00", seen=1)
    assert Item.objects.get().begins_at == at("10:05")


def test_an_item_that_is_gone_cannot_be_moved() -> None:
    event = make_conference()
    item = make_item(event)
    items.remove(item=Item.objects.get(), by=BY, at=AT)
    with pytest.raises(errors.ChangedMeanwhile):
        _move(item, "12:00", "13:00")


def test_what_ends_before_it_begins_is_refused_by_rule_and_by_the_database() -> None:
    event = make_conference()
    item = make_item(event)
    with pytest.raises(errors.EndsBeforeItBegins):
        _move(item, "11:00", "11:00")
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.update(ends_at=at("09:00"))


def test_an_item_needs_a_title_unless_it_is_a_slot() -> None:
    event = make_conference()
    with pytest.raises(errors.TitleMissing):
        make_item(event, title=translated())
    slot = make_item(event, title=translated(), kind=ItemKind.FORUM, forum=event.forums.first(), round=1)
    assert str(slot) == "Sprache"


def test_a_slot_is_a_forum_in_one_of_its_rounds_once() -> None:
    event = make_conference()
    forum = event.forums.first()
    with pytest.raises(errors.NoWholeSlot):
        make_item(event, forum=forum)
    with pytest.raises(errors.NoSuchRound):
        make_item(event, forum=forum, round=3)
    make_item(event, forum=forum, round=2)
    with pytest.raises(errors.SlotTwice):
        make_item(event, forum=forum, round=2)


def test_rooms_forums_and_people_of_another_event_are_refused() -> None:
    event, other = make_conference(), make_conference()
    with pytest.raises(errors.OfAnotherEvent):
        make_item(event, room=make_room(other))
    with pytest.raises(errors.OfAnotherEvent):
        make_item(event, forum=other.forums.first(), round=1)
    with pytest.raises(errors.OfAnotherEvent):
        make_item(event, contributions=[other.contributions.first()])


def test_nobody_is_thrown_out_of_a_slot() -> None:
    event = make_conference()
    hall, chamber = make_room(event, capacity=50), make_room(event, "Kammer", capacity=5)
    slot = make_item(event, kind=ItemKind.FORUM, forum=event.forums.first(), round=1, room=hall)
    Item.objects.update(taken=6)
    with pytest.raises(errors.PlacesBelowTaken, match="6 Plätze sind vergeben"):
        _move(slot, "10:00", "11:00", chamber)
    with pytest.raises(errors.PlacesBelowTaken):
        rooms.change(room=hall, name="Saal", way="", capacity=5, by=BY, at=AT)
    with pytest.raises(errors.PlacesStand):
        items.remove(item=slot, by=BY, at=AT)
    facts = ItemFacts(
        kind=ItemKind.FORUM, on=DAY, begins_at=at("10:00"), ends_at=at("11:00"), forum=event.forums.first(), round=2
    )
    with pytest.raises(errors.PlacesStand):
        items.change(item=slot, facts=facts, seen=None, by=BY, at=AT)
    assert Room.objects.get(name="Saal").capacity == 50


def test_a_changed_title_leaves_its_translation_outdated() -> None:
    event = make_conference()
    item = make_item(event)
    facts = ItemFacts(
        kind=ItemKind.TALK,
        title=translated(de="Anders", en="Talk"),
        on=DAY,
        begins_at=at("10:00"),
        ends_at=at("11:00"),
        contributions=list(event.contributions.all()),
    )
    changed = items.change(item=item, facts=facts, seen=1, by=BY, at=AT)
    changed.refresh_from_db()
    assert str(changed.title.state("en")) == "outdated"
    assert [part.name for part in changed.contributions.all()] == ["Ada Muster", "Ben Beispiel"]


def test_a_room_in_use_stays_and_names_are_unique() -> None:
    event = make_conference()
    hall = make_room(event)
    make_item(event, room=hall)
    with pytest.raises(errors.RoomNameTaken):
        make_room(event)
    with pytest.raises(errors.RoomInUse, match="1 Programmpunkte"):
        rooms.remove(room=hall, by=BY, at=AT)
    other = make_room(event, "Foyer")
    rooms.shift(room=other, by_places=-1, by=BY, at=AT)
    rooms.shift(room=other, by_places=-1, by=BY, at=AT)
    assert [str(room) for room in Room.objects.filter(event=event)] == ["Foyer", "Saal"]
    rooms.remove(room=other, by=BY, at=AT)
    assert [str(room) for room in Room.objects.filter(event=event)] == ["Saal"]


def test_a_room_taken_twice_and_a_person_in_two_places() -> None:
    event = make_conference()
    hall = make_room(event)
    ada = event.contributions.get(name="Ada Muster")
    make_item(event, "10:00", "11:00", room=hall, contributions=[ada])
    second = make_item(event, "10:55", "12:00", room=hall, contributions=[ada])
    assert sorted(_kinds(event)) == [ConflictKind.PERSON, ConflictKind.ROOM]
    _move(second, "11:00", "12:00", hall)
    assert _kinds(event) == []


def test_the_same_name_in_two_contributions_is_one_person() -> None:
    event = make_conference()
    first = Contribution.objects.get(event=event, name="Ada Muster")
    second = Contribution.objects.create(event=event, kind="panel", name="ADA MUSTER")
    make_item(event, contributions=[first])
    make_item(event, contributions=[second])
    assert _kinds(event) == [ConflictKind.PERSON]


def test_rounds_that_overlap_are_one_conflict() -> None:
    event = make_conference()
    one, two = event.forums.all()
    for forum in (one, two):
        make_item(event, "11:00", "12:30", title=translated(), forum=forum, round=1, kind=ItemKind.FORUM)
        make_item(event, "12:00", "13:30", title=translated(), forum=forum, round=2, kind=ItemKind.FORUM)
    (conflict,) = drafts.draft(event).conflicts()
    assert (conflict.kind, len(conflict.items)) == (ConflictKind.ROUND, 4)
    assert wording.conflict(conflict).startswith("Die Runden 1 und 2 überschneiden sich: „Sprache (Runde 1)“")


def test_a_room_that_is_too_small_and_a_day_that_is_none() -> None:
    event = make_conference()
    chamber = make_room(event, "Kammer", capacity=20)
    make_item(event, room=chamber, capacity=21)
    make_item(event, "08:00", "09:00", on=date(2026, 6, 21))
    assert _kinds(event) == [ConflictKind.CAPACITY, ConflictKind.DAY]
    assert drafts.draft(event).all_days == [DAY, date(2026, 6, 21)]


def test_days_are_those_of_the_event() -> None:
    event = make_conference(ends_on=date(2026, 6, 22))
    assert rules.days_of(event) == [date(2026, 6, 20), date(2026, 6, 21), date(2026, 6, 22)]
    event.date_precision = "month"
    assert rules.days_of(event) == []


def test_the_rounds_are_laid_out_in_one_step_and_again() -> None:
    event = make_conference()
    hall, chamber = make_room(event), make_room(event, "Kammer")
    one, two = event.forums.all()
    times = [RoundTime(1, DAY, at("11:00"), at("12:30")), RoundTime(2, DAY, at("13:30"), at("15:00"))]
    made = rounds.lay_out(event=event, rounds=times, rooms={one.pk: hall, two.pk: chamber}, by=BY, at=AT)
    assert [(str(slot), slot.round, str(slot.room)) for slot in made] == [
        ("Sprache", 1, "Saal"),
        ("Arbeit", 1, "Kammer"),
        ("Sprache", 2, "Saal"),
        ("Arbeit", 2, "Kammer"),
    ]
    assert _kinds(event) == []
    later = [RoundTime(1, DAY, at("11:15"), at("12:45")), RoundTime(2, DAY, at("13:30"), at("15:00"))]
    rounds.lay_out(event=event, rounds=later, rooms={one.pk: hall, two.pk: chamber}, by=BY, at=AT)
    assert Item.objects.filter(event=event).count() == 4
    assert {slot.begins_at for slot in Item.objects.filter(round=1)} == {at("11:15")}


def test_rounds_that_overlap_or_are_of_no_forum_are_not_laid_out() -> None:
    event = make_conference()
    times = [RoundTime(1, DAY, at("11:00"), at("12:30")), RoundTime(2, DAY, at("12:25"), at("14:00"))]
    with pytest.raises(errors.RoundsOverlap):
        rounds.lay_out(event=event, rounds=times, rooms={}, by=BY, at=AT)
    with pytest.raises(errors.NoRounds):
        rounds.lay_out(event=make_conference(forums=()), rounds=times[:1], rooms={}, by=BY, at=AT)
    assert Item.objects.count() == 0
