"""What the invited do: register once, decline with a click; and what an old, altered, used or forwarded link does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from anpacken.core import clock
from anpacken.events import errors as event_errors
from anpacken.events import links as event_links
from anpacken.events.actions import registrations
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.invitations import errors
from anpacken.invitations.actions import answers, rounds
from anpacken.invitations.choices import InvitationState
from anpacken.invitations.links import token
from anpacken.invitations.models import Invitation
from anpacken.mail.models import OutgoingMail
from anpacken.people.actions import erasures
from anpacken.people.chapters import every
from tests.factories.events import AT, BY, make_event, register
from tests.factories.invitations import invited

pytestmark = pytest.mark.django_db
GOOD = {"deed": "register", "name": "Ada Muster", "companions": "0"}


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


def link(invitation: Invitation) -> str:
    return f"/einladung/{token(invitation)}/"


def fresh(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_related("registration", "event").get(pk=invitation.pk)


def test_the_event_says_that_it_is_by_invitation_and_takes_nobody_without_one(client: Client) -> None:
    event = make_event(by_invitation=True)
    for tail in ("", "anmelden/"):
        page = client.get(f"/veranstaltungen/{event.public_id}/{tail}").content.decode()
        assert "Auf Einladung" in page
        assert 'name="email"' not in page
    given = {"name": "Ada", "email": "ada@example.org", "companions": "0"}
    answer = client.post(f"/veranstaltungen/{event.public_id}/anmelden/", given)
    assert answer.status_code == 422
    assert Registration.objects.count() == 0
    with pytest.raises(event_errors.ByInvitation):
        register(event, "ada@example.org")
    # The office adds whom it likes.
    assert register(event, "ada@example.org", ignore_window=True).state == RegistrationState.CONFIRMED


def test_the_personal_link_is_filled_in_registers_once_and_then_says_so(client: Client) -> None:
    one = invited(name="Ada Muster")
    page = client.get(link(one)).content.decode()
    assert 'value="Ada Muster"' in page
    assert 'value="ada@example.org"' in page
    answer = client.post(link(one), {**GOOD, "companions": "1", "email": "somebody.else@example.org"})
    assert answer.status_code == 303
    made = Registration.objects.get()
    # Passed on, it registers nobody else: the address is that of the invitation.
    assert (made.email, made.seats, made.state) == ("ada@example.org", 2, RegistrationState.CONFIRMED)
    one = fresh(one)
    assert (one.state, one.registration, one.answered_at) == (InvitationState.ACCEPTED, made, AT)
    page = client.get(link(one)).content.decode()
    assert "Diese Einladung ist eingelöst" in page
    assert 'name="name"' not in page
    # Who got the link from the invited must not get at the registration.
    assert event_links.token(made) not in page
    assert client.post(link(one), GOOD).status_code == 409
    assert Registration.objects.count() == 1
    assert client.post(link(one), {"deed": "send_again"}).status_code == 303
    assert OutgoingMail.objects.filter(template="events/mail/already_registered.html").count() == 1


def test_declining_takes_one_click_and_can_be_thought_over(client: Client) -> None:
    one = invited()
    assert client.get(link(one)).status_code == 200
    assert fresh(one).state == InvitationState.INVITED
    for _twice in range(2):
        assert client.post(link(one), {"deed": "decline"}).status_code == 303
    assert fresh(one).state == InvitationState.DECLINED
    assert "Sie haben abgesagt" in client.get(link(one)).content.decode()
    assert client.post(link(one), GOOD).status_code == 303
    assert fresh(one).state == InvitationState.ACCEPTED
    assert client.post(link(one), {"deed": "decline"}).status_code == 409
    assert fresh(one).state == InvitationState.ACCEPTED


def test_a_registration_that_was_cancelled_can_be_made_again_by_the_link(client: Client) -> None:
    one = invited()
    client.post(link(one), GOOD)
    registrations.cancel(registration=Registration.objects.get(), by=BY, at=AT)
    assert client.post(link(one), GOOD).status_code == 303
    assert Registration.objects.active().count() == 1
    assert fresh(one).registration == Registration.objects.active().get()


def test_who_is_registered_already_keeps_that_registration() -> None:
    event = make_event()
    one = invited(event=event)
    before = register(event, "ada@example.org", companions=2)
    answer = answers.accept(invitation=one, event=event, name="Other", by=BY, at=AT)
    assert answer.registration == before
    assert Registration.objects.count() == 1
    assert fresh(one).registration == before


def test_a_full_event_puts_the_invited_on_the_waiting_list(client: Client) -> None:
    event = make_event(by_invitation=True, capacity=1)
    one = invited(event=event)
    register(event, "first@example.org", ignore_window=True)
    assert "Warteliste" in client.get(link(one)).content.decode()
    assert client.post(link(one), GOOD).status_code == 303
    made = Registration.objects.get(email="ada@example.org")
    assert made.state == RegistrationState.WAITING
    assert fresh(one).state == InvitationState.ACCEPTED


def test_when_registering_is_refused_the_invitation_stays_open() -> None:
    one = invited()
    with pytest.raises(event_errors.TooManyCompanions):
        answers.accept(invitation=one, event=one.event, name="Ada", companions=9, by=BY, at=AT)
    assert fresh(one).state == InvitationState.INVITED
    stale = fresh(one)
    answers.accept(invitation=one, event=one.event, name="Ada", by=BY, at=AT)
    # Two tabs: the second has not seen the answer of the first. What it began is undone, its mail too.
    mails = OutgoingMail.objects.count()
    with pytest.raises(errors.AlreadyAccepted):
        answers.accept(invitation=stale, event=one.event, name="Eve", by=BY, at=AT)
    assert OutgoingMail.objects.count() == mails
    assert Registration.objects.get().name == "Ada"


@pytest.mark.parametrize("way", ["altered", "withdrawn", "begun", "erased", "called_off"])
def test_links_that_lead_nowhere_say_why(way: str, client: Client) -> None:
    one = invited()
    address, status, words = link(one), 410, ""
    if way == "altered":
        address, status, words = address[:-4] + "xxx/", 400, "Link ist nicht gültig"
    elif way == "withdrawn":
        rounds.withdraw(invitation=one, by=BY, at=AT)
        words = "zurückgezogen"
    elif way == "erased":
        assert one.person is not None
        erasures.erase(subject=one.person, by=BY, at=AT)
        words = "abgelaufen"
    elif way == "called_off":
        Event.objects.filter(pk=one.event.pk).update(state="cancelled")
        words = "abgesagt"
    with clock.frozen(AT + timedelta(days=60) if way == "begun" else AT):
        for answer in (client.get(address), client.post(address, GOOD), client.post(address, {"deed": "decline"})):
            assert answer.status_code == status
            assert words in answer.content.decode()
    assert Registration.objects.count() == 0


def test_what_is_known_is_told_and_erased() -> None:
    one = invited()
    assert one.person is not None
    [chapter] = [each for each in every() if each.name == "invitations"]
    [held] = chapter.held(one.person)
    assert held["E-Mail-Adresse"] == "ada@example.org"
    [moment] = chapter.moments(one.person, before=None, most=5)
    assert moment.title.startswith("Eingeladen: ")
    assert len(list(chapter.shown(one.person, at=AT))) == 1
    erasures.erase(subject=one.person, by=BY, at=AT)
    gone = Invitation.objects.get(pk=one.pk)
    assert (gone.name, gone.email, gone.email_key, gone.person_id) == ("", "", None, None)
    assert gone.public_id != one.public_id
    assert not OutgoingMail.objects.filter(template="invitations/mail/invitation.html").exists()
