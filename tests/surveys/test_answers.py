"""Answering once, with no way back to who answered; what is shown of it, and to whom."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from anpacken.accounts.choices import Role
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.texts import translated
from anpacken.events import links as event_links
from anpacken.people.models import Person
from anpacken.places.models import Region
from anpacken.surveys import chapter, errors, jobs, links
from anpacken.surveys.actions import answering, forgetting, surveys
from anpacken.surveys.choices import Audience, Kind
from anpacken.surveys.forms import QuestionForm
from anpacken.surveys.models import Answer, Survey, SurveyInvitation
from anpacken.surveys.queries import results
from tests.exports import content, rows
from tests.factories.events import BY
from tests.factories.surveys import AFTER, answer, given, make_survey

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(AFTER):
        yield


def url(invitation: SurveyInvitation) -> str:
    return reverse("surveys:answer", args=[links.token(invitation)])


def name(survey: Survey, number: int) -> str:
    return f"q-{survey.questions.all()[number - 1].public_id}"


def office(page: str, survey: Survey, *more: str) -> str:
    return reverse(f"surveys_office:{page}", args=[survey.event.public_id, survey.audience, *more])


def test_somebody_answers_on_the_page_in_their_language_and_is_thanked(client: Client):
    survey = make_survey()
    invitation = survey.invitations.get()
    page = client.get(url(invitation)).content.decode()
    assert "Ihre Antworten sind anonym" in page
    assert "1 – schlecht" in page
    assert "Set-Cookie" not in client.get(url(invitation)).headers
    values = {
        name(survey, 1): "4",
        name(survey, 5): "1",
        name(survey, 6): ["1", "3"],
        name(survey, 7): "Mehr\r\nPausen",
    }
    english = f"/en{url(invitation)}"
    assert "1 – poor" in client.get(english).content.decode()
    sent = client.post(english, values)
    assert (sent.status_code, sent["Location"]) == (303, english)
    assert "count once" in client.get(english).content.decode()
    # Sent again, it counts once still and ends on the same page.
    assert client.post(english, values).status_code == 303
    told = Answer.objects.values_list("question__position", "language", "number", "text").order_by(
        "question__position", "number"
    )
    assert list(told) == [
        (1, "en", 4, ""),
        (5, "en", 1, ""),
        (6, "en", 1, ""),
        (6, "en", 3, ""),
        (7, "en", None, "Mehr\nPausen"),
    ]
    survey.refresh_from_db()
    assert (survey.answered_count, survey.answered) == (1, {"en": 1})


def test_what_was_not_asked_is_refused_and_the_form_stays_as_it_was(client: Client):
    survey = make_survey()
    invitation = survey.invitations.get()
    for wrong in ({}, {name(survey, 1): "6"}, {name(survey, 6): ["1", "9"]}, {name(survey, 7): "a\x00b"}):
        answered = client.post(url(invitation), {**wrong, **({name(survey, 2): "2"} if wrong else {})})
        assert answered.status_code == 422, wrong
    assert not Answer.objects.exists()
    assert not SurveyInvitation.objects.get().is_answered
    assert (
        client.post(url(invitation), {name(survey, 1): "5"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code
        == 403
    )


def test_links_that_are_altered_too_late_or_gone_say_so(client: Client):
    survey = make_survey(2)
    first, _second = survey.invitations.all()
    assert client.get(url(first).rstrip("/") + "x/").status_code == 400
    with clock.frozen(AFTER + timedelta(days=21)):
        assert "geschlossen" in client.get(url(first)).content.decode()
        assert client.post(url(first), {name(survey, 1): "5"}).status_code == 409
        with pytest.raises(errors.SurveyClosed):
            answering.answer(invitation=first, given=given(survey, 5), language="de", at=clock.now())
        forgetting.forget_invitations(before=clock.now() + timedelta(days=1), by=BY, at=clock.now())
    assert client.get(url(first)).status_code == 410
    assert not Answer.objects.exists()


def test_nothing_in_the_database_leads_from_an_answer_to_who_gave_it():
    survey = make_survey(40)
    for number in range(40):
        answer(survey, number % 5 + 1, None, None, None, 1, None, f"Text {number:02}")
    columns = {field.name for field in Answer._meta.get_fields()}
    assert columns == {"id", "question", "language", "number", "text"}
    assert not Entry.objects.filter(action__contains="answer").exists()
    # In the order of their keys they are not in the order in which they came; 40 texts fall into it once in 40! times.
    texts = list(Answer.objects.exclude(text="").order_by("pk").values_list("text", flat=True))
    assert texts != sorted(texts)
    before = set(Answer.objects.values_list("pk", flat=True))
    jobs.stirring()
    after = Answer.objects.values_list("question__position", "number", "text")
    assert not before & set(Answer.objects.values_list("pk", flat=True))
    assert sorted(text for _position, _number, text in after if text) == [f"Text {number:02}" for number in range(40)]
    assert after.count() == 120
    survey.refresh_from_db()
    assert (survey.answered_count, survey.stirred_count) == (40, 40)


def test_counts_shares_and_averages_worked_out_by_hand():
    survey = make_survey(6)
    for values in ((5, 5), (4, 5), (4, None), (1, None), (5, None)):
        answer(survey, *values, None, None, None, (1, 2))
    answer(survey, None, None, None, None, 2, (1,), "Danke")
    survey.refresh_from_db()
    first, second, third, _fourth, yes_no, several, texts = results.results(survey)
    assert [one.count for one in first.counts] == [1, 0, 0, 2, 2]
    # 19 of 5, which is 3.8; and 10 of 2.
    assert (first.whole, first.average, second.average, third.average) == (5, Decimal("3.8"), Decimal("5.0"), None)
    assert [(one.label, one.count) for one in yes_no.counts] == [("ja", 0), ("nein", 1)]
    assert [one.count for one in several.counts] == [6, 5, 0, 0, 0]
    assert several.whole == 6
    assert texts.texts == ["Danke"]


@pytest.mark.parametrize(
    ("answered", "shown"),
    [
        ({"de": 4}, {}),
        ({"de": 9}, {}),
        ({"de": 9, "en": 4}, {}),
        ({"de": 9, "en": 5}, {"de": 9, "en": 5}),
        ({"de": 9, "en": 3, "ar": 2}, {"de": 9}),
        ({"de": 9, "en": 5, "ar": 4}, {}),
    ],
)
def test_no_language_is_told_apart_in_which_or_beside_which_are_few(answered: dict[str, int], shown: dict[str, int]):
    survey = Survey(answered=answered, answered_count=sum(answered.values()))
    assert results.languages_shown(survey) == shown
    assert results.is_shown(survey) is (sum(answered.values()) >= 5)


def test_the_office_sees_results_from_five_answers_on_and_takes_them_along(signed_in: SignIn):
    survey = make_survey(6)
    client = signed_in("office")
    for number in range(4):
        answer(survey, 4, None, None, None, 1, None, f"=Text {number}")
    page = client.get(office("results", survey)).content.decode()
    assert "ab 5 Antworten" in page
    assert "Text 1" not in page
    assert client.get(office("export", survey, "csv")).status_code == 302
    answer(survey, 5)
    page = client.get(office("results", survey)).content.decode()
    assert "Text 1" in page
    assert re.search(r"<strong>4,2</strong>", page)
    assert re.search(r'<div class="bars.*5 – sehr gut', page, re.DOTALL), "drawn as bars"
    lines = rows(client.get(office("export", survey, "csv")))
    assert lines[0] == ["Frage", "Antwort", "Wie oft", "Anteil in Prozent", "Durchschnitt"]
    assert lines[5][1:] == ["5 – sehr gut", "1", "20", "4.2"]
    assert "'=Text 1" in [line[1] for line in lines]
    sheet = openpyxl.load_workbook(io.BytesIO(content(client.get(office("export", survey, "xlsx")))))
    assert [cell.value for cell in sheet.active[6]][1:] == ["5 – sehr gut", 1, 20, 4.2]
    assert Entry.objects.filter(action="event.survey_exported").count() == 2
    assert client.get(office("export", survey, "pdf")).status_code == 404


def test_the_office_lays_out_changes_previews_and_sends(signed_in: SignIn):
    survey = make_survey(2, 1, is_open=False)
    client = signed_in("office")
    event = survey.event
    inspect = client.get(reverse("events_office:inspect", args=[event.pk])).content.decode()
    assert reverse("surveys_office:surveys", args=[event.public_id]) in inspect
    client.post(reverse("surveys_office:lay_out", args=[event.public_id, Audience.MISSED]))
    assert event.surveys.count() == 2
    client.post(reverse("surveys_office:deed", args=[event.public_id, "missed", "remove"]))
    assert event.surveys.count() == 1
    texts = {"letter_de": "Guten Tag und danke!", "letter_en": "", "intro_de": "", "intro_en": ""}
    dates = {"send_after_hours": "", "remind_after_days": "5", "open_days": "14"}
    assert client.post(office("survey", survey), {**texts, **dates, "open_days": "99"}).status_code == 422
    assert client.post(office("survey", survey), {**texts, **dates}).status_code == 302
    assert "Das ist eine Vorschau" in client.get(office("preview", survey)).content.decode()
    page = client.get(office("send", survey)).content.decode()
    assert "Guten Tag und danke!" in page
    assert "Gast 1" in page
    assert "Gast 2" not in page
    assert client.post(office("send", survey)).status_code == 302
    jobs.mails()
    survey.refresh_from_db()
    assert (survey.invited_count, survey.open_days) == (2, 14)
    client.post(office("deed", survey, "close"))
    survey.refresh_from_db()
    assert survey.closes_at == AFTER


def test_a_question_is_added_with_as_many_answers_in_every_language(signed_in: SignIn):
    survey = make_survey(is_open=False)
    client = signed_in("office")
    texts = {"text_de": "Wie kamen Sie?", "text_en": "", "lowest_de": "", "highest_de": "", "kind": "choice"}
    for german, english in (("Rad", ""), ("Rad\nBus", "bike"), ("\n".join("abcdefghijklm"), "")):
        refused = client.post(office("question_add", survey), {**texts, "options_de": german, "options_en": english})
        assert refused.status_code == 422
    client.post(office("question_add", survey), {**texts, "options_de": " Rad \n\nBus", "options_en": "bike\nbus"})
    made = survey.questions.last()
    assert (made.kind, made.options) == (Kind.CHOICE, translated(de="Rad\nBus", en="bike\nbus"))
    for deed in ("up", "remove"):
        assert client.post(office("question_deed", survey, made.public_id, deed)).status_code == 302
    assert survey.questions.count() == 7
    assert "text_de" in QuestionForm(instance=made).as_p()


def test_a_region_sees_its_own_and_an_editor_results_only(signed_in: SignIn):
    survey, other = make_survey(5), make_survey(1)
    regions = [Region.objects.create(code=code, name=code, office_name={}, position=1) for code in ("ost", "west")]
    for one, region in ((survey, regions[0]), (other, regions[1])):
        type(one.event).objects.filter(pk=one.event.pk).update(region=region)
    regional = signed_in(Role.REGIONAL, scope="ost")
    assert [regional.get(office(page, survey)).status_code for page in ("survey", "results", "send")] == [200] * 3
    assert [regional.get(office(page, other)).status_code for page in ("survey", "results", "send")] == [404] * 3
    editor = signed_in("editor")
    assert editor.get(office("results", survey)).status_code == 200
    assert editor.get(office("survey", survey)).status_code == 200
    assert editor.get(office("send", survey)).status_code == 302
    assert b"Gast" not in editor.get(office("survey", survey)).content


def test_the_page_of_the_registration_leads_to_the_survey_until_it_is_answered(client: Client):
    survey = make_survey()
    guest = survey.invitations.get().registration
    manage = reverse("events:registration", args=[event_links.token(guest)])
    assert "/umfrage/" in client.get(manage).content.decode()
    answer(survey, 5)
    assert "/umfrage/" not in client.get(manage).content.decode()


def test_everything_held_says_that_somebody_was_asked_and_erasing_forgets_it():
    survey = make_survey()
    guest = survey.invitations.get().registration
    person = Person.objects.create(first_name="Ada", last_name="Muster", email=guest.email)
    type(guest).objects.filter(pk=guest.pk).update(person=person)
    [held] = chapter.Surveys().held(person)
    assert held["Hat geantwortet"] is False
    assert "Antwort" not in str(held)
    answer(survey, 5, None, None, None, None, None, "Danke")
    chapter.Surveys().erase(person, by=BY, at=AFTER)
    assert not SurveyInvitation.objects.exists()
    assert Answer.objects.count() == 2
    assert forgetting.forget_texts(before=AFTER, by=BY, at=AFTER) == 1
    assert [one.text for one in Answer.objects.all()] == [""]


def test_closing_what_is_not_open_is_refused():
    with pytest.raises(errors.NotOut):
        surveys.close_now(survey=make_survey(is_open=False), by=BY, at=AFTER)
