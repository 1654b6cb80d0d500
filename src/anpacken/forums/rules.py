"""Who may choose a forum when, and what a choice must keep to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from anpacken.core.refusals import Refusal
from anpacken.events import rules as event_rules
from anpacken.events.choices import EventState, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.forums import errors
from anpacken.forums.draw import Slot
from anpacken.forums.models import ForumChoice
from anpacken.programme.models import Item
from anpacken.programme.rules import overlap


def refusal_to_choose(choice: ForumChoice, event: Event, *, at: datetime) -> Refusal | None:
    """Why nobody can choose at the moment `at`; None if they can."""
    if event.state != EventState.ANNOUNCED or event_rules.has_begun(event, at=at):
        return errors.ChoiceClosed()
    if choice.closes_at is not None and at >= choice.closes_at:
        return errors.ChoiceClosed()
    return None


def holds_seat(registration: Registration) -> bool:
    return registration.state == RegistrationState.CONFIRMED


def round_of(slot: Item) -> int:
    """The round of a slot; what is no slot has none and counts as 0."""
    return slot.round or 0


def check_together(items: Sequence[Item]) -> None:
    """Slots of different rounds that one person takes. Raises `SameForumTwice`, `TimesOverlap`."""
    for one, other in combinations(items, 2):
        if one.forum_id == other.forum_id:
            raise errors.SameForumTwice
        if overlap(one, other):
            raise errors.TimesOverlap(one=str(one.forum), other=str(other.forum))


def slots_to_draw(items: Iterable[Item]) -> list[Slot]:
    """The slots as the draw knows them, in the order of rounds and forums."""
    every = list(items)
    return [
        Slot(
            key=item.pk,
            forum=item.forum_id or 0,
            round=round_of(item),
            places=item.places,
            clashes=frozenset(other.pk for other in every if other.round != item.round and overlap(item, other)),
        )
        for item in sorted(every, key=lambda each: (round_of(each), each.forum_id or 0))
    ]
