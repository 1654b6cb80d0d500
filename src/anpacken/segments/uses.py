"""Who uses a segment: rooms above say so here, so that what is in use is not deleted under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from anpacken.segments.models import Segment

Uses = Callable[[Segment], list[str]]
"""Gives what uses a segment, in words for the office: “Newsletter May 2020”. At most a handful."""


@dataclass
class _Registry:
    asked: dict[str, Uses] = field(default_factory=dict)


_registry = _Registry()


def register(name: str, uses: Uses) -> None:
    """Adds somebody to ask; called once per process by a room's `AppConfig.ready`. `name` is the room's."""
    _registry.asked[name] = uses


def of(segment: Segment) -> list[str]:
    """Everything that uses `segment`."""
    return [use for ask in _registry.asked.values() for use in ask(segment)]
