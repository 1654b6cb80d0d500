"""Programmes while others work on them too: two releases at once, two moves at once, mails that are queued twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import DatabaseError, transaction

from anpacken.events.models import Event
from anpacken.mail.models import OutgoingMail
from anpacken.programme import errors
from anpacken.programme.actions import items, releases, tellings
from anpacken.programme.models import Item, Release
from anpacken.programme.queries import drafts
from anpacken.programme.queries.telling import Recipient
from tests.factories.events import register
from tests.factories.programme import AT, BY, DAY, at, make_conference, make_item
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_draft_is_released_once_however_many_press_the_button(race: Race) -> None:
    event = make_conference()
    register(event, "ada@example.org")
    make_item(event)
    OutgoingMail.objects.all().delete()
    outcomes = race(
        lambda _number: releases.release(event=event, by=BY, at=AT, tell_everybody=True), times=6, threads=6
    )
    assert len(outcomes.results) == 1
    assert {type(error) for error in outcomes.errors} == {errors.NothingChanged}
    race(lambda _number: tellings.walk(at=AT), times=4, threads=4)
    assert OutgoingMail.objects.count() == 1


def test_without_the_lock_they_get_into_each_others_way(
    race: Race,
    unlocked: Callable[[], AbstractContextManager[None]],
    pause: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: only the constraint keeps two versions from having one number."""
    event = make_conference()
    make_item(event)

    @contextmanager
    def not_held(event_id: int) -> Iterator[Event]:
        with transaction.atomic():
            yield Event.objects.get(pk=event_id)

    def slow(*_given: object, **_named: object) -> list[Recipient]:
        pause()
        return []

    monkeypatch.setattr(releases, "held_event", not_held)
    monkeypatch.setattr(releases, "recipients", slow)
    # A pause between reading and writing, on both sides of which others read.
    monkeypatch.setattr(releases, "draft", lambda given: (drafts.draft(given), pause())[0])
    with unlocked():
        outcomes = race(lambda _number: releases.release(event=event, by=BY, at=AT), times=6, threads=6)
    assert any(isinstance(error, DatabaseError) for error in outcomes.errors)
    assert Release.objects.count() == 1


def test_of_two_who_saw_the_same_item_one_moves_it(race: Race) -> None:
    event = make_conference()
    item = make_item(event)

    def move(number: int) -> Item:
        return items.move(
            item=item,
            on=DAY,
            begins_at=at(f"{11 + number}:00"),
            ends_at=at(f"{12 + number}:00"),
            room=None,
            seen=1,
            by=BY,
            at=AT,
        )

    outcomes = race(move, times=6, threads=6)
    assert len(outcomes.results) == 1
    assert {type(error) for error in outcomes.errors} == {errors.ChangedMeanwhile}
    assert Item.objects.get().revision == 2
