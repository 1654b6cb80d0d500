"""Whom a release concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anpacken.events.models import Event, Registration
from anpacken.programme import affected
from anpacken.programme.snapshots import Change


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is told, with the positions of the changes that concern them."""

    registration: Registration
    changes: tuple[int, ...]


def recipients(event: Event, changes: Sequence[Change], *, affected_too: bool, everybody: bool) -> list[Recipient]:
    """Who is told about a release.

    `affected_too`: those with a place in a slot that has changed. `everybody`: all who have a seat, about what is there
    for everybody; with the first version, which has no changes, about the programme as such.
    """
    found: dict[int, tuple[Registration, set[int]]] = {}
    if affected_too:
        for finder in affected.every():
            for registration, positions in finder(event, changes):
                _note(found, registration, positions)
    for_all = {number for number, change in enumerate(changes) if change.is_for_all and change.concerns}
    if everybody and (for_all or not changes):
        for registration in Registration.objects.filter(event=event).holding_seats().order_by("pk"):
            _note(found, registration, for_all)
    return [
        Recipient(registration, tuple(sorted(positions)))
        for registration, positions in sorted(found.values(), key=lambda each: each[0].pk)
        if registration.email and (positions or not changes)
    ]


def _note(
    found: dict[int, tuple[Registration, set[int]]], registration: Registration, positions: Iterable[int]
) -> None:
    before = found[registration.pk][1] if registration.pk in found else set()
    found[registration.pk] = (registration, before | set(positions))
