"""Everything that is asked of somebody who registers for one event, beside who they are.

Put together once when the event is read and kept with it (`queries.kept`), so that an event without questions costs a
registration nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from anpacken.core.actors import Actor
from anpacken.events import parts
from anpacken.events.models import Event, Registration
from anpacken.events.parts import Ask, Line


@dataclass(frozen=True, slots=True)
class Asked:
    """What one event asks, in order. Empty for most."""

    asks: tuple[Ask, ...] = ()

    def fields(self) -> dict[str, forms.Field]:
        """Fields of the form by name, a form's own: what is kept stays as it is."""
        return {name: deepcopy(field) for ask in self.asks for name, field in ask.fields().items()}

    def check(self, given: Mapping[str, Any]) -> dict[str, str]:
        """What does not fit together in clean values, by name of the field."""
        return {name: sentence for ask in self.asks for name, sentence in ask.check(given).items()}

    def made(self, registration: Registration, given: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
        """Writes what was answered, in the transaction that made the registration."""
        for ask in self.asks:
            ask.made(registration, given, by=by, at=at)

    def is_same(self, registration: Registration, given: Mapping[str, Any]) -> bool:
        """Whether the registration was made with just these answers."""
        return all(ask.is_same(registration, given) for ask in self.asks)


NOTHING = Asked()


def of(event: Event) -> Asked:
    """What the event asks as it stands now."""
    asks = [ask for part in parts.every() if (ask := part.ask(event)) is not None]
    return Asked(tuple(asks)) if asks else NOTHING


def lines(registration: Registration) -> list[Line]:
    """What a registration has in the rooms around its event, in the active language."""
    return [line for part in parts.every() for line in part.lines(registration)]


def resized(registration: Registration, *, by: Actor, at: datetime) -> None:
    """Tells the rooms around that a registration takes more or fewer seats now. The event's row is locked."""
    for part in parts.every():
        part.resized(registration, by=by, at=at)


def ended(registration: Registration, *, by: Actor, at: datetime) -> None:
    """Tells the rooms around that a registration holds no seat any more. The event's row is locked."""
    for part in parts.every():
        part.ended(registration, by=by, at=at)
