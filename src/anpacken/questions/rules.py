"""Which questions apply to somebody, and which answers fit them. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from anpacken.core.refusals import Refusal
from anpacken.events import rules as events
from anpacken.events.choices import ACTIVE, EventState
from anpacken.events.models import Event, Registration
from anpacken.questions import errors
from anpacken.questions.choices import DECIDING, MOST_NUMBER, MOST_SIGNS, NO, YES, Kind, When
from anpacken.questions.models import Question

Values = Mapping[int, Any]
"""Answers by the question's key in the database."""
_ORDER = {When.REGISTRATION: 0, When.LATER: 1, When.DOOR: 2}


def is_open(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is None or value in ("", [])


def keys_of(value: Any) -> set[str]:
    """An answer as the keys of what was chosen."""
    if isinstance(value, bool):
        return {YES if value else NO}
    if isinstance(value, list):
        return {str(one) for one in value}
    return {value} if isinstance(value, str) else set()


def applicable(questions: Iterable[Question], values: Values) -> list[Question]:
    """Those of `questions` that somebody with these answers is asked, in their order.

    A question whose condition is not met is not asked, and neither is one that depends on it. A condition on a
    question that is not among `questions` is met by its value alone.
    """
    found: list[Question] = []
    known = {question.pk: question for question in questions}
    asked: set[int] = set()
    for question in sorted(known.values(), key=place):
        parent = question.shown_if_id
        if parent is not None:
            is_asked = parent not in known or parent in asked
            if not is_asked or not keys_of(values.get(parent)) & set(question.shown_for):
                continue
        asked.add(question.pk)
        found.append(question)
    return found


def relevant(questions: Iterable[Question], values: Values) -> dict[int, Any]:
    """Those of the answers that somebody with these answers is asked for."""
    return {question.pk: values[question.pk] for question in applicable(questions, values) if question.pk in values}


def missing(questions: Iterable[Question], values: Values) -> list[Question]:
    """Which questions have to be answered and are not."""
    return [
        question for question in applicable(questions, values) if question.required and is_open(values.get(question.pk))
    ]


def fits(question: Question, value: Any) -> bool:
    """Whether a value is an answer to the question as it is asked now; nothing always is."""
    if is_open(value):
        return True
    known = {one["key"] for one in question.options}
    match Kind(question.kind):
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_NUMBER
        case Kind.CHOICE:
            return isinstance(value, str) and value in known
        case Kind.SEVERAL:
            return isinstance(value, list) and all(isinstance(one, str) and one in known for one in value)
        case kind:
            return isinstance(value, str) and len(value) <= MOST_SIGNS[kind]


def place(question: Question) -> tuple[int, int, int]:
    """Where a question stands among all of its event: by when it is asked, then as the office ordered them."""
    return _ORDER[When(question.when)], question.position, question.pk or 0


def can_decide(question: Question, other: Question) -> bool:
    """Whether `other` can be asked depending on the answer to `question`."""
    return question.kind in DECIDING and place(question) < place(other)


def deciding_keys(question: Question) -> list[str]:
    """The answers to a question that another can depend on."""
    return [YES, NO] if question.kind == Kind.YES_NO else [one["key"] for one in question.options]


def check_order(questions: Sequence[Question]) -> None:
    """Raises `DependsOnLater` when a question depends on one that comes after it."""
    known = {question.pk: question for question in questions}
    for question in questions:
        parent = known.get(question.shown_if_id or 0)
        if parent is not None and place(parent) >= place(question):
            raise errors.DependsOnLater(question=str(parent))


def refusal_to_answer(registration: Registration, *, at: datetime) -> Refusal | None:
    """Why somebody cannot answer by their link any more; None if they can."""
    if registration.state not in ACTIVE or registration.event.state == EventState.CANCELLED:
        return errors.NotRegistered()
    return None if takes_answers(registration.event, at=at) else errors.AnswersClosed()


def takes_answers(event: Event, *, at: datetime) -> bool:
    """Whether people can answer by their links: until the event begins."""
    return event.state == EventState.ANNOUNCED and not events.has_begun(event, at=at)
