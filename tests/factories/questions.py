"""Questions for tests, made by the room's own actions."""

from __future__ import annotations

from typing import Any

from anpacken.core.texts import translated
from anpacken.events.models import Event
from anpacken.questions.actions import questions
from anpacken.questions.actions.questions import Wanted
from anpacken.questions.choices import Kind
from anpacken.questions.models import Question
from tests.factories.events import AT, BY


def make_question(event: Event, words: str, kind: Kind = Kind.TEXT, *options: str, **facts: Any) -> Question:
    """A question of `event`, with its options if it has any. `only_if`: another question and the keys of answers."""
    parent, shown_for = facts.pop("only_if", (None, ()))
    wanted = Wanted(
        wording=translated(de=words),
        kind=kind,
        lines=translated(de="\n".join(options)),
        shown_if=parent,
        shown_for=shown_for,
        **facts,
    )
    return questions.add(event=event, wanted=wanted, by=BY, at=AT)
