"""Everything that writes questions or answers begins with the event's row, as registering does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from anpacken.events.models import Event


@contextmanager
def held_event(event_id: int) -> Iterator[Event]:
    """A transaction that begins by locking the event's row: nobody changes a question while it is being answered."""
    with transaction.atomic():
        yield lock_event(event_id)


def lock_event(event_id: int) -> Event:
    """Locks the event's row until the transaction ends that is under way."""
    return Event.objects.select_for_update(no_key=True).get(pk=event_id)
