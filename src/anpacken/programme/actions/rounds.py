"""Laying out the rounds of the forums in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.models import Event, Forum
from anpacken.programme import errors, rules
from anpacken.programme.actions.holding import held_event
from anpacken.programme.choices import ItemKind
from anpacken.programme.models import Item, Room
from anpacken.programme.rules import RoundTime


def lay_out(
    *,
    event: Event,
    rounds: Sequence[RoundTime],
    rooms: Mapping[int, Room | None],
    by: Actor,
    at: datetime,
) -> list[Item]:
    """A slot for each forum in each of its rounds, at the round's time and in the forum's room.

    `rooms` are by the forum's key. Slots that exist already are moved there and keep everything else.

    Raises:
        NoRounds: the event has no forums.
        EndsBeforeItBegins, RoundsOverlap, OfAnotherEvent
        PlacesBelowTaken: a room holds fewer than have a place in the slot.
    """
    rules.check_rounds(rounds)
    with held_event(event.pk) as held:
        if any(room is not None and room.event_id != held.pk for room in rooms.values()):
            raise errors.OfAnotherEvent
        forums = list(Forum.objects.filter(event=held))
        if not forums:
            raise errors.NoRounds
        there = {
            (item.forum_id, item.round): item
            for item in Item.objects.select_for_update(no_key=True).filter(event=held).slots().order_by("pk")
        }
        made = [
            _lay(there.get((forum.pk, time.number)), held, forum, time, rooms.get(forum.pk))
            for time in rounds
            for forum in forums
            if time.number <= forum.rounds
        ]
        record(by=by, action="event.rounds_laid_out", target=held, at=at, slots=len(made))
    return made


def _lay(item: Item | None, event: Event, forum: Forum, time: RoundTime, room: Room | None) -> Item:
    is_new = item is None
    item = item or Item(event=event, kind=ItemKind.FORUM, forum=forum, round=time.number, revision=0)
    item.on, item.begins_at, item.ends_at, item.room = time.on, time.begins_at, time.ends_at, room
    rules.check_places(item)
    item.revision += 1
    if is_new:
        item.save(force_insert=True)
    else:
        item.save(update_fields=["on", "begins_at", "ends_at", "room", "revision"])
    return item
