"""Answering: once per link, and with no way back from what was answered to who answered.

That the link was used and what was answered are written in one transaction, and hold nothing in common: the answer has
no moment, no reference and a key drawn by lot, and nothing is written into the audit log. What could still be read from
the database itself, which rows were written together and in which order, goes with `stir`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from anpacken.surveys import errors, rules
from anpacken.surveys.models import Answer, Question, Survey, SurveyInvitation, random_key

_LOT = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to one question: a number or a text. Of several options each is one."""

    question: Question
    number: int | None = None
    text: str = ""


def answer(*, invitation: SurveyInvitation, given: Sequence[Given], language: str, at: datetime) -> None:
    """Counts what was answered, in the language of the page. Nobody is named in it, so it takes no actor.

    Raises:
        NothingAnswered: every question was left open.
        SurveyClosed: it is not open, or no longer.
        AlreadyAnswered: this link was used before.
    """
    if not given:
        raise errors.NothingAnswered
    with claimed(invitation, at=at) as survey:
        rows = [
            Answer(id=random_key(), question=each.question, language=language, number=each.number, text=each.text)
            for each in given
        ]
        _LOT.shuffle(rows)
        Answer.objects.bulk_create(rows)
        survey.answered[language] = survey.answered.get(language, 0) + 1
        survey.answered_count += 1
        survey.save(update_fields=["answered", "answered_count"])


@contextmanager
def claimed(invitation: SurveyInvitation, *, at: datetime) -> Iterator[Survey]:
    """A transaction in which the link is used up: of two that come at once, the second is refused."""
    with transaction.atomic():
        # The survey first, as every deed with it does.
        survey = Survey.objects.select_for_update(no_key=True).get(pk=invitation.survey_id)
        unused = SurveyInvitation.objects.filter(pk=invitation.pk, is_answered=False)
        if not unused.exists():
            raise errors.AlreadyAnswered
        if rules.standing(survey, at=at) != rules.Standing.OPEN:
            raise errors.SurveyClosed
        if not unused.update(is_answered=True):
            raise errors.AlreadyAnswered
        yield survey


def stir(*, survey: Survey) -> int:
    """Writes all answers of a survey anew in an order drawn by lot, and all its invitations anew with them: whoever
    reads the database itself then sees of all rows the same time of writing. Returns how many answers there are."""
    with transaction.atomic():
        current = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
        rows = list(Answer.objects.filter(question__survey=survey))
        Answer.objects.filter(pk__in=[row.pk for row in rows]).delete()
        for row in rows:
            row.pk = random_key()
        _LOT.shuffle(rows)
        Answer.objects.bulk_create(rows, batch_size=500)
        SurveyInvitation.objects.filter(survey=survey).update(is_answered=F("is_answered"))
        Survey.objects.filter(pk=current.pk).update(stirred_count=current.answered_count)
    return len(rows)
