"""An organisation registers a group under one name, and says later who comes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from anpacken.events import errors, links
from anpacken.events.actions import anonymising, changing
from anpacken.events.chapter import Registrations
from anpacken.events.models import Event, Member, Registration
from anpacken.events.queries.seats import seat_drift
from anpacken.mail.models import OutgoingMail
from tests.factories.events import AT, BY, make_event, register
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
GIVEN = {
    "organisation": "Schule am Park",
    "name": "Cem Muster",
    "email": "cem@example.org",
    "seats": "4",
    "members": " Ada Muster \n\nNoor Beispiel\n",
}


def send(event: Event, **given):
    return Client().post(reverse("events:register_group", args=[event.public_id]), {**GIVEN, **given})


def names() -> list[str]:
    return [member.name for member in Member.objects.all()]


def test_a_group_is_one_registration_with_a_seat_for_each_and_names_as_far_as_they_are_known(at):
    event = make_event(capacity=10, max_group=5)
    with at(AT):
        assert send(event).status_code == 303
        assert send(event).status_code == 303
        refused = [
            send(event, email="b@example.org", **wrong).status_code
            for wrong in ({"seats": "6"}, {"seats": "1"}, {"seats": "2"}, {"organisation": ""}, {"members": "www.a.de"})
        ]
    assert refused == [422] * 5
    registration = Registration.objects.get()
    assert (registration.seats, registration.is_group, names()) == (4, True, ["Ada Muster", "Noor Beispiel"])
    event.refresh_from_db()
    assert (event.taken_seats, OutgoingMail.objects.count()) == (4, 1)


def test_by_the_link_the_contact_gives_a_seat_back_and_says_who_comes_instead(at):
    event = make_event(capacity=4, max_group=5)
    with at(AT):
        send(event)
        registration, waits = Registration.objects.get(), register(event, "a@example.org")
        page = reverse("events:registration", args=[links.token(registration)])
        assert b"Ada Muster\nNoor Beispiel</textarea>" in Client().get(page).content
        change = {"deed": "change", "name": "Cem Muster", "organisation": "Schule am Park", "members": "Lea Beispiel"}
        assert Client().post(page, {**change, "seats": "9"}).status_code == 422
        assert Client().post(page, {**change, "seats": "1"}).status_code == 409
        assert Client().post(page, {**change, "seats": "3"}).status_code == 303
    waits.refresh_from_db()
    assert (names(), waits.state, seat_drift()) == (["Lea Beispiel"], "offered", [])
    told = OutgoingMail.objects.get(template="events/mail/changed.html").context
    assert (told["who"]["members"], told["seats"]) == ("Lea Beispiel", 3)


def test_an_event_says_whether_it_takes_groups_and_how_large():
    plain = make_event(capacity=10)
    assert send(plain).status_code == 404
    with pytest.raises(errors.NoGroups):
        register(plain, "a@example.org", is_group=True, companions=3)
    with pytest.raises(errors.GroupTooLarge):
        register(make_event(max_group=4), "a@example.org", is_group=True, companions=4)
    with pytest.raises(errors.MoreNamesThanSeats):
        register(make_event(max_group=4), "a@example.org", is_group=True, companions=1, members=["B", "C"])
    # A group registered while it was allowed may still become smaller.
    event = make_event(max_group=4)
    group = register(event, "a@example.org", is_group=True, companions=3)
    Event.objects.filter(pk=event.pk).update(max_group=0)
    assert changing.change(registration=group, name="B", organisation="", companions=2, by=BY, at=AT).seats == 3


def test_the_names_are_told_with_the_registration_and_go_with_it():
    contact = make_person(email="cem@example.org")
    group = register(make_event(max_group=4), "cem@example.org", is_group=True, companions=2, members=["Ada Muster"])
    with translation.override("en"):
        [told] = Registrations().held(contact)
    assert told["Members of the group"] == ["Ada Muster"]
    anonymising.anonymise([group])
    group.refresh_from_db()
    assert (names(), group.seats, group.name) == ([], 3, "")
