"""Who is asked, when, by which mail; what becomes of a worker that dies; the one reminder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.events.actions import anonymising
from anpacken.events.actions import events as event_actions
from anpacken.mail import rendering
from anpacken.mail.models import OutgoingMail
from anpacken.surveys import errors, jobs
from anpacken.surveys.actions import questions, sending, surveys
from anpacken.surveys.actions.questions import QuestionFacts
from anpacken.surveys.actions.surveys import Facts
from anpacken.surveys.choices import Audience, Kind
from anpacken.surveys.models import Survey, SurveyInvitation
from tests.factories.events import BY
from tests.factories.surveys import AFTER, DAY, answer, make_past, make_survey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(AFTER):
        yield


def mails() -> list[tuple[str, str]]:
    found = OutgoingMail.objects.filter(template__startswith="surveys/").order_by("pk")
    return [(mail.template.removeprefix("surveys/mail/").removesuffix(".html"), mail.to_email) for mail in found]


def set_to(survey: Survey, **facts: Any) -> Survey:
    given = {"send_after_hours": None, "open_days": 21, "remind_after_days": 7, **facts}
    return surveys.change(
        survey=survey, facts=Facts(letter=survey.letter, intro=survey.intro, **given), by=BY, at=AFTER
    )


def test_the_usual_questions_stand_in_every_language_and_once_per_audience():
    survey = make_survey(is_open=False)
    assert [(one.position, one.kind) for one in survey.questions.all()] == [
        (1, "scale"),
        (2, "scale"),
        (3, "scale"),
        (4, "scale"),
        (5, "yes_no"),
        (6, "several"),
        (7, "text"),
    ]
    first, several = survey.questions.first(), survey.questions.get(position=6)
    assert first.text.text("de") == "Wie hat Ihnen die Veranstaltung insgesamt gefallen?"
    assert first.text.text("en") == "How did you like the event as a whole?"
    assert len(several.options.text("de").splitlines()) == len(several.options.text("en").splitlines()) == 5
    with pytest.raises(errors.AlreadyLaidOut):
        surveys.lay_out(event=survey.event, audience=Audience.CAME, by=BY, at=AFTER)
    other = surveys.lay_out(event=survey.event, audience=Audience.MISSED, by=BY, at=AFTER)
    assert [one.kind for one in other.questions.all()] == ["choice", "several", "text"]


def test_each_audience_gets_its_mail_once_and_the_anonymous_get_none():
    event, guests = make_past(2, 3)
    anonymising.anonymise([guests[4]])
    for audience in Audience:
        survey = surveys.lay_out(event=event, audience=audience, by=BY, at=AFTER)
        surveys.open_now(survey=survey, by=BY, at=AFTER)
        assert sending.send(survey=survey, by=BY, at=AFTER) == 2
        assert sending.send(survey=survey, by=BY, at=AFTER) == 0
    assert mails() == [
        ("came", "gast0@example.org"),
        ("came", "gast1@example.org"),
        ("missed", "gast2@example.org"),
        ("missed", "gast3@example.org"),
    ]
    assert list(Survey.objects.order_by("pk").values_list("invited_count", flat=True)) == [2, 2]
    assert Entry.objects.filter(action="event.survey_sent").count() == 2


def test_the_mail_has_the_link_the_certificate_and_until_when():
    make_survey()
    mail = OutgoingMail.objects.get(template="surveys/mail/came.html")
    written = rendering.write(template=mail.template, context=mail.context, language="de")
    assert written.subject.startswith("Danke, dass Sie da waren: Dialog")
    assert "/umfrage/" in written.text
    assert "/teilnahme/" in written.text
    assert "13. Juli 2026" in written.text


def test_a_worker_that_dies_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch):
    survey = make_survey(5, is_open=False)
    surveys.open_now(survey=survey, by=BY, at=AFTER)
    monkeypatch.setattr(sending, "BATCH", 2)
    queue, calls = sending._queue, iter(range(100))

    def dying(*args: Any, **kwargs: Any) -> None:
        queue(*args, **kwargs)
        if next(calls) == 2:
            raise RuntimeError

    monkeypatch.setattr(sending, "_queue", dying)
    with pytest.raises(RuntimeError):
        sending.send(survey=survey, by=BY, at=AFTER)
    assert (len(mails()), SurveyInvitation.objects.count()) == (2, 2)
    jobs.mails()
    assert [address for _name, address in mails()] == [f"gast{number}@example.org" for number in range(5)]
    survey.refresh_from_db()
    assert (survey.invited_count, survey.sent_at) == (5, AFTER)


def test_a_survey_leaves_by_itself_some_hours_after_the_end_and_not_weeks_later():
    survey = set_to(make_survey(is_open=False), send_after_hours=18)
    # Over at midnight in Berlin, which is 22:00 of the 20th; 18 hours later is 16:00.
    for moment, is_out in (
        (datetime(2026, 6, 21, 15, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 21, 16, tzinfo=UTC), True),
    ):
        with clock.frozen(moment):
            jobs.mails()
        survey.refresh_from_db()
        assert (survey.opened_at is not None) is is_out
    assert mails() == [("came", "gast0@example.org")]
    late = set_to(make_survey(is_open=False), send_after_hours=18)
    with clock.frozen(AFTER + timedelta(days=9)):
        jobs.mails()
    late.refresh_from_db()
    assert late.opened_at is None


def test_what_cannot_leave_says_why():
    event, _guests = make_past(0, 2)
    survey = surveys.lay_out(event=event, audience=Audience.MISSED, by=BY, at=AFTER)
    with pytest.raises(errors.NotOverYet):
        surveys.open_now(survey=survey, by=BY, at=DAY)
    # Nobody was checked in, so nobody is told that they were missed.
    with pytest.raises(errors.NobodyToAsk):
        surveys.open_now(survey=survey, by=BY, at=AFTER)
    empty = make_survey(is_open=False)
    for question in empty.questions.all():
        questions.remove(question=question, by=BY, at=AFTER)
    with pytest.raises(errors.NoQuestions):
        surveys.open_now(survey=empty, by=BY, at=AFTER)
    called_off = make_survey(is_open=False)
    event_actions.cancel(event=called_off.event, by=BY, at=DAY)
    with pytest.raises(errors.EventNotHeld):
        surveys.open_now(survey=Survey.objects.get(pk=called_off.pk), by=BY, at=AFTER)
    assert mails() == []


def test_once_out_questions_and_mail_stay():
    survey = make_survey()
    question = survey.questions.first()
    facts = QuestionFacts(Kind.TEXT, question.text)
    deeds = (
        lambda **who: questions.add(survey=survey, facts=facts, **who),
        lambda **who: questions.change(question=question, facts=facts, **who),
        lambda **who: questions.move(question=question, steps=1, **who),
        lambda **who: questions.remove(question=question, **who),
        lambda **who: surveys.remove(survey=survey, **who),
        lambda **who: surveys.open_now(survey=survey, **who),
    )
    for deed in deeds:
        with pytest.raises(errors.SurveyIsOut):
            deed(by=BY, at=AFTER)
    with pytest.raises(errors.SurveyIsOut):
        set_to(survey)


def test_questions_are_moved_and_keep_only_what_their_kind_uses():
    survey = make_survey(is_open=False)
    first = survey.questions.first()
    questions.move(question=first, steps=1, by=BY, at=AFTER)
    questions.move(question=survey.questions.last(), steps=9, by=BY, at=AFTER)
    assert survey.questions.all()[1] == first
    changed = questions.change(
        question=first, facts=QuestionFacts(Kind.YES_NO, first.text, first.lowest, first.highest), by=BY, at=AFTER
    )
    assert not changed.lowest


def test_one_reminder_for_those_who_have_not_answered_and_none_on_the_last_day():
    survey = make_survey(3)
    answer(survey, 5)
    for days, many in ((6, 0), (7, 2), (8, 2)):
        with clock.frozen(AFTER + timedelta(days=days)):
            jobs.reminders()
        assert [name for name, _address in mails()].count("reminder") == many
    assert ("reminder", "gast0@example.org") not in mails()
    short = set_to(make_survey(is_open=False), open_days=7)
    surveys.open_now(survey=short, by=BY, at=AFTER)
    sending.send(survey=short, by=BY, at=AFTER)
    with clock.frozen(AFTER + timedelta(days=7, hours=-1)):
        jobs.reminders()
    assert [name for name, _address in mails()].count("reminder") == 2
