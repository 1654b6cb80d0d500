"""The rooms of an event."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.programme import errors, rules
from anpacken.programme.actions.holding import held_event
from anpacken.programme.models import Item, Room


def add(*, event: Event, name: str, way: str = "", capacity: int | None = None, by: Actor, at: datetime) -> Room:
    """A further room, behind the others. Raises `RoomNameTaken`."""
    with held_event(event.pk) as held:
        _check_name(held, name)
        last = Room.objects.filter(event=held).aggregate(last=Max("position"))["last"]
        room = Room(event=held, name=name, way=way, capacity=capacity, position=0 if last is None else last + 1)
        room.save(force_insert=True)
        record(by=by, action="room.created", target=room, at=at)
    return room


def change(*, room: Room, name: str, way: str, capacity: int | None, by: Actor, at: datetime) -> Room:
    """Raises `RoomNameTaken`, or `PlacesBelowTaken` when a slot in it has more people than it would hold."""
    with held_event(room.event_id) as held:
        found = Room.objects.get(pk=room.pk)
        _check_name(held, name, but=found)
        found.name, found.way, found.capacity = name, way, capacity
        for item in Item.objects.select_for_update(no_key=True).filter(room=found).order_by("pk"):
            item.room = found
            rules.check_places(item)
        found.save(update_fields=["name", "way", "capacity"])
        record(by=by, action="room.changed", target=found, at=at)
    return found


def shift(*, room: Room, by_places: int, by: Actor, at: datetime) -> None:
    """Moves a room's column: -1 towards the beginning, 1 towards the end. Further than that it stays."""
    with held_event(room.event_id) as held:
        rooms = list(Room.objects.filter(event=held))
        old = next(number for number, each in enumerate(rooms) if each.pk == room.pk)
        rooms.insert(max(0, min(old + by_places, len(rooms) - 1)), rooms.pop(old))
        for number, each in enumerate(rooms):
            each.position = number
        Room.objects.bulk_update(rooms, ["position"])
        record(by=by, action="room.changed", target=room, at=at, fields=["position"])


def remove(*, room: Room, by: Actor, at: datetime) -> None:
    """Raises `RoomInUse` as long as something is in it."""
    with held_event(room.event_id):
        count = Item.objects.filter(room=room).count()
        if count:
            raise errors.RoomInUse(count=count)
        record(by=by, action="room.deleted", target=room, at=at)
        room.delete()


def _check_name(event: Event, name: str, *, but: Room | None = None) -> None:
    if any(room != but for room in Room.objects.filter(event=event, name=name)):
        raise errors.RoomNameTaken
