"""Two helpers and one stand, two withdrawals and one queue, withdrawing against accepting; each with the control that
shows what the call's lock is for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from anpacken.core.refusals import Refusal
from anpacken.mail.models import OutgoingMail
from anpacken.market import errors
from anpacken.market.actions import applications, calls, queue, review, stands
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application, Call, Stand
from tests.factories.events import AT, BY
from tests.factories.market import DETAILS, make_application, make_call, make_stands
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)
ACCEPTED, WAITING = ApplicationState.ACCEPTED, ApplicationState.WAITING


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: whoever begins reads the market as it is, waits for nobody, and writes a thought later."""

    @contextmanager
    def naive(call_id: int) -> Iterator[Call]:
        found = Call.objects.select_related("event", "plan").get(pk=call_id)
        yield found

    for module in (applications, calls, review, stands):
        monkeypatch.setattr(module, "held", naive)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, pause: Callable[[], None]) -> None:
    """Between reading and writing passes a thought, so that the window is met."""
    for model in (Application, Stand):
        save = model.save

        def saved(self, *args, _save=save, **kwargs):
            pause()
            _save(self, *args, **kwargs)

        monkeypatch.setattr(model, "save", saved)


@pytest.fixture
def thoughtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office looks at an application, and thinks for a while before it decides."""
    known = queue.free_stands

    def counted(call: Call) -> int | None:
        time.sleep(0.2)
        return known(call)

    monkeypatch.setattr(queue, "free_stands", counted)


def two_helpers(race: Race) -> tuple[list[str], list[Exception], Stand]:
    """Eight helpers give the same stand, which they all saw free, to eight applications."""
    call = make_call()
    [stand] = make_stands(call)
    wanting = [make_application(call, ACCEPTED) for _number in range(8)]

    def give(number: int) -> str:
        stands.assign(stand=Stand.objects.get(pk=stand.pk), application=wanting[number], seen="", by=BY, at=AT)
        return wanting[number].public_id

    outcomes = race(give, times=8)
    stand.refresh_from_db()
    return outcomes.results, outcomes.errors, stand


def test_a_stand_that_several_helpers_give_away_goes_to_one_and_the_others_are_told(race: Race, slow: None):
    given, refused, stand = two_helpers(race)
    assert stand.application is not None
    assert given == [stand.application.public_id]
    assert [type(error) for error in refused] == [errors.StandTaken] * 7


def test_control_without_the_lock_helpers_believe_the_same_stand_is_theirs_to_give(
    race: Race, slow: None, unlocked: None
):
    given, _refused, _stand = two_helpers(race)
    assert len(given) > 1


def withdrawals(race: Race) -> tuple[int, int, int]:
    """Four with stands withdraw while six wait: how many have stands, wait, and were told that they moved up."""
    call = make_call(most_stands=4, moves_up=True)
    leaving = [make_application(call, ACCEPTED) for _number in range(4)]
    for _number in range(6):
        make_application(call, WAITING)
    OutgoingMail.objects.all().delete()
    race(lambda number: applications.withdraw(application=leaving[number], by=BY, at=AT), times=4)
    told = OutgoingMail.objects.filter(template="market/mail/accepted.html").count()
    return call.applications.accepted().count(), call.applications.in_queue().count(), told


def test_every_withdrawal_moves_the_queue_up_once(race: Race, slow: None):
    assert withdrawals(race) == (4, 2, 4)


def test_control_without_the_lock_withdrawals_call_the_same_person_up_twice(race: Race, slow: None, unlocked: None):
    assert withdrawals(race) != (4, 2, 4)


def test_the_same_application_withdrawn_twice_moves_the_queue_up_once(race: Race, slow: None):
    call = make_call(most_stands=1, moves_up=True)
    leaving = make_application(call, ACCEPTED)
    for _number in range(3):
        make_application(call, WAITING)
    outcomes = race(lambda _number: applications.withdraw(application=leaving, by=BY, at=AT), times=6)
    assert (len(outcomes.results), outcomes.errors_of(errors.AlreadyWithdrawn)) == (1, 5)
    assert (call.applications.accepted().count(), call.applications.in_queue().count()) == (1, 2)


def against_each_other(race: Race) -> list[str]:
    """Eight applicants withdraw in the moment in which the office accepts them: how it stands with those who did."""
    call = make_call()
    deciding = [make_application(call) for _number in range(8)]

    def deed(number: int) -> str:
        application = Application.objects.get(pk=deciding[number // 2].pk)
        if number % 2:
            review.decide(application=application, state=ACCEPTED, by=BY, at=AT)
            return ""
        applications.withdraw(application=application, by=BY, at=AT)
        return application.public_id

    outcomes = race(deed, times=16)
    assert all(isinstance(error, Refusal) for error in outcomes.errors), outcomes.errors
    withdrawn = [answer for answer in outcomes.results if answer]
    return sorted(Application.objects.filter(public_id__in=withdrawn).values_list("state", flat=True))


def test_who_was_told_that_they_have_withdrawn_has(race: Race, thoughtful: None):
    assert against_each_other(race) == ["withdrawn"] * 8


def test_control_without_the_lock_an_acceptance_overwrites_a_withdrawal(race: Race, thoughtful: None, unlocked: None):
    assert "accepted" in against_each_other(race)


def accepting(race: Race) -> int:
    call = make_call(most_stands=3)
    wanting = [make_application(call) for _number in range(9)]

    def accept(number: int) -> None:
        review.decide(application=wanting[number], state=ACCEPTED, by=BY, at=AT)

    race(accept, times=9)
    return call.applications.accepted().count()


def test_never_one_accepted_too_many(race: Race, slow: None):
    assert accepting(race) == 3


def test_control_without_the_lock_too_many_are_accepted(race: Race, slow: None, unlocked: None):
    assert accepting(race) > 3


def test_the_same_form_sent_eight_times_at_once_is_one_application(race: Race):
    call = make_call()
    later = AT + timedelta(minutes=1)

    def send(_number: int) -> bool:
        answer = applications.apply(call=call, email="ada@example.org", values=DETAILS, language="de", by=BY, at=later)
        return answer.is_new

    outcomes = race(send, times=8)
    assert (sorted(outcomes.results), outcomes.errors) == ([False] * 7 + [True], [])
    assert (Application.objects.count(), OutgoingMail.objects.count()) == (1, 1)
