"""Writing the draft of a programme: one deed for each change of an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Contribution, Event, Forum
from anpacken.programme import errors, rules
from anpacken.programme.actions.holding import held_event, held_item
from anpacken.programme.choices import ItemKind
from anpacken.programme.models import Item, Room


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """Everything that a form says about an item."""

    kind: ItemKind
    on: date
    begins_at: time
    ends_at: time
    title: TranslatedText = field(default_factory=TranslatedText)
    abstract: TranslatedText = field(default_factory=TranslatedText)
    room: Room | None = None
    forum: Forum | None = None
    round: int | None = None
    capacity: int | None = None
    contributions: Sequence[Contribution] = ()


def add(*, event: Event, facts: ItemFacts, by: Actor, at: datetime) -> Item:
    """A new item of the draft. Raises the refusal that says what does not fit."""
    with held_event(event.pk) as held:
        item = Item(event=held)
        _fill(item, facts)
        item.save(force_insert=True)
        item.contributions.set(facts.contributions)
        record(by=by, action="item.created", target=item, at=at)
    return item


def change(*, item: Item, facts: ItemFacts, seen: int | None, by: Actor, at: datetime) -> Item:
    """Changes an item from its form. `seen` is the revision that the form showed.

    Raises:
        ChangedMeanwhile: somebody else was faster.
        PlacesStand: it would become another slot although people have places in it.
        Refusal: the facts do not fit together.
    """
    with held_event(item.event_id):
        found = held_item(item, seen=seen)
        forum_id = facts.forum.pk if facts.forum is not None else None
        if found.taken and (found.forum_id, found.round) != (forum_id, facts.round):
            raise errors.PlacesStand(taken=found.taken)
        _fill(found, facts)
        _store(found)
        found.contributions.set(facts.contributions)
        record(by=by, action="item.changed", target=found, at=at)
    return found


def move(
    *,
    item: Item,
    on: date,
    begins_at: time,
    ends_at: time,
    room: Room | None,
    seen: int | None,
    by: Actor,
    at: datetime,
) -> Item:
    """Puts an item to another time or into another room; nothing else of it changes.

    Raises:
        ChangedMeanwhile, EndsBeforeItBegins, OfAnotherEvent
        PlacesBelowTaken: the room holds fewer than have a place.
    """
    with held_event(item.event_id):
        found = held_item(item, seen=seen)
        _place(found, on=on, begins_at=begins_at, ends_at=ends_at, room=room)
        _store(found)
        record(by=by, action="item.moved", target=found, at=at)
    return found


def remove(*, item: Item, by: Actor, at: datetime) -> None:
    """Takes an item out of the draft. Raises `PlacesStand` while people have places in it."""
    with held_event(item.event_id):
        found = held_item(item, seen=None)
        if found.taken:
            raise errors.PlacesStand(taken=found.taken)
        record(by=by, action="item.deleted", target=found, at=at)
        found.delete()


def _fill(item: Item, facts: ItemFacts) -> None:
    for name in ("title", "abstract"):
        # Laid over what is stored, so that an unchanged translation keeps what it was made from.
        text: Any = Item._meta.get_field(name)
        text.save_form_data(item, getattr(facts, name))
    item.kind = facts.kind
    item.forum, item.round, item.capacity = facts.forum, facts.round, facts.capacity
    events = {part.event_id for part in facts.contributions} | ({facts.forum.event_id} if facts.forum else set())
    if events - {item.event_id}:
        raise errors.OfAnotherEvent
    if (facts.forum is None) != (facts.round is None):
        raise errors.NoWholeSlot
    if facts.forum is None and not item.title:
        raise errors.TitleMissing
    _check_slot(item)
    _place(item, on=facts.on, begins_at=facts.begins_at, ends_at=facts.ends_at, room=facts.room)


def _check_slot(item: Item) -> None:
    if item.forum is None or item.round is None:
        return
    if not 1 <= item.round <= item.forum.rounds:
        raise errors.NoSuchRound(rounds=item.forum.rounds)
    if Item.objects.filter(forum=item.forum, round=item.round).exclude(pk=item.pk).exists():
        raise errors.SlotTwice


def _place(item: Item, *, on: date, begins_at: time, ends_at: time, room: Room | None) -> None:
    if ends_at <= begins_at:
        raise errors.EndsBeforeItBegins
    if room is not None and room.event_id != item.event_id:
        raise errors.OfAnotherEvent
    item.on, item.begins_at, item.ends_at, item.room = on, begins_at, ends_at, room
    rules.check_places(item)


def _store(item: Item) -> None:
    item.revision += 1
    # Places are counted by others.
    names = [each.name for each in Item._meta.concrete_fields if each.name not in ("id", "event", "taken", "public_id")]
    item.save(update_fields=names)
