"""What those said who came to a made-up event, and those who did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from anpacken.config.demo.loading.ledger import Ledger
from anpacken.config.demo.schema.surveys import SurveyEntry, SurveysFile
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.surveys.actions import answering, sending, surveys
from anpacken.surveys.actions.answering import Given
from anpacken.surveys.choices import Kind
from anpacken.surveys.models import Question, Survey


def load_surveys(file: SurveysFile, ledger: Ledger, *, seed: int, by: Actor, at: datetime) -> None:
    """Lays out, sends and answers the surveys that were never brought."""
    for number, entry in enumerate(file.surveys):
        event = Event.objects.filter(slug=entry.event).first()
        if not ledger.is_due("survey", f"{entry.event}/{entry.audience}") or event is None:
            continue
        opened = at - timedelta(days=entry.days_ago)
        with clock.frozen(opened):
            survey = surveys.lay_out(event=event, audience=entry.audience, by=by, at=opened)
            survey = surveys.open_now(survey=survey, by=by, at=opened)
            sending.send(survey=survey, by=by, at=opened)
            _answer(survey, entry, Random(seed + number), at=opened)  # noqa: S311 - made-up answers


def _answer(survey: Survey, entry: SurveyEntry, random: Random, *, at: datetime) -> None:
    questions = list(survey.questions.all())
    invitations = list(survey.invitations.select_related("registration", "survey"))
    texts = iter(entry.texts)
    for invitation in random.sample(invitations, min(entry.answered, len(invitations))):
        text = next(texts, "") if random.random() < 0.7 else ""
        given = list(_given(questions, entry, text, random))
        answering.answer(invitation=invitation, given=given, language=invitation.registration.language, at=at)
    answering.stir(survey=survey)


def _given(questions: list[Question], entry: SurveyEntry, text: str, random: Random) -> Iterator[Given]:
    weights = iter(entry.weights)
    for question in questions:
        if question.kind == Kind.TEXT:
            if text:
                yield Given(question, text=text)
            continue
        each = next(weights, [1, 1])
        numbers = range(1, len(each) + 1)
        if question.kind == Kind.SEVERAL:
            # Weights are per cent here: each option for itself.
            yield from (Given(question, number=one) for one in numbers if random.random() * 100 < each[one - 1])
        else:
            yield Given(question, number=random.choices(numbers, each)[0])
