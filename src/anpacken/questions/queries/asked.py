"""What is asked and what was answered, one event or one registration at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from anpacken.events.models import Registration
from anpacken.questions import rules
from anpacken.questions.choices import NO, YES, Kind, When
from anpacken.questions.models import Answer, Question

BY_LINK = (When.REGISTRATION, When.LATER)


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with what somebody answered, in the reader's words; "" when it is open."""

    question: Question
    value: Any
    said: str


def questions_of(event_id: int, *when: When) -> list[Question]:
    """The event's questions in the order in which they are asked; only those of `when` if any is named."""
    found = Question.objects.filter(event=event_id)
    return sorted(found.filter(when__in=when) if when else found, key=rules.place)


def values_of(registration: Registration) -> dict[int, Any]:
    """The answers of a registration by question; None where it was seen and left open."""
    return dict(Answer.objects.filter(registration=registration).values_list("question_id", "value"))


def answers_of(registration: Registration, *, with_sensitive: bool = False) -> list[Answered]:
    """What a registration was asked so far, with the answers. Sensitive ones only when asked for: for the office."""
    questions = questions_of(registration.event_id)
    if not questions:
        return []
    values = values_of(registration)
    return [
        Answered(question, values.get(question.pk), in_words(question, values.get(question.pk)))
        for question in rules.applicable(questions, values)
        if with_sensitive or not question.is_sensitive
    ]


def open_questions(questions: Iterable[Question], values: Mapping[int, Any]) -> list[Question]:
    """What somebody should still answer by their link: what is asked later and was never seen, and what has to be
    answered and was not."""
    of_link = [question for question in questions if question.when in BY_LINK]
    needed = {question.pk for question in rules.missing(of_link, values)}
    return [
        question
        for question in rules.applicable(of_link, values)
        if question.pk in needed or (question.when == When.LATER and question.pk not in values)
    ]


def fingerprint(values: Mapping[int, Any]) -> str:
    """Tells whether answers are still those that a page showed."""
    text = json.dumps(sorted((key, value) for key, value in values.items()), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def in_words(question: Question, value: Any) -> str:
    """An answer as somebody reads it, in the active language."""
    if rules.is_open(value):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if question.kind in (Kind.CHOICE, Kind.SEVERAL):
        words = dict(question.choices())
        # In the order in which they are offered.
        chosen = rules.keys_of(value)
        return ", ".join(label for key, label in words.items() if key in chosen)
    return number_format(value, use_l10n=True, force_grouping=True) if isinstance(value, int) else str(value)


def labels(question: Question) -> list[tuple[str, str]]:
    """What can be chosen, as key and words in the active language."""
    return [(YES, _("Yes")), (NO, _("No"))] if question.kind == Kind.YES_NO else question.choices()
