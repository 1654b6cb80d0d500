"""The places of a slot: the only writer of `Item.taken`."""

from __future__ import annotations

from django.db.models import F

from anpacken.programme.models import Item


def held_slots(event_id: int) -> dict[int, Item]:
    """The slots of an event by their keys, locked in that order. Called with the event's row locked."""
    found = Item.objects.slots().filter(event=event_id).select_for_update(no_key=True, of=("self",))
    return {item.pk: item for item in found.select_related("room", "forum").order_by("pk")}


def fits(item: Item, heads: int) -> bool:
    """Whether so many more heads have a place in the slot, as it was read under its lock."""
    return item.places is None or item.taken + heads <= item.places


def take(item: Item, heads: int) -> None:
    """Takes places in a slot that `held_slots` gave; negative gives them back."""
    item.taken += heads
    Item.objects.filter(pk=item.pk).update(taken=F("taken") + heads)
