"""What is held about people: told, deleted in time, erased with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from anpacken.events.actions.anonymising import anonymise
from anpacken.events.models import Event, Registration
from anpacken.people import chapters
from anpacken.people.actions import erasures
from anpacken.people.models import Person
from anpacken.privacy import processing, retention
from anpacken.questions.actions import asking
from anpacken.questions.chapter import Answers
from anpacken.questions.choices import Kind, When
from anpacken.questions.models import Answer, Question, Request
from tests.factories.events import AT, BY, make_event, register
from tests.factories.questions import make_question

pytestmark = pytest.mark.django_db
# The event is on 20 June.
AFTER = datetime(2026, 6, 22, tzinfo=UTC)


@pytest.fixture
def event() -> Event:
    """Ada and Bert have answered a sensitive question and another, and were asked for a third."""
    event = make_event()
    illness = make_question(event, "Allergien", is_sensitive=True)
    meal = make_question(event, "Essen", Kind.CHOICE, "Mit Fleisch", "Vegan")
    make_question(event, "Mit der Bahn?", Kind.YES_NO, when=When.LATER)
    for name in ("ada", "bert"):
        person = register(event, f"{name}@example.org")
        Answer.objects.create(registration=person, question=illness, value="Nüsse", answered_at=AT)
        Answer.objects.create(registration=person, question=meal, value="vegan", answered_at=AT)
    asking.ask(event=event, again=False, by=BY, at=AT)
    return event


def ada() -> Person:
    return Person.objects.create(
        first_name="Ada", last_name="Muster", email="ada@example.org", email_key="ada@example.org"
    )


def left(event: Event) -> dict[str, list[str]]:
    """The keys of the questions that each still has answers to."""
    return {
        one.email_key: sorted(one.answers.values_list("question__key", flat=True))
        for one in Registration.objects.filter(event=event).order_by("pk")
    }


def test_somebody_reads_what_they_answered(event: Event) -> None:
    first, second = Answers().held(ada())
    assert (first["Frage"], first["Antwort"]) == ("Allergien", "Nüsse")
    assert (second["Frage"], second["Antwort"]) == ("Essen", "Vegan")
    assert first["Veranstaltung"] == str(event.title)


def test_whoever_is_erased_takes_their_answers_along(event: Event) -> None:
    erasures.erase(subject=ada(), by=BY, at=AT)
    assert [answer.registration.email_key for answer in Answer.objects.all()] == ["bert@example.org"] * 2
    assert Request.objects.count() == 1
    assert Question.objects.count() == 3


def test_sensitive_answers_go_first_and_all_others_with_the_names(event: Event) -> None:
    sensitive, others = retention.named("questions.sensitive"), retention.named("questions.answers")
    assert sensitive is not None
    assert others is not None
    assert (sensitive.days, others.days) == (14, 365)
    assert sensitive.due(datetime(2026, 6, 20, tzinfo=UTC)).count() == 0
    assert sensitive.apply(before=AFTER, by=BY, at=AFTER) == 2
    assert sensitive.apply(before=AFTER, by=BY, at=AFTER) == 0
    assert left(event) == {"ada@example.org": ["essen"], "bert@example.org": ["essen"]}
    anonymise([Registration.objects.get(email_key="ada@example.org")])
    assert others.apply(before=datetime(2026, 6, 1, tzinfo=UTC), by=BY, at=AFTER) == 1
    assert sorted(left(event).values()) == [[], ["essen"]]
    assert others.apply(before=AFTER, by=BY, at=AFTER) == 1
    assert not Answer.objects.exists()
    assert not Request.objects.exists()


@pytest.mark.once
def test_it_is_erased_before_events_let_go_of_the_person_and_stands_in_the_record_of_processing() -> None:
    names = [chapter.name for chapter in chapters.every()]
    assert names.index("questions") < names.index("registrations")
    assert "questions.answers" in {activity.name for activity in processing.every()}
