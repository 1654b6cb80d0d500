"""The registry of periodic work: which walkers there are and how often each one runs.

A walker is a function without arguments in a room's `jobs.py`. It loads what is due, calls one action and is
repeatable without harm, because it runs again after a failure and after its worker died half-way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.utils.module_loading import autodiscover_modules

Walker = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Periodic:
    """One walker. `every` is the pause from one beginning to the next; after `longest` a run that still goes
    on is given up for dead and another worker may begin."""

    name: str
    every: timedelta
    longest: timedelta
    walk: Walker


_registry: dict[str, Periodic] = {}


def periodic(name: str, *, every: timedelta, longest: timedelta = timedelta(hours=1)) -> Callable[[Walker], Walker]:
    """Registers the decorated function as the walker `name` (`room.what_it_does`).

    Raises:
        ValueError: the pause is not positive, or another function has this name.
    """
    if every <= timedelta(0) or longest <= timedelta(0):
        raise ValueError(f"The periodic job {name} needs positive times.")

    def register(walk: Walker) -> Walker:
        present = _registry.get(name)
        if present is not None and (present.walk.__module__, present.walk.__qualname__) != (
            walk.__module__,
            walk.__qualname__,
        ):
            raise ValueError(f"Two periodic jobs are called {name}.")
        _registry[name] = Periodic(name, every, longest, walk)
        return walk

    return register


@cache
def _discover() -> None:
    autodiscover_modules("jobs")


def registered() -> dict[str, Periodic]:
    """All walkers of all installed rooms, by name."""
    _discover()
    return dict(sorted(_registry.items()))
