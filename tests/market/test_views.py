"""The market's public pages: the call, the form, one's own application, and the list with its plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anpacken.core import clock
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.mail.models import OutgoingMail
from anpacken.market import links
from anpacken.market.actions import calls, review, stands
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application
from tests.factories.events import AT, BY, make_event
from tests.factories.market import DETAILS, make_application, make_call, make_stands

pytestmark = pytest.mark.django_db
FORM = {
    **{name: value for name, value in DETAILS.items() if value is not False},
    "email": "ada@example.org",
    "homepage": "",
}


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(AT):
        yield


def url(name: str, call) -> str:
    return reverse(f"market:{name}", args=[call.event.public_id])


def own(application: Application) -> str:
    return reverse("market:application", args=[links.token(application)])


def test_an_application_is_taken_and_every_answer_is_the_same(client: Client):
    call = make_call()
    answers = [client.post(url("apply", call), FORM) for _time in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, url("applied", call))] * 2
    assert Application.objects.count() == 1
    assert client.get(answers[0]["Location"]).status_code == 200
    assert not client.cookies


def test_a_machine_that_fills_in_everything_gets_the_same_answer_and_leaves_nothing(client: Client):
    call = make_call()
    answer = client.post(url("apply", call), {**FORM, "homepage": "https://example.org"})
    assert (answer.status_code, answer["Location"]) == (303, url("applied", call))
    assert (Application.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_another_site_cannot_send_the_form(client: Client):
    call = make_call()
    answer = client.post(url("apply", call), FORM, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, Application.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organisation_name", ""),
        ("title", "https://example.org"),
        ("shows", ""),
        ("shows", "x" * 601),
        ("email", "ada@"),
        ("phone", "call me"),
        ("tables", "3"),
        ("tables", "-1"),
        ("people", "0"),
        ("people", "51"),
        ("people", "9" * 5000),
        ("needs_power", "yes"),
        ("brings", "a\x00b"),
        ("support_needs", "a\u202eb"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(client: Client, field: str, value: str):
    call = make_call()
    answer = client.post(url("apply", call), {**FORM, field: value})
    assert (answer.status_code, Application.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == [field]


def test_whoever_sends_the_form_after_the_deadline_keeps_what_they_wrote_and_reads_why(client: Client):
    call = make_call()
    with clock.frozen(call.closes_at):
        answer = client.post(url("apply", call), FORM)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Die Frist war" in page
    assert "Wir zeigen, was wir tun." in page


def test_before_the_opening_and_without_a_call_there_is_no_form(client: Client):
    call = make_call(opens_at=AT + timedelta(days=1))
    page = client.get(url("apply", call)).content.decode()
    assert "<textarea" not in page
    assert client.get(reverse("market:apply", args=[make_event().public_id])).status_code == 404


def test_ones_own_page_says_no_decision_before_it_was_told(client: Client):
    application = make_application(make_call(), ApplicationState.DECLINED)
    assert "Wir haben Ihre Bewerbung" in client.get(own(application)).content.decode()
    review.tell(call=application.call, seen=[review.preview_mark(application)], by=BY, at=AT)
    page = client.get(own(application)).content.decode()
    assert "Es waren zu viele." in page


def test_changing_and_withdrawing_by_the_link(client: Client):
    application = make_application(make_call())
    answer = client.post(own(application), {**FORM, "title": "Anders", "deed": "save"})
    assert (answer.status_code, answer["Referrer-Policy"]) == (303, "no-referrer")
    application.refresh_from_db()
    assert application.title == "Anders"
    assert client.post(own(application), {**FORM, "title": "", "deed": "save"}).status_code == 422
    assert client.post(own(application), {"deed": "publish"}).status_code == 422
    assert client.post(own(application), {"deed": "withdraw"}).status_code == 303
    assert client.post(own(application), {"deed": "withdraw"}).status_code == 409
    assert client.get(own(application)).status_code == 200


def test_after_the_deadline_nothing_is_changed_but_withdrawing_works(client: Client):
    application = make_application(make_call())
    with clock.frozen(application.call.closes_at):
        assert "<textarea" not in client.get(own(application)).content.decode()
        assert client.post(own(application), {**FORM, "deed": "save"}).status_code == 409
        assert client.post(own(application), {"deed": "withdraw"}).status_code == 303


def test_altered_and_old_links_are_refused_in_words(client: Client):
    application = make_application(make_call())
    address = own(application)
    assert client.get(address[:-3] + "xx/").status_code == 400
    with clock.frozen(AT + timedelta(days=120)):
        assert client.get(address).status_code == 410


def test_the_public_list_shows_who_was_accepted_where_and_nothing_else(client: Client):
    call = make_call()
    shown = make_application(call, ApplicationState.ACCEPTED, title="Sprachcafé", phone="0511 123456")
    make_application(call, ApplicationState.WAITING, title="Wartet noch")
    [stand] = make_stands(call)
    stands.assign(stand=stand, application=shown, seen="", by=BY, at=AT)
    assert "Sprachcafé" not in client.get(url("market", call)).content.decode()
    calls.publish(call=call, by=BY, at=AT)
    page = client.get(url("market", call)).content.decode()
    assert "Sprachcafé" in page
    assert f'href="#stand-{stand.number}"' in page
    assert not [word for word in ("Wartet noch", "0511", "Ada Muster", "example.org/ada") if word in page]
    assert "Sprachcafé" not in client.get(url("market", call) + "?q=gibtesnicht").content.decode()
    event_page = client.get(reverse("events:event", args=[call.event.public_id])).content.decode()
    assert url("market", call) in event_page


def test_a_draft_has_no_market(client: Client):
    call = make_call()
    Event.objects.filter(pk=call.event_id).update(state=EventState.DRAFT)
    assert client.get(url("market", call)).status_code == 404


def test_an_event_without_a_market_says_nothing_about_one(client: Client):
    event = make_event()
    assert "Markt der Möglichkeiten" not in client.get(reverse("events:event", args=[event.public_id])).content.decode()


def test_as_many_queries_for_thirty_exhibitors_as_for_one(client: Client):
    call = make_call()
    calls.publish(call=call, by=BY, at=AT)

    def exhibit(number: int) -> None:
        for stand in make_stands(call, number):
            shown = make_application(call, ApplicationState.ACCEPTED)
            stands.assign(stand=stand, application=shown, seen="", by=BY, at=AT)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("market", call)).status_code == 200
        return len(captured)

    exhibit(1)
    asked()
    few = asked()
    exhibit(12)
    assert asked() == few
