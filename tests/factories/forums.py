"""Events whose forums are chosen, for tests."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from anpacken.core.texts import translated
from anpacken.events.models import Event, Forum
from anpacken.forums.actions import choices
from anpacken.forums.choices import Mode
from anpacken.forums.models import ForumChoice
from anpacken.programme.models import Item
from tests.factories.events import AT, BY, make_event

DAY = date(2026, 6, 20)
HOURS = {1: (time(11), time(12)), 2: (time(14), time(15))}


def make_slots(event: Event, *places: int | None, rounds: int = 2) -> dict[tuple[int, int], Item]:
    """Forums 1, 2, … with so many places in each round; slots by round and forum."""
    found: dict[tuple[int, int], Item] = {}
    for number, room in enumerate(places, start=1):
        forum = Forum.objects.create(
            event=event, title=translated(de=f"Forum {number}", en=f"Forum {number}"), rounds=rounds, position=number
        )
        for turn in range(1, rounds + 1):
            begins, ends = HOURS[turn]
            found[turn, number] = Item.objects.create(
                event=event,
                kind="forum",
                forum=forum,
                round=turn,
                on=DAY,
                begins_at=begins,
                ends_at=ends,
                capacity=room,
            )
    return found


def make_choice(
    *places: int | None, mode: Mode = Mode.FIRST_COME, rounds: int = 2, gives_any: bool = False, **facts: Any
) -> tuple[Event, dict[tuple[int, int], Item], ForumChoice]:
    """An announced event with slots, and its choice of forums with the seed 7."""
    event = make_event(starts_on=DAY, **facts)
    slots = make_slots(event, *places, rounds=rounds)
    choices.set_up(event=event, mode=mode, closes_at=None, gives_any=gives_any, by=BY, at=AT)
    ForumChoice.objects.filter(event=event).update(seed=7)
    return event, slots, ForumChoice.objects.get(event=event)
