"""Whom a change of the programme concerns: those with a place in a slot that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from anpacken.events.models import Event, Registration
from anpacken.forums.models import Place
from anpacken.programme.snapshots import Change


def people_in_slots(event: Event, changes: Sequence[Change]) -> Iterable[tuple[Registration, Sequence[int]]]:
    """Each with the positions in `changes` that are about a slot in which they have a place or wait for one."""
    positions = {change.public_id: number for number, change in enumerate(changes)}
    found: dict[int, tuple[Registration, list[int]]] = {}
    numbers: dict[int, list[int]] = defaultdict(list)
    places = Place.objects.filter(item__event=event, item__public_id__in=positions)
    for place in places.select_related("registration", "item").order_by("registration_id", "pk"):
        numbers[place.registration_id].append(positions[place.item.public_id])
        found[place.registration_id] = (place.registration, numbers[place.registration_id])
    return list(found.values())
