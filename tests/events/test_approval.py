"""The office decides who comes, and a mail confirms who registered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core.texts import translated
from anpacken.events import errors, links
from anpacken.events.actions import registrations, requests, waiting_list
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import place_in_queue, seat_drift
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import write
from anpacken.places.models import Region
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def states(event: Event) -> list[str]:
    return [one.state for one in Registration.objects.filter(event=event).order_by("pk")]


def counters(event: Event) -> tuple[int, int]:
    event.refresh_from_db()
    return event.taken_seats, event.waiting_count


def told(address: str) -> list[str]:
    return [mail.template[12:-5] for mail in OutgoingMail.objects.filter(to_email=address).order_by("pk")]


def test_asking_takes_no_seat_and_the_office_gives_them_in_the_order_of_asking(signed_in, at):
    event = make_event(capacity=3, approved_by_office=True)
    with at(AT):
        page = Client().get(reverse("events:register", args=[event.public_id])).content.decode()
        assert "Um einen Platz bitten" in page
        given = {"name": "Ada Muster", "email": "a@example.org", "companions": "1"}
        answer = Client().post(reverse("events:register", args=[event.public_id]), given)
        assert answer.headers["Location"] == reverse("events:registered", args=[event.public_id])
        asked = [Registration.objects.get(), *(register(event, f"{name}@example.org") for name in "bcde")]
        assert (counters(event), told("a@example.org")) == ((0, 0), ["requested"])
        office, url = signed_in("office"), reverse("events_office:requests", args=[event.pk])
        assert "e@example.org" not in office.get(url).content.decode()
        assert office.post(url, {"deed": "approve"}).status_code == 422
        # In whatever order they are ticked: whoever asked first is first.
        chosen = [str(asked[number].pk) for number in (3, 2, 1, 0)]
        assert office.post(url, {"deed": "approve", "requests": chosen}).status_code == 302
        assert states(event) == ["confirmed", "confirmed", "waiting", "waiting", "requested"]
        declined = {"deed": "decline", "requests": [str(asked[4].pk)], "reason": "Es geht um Schulen."}
        assert office.post(url, declined).status_code == 302
        assert office.post(url, declined).status_code == 409
    assert (counters(event), seat_drift()) == ((3, 2), [])
    assert told("a@example.org") == ["requested", "ticket"]
    mail = OutgoingMail.objects.get(template="events/mail/declined.html")
    assert "Es geht um Schulen." in write(template=mail.template, context=mail.context, language="de").text
    deeds = Entry.objects.filter(action__in=["registration.approved", "registration.declined"]).order_by("pk")
    assert [entry.details for entry in deeds][-2:] == [{"state": "waiting", "seats": 1}, {"with_reason": True}]


def test_whoever_is_approved_later_joins_the_end_and_jumps_nobody():
    event = make_event(capacity=1, approved_by_office=True)
    early, late = register(event, "early@example.org"), register(event, "late@example.org")
    # The office registers somebody by hand, who needs no approval.
    seated = register(event, "seat@example.org", ignore_window=True)
    requests.approve(event=event, wanted=[late.pk], by=BY, at=AT)
    requests.approve(event=event, wanted=[early.pk], by=BY, at=AT)
    for registration in (early, late):
        registration.refresh_from_db()
    assert (place_in_queue(late), place_in_queue(early)) == (1, 2)
    registrations.cancel(registration=seated, by=BY, at=AT)
    assert states(event) == ["waiting", "offered", "cancelled"]


@pytest.mark.parametrize(("role", "status"), [("regional", 404), ("reader", 302), ("helper", 302)])
def test_who_may_decide(signed_in, role, status):
    Region.objects.create(code="nord", name=translated(de="Nord"))
    event = make_event(capacity=3, approved_by_office=True)
    asked = register(event, "a@example.org")
    visitor = signed_in(role, region_code="nord") if role == "regional" else signed_in(role)
    url = reverse("events_office:requests", args=[event.pk])
    given = {"deed": "approve", "requests": [str(asked.pk)]}
    assert (visitor.get(url).status_code, visitor.post(url, given).status_code) == (status, status)
    assert states(event) == ["requested"]


def test_a_request_is_withdrawn_or_changed_by_its_link_and_cannot_be_decided_then(at):
    event = make_event(capacity=3, approved_by_office=True)
    asked = register(event, "a@example.org")
    page = reverse("events:registration", args=[links.token(asked)])
    with at(AT):
        change = {"deed": "change", "name": "Ada Muster", "organisation": "", "companions": "2"}
        assert Client().post(page, change).status_code == 303
        assert counters(event) == (0, 0)
        assert Client().post(page, {"deed": "cancel"}).status_code == 303
    with pytest.raises(errors.RequestDecided):
        requests.approve(event=event, wanted=[asked.pk], by=BY, at=AT)
    assert (states(event), counters(event)) == (["cancelled"], (0, 0))


def test_a_seat_is_held_for_a_day_until_the_mail_is_confirmed(at):
    event = make_event(capacity=1, confirmed_by_mail=True)
    first, second = register(event, "a@example.org"), register(event, "b@example.org")
    assert (states(event), counters(event)) == (["unconfirmed", "waiting"], (1, 1))
    page = reverse("events:registration", args=[links.token(first)])
    with at(AT + DAY - timedelta(minutes=1)):
        # Mail scanners open links: only the button confirms.
        assert "Meine Anmeldung bestätigen" in Client().get(page).content.decode()
        assert states(event)[0] == "unconfirmed"
        assert Client().post(page, {"deed": "confirm"}).status_code == 303
        assert Client().post(page, {"deed": "confirm"}).status_code == 303
    assert (states(event), told("a@example.org")) == (["confirmed", "waiting"], ["unconfirmed", "ticket"])
    registrations.cancel(registration=first, by=BY, at=AT)
    # An accepted offer is a confirmation, too.
    second.refresh_from_db()
    assert registrations.accept_offer(registration=second, by=BY, at=AT).state == "confirmed"


def test_what_nobody_confirms_lapses_and_goes_on_without_a_further_mail(at):
    event = make_event(capacity=1, confirmed_by_mail=True)
    first = register(event, "a@example.org")
    register(event, "b@example.org")
    page = reverse("events:registration", args=[links.token(first)])
    with at(AT + DAY):
        assert Client().post(page, {"deed": "confirm"}).status_code == 409
        assert waiting_list.walk(at=AT + DAY) == (1, 0)
        assert Client().post(page, {"deed": "confirm"}).status_code == 409
    assert (states(event), told("a@example.org")) == (["lapsed", "offered"], ["unconfirmed"])
    assert Entry.objects.filter(action="registration.confirmation_lapsed").count() == 1
    assert register(event, "a@example.org", at=AT + DAY).state == "waiting"


def test_a_form_that_was_open_while_the_way_changed_is_not_taken_past_it():
    event = make_event(capacity=9)
    open_form = Event.objects.get(pk=event.pk)
    Event.objects.filter(pk=event.pk).update(approved_by_office=True)
    for _turn in range(2):
        with pytest.raises(errors.ChangedMeanwhile):
            registrations.register(event=open_form, name="A", email="a@example.org", language="de", by=BY, at=AT)
        Event.objects.filter(pk=event.pk).update(approved_by_office=False, confirmed_by_mail=True)
    assert counters(event) == (0, 0)
