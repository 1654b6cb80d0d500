"""Answering in two windows, asking by two people, taking out what is being answered: at once, and nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import transaction

from anpacken.core.refusals import Refusal
from anpacken.events import asking as asked_at
from anpacken.events.models import Event, Registration
from anpacken.mail.models import OutgoingMail
from anpacken.questions.actions import answers, asking, questions
from anpacken.questions.choices import Kind, When
from anpacken.questions.errors import AnsweredElsewhere, HasAnswers
from anpacken.questions.models import Answer, Question
from anpacken.questions.queries import owing
from anpacken.questions.queries.asked import fingerprint
from tests.factories.events import AT, BY, make_event, register
from tests.factories.questions import make_question
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_windows_that_save_at_once_one_is_written_and_the_others_are_told(race: Race) -> None:
    event = make_event()
    bikes = make_question(event, "Räder", Kind.NUMBER)
    ada = register(event, "ada@example.org")
    outcomes = race(
        lambda number: answers.give(
            registration=ada, values={bikes.pk: number + 1}, seen=fingerprint({}), by=BY, at=AT
        ),
        times=4,
    )
    assert len(outcomes.results) == 1
    assert outcomes.errors_of(AnsweredElsewhere) == 3
    assert Answer.objects.count() == 1


def test_a_question_taken_out_while_people_register_is_answered_by_all_or_gone(race: Race) -> None:
    event = make_event()
    meal = make_question(event, "Essen", Kind.CHOICE, "Mit Fleisch", "Vegan")
    asked = asked_at.of(event)

    def deed(number: int) -> None:
        if number == 3:
            questions.remove(question=meal, by=BY, at=AT)
        else:
            register(event, f"gast{number}@example.org", asked=asked, answers={"q_essen": "vegan"})

    outcomes = race(deed, times=8)
    assert all(isinstance(error, HasAnswers) for error in outcomes.errors)
    assert Registration.objects.count() == 7
    assert Answer.objects.count() == (7 if Question.objects.exists() else 0)


def _asked_to_answer(people: int) -> Event:
    event = make_event()
    make_question(event, "Mit der Bahn?", Kind.YES_NO, when=When.LATER)
    for number in range(people):
        register(event, f"gast{number}@example.org")
    return event


def _mails() -> int:
    return OutgoingMail.objects.filter(template="questions/mail/please_answer.html").count()


def test_two_people_press_the_button_and_everybody_gets_one_mail(race: Race) -> None:
    event = _asked_to_answer(3)
    outcomes = race(lambda _number: asking.ask(event=event, again=False, by=BY, at=AT), times=4)
    assert sorted(outcomes.results) == [0, 0, 0, 3]
    assert _mails() == 3


def test_without_the_lock_both_would_write_to_the_same_people(
    race: Race,
    unlocked: Callable[[], AbstractContextManager[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: both count before either writes. Then there are two mails, or a constraint or SQLite gives
    up on one of the two."""
    event = _asked_to_answer(1)
    count, both = owing.owing, threading.Barrier(2)

    def slowly(event: Event) -> Any:
        found = count(event)
        both.wait(timeout=60)
        return found

    monkeypatch.setattr(owing, "owing", slowly)
    monkeypatch.setattr(asking, "held_event", _unheld)
    with unlocked():
        outcomes = race(lambda _number: asking.ask(event=event, again=False, by=BY, at=AT), times=2, threads=2)
    assert not any(isinstance(error, Refusal) for error in outcomes.errors)
    assert (len(outcomes.errors), _mails()) in {(1, 1), (0, 2)}


@contextmanager
def _unheld(event_id: int) -> Iterator[Event]:
    with transaction.atomic():
        yield Event.objects.get(pk=event_id)
