"""What is asked at the door, and of whom it was not asked yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from anpacken.events.models import Event, Registration
from anpacken.questions import rules
from anpacken.questions.choices import DECIDING, When
from anpacken.questions.models import Answer, Question
from anpacken.questions.queries.asked import labels, questions_of


@dataclass(frozen=True, slots=True)
class AtDoor:
    """The door's questions of one event, and those still open by the registration's key. Empty for most events."""

    questions: Sequence[Question] = ()
    still_open: dict[int, list[Question]] = field(default_factory=dict)

    def of(self, registration: Registration) -> list[Question]:
        return self.still_open.get(registration.pk, [])


def at_door(event: Event, registrations: Iterable[Registration]) -> AtDoor:
    """What to ask each of these registrations. An event that asks nothing at the door costs one query."""
    questions = questions_of(event.pk)
    of_door = [question for question in questions if question.when == When.DOOR]
    if not of_door:
        return AtDoor()
    values: dict[int, dict[int, Any]] = defaultdict(dict)
    given = Answer.objects.filter(question__in=questions)
    for registration_id, question_id, value in given.values_list("registration_id", "question_id", "value"):
        values[registration_id][question_id] = value
    still_open = {}
    for one in registrations:
        asked = rules.applicable(questions, values[one.pk])
        found = [question for question in asked if question.when == When.DOOR and question.pk not in values[one.pk]]
        if found:
            still_open[one.pk] = found
    return AtDoor(of_door, still_open)


def for_device(question: Question) -> dict[str, Any]:
    """A question as a device shows it, in the active language."""
    options = labels(question) if question.kind in DECIDING else []
    return {
        "key": question.key,
        "label": str(question.wording),
        "help": str(question.help),
        "kind": question.kind,
        "options": options,
    }
