"""The event that people register for, without asking the database each time."""

from __future__ import annotations

from collections import OrderedDict
from copy import copy
from dataclasses import replace
from time import monotonic

from anpacken.core import page_cache
from anpacken.events.queries import detail

_Stamp = list[tuple[int, bytes]]
_kept: OrderedDict[str, tuple[_Stamp, float, detail.Desk]] = OrderedDict()
_KEPT_AT_MOST = 64
_SECONDS = 60.0


def event_to_register_for(public_id: str) -> detail.Desk:
    """As `detail.event_to_register_for`, kept in the process until an action changes the event.

    Its counters are those of the moment when it was read. Whether a seat is there and whether the event takes anybody
    is decided by the statement that takes the seat (`actions.seats.take`), never by this.

    Raises:
        Event.DoesNotExist: drafts and unknown ids.
    """
    kept = _kept.get(public_id)
    if kept is None or kept[1] < monotonic() or not page_cache.is_current(kept[0]):
        # Stamped before it is read: a change in the meantime makes it stale at once.
        stamp = page_cache.stamp([f"event:{public_id}", "site"])
        kept = _kept[public_id] = (stamp, monotonic() + _SECONDS, detail.event_to_register_for(public_id))
        while len(_kept) > _KEPT_AT_MOST:
            _kept.popitem(last=False)
    return replace(kept[2], event=copy(kept[2].event))
