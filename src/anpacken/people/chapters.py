"""What each room knows about a person or an organisation, told to this room without this room knowing them.

A room above (events, newsletter, …) registers one chapter in its `AppConfig.ready`; this room's own chapters stand in
`people.own_chapters`. From them come the timeline on a record, "everything we hold about you", and erasing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from anpacken.core.actors import Actor
from anpacken.people.models import Organisation, Person

Subject = Person | Organisation
Held = dict[str, Any]
"""One thing that is held: values under words that people understand."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline. `title` and `detail` are in the reader's language; `url` leads to the record, if any."""

    at: datetime
    kind: str
    """The name of the chapter, to filter by."""
    title: str
    detail: str = ""
    url: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line on somebody's own page: what they have here at present, and where they change it."""

    title: str
    detail: str = ""
    url: str = ""


class Chapter:
    """What one room knows about somebody. A room overrides what applies to it."""

    name: str = ""
    """A short word in ASCII, unique: `registrations`."""
    label: Any = ""
    """What heads the chapter for people, lazily translated."""

    erased_last: bool = False
    """For what others' erasing may still write, such as mails."""

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        """At most `most` moments strictly older than `before` (None: from now on), the newest first."""
        return ()

    def shown(self, subject: Subject, *, at: datetime) -> Iterable[Shown]:
        """What `subject` has here at present and can change, for its own page; a few lines."""
        return ()

    def held(self, subject: Subject) -> list[Held]:
        """Everything that is held about `subject`, for its own eyes, in the active language.

        Values are what Django's JSON encoder writes: texts, numbers, dates, yes and no, lists of these.
        """
        return []

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        """Makes everything about `subject` anonymous or deletes it, inside the transaction of the erasure.

        Counts of years gone by stay as they are. Done again, it changes nothing.
        """


@dataclass
class _Registry:
    chapters: dict[str, Chapter] = field(default_factory=dict)


_registry = _Registry()


def register(chapter: Chapter) -> None:
    """Adds a chapter; called once per process by a room's `AppConfig.ready`.

    Raises:
        ValueError: another chapter has this name.
    """
    held = _registry.chapters.get(chapter.name)
    if held is not None and type(held) is not type(chapter):
        raise ValueError(f"There are two chapters “{chapter.name}”.")
    _registry.chapters[chapter.name] = chapter


def every() -> list[Chapter]:
    """All chapters, in the order in which they were registered."""
    return list(_registry.chapters.values())
