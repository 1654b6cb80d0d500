"""Several people fill in the same documentation on the evening after: one is written, the others are told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db.models import QuerySet

from anpacken.core.texts import translated
from anpacken.documentation.actions import documenting
from anpacken.documentation.errors import ChangedMeanwhile
from anpacken.documentation.models import Documentation
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from tests.factories.events import AT, BY, make_event
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)


def _save(event: Event, number: int, *, seen: int) -> Documentation:
    record = Documentation.objects.filter(event=event).first() or Documentation(event=event)
    record.introduction = translated(de=f"Fassung {number}", en=f"Version {number}")
    return documenting.save(
        record=record,
        seen=seen,
        whole=event.findings,
        forums={},
        changed=["introduction"],
        save_related=lambda: None,
        by=BY,
        at=AT,
    )


@pytest.mark.parametrize("seen", [0, 1], ids=["the first save", "a later one"])
def test_of_several_who_save_the_same_page_one_is_written_and_the_others_are_told(race: Race, seen: int) -> None:
    event = make_event(state=EventState.HELD)
    if seen:
        _save(event, 9, seen=0)

    outcomes = race(lambda number: _save(event, number, seen=seen), times=6)

    assert len(outcomes.results) == 1
    assert outcomes.errors_of(ChangedMeanwhile) == 5
    assert Documentation.objects.get().revision == seen + 1


def test_without_the_lock_both_take_their_page_for_the_newest(
    race: Race,
    unlocked: Callable[[], AbstractContextManager[None]],
    pause: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: nobody is told. One overwrites the other, or the database gives up on one of the two."""
    event = make_event(state=EventState.HELD)
    _save(event, 9, seen=0)
    look = documenting._handed_on

    def slowly(documentation: Documentation | None) -> Any:
        pause()
        return look(documentation)

    monkeypatch.setattr(documenting, "_handed_on", slowly)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_how: self)
    with unlocked():
        outcomes = race(lambda number: _save(event, number, seen=1), times=2, threads=2)
    assert outcomes.errors_of(ChangedMeanwhile) == 0
