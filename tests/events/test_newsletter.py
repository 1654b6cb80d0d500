"""The newsletter, offered to whoever registers: nothing happens before the click in the mail."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.events.models import Event, Registration
from anpacken.mail.models import OutgoingMail
from anpacken.people import wordings
from anpacken.people.choices import ConsentPurpose, SignUpState
from anpacken.people.models import Consent, Person, Role, SignUp
from anpacken.people.rules import may_contact
from tests.factories.events import AT, make_event
from tests.factories.people import link_in

pytestmark = pytest.mark.django_db
TICKED = {"newsletter": wordings.CURRENT}


def send(event: Event, **given):
    details = {"name": "Ada von Muster", "email": "ada@example.org", "companions": "0", **given}
    return Client().post(reverse("events:register", args=[event.public_id]), details)


def test_it_is_offered_unticked_and_only_where_the_event_wants_it(at):
    with at(AT):
        pages = [
            Client().get(reverse("events:register", args=[make_event(offers_newsletter=wanted).public_id]))
            for wanted in (True, False)
        ]
    offered, plain = [page.content.decode() for page in pages]
    assert f'name="newsletter" value="{wordings.CURRENT}"' in offered
    assert "checked" not in offered
    assert "newsletter" not in plain.split("<form")[1].split("</form>")[0]


def test_a_tick_asks_for_a_confirmation_and_enrols_nobody_before_it(at):
    event = make_event(offers_newsletter=True)
    with at(AT):
        answers = [send(event, **TICKED), send(event, email="b@example.org"), send(event, **TICKED)]
        assert {answer.headers["Location"] for answer in answers} == {
            reverse("events:registered", args=[event.public_id])
        }
        assert send(event, email="c@example.org", newsletter="1900-01").status_code == 422
        assert (Registration.objects.count(), Person.objects.count(), Consent.objects.count()) == (2, 0, 0)
        asked = SignUp.objects.get()
        assert (asked.first_name, asked.last_name, asked.state) == ("Ada von", "Muster", SignUpState.PENDING)
        link = link_in(OutgoingMail.objects.get(template="people/mail/newsletter.html"), "confirm_url")
        assert "Ja, ich möchte den Newsletter" in Client().get(link).content.decode()
        assert Person.objects.count() == 0
        assert Client().post(link).headers["Location"] == reverse("people:newsletter_done")
        assert Client().post(link).headers["Location"] == reverse("people:newsletter_done")
        person = Person.objects.get()
        assert may_contact(person, ConsentPurpose.NEWSLETTER, at=AT)
    # A reader of the newsletter is no supporter, and nothing else was agreed to.
    assert list(Role.objects.all()) == []
    assert [line.purpose for line in Consent.objects.all()] == [ConsentPurpose.NEWSLETTER]
    welcome = [mail.template for mail in OutgoingMail.objects.filter(template__contains="welcome")]
    assert welcome == ["people/mail/newsletter_welcome.html"]
    assert Entry.objects.filter(action="sign_up.confirmed").count() == 1
    # Who gets it already is told so, and the page says the same to everybody.
    with at(AT):
        other = make_event(offers_newsletter=True)
        assert send(other, **TICKED).headers["Location"] == reverse("events:registered", args=[other.public_id])
    mail = OutgoingMail.objects.filter(template="people/mail/newsletter.html").order_by("pk").last()
    assert mail.context["purposes"] == []
