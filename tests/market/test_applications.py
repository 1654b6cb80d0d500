"""Applying for a stand, changing and withdrawing, reviewing and the waiting list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from anpacken.core.actors import Actor
from anpacken.core.transitions import TransitionRefused
from anpacken.mail.errors import TooManyMails
from anpacken.mail.models import OutgoingMail
from anpacken.market import errors, rules
from anpacken.market.actions import applications, calls, review
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application, Call
from tests.factories.events import AT, BY, make_event
from tests.factories.market import DETAILS, make_application, make_call, make_stands

pytestmark = pytest.mark.django_db
ACCEPTED, WAITING, DECLINED = ApplicationState.ACCEPTED, ApplicationState.WAITING, ApplicationState.DECLINED
BEFORE, AFTER = AT - timedelta(days=8), AT + timedelta(days=15)


def apply(call: Call, email: str = "ada@example.org", *, at=AT, **details):
    values = {**DETAILS, **details}
    return applications.apply(call=call, email=email, values=values, language="de", by=Actor.public(), at=at)


def mails() -> list[str]:
    return [mail.template.rsplit("/", 1)[1] for mail in OutgoingMail.objects.order_by("pk")]


def test_applying_makes_one_application_and_sends_its_link():
    call = make_call()
    answer = apply(call)
    assert answer.is_new
    assert (answer.application.state, answer.application.title_key) == ("submitted", "probeprojekt")
    [mail] = OutgoingMail.objects.all()
    assert (mail.to_email, mail.template) == ("ada@example.org", "market/mail/received.html")
    assert "/markt/" in mail.context["manage_url"]


def test_the_same_project_again_changes_nothing_and_its_owner_is_told_three_times_an_hour():
    call = make_call()
    apply(call)
    for _time in range(5):
        answer = apply(call, title="  PROBEPROJEKT ", shows="Anders")
        assert (answer.application, answer.is_new) == (None, False)
    assert Application.objects.get().shows == "Wir zeigen, was wir tun."
    assert mails() == ["received.html", "known.html", "known.html", "known.html"]


def test_a_double_click_is_one_application_and_one_mail():
    call = make_call()
    apply(call)
    apply(call, at=AT + timedelta(minutes=9))
    assert (Application.objects.count(), mails()) == (1, ["received.html"])
    apply(call, at=AT + timedelta(minutes=10))
    assert mails() == ["received.html", "known.html"]


def test_one_address_may_show_several_projects_but_not_fill_the_market():
    call = make_call()
    for number in range(10):
        apply(call, title=f"Projekt {number}", at=AT + timedelta(hours=number))
    later = AT + timedelta(hours=20)
    assert apply(call, title="Noch eines", at=later).application is None
    assert Application.objects.count() == 10


def test_one_address_gets_at_most_five_first_mails_an_hour():
    call = make_call()
    for number in range(5):
        apply(call, title=f"Projekt {number}")
    with pytest.raises(TooManyMails):
        apply(call, title="Noch eines")
    assert Application.objects.count() == 5


@pytest.mark.parametrize(
    ("at", "refused"),
    [(BEFORE, errors.CallNotYetOpen), (AFTER, errors.CallClosed), (AT + timedelta(days=60), errors.MarketOver)],
)
def test_outside_of_the_window_nobody_can_apply(at, refused):
    call = make_call()
    with pytest.raises(refused):
        apply(call, at=at)
    assert Application.objects.count() == 0


def test_the_deadline_is_the_first_moment_that_is_too_late():
    call = make_call()
    apply(call, at=call.closes_at - timedelta(microseconds=1))
    with pytest.raises(errors.CallClosed):
        apply(call, "bert@example.org", at=call.closes_at)


def test_changing_until_the_deadline():
    call = make_call()
    application = make_application(call)
    values = {**DETAILS, "title": "Neuer Name", "tables": 2}
    changed = applications.change(application=application, values=values, by=BY, at=AT)
    assert (changed.title, changed.title_key, changed.tables) == ("Neuer Name", "neuer name", 2)
    with pytest.raises(errors.CallClosed):
        applications.change(application=application, values=values, by=BY, at=AFTER)


def test_two_projects_of_one_address_keep_different_names():
    call = make_call()
    make_application(call, email="ada@example.org", title="Eins")
    other = make_application(call, email="ada@example.org", title="Zwei")
    with pytest.raises(errors.SameProjectTwice):
        applications.change(application=other, values={**DETAILS, "title": "EINS"}, by=BY, at=AT)


def test_withdrawing_frees_the_stand_and_can_be_done_once():
    call = make_call()
    application = make_application(call, ACCEPTED)
    [stand] = make_stands(call)
    stand.application = application
    stand.save()
    applications.withdraw(application=application, by=BY, at=AFTER)
    stand.refresh_from_db()
    assert stand.application is None
    with pytest.raises(errors.AlreadyWithdrawn):
        applications.withdraw(application=application, by=BY, at=AFTER)
    assert mails() == ["received.html", "withdrawn.html"]


def test_who_has_withdrawn_can_apply_again():
    call = make_call()
    application = make_application(call, email="ada@example.org", title="Eins")
    applications.withdraw(application=application, by=BY, at=AT)
    assert apply(call, title="Eins").is_new


@pytest.mark.parametrize("moves_up", [True, False])
def test_whoever_waits_longest_moves_up_when_the_call_says_so(moves_up):
    call = make_call(most_stands=1, moves_up=moves_up)
    first = make_application(call, ACCEPTED)
    second, third = make_application(call, WAITING), make_application(call, WAITING)
    applications.withdraw(application=first, by=BY, at=AFTER)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == ("accepted" if moves_up else "waiting", "waiting")
    assert ("accepted.html" in mails(), second.told) == (moves_up, "accepted" if moves_up else "")
    if not moves_up:
        assert review.move_up(call=call, by=BY, at=AFTER) == second
    with pytest.raises(errors.AllStandsGiven):
        review.move_up(call=call, by=BY, at=AFTER)


def test_nobody_waits():
    call = make_call()
    with pytest.raises(errors.NobodyWaits):
        review.move_up(call=call, by=BY, at=AT)


def test_no_more_are_accepted_than_there_are_stands():
    call = make_call(most_stands=2)
    make_application(call, ACCEPTED)
    make_application(call, ACCEPTED)
    third = make_application(call)
    with pytest.raises(errors.AllStandsGiven):
        review.decide(application=third, state=ACCEPTED, by=BY, at=AT)
    call.most_stands = 1
    with pytest.raises(errors.FewerThanAccepted) as refused:
        calls.set_up(call=call, changed=["most_stands"], by=BY, at=AT)
    assert refused.value.field == "most_stands"


def test_declining_takes_a_reason_and_staying_is_no_decision():
    call = make_call()
    application = make_application(call)
    with pytest.raises(errors.ReasonMissing):
        review.decide(application=application, state=DECLINED, reason="  ", by=BY, at=AT)
    review.decide(application=application, state=ACCEPTED, by=BY, at=AT)
    with pytest.raises(TransitionRefused):
        review.decide(application=application, state=ACCEPTED, by=BY, at=AT)


def test_putting_somebody_on_the_waiting_list_frees_the_stand():
    call = make_call()
    application = make_application(call, ACCEPTED)
    [stand] = make_stands(call)
    stand.application = application
    stand.save()
    review.decide(application=application, state=WAITING, by=BY, at=AT)
    stand.refresh_from_db()
    assert stand.application is None


def test_decisions_are_told_by_one_button_and_only_as_they_were_previewed():
    call = make_call()
    one, two = make_application(call, ACCEPTED), make_application(call, DECLINED)
    make_application(call)
    assert rules.shown_state(one) == "submitted"
    seen = [review.preview_mark(each) for each in (one, two)]
    # A colleague changes one of the two while the preview is open.
    review.decide(application=two, state=WAITING, by=BY, at=AT)
    OutgoingMail.objects.all().delete()
    assert review.tell(call=call, seen=seen, by=BY, at=AT) == review.Sent(sent=1, held_back=1)
    assert mails() == ["accepted.html"]
    one.refresh_from_db()
    assert rules.shown_state(one) == "accepted"
    two.refresh_from_db()
    review.tell(call=call, seen=[review.preview_mark(two)], by=BY, at=AT)
    with pytest.raises(errors.NobodyToTell):
        review.tell(call=call, seen=seen, by=BY, at=AT)
    assert mails() == ["accepted.html", "waiting.html"]


def test_when_the_event_is_cancelled_exhibitors_can_be_told():
    from anpacken.events.actions import events

    event = make_event()
    call = make_call(event)
    one = make_application(call, ACCEPTED)
    events.cancel(event=event, by=BY, at=AT)
    OutgoingMail.objects.all().delete()
    with pytest.raises(errors.MarketOver):
        review.decide(application=one, state=WAITING, by=BY, at=AT)
    assert review.tell(call=call, seen=[review.preview_mark(one)], by=BY, at=AT).sent == 1
    assert mails() == ["called_off.html"]
    with pytest.raises(errors.NobodyToTell):
        review.tell(call=call, seen=[review.preview_mark(one)], by=BY, at=AT)


def test_the_deadline_lies_after_the_opening():
    with pytest.raises(errors.CallReversed):
        make_call(opens_at=AT, closes_at=AT)
