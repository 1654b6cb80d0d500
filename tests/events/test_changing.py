"""Changing a registration by the mailed link: who comes, and how many."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.events import errors, links
from anpacken.events.actions import changing, registrations
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import seat_drift
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import write
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db


def change(registration: Registration, **given):
    details = {"name": "Ada Muster", "organisation": "", "companions": 0, **given}
    return changing.change(registration=registration, by=BY, at=AT, **details)


def counters(event: Event) -> tuple[int, int]:
    event.refresh_from_db()
    return event.taken_seats, event.waiting_count


def test_a_seat_given_back_is_offered_to_whoever_waits():
    event = make_event(capacity=3)
    group, waits = register(event, "a@example.org", companions=2), register(event, "b@example.org")
    change(group, companions=1)
    waits.refresh_from_db()
    assert waits.state == "offered"
    assert counters(event) == (3, 0)
    assert seat_drift() == []
    entry = Entry.objects.get(action="registration.changed")
    assert entry.details == {"fields": ["companions"], "seats": 2}


def test_more_seats_only_as_far_as_they_are_free():
    event = make_event(capacity=4)
    first, second = register(event, "a@example.org"), register(event, "b@example.org")
    change(first, companions=2)
    assert counters(event) == (4, 0)
    with pytest.raises(errors.NoMoreSeats):
        change(second, companions=1)
    assert counters(event) == (4, 0)
    assert seat_drift() == []


def test_nobody_takes_more_while_others_wait():
    event = make_event(capacity=4)
    first = register(event, "a@example.org", companions=1)
    register(event, "b@example.org", companions=2)
    with pytest.raises(errors.NoMoreSeats):
        change(first, companions=2)
    assert counters(event) == (2, 1)


def test_a_waiting_party_keeps_its_place_and_is_offered_seats_once_it_fits():
    event = make_event(capacity=4)
    register(event, "a@example.org", companions=1)
    waits = register(event, "b@example.org", companions=2)
    change(waits, companions=1)
    waits.refresh_from_db()
    assert (waits.state, counters(event)) == ("offered", (4, 0))


def test_whoever_is_offered_three_seats_may_take_two_of_them(at):
    event = make_event(capacity=4)
    first, waits = register(event, "a@example.org", companions=2), register(event, "b@example.org", companions=2)
    last = register(event, "c@example.org")
    registrations.cancel(registration=first, by=BY, at=AT)
    page = reverse("events:registration", args=[links.token(waits)])
    take = {"deed": "take", "name": "Ada Muster", "organisation": ""}
    with at(AT):
        assert "Nehmen Sie" not in Client().get(page).content.decode()
        # More than was offered is not there; then the offer stands as before.
        assert Client().post(page, {**take, "companions": "3"}).status_code == 409
        waits.refresh_from_db()
        assert (waits.state, waits.seats) == ("offered", 3)
        assert Client().post(page, {**take, "companions": "1"}).status_code == 303
    waits.refresh_from_db()
    last.refresh_from_db()
    assert (waits.state, waits.seats, last.state, seat_drift()) == ("confirmed", 2, "offered", [])
    told = [
        mail.template.split("/")[-1] for mail in OutgoingMail.objects.filter(to_email="b@example.org").order_by("pk")
    ]
    assert told == ["waiting.html", "offer.html", "ticket.html"]


def test_the_same_again_writes_nothing():
    registration = register(make_event(), "a@example.org")
    change(registration)
    assert Entry.objects.filter(action="registration.changed").count() == 0
    assert OutgoingMail.objects.filter(template="events/mail/changed.html").count() == 0


def test_what_has_ended_is_not_changed():
    registration = register(make_event(), "a@example.org")
    registrations.cancel(registration=registration, by=BY, at=AT)
    with pytest.raises(errors.AlreadyCancelled):
        change(registration, companions=1)


def test_by_the_link_on_its_page(at):
    event = make_event(capacity=3)
    registration = register(event, "ada@example.org", companions=2)
    address = reverse("events:registration", args=[links.token(registration)])
    send = {"deed": "change", "name": "Ada Probe", "organisation": "Chor", "companions": "1"}
    with at(AT):
        assert 'value="change"' in Client().get(address).content.decode()
        assert Client().post(address, send).status_code == 303
        register(event, "bob@example.org")
        refused = Client().post(address, {**send, "companions": "2"})
        wrong = Client().post(address, {**send, "companions": "9"})
        nameless = Client().post(address, {**send, "name": ""})
    registration.refresh_from_db()
    assert (registration.name, registration.organisation_name, registration.companions) == ("Ada Probe", "Chor", 1)
    assert (refused.status_code, wrong.status_code, nameless.status_code) == (409, 422, 422)
    assert "nicht frei" in refused.content.decode()
    mail = OutgoingMail.objects.get(template="events/mail/changed.html")
    written = write(template=mail.template, context=mail.context, language="de")
    assert "Name: Ada Probe" in written.text
    assert counters(event) == (3, 0)


def test_children_take_seats_and_one_of_them_can_stay_at_home(at):
    event = make_event(capacity=4, max_children=3)
    given = {"name": "Ada Muster", "email": "ada@example.org", "companions": "1", "children": "2"}
    with at(AT):
        at_page = Client().post(reverse("events:register", args=[event.public_id]), given)
    assert at_page.status_code == 303
    registration = Registration.objects.get()
    assert (registration.seats, counters(event)) == (4, (4, 0))
    mail = OutgoingMail.objects.get()
    ticket = write(template=mail.template, context=mail.context, language="de")
    assert "Davon Kinder" in ticket.html
    waits = register(event, "b@example.org")
    change(registration, companions=1, children=1)
    waits.refresh_from_db()
    assert (waits.state, counters(event), seat_drift()) == ("offered", (4, 0), [])
    # An event that wants no children asks nothing, and takes none.
    plain = make_event()
    with at(AT):
        asked = Client().get(reverse("events:register", args=[plain.public_id])).content.decode()
    assert 'name="email"' in asked
    assert 'name="children"' not in asked
    with pytest.raises(errors.TooManyChildren):
        register(plain, "a@example.org", children=1)
