"""Setting a survey up, opening it, closing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.surveys import errors, rules, standard
from anpacken.surveys.choices import Audience
from anpacken.surveys.models import Question, Survey
from anpacken.surveys.queries import recipients


@dataclass(frozen=True, slots=True)
class Facts:
    """What the office sets. Texts can be changed until the survey is out; days and reminder too."""

    letter: TranslatedText
    intro: TranslatedText
    send_after_hours: int | None
    open_days: int
    remind_after_days: int | None


@contextmanager
def held(survey: Survey) -> Iterator[Survey]:
    """A transaction with the survey's row locked, read anew."""
    with transaction.atomic():
        yield Survey.objects.select_for_update(no_key=True).select_related(None).get(pk=survey.pk)


@contextmanager
def still_draft(survey: Survey) -> Iterator[Survey]:
    """The same, for what can only be changed before anybody is asked. Raises `SurveyIsOut`."""
    with held(survey) as current:
        if current.opened_at is not None:
            raise errors.SurveyIsOut
        yield current


def lay_out(*, event: Event, audience: Audience, by: Actor, at: datetime) -> Survey:
    """A survey with the usual questions and mail, to be changed before it leaves.

    Raises:
        AlreadyLaidOut: the event has one for this audience.
    """
    survey = Survey(event=event, audience=audience, letter=standard.in_every_language(standard.LETTERS[audience]))
    try:
        with transaction.atomic():
            survey.save()
            Question.objects.bulk_create(
                Question(
                    survey=survey,
                    position=number,
                    kind=usual.kind,
                    text=standard.in_every_language(usual.text),
                    lowest=standard.in_every_language(usual.lowest),
                    highest=standard.in_every_language(usual.highest),
                    options=standard.options(usual.options),
                )
                for number, usual in enumerate(standard.QUESTIONS[audience], start=1)
            )
            _noted("laid_out", survey, by, at, audience=audience.value)
    except IntegrityError as error:
        raise errors.AlreadyLaidOut from error
    return survey


def change(*, survey: Survey, facts: Facts, by: Actor, at: datetime) -> Survey:
    """Changes mail and dates. Raises `SurveyIsOut`."""
    with still_draft(survey) as current:
        for name, value in asdict(facts).items():
            setattr(current, name, value)
        current.save()
        _noted("changed", current, by, at)
    return current


def remove(*, survey: Survey, by: Actor, at: datetime) -> None:
    """Takes a survey away that nobody was asked. Raises `SurveyIsOut`."""
    with still_draft(survey) as current:
        _noted("removed", current, by, at, audience=current.audience)
        current.delete()


def open_now(*, survey: Survey, by: Actor, at: datetime) -> Survey:
    """Opens the survey: from now on its mails leave (`sending.send`) and it can be answered. It closes by itself.

    Raises:
        SurveyIsOut, EventNotHeld, NotOverYet, NoQuestions, NobodyToAsk
    """
    with still_draft(survey) as current:
        refusal = rules.refusal_to_open(current, at=at)
        if refusal is not None:
            raise refusal
        if not current.questions.exists():
            raise errors.NoQuestions
        if not recipients.everybody(current, at=at).exists():
            raise errors.NobodyToAsk
        current.opened_at, current.closes_at = at, at + timedelta(days=current.open_days)
        current.save(update_fields=["opened_at", "closes_at"])
        _noted("opened", current, by, at, audience=current.audience)
    return current


def close_now(*, survey: Survey, by: Actor, at: datetime) -> Survey:
    """Closes an open survey before its time. Raises `NotOut`."""
    with held(survey) as current:
        if rules.standing(current, at=at) != rules.Standing.OPEN:
            raise errors.NotOut
        current.closes_at = at
        current.save(update_fields=["closes_at"])
        _noted("closed", current, by, at)
    return current


def note_exported(*, survey: Survey, kind: str, by: Actor, at: datetime) -> None:
    """Writes down that somebody took the results out of the house."""
    _noted("exported", survey, by, at, file=kind)


def _noted(deed: str, survey: Survey, by: Actor, at: datetime, **details: str) -> None:
    """On the event, in whose timeline it is looked for."""
    record(by=by, action=f"event.survey_{deed}", target=survey.event, at=at, **details)
