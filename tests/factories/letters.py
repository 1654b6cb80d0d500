"""Letters of an event, for tests."""

from __future__ import annotations

from typing import Any

from anpacken.core.texts import translated
from anpacken.events.models import Event
from anpacken.letters.actions import letters
from anpacken.letters.models import Letter
from tests.factories.events import AT, BY


def make_letter(event: Event, *, is_on: bool = True, **facts: Any) -> Letter:
    """A reminder seven days before, at nine, to everybody with a seat; turned on."""
    given: dict[str, Any] = {
        "title": "Erinnerung",
        "subject": translated(de="Bald: {title}", en="Soon: {title}"),
        "text": translated(de="Hallo {name}!", en="Hello {name}!"),
    }
    letter = letters.save(letter=Letter(event=event, **{**given, **facts}), changed=[], by=BY, at=AT)
    return letters.turn_on(letter=letter, by=BY, at=AT) if is_on else letter
