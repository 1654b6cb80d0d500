"""What the rooms around an event add to it, without this room knowing them.

A room above (programme, market, door) registers one part in its `AppConfig.ready`. From them come further sections
on the event's page, pages on its record in the office, questions when somebody registers, and what happens
to a registration's places elsewhere when it changes or ends. See docs/adr/0015-rooms-around-an-event.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms

from anpacken.core.actors import Actor
from anpacken.events.models import Event, Registration


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the event's public page. It holds nothing personal; the page is kept with `event:<public id>`."""

    heading: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entrance:
    """A page of another room about one event, as the event's record in the office links it."""

    label: str
    url: str
    note: str = ""
    """How it stands there, in a few words: "12 of 40 stands"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a registration has elsewhere, for its page and mails: `Line("Round 1", "Forum Language")`."""

    label: str
    value: str
    url: str = ""
    """Where it is changed, if it can be."""


class Ask:
    """What a part asks of somebody who registers for one event. Made once per change of the event, then kept: it holds
    no request and writes nothing but in `made`."""

    def fields(self) -> dict[str, forms.Field]:
        """Form fields under names that no other part uses, in their order."""
        return {}

    def check(self, given: Mapping[str, Any]) -> Mapping[str, str]:
        """What does not fit together in clean values: sentences by name of the field."""
        return {}

    def made(self, registration: Registration, given: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
        """Writes what was answered, in the transaction that made the registration."""

    def is_same(self, registration: Registration, given: Mapping[str, Any]) -> bool:
        """Whether the registration was made with just these answers, as when a form is sent twice. Whoever sends
        other ones is told by mail that they are registered, and where they change what they said."""
        return True


class Part:
    """What one room adds. A room overrides what applies to it."""

    name: str = ""
    """A short word in ASCII, unique: `programme`."""

    def sections(self, event: Event) -> Iterable[Section]:
        """Further sections of the event's public page."""
        return ()

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        """Further pages in the office, for this user."""
        return ()

    def copied(self, original: Event, new: Event, *, by: Actor, at: datetime) -> None:
        """`new` was made as a copy of `original`, in this transaction: what carries over from one year to the next."""

    def ask(self, event: Event) -> Ask | None:
        """What it asks when somebody registers for `event`; None when it has nothing to ask."""
        return None

    def lines(self, registration: Registration) -> Iterable[Line]:
        """What the registration has here, in the reader's language."""
        return ()

    def about(self, registration: Registration, user: Any) -> Iterable[Section]:
        """Further sections of the registration's record in the office, for this user."""
        return ()

    def resized(self, registration: Registration, *, by: Actor, at: datetime) -> None:
        """The registration takes more or fewer seats now. The event's row is locked."""

    def ended(self, registration: Registration, *, by: Actor, at: datetime) -> None:
        """The registration holds no seat any more. The event's row is locked."""


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Adds a part. Raises `ValueError` for one without a name or with the name of another."""
    known = _parts.get(part.name)
    if not part.name or (known is not None and type(known) is not type(part)):
        raise ValueError(f"A part needs a name of its own; {part.name!r} is none or is taken.")
    _parts[part.name] = part


def every() -> list[Part]:
    """All parts, in the order of their names."""
    return [_parts[name] for name in sorted(_parts)]
