"""What the choice of forums holds about people: told, kept for a while, and erased."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from anpacken.core.actors import Actor
from anpacken.events.actions.anonymising import anonymise
from anpacken.events.choices import EventState
from anpacken.events.models import Event, Registration
from anpacken.forums.actions import places
from anpacken.forums.chapter import ForumChoices
from anpacken.forums.choices import Mode, PlaceState
from anpacken.forums.models import Place, Wish
from anpacken.forums.queries.places import drift, places_given
from anpacken.people import chapters
from anpacken.people.actions import erasures
from anpacken.people.models import Person
from anpacken.privacy import processing, retention
from tests.factories.events import AT, BY, register
from tests.factories.forums import make_choice

pytestmark = pytest.mark.django_db
CHAPTER = ForumChoices()
AFTER = datetime(2026, 6, 22, tzinfo=UTC)


def ada() -> Person:
    return Person.objects.create(
        first_name="Ada", last_name="Muster", email="ada@example.org", email_key="ada@example.org"
    )


def hold(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(state=EventState.HELD)


def test_somebody_reads_their_wishes_places_and_turns() -> None:
    event, slots, _choice = make_choice(1, 5)
    other = register(event, "bert@example.org")
    places.choose(registration=other, wanted={1: slots[1, 1]}, by=BY, at=AT)
    mine = register(event, "ada@example.org")
    places.choose(registration=mine, wanted={2: slots[2, 2]}, by=BY, at=AT)
    places.queue(registration=mine, item=slots[1, 1], by=BY, at=AT)
    Wish.objects.create(registration=mine, round=1, rank=1, item=slots[1, 2])
    Wish.objects.create(registration=other, round=1, rank=1, item=slots[1, 1])

    wish, turn, place = CHAPTER.held(ada())
    assert (wish["Forum"], wish["Runde"], wish["Erst- oder Zweitwunsch"]) == ("Forum 2", 1, 1)
    assert (turn["Forum"], turn["Stand"]) == ("Forum 1", "auf der Warteliste")
    assert (place["Forum"], place["Runde"], place["Stand"]) == ("Forum 2", 2, "hat einen Platz")
    assert {told["Veranstaltung"] for told in (wish, turn, place)} == {str(event.title)}


def test_erasing_somebody_frees_what_they_hold_at_a_coming_event_and_who_waits_moves_up() -> None:
    event, slots, _choice = make_choice(1)
    mine, waiting = register(event, "ada@example.org"), register(event, "bert@example.org")
    places.choose(registration=mine, wanted={1: slots[1, 1]}, by=BY, at=AT)
    places.queue(registration=waiting, item=slots[1, 1], by=BY, at=AT)
    erasures.erase(subject=ada(), by=BY, at=AT)
    assert [(one.registration_id, one.state) for one in Place.objects.all()] == [(waiting.pk, PlaceState.PLACED)]
    assert drift(event) == {}


def test_erasing_somebody_deletes_what_they_chose_at_an_event_that_is_over_and_the_count_stays() -> None:
    event, slots, _choice = make_choice(5, 5)
    mine, other = register(event, "ada@example.org", companions=1), register(event, "bert@example.org")
    for one in (mine, other):
        places.choose(registration=one, wanted={1: slots[1, 1]}, by=BY, at=AT)
        Wish.objects.create(registration=one, round=1, rank=1, item=slots[1, 1])
    hold(event)
    person = ada()
    erasures.erase(subject=person, by=Actor.command("test"), at=AFTER)
    assert {one.registration_id for one in Place.objects.all()} == {other.pk}
    assert {one.registration_id for one in Wish.objects.all()} == {other.pk}
    assert places_given(event) == 3
    assert CHAPTER.held(person) == []
    assert Registration.objects.get(pk=mine.pk).state == "confirmed"


def test_choices_go_after_their_time_and_the_count_stays() -> None:
    event, slots, _choice = make_choice(5, mode=Mode.FIRST_COME)
    one = register(event, "ada@example.org")
    places.choose(registration=one, wanted={1: slots[1, 1]}, by=BY, at=AT)
    Wish.objects.create(registration=one, round=1, rank=1, item=slots[1, 1])
    rule = retention.named("forums.choices")
    assert rule is not None
    # The event is on 20 June: on that day nothing is over yet.
    assert rule.due(datetime(2026, 6, 20, tzinfo=UTC)).count() == 0
    assert rule.due(AFTER).count() == 1
    assert rule.apply(before=AFTER, by=BY, at=AFTER) == 1
    assert rule.apply(before=AFTER, by=BY, at=AFTER) == 0
    assert not Place.objects.exists()
    assert not Wish.objects.exists()
    assert places_given(event) == 1


def test_choices_go_with_the_names_of_a_registration_however_long_they_were_to_be_kept() -> None:
    event, slots, _choice = make_choice(5)
    one, other = register(event, "ada@example.org"), register(event, "bert@example.org")
    for each in (one, other):
        Wish.objects.create(registration=each, round=1, rank=1, item=slots[1, 1])
    hold(event)
    anonymise([one])
    rule = retention.named("forums.choices")
    assert rule is not None
    assert rule.apply(before=datetime(2026, 6, 1, tzinfo=UTC), by=BY, at=AFTER) == 1
    assert [wish.registration_id for wish in Wish.objects.all()] == [other.pk]


def test_it_is_erased_before_events_let_go_of_the_person() -> None:
    names = [chapter.name for chapter in chapters.every()]
    assert names.index("forums") < names.index("registrations")


def test_the_record_of_processing_names_it() -> None:
    assert "forums.choices" in {activity.name for activity in processing.every()}
