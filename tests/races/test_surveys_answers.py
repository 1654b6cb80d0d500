"""The same link sent at once from several windows counts once; two workers send one mail each; with controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from anpacken.core import clock
from anpacken.mail.models import OutgoingMail
from anpacken.surveys import errors
from anpacken.surveys.actions import answering, sending, surveys
from anpacken.surveys.models import Answer, Survey, SurveyInvitation
from anpacken.surveys.queries import recipients
from tests.factories.events import BY
from tests.factories.surveys import AFTER, given, make_survey
from tests.races.conftest import Outcomes, Race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unclaimed(monkeypatch: pytest.MonkeyPatch, pause: Callable[[], None]) -> None:
    """The control: whoever answers looks whether the link was used, thinks, and then says so."""

    @contextmanager
    def naive(invitation: SurveyInvitation, *, at: datetime) -> Iterator[Survey]:
        if SurveyInvitation.objects.get(pk=invitation.pk).is_answered:
            raise errors.AlreadyAnswered
        pause()
        yield Survey.objects.get(pk=invitation.survey_id)
        SurveyInvitation.objects.filter(pk=invitation.pk).update(is_answered=True)

    monkeypatch.setattr(answering, "claimed", naive)


def answered_at_once(race: Race) -> Outcomes:
    with clock.frozen(AFTER):
        survey = make_survey(2)
        invitation = survey.invitations.order_by("pk")[0]
        rows = given(survey, 5, 4)
        return race(
            lambda _number: answering.answer(invitation=invitation, given=rows, language="de", at=AFTER), times=8
        )


def test_the_same_link_sent_eight_times_at_once_counts_once(race: Race) -> None:
    outcomes = answered_at_once(race)
    assert (len(outcomes.results), outcomes.errors_of(errors.AlreadyAnswered)) == (1, 7)
    assert Answer.objects.count() == 2
    assert Survey.objects.get().answered == {"de": 1}


def test_control_without_the_claim_it_counts_several_times(race: Race, unclaimed: None) -> None:
    answered_at_once(race)
    assert Answer.objects.count() > 2


def test_everybody_who_answers_at_once_is_counted_while_answers_are_stirred(race: Race) -> None:
    with clock.frozen(AFTER):
        survey = make_survey(12)
        invitations = list(survey.invitations.order_by("pk"))

        def deed(number: int) -> Any:
            if number % 4 == 3:
                return answering.stir(survey=survey)
            rows = given(survey, 5, 4)
            return answering.answer(invitation=invitations[number], given=rows, language="de", at=AFTER)

        outcomes = race(deed, times=12)
    assert outcomes.errors == []
    assert (Survey.objects.get().answered_count, Answer.objects.count()) == (9, 18)


def sent_at_once(race: Race, monkeypatch: pytest.MonkeyPatch, pause: Callable[[], None]) -> Outcomes:
    not_invited = recipients.not_invited

    def later(*args: Any, **kwargs: Any) -> Any:
        found = list(not_invited(*args, **kwargs)[:2])
        pause()
        return found

    monkeypatch.setattr(recipients, "not_invited", later)
    with clock.frozen(AFTER):
        survey = make_survey(6, is_open=False)
        surveys.open_now(survey=survey, by=BY, at=AFTER)
        return race(lambda _number: sending.send(survey=survey, by=BY, at=AFTER), times=4, threads=4)


def test_four_workers_write_to_everybody_once(
    race: Race, monkeypatch: pytest.MonkeyPatch, pause: Callable[[], None]
) -> None:
    outcomes = sent_at_once(race, monkeypatch, pause)
    assert (outcomes.errors, sum(outcomes.results)) == ([], 6)
    assert OutgoingMail.objects.filter(template="surveys/mail/came.html").count() == 6
    assert Survey.objects.get().invited_count == 6


def test_control_without_the_lock_workers_collide(
    race: Race, monkeypatch: pytest.MonkeyPatch, pause: Callable[[], None]
) -> None:
    @contextmanager
    def naive(survey: Survey) -> Iterator[Survey]:
        yield Survey.objects.get(pk=survey.pk)

    monkeypatch.setattr(sending, "held", naive)
    assert sent_at_once(race, monkeypatch, pause).errors != []
