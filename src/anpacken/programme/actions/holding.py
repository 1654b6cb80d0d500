"""Everything that writes a programme begins with the event's row, as registering does: so nobody waits crosswise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from anpacken.events.models import Event
from anpacken.programme import errors
from anpacken.programme.models import Item


@contextmanager
def held_event(event_id: int) -> Iterator[Event]:
    """A transaction that begins by locking the event's row."""
    with transaction.atomic():
        yield Event.objects.select_for_update(no_key=True).get(pk=event_id)


def held_item(item: Item, *, seen: int | None) -> Item:
    """The item as it stands, locked. Called within `held_event`.

    Raises:
        ChangedMeanwhile: it is gone, or no longer the revision that was seen.
    """
    found = Item.objects.select_for_update(no_key=True, of=("self",)).filter(pk=item.pk).first()
    if found is None or (seen is not None and found.revision != seen):
        raise errors.ChangedMeanwhile
    return found
