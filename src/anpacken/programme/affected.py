"""Whom a change of the programme concerns. What knows about places in slots registers a finder; nobody else asks them.

affected.register("places", people_in_slots)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from anpacken.events.models import Event, Registration
from anpacken.programme.snapshots import Change

Finder = Callable[[Event, Sequence[Change]], Iterable[tuple[Registration, Sequence[int]]]]
"""Registrations, each with the positions in the list of changes that concern them."""

_finders: dict[str, Finder] = {}


def register(name: str, finder: Finder) -> None:
    """Adds a finder. Raises `ValueError` when another one has this name."""
    if _finders.setdefault(name, finder) is not finder:
        raise ValueError(f"Two finders are called {name}.")


def every() -> list[Finder]:
    return [_finders[name] for name in sorted(_finders)]
