"""Never one place too many in a forum, whoever chooses, queues, cancels at once; and nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from anpacken.core.refusals import Refusal
from anpacken.events.actions import registrations
from anpacken.events.models import Event
from anpacken.forums.actions import choices, places
from anpacken.forums.choices import Mode, PlaceState
from anpacken.forums.errors import AlreadyDrawn, SlotFull
from anpacken.forums.models import Place
from anpacken.forums.queries.places import drift
from anpacken.programme.actions import holding, taking
from anpacken.programme.models import Item
from tests.factories.events import AT, BY, register
from tests.factories.forums import make_choice
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_for_three_places(race: Race) -> None:
    event, slots, _choice = make_choice(3)
    people = [register(event, f"gast{number}@example.org") for number in range(10)]
    outcomes = race(
        lambda number: places.choose(registration=people[number], wanted={1: slots[1, 1]}, by=BY, at=AT), times=10
    )
    assert len(outcomes.results) == 3
    assert outcomes.errors_of(SlotFull) == 7
    assert drift(event) == {}


def test_two_slots_in_either_order_never_wait_for_each_other(race: Race) -> None:
    event, slots, _choice = make_choice(4, 4)
    people = [register(event, f"gast{number}@example.org") for number in range(12)]

    def deed(number: int) -> None:
        first, second = (1, 2) if number % 2 else (2, 1)
        wanted = {1: slots[1, first], 2: slots[2, second]}
        places.choose(registration=people[number], wanted=wanted, by=BY, at=AT)

    outcomes = race(deed, times=12)
    assert len(outcomes.results) == 8
    assert outcomes.errors_of(SlotFull) == 4
    assert drift(event) == {}


def test_cancelling_queueing_and_choosing_at_once(race: Race) -> None:
    event, slots, _choice = make_choice(2, 2)
    people = [register(event, f"gast{number}@example.org") for number in range(9)]
    for number in (0, 1):
        places.choose(registration=people[number], wanted={1: slots[1, 1]}, by=BY, at=AT)

    def deed(number: int) -> None:
        if number < 2:
            registrations.cancel(registration=people[number], by=BY, at=AT)
        elif number % 2:
            places.queue(registration=people[number], item=slots[1, 1], by=BY, at=AT)
        else:
            places.choose(registration=people[number], wanted={1: slots[1, 1]}, by=BY, at=AT)

    outcomes = race(deed, times=9)
    assert all(isinstance(error, Refusal) for error in outcomes.errors)
    assert drift(event) == {}
    item = Item.objects.get(pk=slots[1, 1].pk)
    waiting = Place.objects.filter(item=item, state=PlaceState.WAITING).count()
    assert item.taken == 2
    # Three queue, and of those who choose nobody waits: whoever of the three got no place still waits.
    assert waiting + Place.objects.filter(item=item, state=PlaceState.PLACED).count() >= 3


def test_drawn_twice_at_once_it_is_drawn_once(race: Race) -> None:
    event, slots, _choice = make_choice(5, mode=Mode.DRAWN, rounds=1)
    for number in range(4):
        registration = register(event, f"gast{number}@example.org")
        places.wish(registration=registration, wishes={(1, 1): slots[1, 1]}, by=BY, at=AT)
    outcomes = race(lambda _number: choices.draw_places(event=event, by=BY, at=AT), times=4)
    assert outcomes.results == [4]
    assert outcomes.errors_of(AlreadyDrawn) == 3
    assert drift(event) == {}


def test_without_the_locks_there_is_one_too_many(
    race: Race,
    unlocked: Callable[[], AbstractContextManager[None]],
    pause: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: both read that a place is free before either takes it."""
    event, slots, _choice = make_choice(1)
    people = [register(event, f"gast{number}@example.org") for number in range(2)]
    fits = taking.fits

    def slowly(item: Item, heads: int) -> bool:
        answer = fits(item, heads)
        pause()
        return answer

    monkeypatch.setattr(taking, "fits", slowly)
    monkeypatch.setattr(
        taking, "held_slots", lambda event_id: {item.pk: item for item in Item.objects.filter(event=event_id)}
    )
    monkeypatch.setattr(holding, "held_event", _unheld)
    monkeypatch.setattr(places, "held_event", _unheld)
    with unlocked():
        outcomes = race(
            lambda number: places.choose(registration=people[number], wanted={1: slots[1, 1]}, by=BY, at=AT),
            times=2,
            threads=2,
        )
    # The constraint is the last to hold: without the locks it is asked, or SQLite gives up on one of the two.
    assert outcomes.errors_of(SlotFull) == 0
    assert len(outcomes.errors) == 1
    assert not isinstance(outcomes.errors[0], Refusal)


def _unheld(event_id: int) -> Any:
    from contextlib import contextmanager

    from django.db import transaction

    @contextmanager
    def open_event() -> Any:
        with transaction.atomic():
            yield Event.objects.get(pk=event_id)

    return open_event()
