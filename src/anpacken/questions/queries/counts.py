"""How an event's questions were answered, over all registrations that hold a seat."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

from anpacken.events.choices import HOLDS_SEATS
from anpacken.events.models import Event
from anpacken.questions import rules
from anpacken.questions.choices import Kind
from anpacken.questions.models import Answer, Question
from anpacken.questions.queries.asked import labels, questions_of

# A number that was answered in more ways than this is added up, not shown one by one.
MOST_NUMBERS = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """One question in numbers. `bars` are labels with how often each was answered, in the order of the options; none
    for texts. `answered` counts registrations, `total` is the sum of numbers."""

    question: Question
    answered: int
    bars: tuple[tuple[str, int], ...]
    total: int | None = None


def counts(event: Event, *, with_sensitive: bool = False) -> list[Counted]:
    """Every question with how often it was answered and how. Sensitive ones only when asked for: for the office."""
    questions = [question for question in questions_of(event.pk) if with_sensitive or not question.is_sensitive]
    if not questions:
        return []
    values: dict[int, list[Any]] = defaultdict(list)
    given = Answer.objects.filter(question__in=questions, registration__state__in=HOLDS_SEATS)
    for question_id, value in given.values_list("question_id", "value"):
        if not rules.is_open(value):
            values[question_id].append(value)
    return [_counted(question, values[question.pk]) for question in questions]


def _counted(question: Question, values: list[Any]) -> Counted:
    if question.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return Counted(question, len(values), ())
    if question.kind == Kind.NUMBER:
        ways = Counter(value for value in values if isinstance(value, int))
        bars = tuple((number_format(value), many) for value, many in sorted(ways.items()))
        return Counted(question, len(values), bars if len(bars) <= MOST_NUMBERS else (), sum(ways.elements()))
    chosen = Counter(key for value in values for key in rules.keys_of(value))
    return Counted(question, len(values), tuple((label, chosen[key]) for key, label in labels(question)))
