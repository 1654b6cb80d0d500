"""Answering: when somebody registers, by their link, again; what is left out, refused and kept apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.events import asking, links
from anpacken.events.actions import registrations
from anpacken.events.models import Event, Registration
from anpacken.mail.models import OutgoingMail
from anpacken.questions.actions import questions
from anpacken.questions.choices import Kind, When
from anpacken.questions.models import Answer, Question
from anpacken.questions.part import QuestionsPart
from anpacken.questions.queries import answers_of, counts
from tests.factories.events import AT, BY, make_event, register
from tests.factories.questions import make_question

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.fixture
def event() -> Event:
    """It asks for the meal, and whoever brings children how old they are."""
    event = make_event()
    care = make_question(event, "Kinderbetreuung?", Kind.YES_NO)
    make_question(event, "Wie alt sind die Kinder?", required=True, only_if=(care, ("yes",)))
    make_question(event, "Essen", Kind.CHOICE, "Mit Fleisch", "Vegan", required=True)
    return event


def send(event: Event, client: Client, **answers: str) -> Any:
    address = reverse("events:register", args=[event.public_id])
    return client.post(address, {"name": "Ada Muster", "email": "ada@example.org", **answers})


@pytest.fixture(autouse=True)
def now() -> Any:
    with clock.frozen(AT):
        yield


def said(event: Event) -> dict[str, Any]:
    return {answer.question.key: answer.value for answer in Answer.objects.filter(question__event=event)}


def test_the_form_asks_and_says_in_which_case(event: Event, client: Client) -> None:
    page = client.get(reverse("events:register", args=[event.public_id])).content.decode()
    assert "Wie alt sind die Kinder?" in page
    assert "nur, wenn Ihre Antwort auf „Kinderbetreuung?“ lautet: Ja." in page
    assert 'data-field="q_kinderbetreuung" data-answers="yes"' in page


def test_what_is_not_translated_says_its_language_and_what_the_office_typed_is_no_markup(
    event: Event, client: Client
) -> None:
    make_question(event, "<b>Fett</b>?", Kind.CHOICE, "<i>Ja</i>", "Nein")
    page = client.get("/en" + reverse("events:register", args=[event.public_id])).content.decode()
    assert '<span lang="de" dir="ltr">Mit Fleisch</span>' in page
    assert '<span lang="de" dir="ltr">&lt;b&gt;Fett&lt;/b&gt;?</span>' in page
    assert "<i>Ja" not in page


def test_answers_are_written_with_the_registration_and_what_does_not_apply_is_dropped(
    event: Event, client: Client
) -> None:
    answer = send(event, client, q_kinderbetreuung="no", q_wie_alt_sind_die_kinder="5", q_essen="vegan")
    assert answer.status_code == 303
    assert said(event) == {"kinderbetreuung": False, "essen": "vegan"}


def test_what_has_to_be_answered_is_asked_for_only_where_it_applies(event: Event, client: Client) -> None:
    refused = send(event, client, q_kinderbetreuung="yes", q_essen="vegan")
    assert refused.status_code == 422
    assert "Bitte beantworten Sie diese Frage." in refused.content.decode()
    assert not Registration.objects.exists()
    assert send(event, client, q_kinderbetreuung="yes", q_wie_alt_sind_die_kinder="5, 7", q_essen="vegan").status_code
    assert said(event) == {"kinderbetreuung": True, "wie_alt_sind_die_kinder": "5, 7", "essen": "vegan"}


def test_the_same_form_twice_is_one_and_with_other_answers_its_owner_is_told(event: Event, client: Client) -> None:
    for _turn in range(2):
        assert send(event, client, q_kinderbetreuung="no", q_essen="vegan").status_code == 303
    assert OutgoingMail.objects.count() == 1
    assert send(event, client, q_kinderbetreuung="no", q_essen="mit_fleisch").status_code == 303
    # What was said stays until the owner changes it by their link, to which the mail leads.
    assert said(event)["essen"] == "vegan"
    assert OutgoingMail.objects.latest("pk").template == "events/mail/already_registered.html"


@pytest.mark.parametrize(
    "sent",
    [
        {"q_essen": "fisch"},
        {"q_essen": "vegan", "q_kinderbetreuung": "vielleicht"},
        {"q_essen": "vegan", "q_kinderbetreuung": "yes", "q_wie_alt_sind_die_kinder": "x" * 301},
        {"q_essen": "vegan", "q_kinderbetreuung": "yes", "q_wie_alt_sind_die_kinder": "5\x07"},
        {},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_written(
    event: Event, client: Client, sent: dict[str, str]
) -> None:
    assert send(event, client, **sent).status_code == 422
    assert not Registration.objects.exists()


def test_a_question_taken_out_while_somebody_fills_in_the_form_does_no_harm(event: Event, client: Client) -> None:
    for question in Question.objects.filter(event=event).order_by("-pk"):
        questions.remove(question=question, by=BY, at=AT)
    assert send(event, client, q_kinderbetreuung="no", q_essen="vegan").status_code == 303
    assert said(event) == {}


def test_what_changed_between_the_check_and_the_writing_is_left_out(event: Event) -> None:
    """The form was checked against a question that another request takes out, or another kind of it."""
    meal, care = Question.objects.get(key="essen"), Question.objects.get(key="kinderbetreuung")
    asked = asking.of(event)
    Question.objects.filter(pk=meal.pk).delete()
    Question.objects.filter(pk=care.pk).update(kind=Kind.NUMBER)
    registrations.register(
        event=event,
        name="Ada Muster",
        email="ada@example.org",
        language="de",
        by=BY,
        at=AT,
        asked=asked,
        answers={"q_essen": "vegan", "q_kinderbetreuung": "yes"},
    )
    assert Registration.objects.count() == 1
    assert said(event) == {}


def test_an_event_without_questions_asks_the_database_nothing_more(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(1):
        assert QuestionsPart().ask(Event(pk=0)) is None


def link(registration: Registration) -> str:
    return reverse("questions:answer", args=[links.token(registration)])


def seen(client: Client, registration: Registration) -> str:
    return str(client.get(link(registration)).context["form"].fingerprint)


@pytest.fixture
def ada(event: Event, client: Client) -> Registration:
    """Ada eats vegan and brings no children; later she is asked for her train."""
    make_question(event, "Mit der Bahn?", Kind.YES_NO, when=When.LATER)
    make_question(event, "Foto erlaubt?", Kind.YES_NO, when=When.DOOR)
    send(event, client, q_kinderbetreuung="no", q_essen="vegan")
    return Registration.objects.get()


def test_by_the_link_one_answers_what_is_asked_later_and_changes_what_one_said(
    event: Event, ada: Registration, client: Client
) -> None:
    page = client.get(link(ada)).content.decode()
    assert "Mit der Bahn?" in page
    assert "Foto erlaubt?" not in page
    answer = client.post(
        link(ada),
        {
            "deed": "save",
            "seen": seen(client, ada),
            "q_kinderbetreuung": "yes",
            "q_wie_alt_sind_die_kinder": "3",
            "q_essen": "vegan",
        },
    )
    assert answer.status_code == 303
    assert said(event) == {
        "kinderbetreuung": True,
        "wie_alt_sind_die_kinder": "3",
        "essen": "vegan",
        "mit_der_bahn": None,
    }
    # Taking "yes" back takes along what depended on it.
    client.post(
        link(ada), {"deed": "save", "seen": seen(client, ada), "q_kinderbetreuung": "no", "q_essen": "mit_fleisch"}
    )
    assert said(event) == {"kinderbetreuung": False, "essen": "mit_fleisch", "mit_der_bahn": None}
    assert Entry.objects.filter(action="questions.answered").count() == 2


def test_of_two_tabs_the_second_is_told_and_loses_nothing(event: Event, ada: Registration, client: Client) -> None:
    stale = seen(client, ada)
    client.post(link(ada), {"deed": "save", "seen": stale, "q_kinderbetreuung": "no", "q_essen": "mit_fleisch"})
    answer = client.post(
        link(ada),
        {"deed": "save", "seen": stale, "q_kinderbetreuung": "no", "q_essen": "vegan", "q_mit_der_bahn": "yes"},
    )
    assert answer.status_code == 409
    assert said(event)["essen"] == "mit_fleisch"
    page = answer.content.decode()
    assert "in der Zwischenzeit geändert" in page
    form = answer.context["form"]
    assert (form["q_essen"].value(), form["seen"].value()) == ("vegan", seen(client, ada))
    again = client.post(
        link(ada),
        {
            "deed": "save",
            "seen": form["seen"].value(),
            "q_kinderbetreuung": "no",
            "q_essen": "vegan",
            "q_mit_der_bahn": "yes",
        },
    )
    assert again.status_code == 303
    assert said(event)["essen"] == "vegan"


def test_sent_twice_it_is_written_once(ada: Registration, client: Client) -> None:
    sent = {
        "deed": "save",
        "seen": seen(client, ada),
        "q_kinderbetreuung": "no",
        "q_essen": "vegan",
        "q_mit_der_bahn": "yes",
    }
    assert client.post(link(ada), sent).status_code == 303
    assert client.post(link(ada), {**sent, "deed": "save", "seen": seen(client, ada)}).status_code == 303
    assert Answer.objects.filter(registration=ada).count() == 3


def test_once_the_event_has_begun_answers_are_shown_and_not_taken(
    event: Event, ada: Registration, client: Client
) -> None:
    sent = {"deed": "save", "seen": seen(client, ada), "q_kinderbetreuung": "no", "q_essen": "mit_fleisch"}
    # Without an hour the event has begun when its day is over.
    with clock.frozen(datetime(2026, 6, 21, 0, 0, tzinfo=UTC)):
        page = client.get(link(ada)).content.decode()
        assert "Die Veranstaltung hat begonnen" in page
        assert "Vegan" in page
        assert client.post(link(ada), sent).status_code == 409
    assert said(event)["essen"] == "vegan"


def test_an_altered_link_and_one_of_an_ended_registration_answer_nothing(ada: Registration, client: Client) -> None:
    assert client.get(reverse("questions:answer", args=["abc"])).status_code == 400
    registrations.cancel(registration=ada, by=BY, at=LATER)
    assert not Answer.objects.exists()
    assert client.post(link(ada), {"deed": "save", "q_essen": "vegan"}).status_code == 409
    assert not Answer.objects.exists()


def test_the_page_of_a_registration_and_its_mails_lead_to_the_questions(ada: Registration, client: Client) -> None:
    page = client.get(reverse("events:registration", args=[links.token(ada)])).content.decode()
    assert "1 Frage ist offen" in page
    assert link(ada) in page
    client.post(link(ada), {"deed": "save", "seen": seen(client, ada), "q_kinderbetreuung": "no", "q_essen": "vegan"})
    page = client.get(reverse("events:registration", args=[links.token(ada)])).content.decode()
    assert "beantwortet" in page


def test_answers_are_told_in_words_and_counted(event: Event, ada: Registration) -> None:
    number = make_question(event, "Wie viele kommen mit dem Rad?", Kind.NUMBER, is_sensitive=True)
    langs = make_question(event, "Sprachen", Kind.SEVERAL, "Arabisch", "Türkisch", "Ukrainisch")
    other = register(event, "bert@example.org")
    gone = register(event, "carla@example.org")
    for person, question, value in (
        (ada, number, 2),
        (other, number, 3),
        (ada, langs, ["ukrainisch", "arabisch"]),
        (other, langs, ["arabisch"]),
        (gone, number, 50),
    ):
        Answer.objects.create(registration=person, question=question, value=value)
    Registration.objects.filter(pk=gone.pk).update(state="cancelled", ended_at=AT)
    words = {one.question.key: one.said for one in answers_of(ada)}
    assert words == {
        "kinderbetreuung": "Nein",
        "essen": "Vegan",
        "sprachen": "Arabisch, Ukrainisch",
        "mit_der_bahn": "",
        "foto_erlaubt": "",
    }
    assert len(answers_of(ada, with_sensitive=True)) == 6
    found = {one.question.key: (one.answered, one.bars, one.total) for one in counts(event, with_sensitive=True)}
    assert found["essen"] == (1, (("Mit Fleisch", 0), ("Vegan", 1)), None)
    assert found["sprachen"] == (2, (("Arabisch", 2), ("Türkisch", 0), ("Ukrainisch", 1)), None)
    assert found["wie_viele_kommen_mit_dem_rad"] == (2, (("2", 1), ("3", 1)), 5)
    assert found["kinderbetreuung"] == (1, (("Ja", 0), ("Nein", 1)), None)
    assert found["wie_alt_sind_die_kinder"] == (0, (), None)
    assert "wie_viele_kommen_mit_dem_rad" not in {one.question.key for one in counts(event)}
