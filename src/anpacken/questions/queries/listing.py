"""How the office looks at questions and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from anpacken.events.choices import HOLDS_SEATS
from anpacken.events.models import Event, Registration
from anpacken.questions import rules
from anpacken.questions.choices import Kind, When
from anpacken.questions.models import Answer, Question
from anpacken.questions.queries.asked import labels
from anpacken.questions.queries.counts import Counted
from anpacken.ui import charts

TEXTS = (Kind.TEXT, Kind.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class Row:
    """One question with how often it was answered and, if not everybody is asked, for which answers it is."""

    question: Question
    answered: int
    condition: str


@dataclass(frozen=True, slots=True)
class Group:
    """The questions that are asked at the same time."""

    when: When
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Drawn:
    counted: Counted
    bars: charts.Bars | None


def by_time(event: Event) -> list[Group]:
    """All questions, with how often each was answered by those who hold a seat."""
    given = Count("answers", filter=Q(answers__value__isnull=False, answers__registration__state__in=HOLDS_SEATS))
    questions = Question.objects.filter(event=event).select_related("shown_if").annotate(answered=given)
    rows = [Row(one, one.answered, _condition(one)) for one in sorted(questions, key=rules.place)]
    groups = (Group(when, [row for row in rows if row.question.when == when]) for when in When)
    return [group for group in groups if group.rows]


def _condition(question: Question) -> str:
    parent = question.shown_if
    if parent is None:
        return ""
    return ", ".join(label for key, label in labels(parent) if key in question.shown_for)


def answered(question: Question) -> int:
    """How many answers there are, of whomever: with one, a question stays."""
    return Answer.objects.filter(question=question, value__isnull=False).count()


def registered(event: Event) -> int:
    return Registration.objects.filter(event=event, state__in=HOLDS_SEATS).count()


def drawn(counted: Counted) -> Drawn:
    """One question as bars; shares are of those who answered it."""
    lines = [charts.Bar(label, many) for label, many in counted.bars]
    return Drawn(counted, charts.bars(lines, whole=counted.answered) if lines else None)


def texts(event: Event, *, with_sensitive: bool) -> QuerySet[Answer]:
    """What was answered in words, question by question, the newest first."""
    wanted: dict[str, Any] = {} if with_sensitive else {"question__is_sensitive": False}
    found = Answer.objects.filter(
        question__event=event, question__kind__in=TEXTS, registration__state__in=HOLDS_SEATS, **wanted
    )
    return (
        found.filter(value__isnull=False)
        .select_related("question", "registration")
        .order_by("question__position", "question_id", "-answered_at", "-pk")
    )
