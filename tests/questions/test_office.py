"""Questions in the office: writing, ordering, taking out, copying, counting, exporting, asking by mail."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.events.actions import copying
from anpacken.events.models import Event, Registration
from anpacken.mail.models import OutgoingMail
from anpacken.questions import errors
from anpacken.questions.actions import asking, questions
from anpacken.questions.choices import Kind, When
from anpacken.questions.models import Answer, Question
from tests.consistency import world
from tests.factories.events import AT, BY, make_event, register
from tests.factories.questions import make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return make_event()


def url(name: str, event: Event, *more: str) -> str:
    return reverse(f"questions_office:{name}", args=[event.public_id, *more])


GOOD = {"wording_de": "Was möchten Sie essen?", "kind": "choice", "when": "registration"}


def test_the_office_adds_a_question_with_options_in_two_languages(
    event: Event, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("office")
    sent = {
        **GOOD,
        "wording_en": "What would you like to eat?",
        "options_de": "Mit Fleisch\r\nVegan\r\n",
        "required": "on",
    }
    assert client.post(url("add", event), {**sent, "options_en": "Meat"}).status_code == 422
    assert client.post(url("add", event), {**sent, "options_en": "Meat\r\nVegan"}).status_code == 302
    question = Question.objects.get()
    assert (question.key, question.required, question.wording.text("en")) == (
        "was_moechten_sie_essen",
        True,
        "What would you like to eat?",
    )
    assert [(one["key"], one["label"]["en"]["text"]) for one in question.options] == [
        ("mit_fleisch", "Meat"),
        ("vegan", "Vegan"),
    ]
    # Saving what the form shows changes nothing.
    page = client.get(url("edit", event, question.public_id))
    assert "Mit Fleisch\nVegan" in page.content.decode()
    again = {**sent, "options_en": "Meat\r\nVegan"}
    assert client.post(url("edit", event, question.public_id), again).status_code == 302
    changed = Question.objects.get()
    assert (changed.options, changed.wording) == (question.options, question.wording)
    assert [entry.action for entry in Entry.objects.filter(action__startswith="question.").order_by("pk")] == [
        "question.created",
        "question.changed",
    ]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"wording_de": ""}, "Bitte schreiben Sie diesen Text in der ersten Sprache."),
        ({"options_de": "Nur eine"}, "mindestens zwei Möglichkeiten"),
        ({"options_de": "Eine\nZwei\nEINE"}, "steht zweimal da"),
        ({"options_de": "x" * 121 + "\nZwei"}, "höchstens 120 Zeichen je Zeile"),
        ({"required": "on", "is_sensitive": "on"}, "aus freien Stücken"),
        ({"kind": "colour"}, ""),
        ({"when": "never"}, ""),
        ({"depends": ["betreuung:yes", "kind:yes"]}, "eine einzige Frage"),
        ({"depends": ["betreuung:vielleicht"]}, ""),
    ],
)
def test_what_is_no_question_is_refused(
    event: Event, signed_in: Callable[..., Client], sent: dict[str, Any], sentence: str
) -> None:
    for words in ("Betreuung", "Kind"):
        make_question(event, words, Kind.YES_NO)
    answer = signed_in("office").post(url("add", event), {**GOOD, "options_de": "Eine\nZwei", **sent})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Question.objects.count() == 2


def test_what_was_answered_keeps_its_kind_its_options_and_its_place_in_the_list(
    event: Event, signed_in: Callable[..., Client]
) -> None:
    meal = make_question(event, "Essen", Kind.CHOICE, "Mit Fleisch", "Vegan", "Halal")
    Answer.objects.create(registration=register(event, "ada@example.org"), question=meal, value="vegan")
    client, sent = signed_in("office"), {**GOOD, "wording_de": "Essen"}
    edit = url("edit", event, meal.public_id)
    for change, sentence in (
        ({"kind": "text"}, "deshalb bleibt ihre Art"),
        ({"options_de": "Mit Fleisch\nHalal"}, "„Vegan“ wurde schon gewählt"),
        ({"options_de": "Mit Fleisch\nKoscher\nHalal"}, "„Vegan“ wurde schon gewählt"),
    ):
        answer = client.post(edit, {**sent, **change})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert client.post(edit, {**sent, "options_de": "Mit Fleisch\nVegane Kost"}).status_code == 302
    assert [one["key"] for one in Question.objects.get().options] == ["mit_fleisch", "vegan"]
    client.post(url("deed", event, meal.public_id), {"do": "remove"})
    assert Question.objects.count() == 1
    with pytest.raises(errors.HasAnswers):
        questions.remove(question=meal, by=BY, at=AT)


def test_what_another_question_depends_on_stays_and_stays_before_it(event: Event) -> None:
    care = make_question(event, "Betreuung?", Kind.YES_NO)
    ages = make_question(event, "Alter?", only_if=(care, ("yes",)))
    with pytest.raises(errors.OthersDepend):
        questions.remove(question=care, by=BY, at=AT)
    with pytest.raises(errors.DependsOnLater):
        questions.move(question=ages, by_places=-1, by=BY, at=AT)
    wanted = questions.Wanted(care.wording, Kind.TEXT)
    with pytest.raises(errors.OptionDecides):
        questions.change(question=care, wanted=wanted, by=BY, at=AT)
    at_door = questions.Wanted(care.wording, Kind.YES_NO, When.DOOR)
    with pytest.raises(errors.DependsOnLater):
        questions.change(question=care, wanted=at_door, by=BY, at=AT)
    questions.remove(question=ages, by=BY, at=AT)
    questions.remove(question=care, by=BY, at=AT)
    assert not Question.objects.exists()


def test_questions_move_by_buttons_among_those_asked_at_the_same_time(
    event: Event, signed_in: Callable[..., Client]
) -> None:
    one, two, later = (
        make_question(event, "Eins"),
        make_question(event, "Zwei"),
        make_question(event, "Später", when=When.LATER),
    )
    client = signed_in("editor")
    for question, do, order in (
        (two, "up", ["zwei", "eins", "spaeter"]),
        (two, "up", ["zwei", "eins", "spaeter"]),
        (two, "down", ["eins", "zwei", "spaeter"]),
        (two, "down", ["eins", "zwei", "spaeter"]),
        (later, "up", ["eins", "zwei", "spaeter"]),
    ):
        assert client.post(url("deed", event, question.public_id), {"do": do}).status_code == 302
        page = client.get(url("list", event))
        shown = [row.question.key for group in page.context["groups"] for row in group.rows]
        assert shown == order
    assert client.post(url("deed", event, one.public_id), {"do": "shout"}).status_code == 404


def test_a_copied_event_asks_the_same_without_the_answers(event: Event) -> None:
    care = make_question(event, "Betreuung?", Kind.YES_NO, is_sensitive=True)
    make_question(event, "Alter?", only_if=(care, ("yes",)))
    Answer.objects.create(registration=register(event, "ada@example.org"), question=care, value=True)
    new = copying.copy(original=event, starts_on=date(2027, 6, 20), by=BY, at=AT)
    copied = Question.objects.filter(event=new).order_by("position")
    assert [(one.key, one.is_sensitive, one.shown_for) for one in copied] == [
        ("betreuung", True, []),
        ("alter", False, ["yes"]),
    ]
    assert copied[1].shown_if == copied[0]
    assert Answer.objects.count() == 1


@pytest.fixture
def answered(event: Event) -> Event:
    """Two people, three questions, one of them sensitive."""
    meal = make_question(event, "Essen", Kind.CHOICE, "Mit Fleisch", "Vegan")
    bikes = make_question(event, "Räder", Kind.NUMBER)
    illness = make_question(event, "Allergien", Kind.LONG_TEXT, is_sensitive=True)
    ada, bert = register(event, "ada@example.org", name="Ada"), register(event, "bert@example.org", name="Bert")
    for person, question, value in (
        (ada, meal, "vegan"),
        (ada, bikes, 2),
        (ada, illness, '=HYPERLINK("http://example.org")'),
        (bert, meal, "mit_fleisch"),
    ):
        Answer.objects.create(registration=person, question=question, value=value)
    return event


@pytest.mark.parametrize(("role", "sees"), [("office", True), ("regional", False)])
def test_sensitive_answers_are_for_the_office_only(
    answered: Event, signed_in: Callable[..., Client], role: str, sees: bool
) -> None:
    region = world.region()
    Event.objects.filter(pk=answered.pk).update(region=region)
    client = signed_in(role, **({"region_code": region.code} if role == "regional" else {}))
    page = client.get(url("answers", answered)).content.decode()
    assert "Vegan" in page
    assert ("Allergien" in page) is sees
    record = client.get(reverse("registrations:inspect", args=[Registration.objects.get(name="Ada").pk]))
    assert "Vegan" in record.content.decode()
    assert ("HYPERLINK" in record.content.decode()) is sees
    answer = client.post(url("export", answered), {"purpose": "Küche", "format": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode())))
    assert [len(row) for row in rows] == [7 if sees else 6] * 3
    assert rows[1][:6] == ["Ada", "ada@example.org", "", "angemeldet", "Vegan", "2"]
    if sees:
        # A spreadsheet must not run what somebody typed.
        assert rows[1][6] == '\'=HYPERLINK("http://example.org")'
    entry = Entry.objects.get(action="list.exported")
    assert (entry.details["purpose"], entry.details["rows"]) == ("Küche", 2)


def test_an_export_wants_a_purpose_and_comes_as_a_workbook_too(
    answered: Event, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("office")
    assert client.post(url("export", answered), {"purpose": "", "format": "xlsx"}).status_code == 422
    answer = client.post(url("export", answered), {"purpose": "Küche", "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:6] == ["Ada", "ada@example.org", None, "angemeldet", "Vegan", 2]


def test_who_has_not_answered_is_asked_once_and_again_only_on_request(
    event: Event, signed_in: Callable[..., Client]
) -> None:
    train = make_question(event, "Mit der Bahn?", Kind.YES_NO, when=When.LATER)
    ada, bert, carla = (register(event, f"{name}@example.org") for name in ("ada", "bert", "carla"))
    Answer.objects.create(registration=ada, question=train, value=False)
    Registration.objects.filter(pk=carla.pk).update(state="cancelled", ended_at=AT)
    client = signed_in("office")
    assert client.get(url("ask", event)).context["fresh"] == 1
    before = OutgoingMail.objects.count()
    for sent, mails in (({}, 1), ({}, 0), ({"again": "on"}, 1)):
        with clock.frozen(AT):
            client.post(url("ask", event), sent)
        assert OutgoingMail.objects.count() - before == mails
        before = OutgoingMail.objects.count()
    mail = OutgoingMail.objects.latest("pk")
    assert mail.to_email == "bert@example.org"
    assert "/fragen/" in mail.context["answer_url"]
    assert [entry.details["mails"] for entry in Entry.objects.filter(action="questions.asked").order_by("pk")] == [1, 1]
    bert.refresh_from_db()
    assert bert.asked_to_answer.times == 2


def test_an_open_question_of_the_registration_is_asked_for_only_when_it_has_to_be_answered(event: Event) -> None:
    register(event, "ada@example.org")
    make_question(event, "Wer hat Sie eingeladen?")
    assert asking.ask(event=event, again=False, by=BY, at=AT) == 0
    make_question(event, "Essen", Kind.CHOICE, "Mit Fleisch", "Vegan", required=True)
    assert asking.ask(event=event, again=False, by=BY, at=AT) == 1


def test_nobody_is_asked_once_the_event_has_begun(event: Event, signed_in: Callable[..., Client]) -> None:
    make_question(event, "Mit der Bahn?", Kind.YES_NO, when=When.LATER)
    register(event, "ada@example.org")
    client, before = signed_in("office"), OutgoingMail.objects.count()
    with clock.frozen(datetime(2026, 6, 21, tzinfo=UTC)):
        answer = client.post(url("ask", event), follow=True)
    assert "werden keine Antworten mehr angenommen" in answer.content.decode()
    assert "An 1 Person schreiben" not in answer.content.decode()
    assert OutgoingMail.objects.count() == before


def test_a_list_of_many_questions_and_people_asks_as_often_as_one_of_few(
    event: Event, signed_in: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    client = signed_in("office")
    counts = []
    for number in (1, 12):
        for one in range(number):
            question = make_question(event, f"Frage {number} {one}", Kind.TEXT)
            Answer.objects.create(
                registration=register(event, f"p{number}-{one}@example.org"), question=question, value="Text"
            )
        for name in ("list", "answers", "ask"):
            client.get(url(name, event))
            with django_assert_max_num_queries(60) as asked:
                assert client.get(url(name, event)).status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]


def test_a_page_that_was_kept_is_made_anew_when_a_question_is_added(event: Event, client: Client) -> None:
    address = reverse("events:register", args=[event.public_id])
    with clock.frozen(AT + timedelta(minutes=1)):
        assert client.get(address).status_code == 200
        sent = {"name": "Ada", "email": "ada@example.org"}
        make_question(event, "Essen", Kind.CHOICE, "Mit Fleisch", "Vegan", required=True)
        assert client.post(address, sent).status_code == 422
        assert client.post(address, {**sent, "q_essen": "vegan"}).status_code == 303


def test_too_many_questions_are_refused(event: Event) -> None:
    for number in range(40):
        make_question(event, f"Frage {number}")
    with pytest.raises(errors.TooManyQuestions):
        make_question(event, "Noch eine")
