"""The seats of an event: the only place that counts them.

Two ways lead to the counters, and both begin with the event's row, so that no two deeds can wait for each other
crosswise. `take` is one conditional UPDATE, for the rush: whether the seats are there is decided by the database
in the statement that takes them. `held` locks the row first (SQLite: the transaction is IMMEDIATE), then reads,
decides and writes; for everything that also has to look at registrations.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from anpacken.core import page_cache
from anpacken.events import rules
from anpacken.events.choices import EventState
from anpacken.events.models import Event

_TAKE = """
UPDATE events_event SET
  taken_seats = taken_seats
    + CASE WHEN waiting_count = 0 AND (capacity IS NULL OR taken_seats + %(seats)s <= capacity)
        THEN %(seats)s ELSE 0 END,
  waiting_count = waiting_count
    + CASE WHEN waiting_count = 0 AND (capacity IS NULL OR taken_seats + %(seats)s <= capacity)
        THEN 0 ELSE 1 END,
  turns = turns + 1
WHERE id = %(event)s AND state = %(announced)s AND takes_registrations
  AND (%(vouched)s OR (NOT approved_by_office AND confirmed_by_mail = %(by_mail)s))
RETURNING taken_seats, waiting_count, capacity, turns
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What `take` came to. `turned`: with it the event's page begins to say "waiting list". `turn`: the place in the
    queue of whoever has to wait."""

    confirmed: bool
    turned: bool
    turn: int


def take(event: Event, seats: int, *, vouched: bool = False) -> Taken | None:
    """Takes `seats` seats at once, or a place at the end of the queue when they are not all free or somebody waits.

    Called inside a transaction, as its first statement. None: the event takes no registrations any more, or not in the
    way that `event` says, which was read a moment ago. `vouched`: somebody whom we know registers, so that neither the
    office nor a mail has to confirm it.
    """
    with connection.cursor() as cursor:
        given: dict[str, int | str | bool] = {
            "seats": seats,
            "event": event.pk,
            "announced": EventState.ANNOUNCED.value,
            "vouched": vouched,
            "by_mail": event.confirmed_by_mail,
        }
        cursor.execute(_TAKE, given)
        row = cursor.fetchone()
    if row is None:
        return None
    taken, waiting, capacity, turn = row
    confirmed = waiting == 0
    return Taken(confirmed=confirmed, turned=taken == capacity if confirmed else waiting == 1, turn=turn)


class Held:
    """An event whose row is locked until the end of the transaction, with its counters."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self._before = self._counters()
        self._was_free = rules.has_free_seats(event)

    @property
    def free(self) -> int | None:
        """Seats that nobody holds; None when there is no limit."""
        return None if self.event.capacity is None else self.event.capacity - self.event.taken_seats

    def fits(self, seats: int) -> bool:
        return self.free is None or seats <= self.free

    def move(self, *, taken: int = 0, waiting: int = 0) -> None:
        """Adds to the counters; they are written when the block ends."""
        self.event.taken_seats += taken
        self.event.waiting_count += waiting

    def next_turn(self) -> int:
        """A place at the end of the queue."""
        self.event.turns += 1
        return self.event.turns

    def _counters(self) -> dict[str, int]:
        return {name: getattr(self.event, name) for name in ("taken_seats", "waiting_count", "turns")}

    def write(self) -> None:
        if self._counters() != self._before:
            Event.objects.filter(pk=self.event.pk).update(**self._counters())
        if rules.has_free_seats(self.event) != self._was_free:
            tell_pages(self.event)


@contextmanager
def held(event_id: int) -> Iterator[Held]:
    """A transaction that begins by locking the event's row and ends by writing its counters."""
    with transaction.atomic():
        found = Held(Event.objects.select_for_update(no_key=True).get(pk=event_id))
        yield found
        found.write()


def tell_pages(event: Event) -> None:
    """Pages that say how it stands with this event are made anew."""
    page_cache.changed("events", f"event:{event.public_id}")
