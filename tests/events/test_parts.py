"""What a room around an event asks, shows and hears when somebody registers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from anpacken.core.actors import Actor
from anpacken.events import links, parts
from anpacken.events.actions import events, registrations, waiting_list
from anpacken.events.models import Event, Registration
from anpacken.events.queries import kept
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import write
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db


class Workshops(parts.Ask):
    def __init__(self, heard: list[tuple[str, ...]]) -> None:
        self.heard = heard

    def fields(self):
        choices = [("", "-"), ("a", "Language"), ("b", "Housing")]
        second = forms.ChoiceField(label="Second workshop", choices=choices, required=False)
        return {"workshop": forms.ChoiceField(label="Workshop", choices=choices), "second": second}

    def check(self, given):
        twice = given.get("workshop") and given.get("workshop") == given.get("second")
        return {"second": "This is your first workshop already."} if twice else {}

    def made(self, registration, given, *, by, at):
        self.heard.append(("made", registration.email, given["workshop"], given["second"]))


@dataclass
class Around(parts.Part):
    """A room that asks for a workshop at the events named in `of`, and notes what it hears."""

    of: set[str]
    heard: list[tuple[str, ...]] = field(default_factory=list)
    asked: int = 0
    name: str = "around-in-tests"

    def ask(self, event):
        self.asked += 1
        return Workshops(self.heard) if event.public_id in self.of else None

    def lines(self, registration):
        made = [said for said in self.heard if said[:2] == ("made", registration.email)]
        return [parts.Line("Workshop", said[2]) for said in made]

    def ended(self, registration, *, by, at):
        self.heard.append(("ended", registration.email))


@pytest.fixture
def around() -> Iterator[Callable[[Event], Around]]:
    """`around(event)` puts a room around that event; it is gone after the test."""
    name = "around-in-tests"

    def build(event: Event) -> Around:
        part = Around({event.public_id})
        parts.register(part)
        return part

    yield build
    parts._parts.pop(name, None)


def _send(client: Client, event: Event, **given: str):
    details = {"name": "Ada Muster", "email": "ada@example.org", "companions": "0", "workshop": "a", **given}
    return client.post(reverse("events:register", args=[event.public_id]), details)


def test_its_questions_stand_in_the_form_and_its_answers_in_the_registrations_transaction(at, around):
    event = make_event()
    part = around(event)
    with at(AT):
        page = Client().get(reverse("events:register", args=[event.public_id])).content.decode()
        assert page.index("Second workshop") < page.index('name="support_needs"')
        assert _send(Client(), event).status_code == 303
    assert part.heard == [("made", "ada@example.org", "a", "")]
    mail = OutgoingMail.objects.get(template="events/mail/ticket.html")
    assert mail.context["lines"] == [["Workshop", "a"]]
    assert "Workshop: a" in write(template=mail.template, context=mail.context, language="de").text


def test_an_answer_that_is_missing_or_does_not_fit_is_refused_with_the_parts_sentence(at, around):
    event = make_event()
    part = around(event)
    with at(AT):
        missing = _send(Client(), event, workshop="")
        twice = _send(Client(), event, second="a")
    assert (missing.status_code, twice.status_code) == (422, 422)
    assert "This is your first workshop already." in twice.content.decode()
    assert Registration.objects.count() == 0
    assert part.heard == []


def test_it_is_asked_once_and_its_answer_is_kept_with_the_event(around):
    event = make_event()
    part = around(event)
    for _turn in range(3):
        desk = kept.event_to_register_for(event.public_id)
    assert part.asked == 1
    # Each form has fields of its own.
    assert desk.asked.fields()["workshop"] is not desk.asked.fields()["workshop"]


def test_an_event_that_asks_nothing_costs_a_registration_no_query(at, around, django_assert_num_queries):
    around(make_event())
    plain = make_event()
    with at(AT):
        _send(Client(), plain, email="first@example.org")
        # Savepoints of the test's transaction around: seat, registration, audit, mail.
        with django_assert_num_queries(6):
            _send(Client(), plain)


def test_when_the_room_fails_nobody_is_registered(around, monkeypatch):
    event = make_event(capacity=5)
    around(event)

    def fail(*_given, **_more):
        raise RuntimeError("no room")

    monkeypatch.setattr(Workshops, "made", fail)
    desk = kept.event_to_register_for(event.public_id)
    with pytest.raises(RuntimeError):
        registrations.register(
            event=desk.event,
            name="Ada",
            email="ada@example.org",
            language="de",
            asked=desk.asked,
            by=Actor.public(),
            at=AT,
        )
    event.refresh_from_db()
    assert (event.taken_seats, Registration.objects.count(), OutgoingMail.objects.count()) == (0, 0, 0)


def test_every_way_to_end_a_registration_is_told(around):
    event = make_event(capacity=1, offer_hours=2)
    part = around(event)
    first, second, _third = (register(event, f"{name}@example.org") for name in "abc")
    registrations.cancel(registration=first, by=BY, at=AT)
    waiting_list.walk(at=AT + timedelta(hours=3))
    second.refresh_from_db()
    assert second.state == "lapsed"
    event.refresh_from_db()
    events.cancel(event=event, by=BY, at=AT)
    assert part.heard == [("ended", f"{name}@example.org") for name in "abc"]


def test_the_registrations_page_shows_what_there_is(at, around):
    event = make_event()
    around(event)
    with at(AT):
        _send(Client(), event)
        page = Client().get(reverse("events:registration", args=[links.token(Registration.objects.get())]))
    assert "Workshop" in page.content.decode()
