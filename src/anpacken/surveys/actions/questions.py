"""The questions of a survey. Once it is out they stay as they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.surveys import errors
from anpacken.surveys.actions.surveys import still_draft
from anpacken.surveys.choices import MOST_QUESTIONS, WITH_OPTIONS, Kind
from anpacken.surveys.models import Question, Survey


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    kind: Kind
    text: TranslatedText
    lowest: TranslatedText = field(default_factory=TranslatedText)
    highest: TranslatedText = field(default_factory=TranslatedText)
    options: TranslatedText = field(default_factory=TranslatedText)


def add(*, survey: Survey, facts: QuestionFacts, by: Actor, at: datetime) -> Question:
    """Adds a question at the end. Raises `SurveyIsOut`, `TooManyQuestions`."""
    with still_draft(survey) as current:
        last = current.questions.order_by("position").last()
        if current.questions.count() >= MOST_QUESTIONS:
            raise errors.TooManyQuestions(limit=MOST_QUESTIONS)
        question = Question(survey=current, position=last.position + 1 if last else 1)
        _fill(question, facts)
        question.save()
        _noted(current, "added", by, at)
    return question


def change(*, question: Question, facts: QuestionFacts, by: Actor, at: datetime) -> Question:
    """Changes a question. Raises `SurveyIsOut`."""
    with still_draft(question.survey) as current:
        question = current.questions.get(pk=question.pk)
        _fill(question, facts)
        question.save()
        _noted(current, "changed", by, at)
    return question


def remove(*, question: Question, by: Actor, at: datetime) -> None:
    """Takes a question out. Raises `SurveyIsOut`."""
    with still_draft(question.survey) as current:
        if current.questions.filter(pk=question.pk).delete()[0]:
            _noted(current, "removed", by, at)


def move(*, question: Question, steps: int, by: Actor, at: datetime) -> None:
    """Moves a question up (negative) or down; beyond the ends it stays. Raises `SurveyIsOut`."""
    with still_draft(question.survey) as current:
        order = list(current.questions.all())
        old = next((number for number, each in enumerate(order) if each.pk == question.pk), None)
        if old is None:
            return
        order.insert(max(0, min(old + steps, len(order) - 1)), order.pop(old))
        for position, each in enumerate(order, start=1):
            each.position = position
        Question.objects.bulk_update(order, ["position"])
        _noted(current, "moved", by, at)


def _fill(question: Question, facts: QuestionFacts) -> None:
    for name, value in asdict(facts).items():
        setattr(question, name, value)
    # What the kind does not use is not kept: it would come back with the next change of the kind.
    if question.kind != Kind.SCALE:
        question.lowest = question.highest = TranslatedText()
    if question.kind not in WITH_OPTIONS:
        question.options = TranslatedText()


def _noted(survey: Survey, deed: str, by: Actor, at: datetime) -> None:
    record(by=by, action="event.survey_question", target=survey.event, at=at, deed=deed, audience=survey.audience)
