"""Confirming at the same moment: one person, one role, one set of consents."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.mail.models import OutgoingMail
from anpacken.people import rules
from anpacken.people.actions import consents, roles, supporters
from anpacken.people.choices import Channel, ConsentDeed, RoleKind
from anpacken.people.models import Consent, Organisation, Person, Role
from tests.factories.people import AT, BY, LISTING, NEWSLETTER, REGISTER, asked, confirm, make_person, words
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)


def counted() -> dict[str, int]:
    return {
        "persons": Person.objects.count(),
        "organisations": Organisation.objects.count(),
        "roles": Role.objects.count(),
        "consents": Consent.objects.count(),
        "welcomes": OutgoingMail.objects.filter(template="people/mail/welcome.html").count(),
    }


def test_one_link_pressed_many_times_at_once(race: Race) -> None:
    sign_up = asked()
    outcomes = race(lambda _number: confirm(sign_up).pk, times=16)
    assert outcomes.errors == []
    assert len(set(outcomes.results)) == 1
    assert counted() == {"persons": 1, "organisations": 0, "roles": 1, "consents": 2, "welcomes": 1}


def test_several_requests_of_one_address_confirmed_at_once(race: Race) -> None:
    """The third hour's mails, too: the limit is per hour, and each request ticks something else."""
    agreed = [words(REGISTER, NEWSLETTER), words(REGISTER, LISTING), words(REGISTER)]
    made = [
        asked(email, at=AT + timedelta(hours=2 * number), wordings=agreed[number % 3])
        for number, email in enumerate(["ada@example.org", "ADA@example.org", "Ada@Example.ORG"] * 2)
    ]
    outcomes = race(lambda number: confirm(made[number], at=AT + timedelta(hours=12)).pk, times=len(made))
    assert outcomes.errors == []
    assert len(set(outcomes.results)) == 1
    assert counted() == {"persons": 1, "organisations": 0, "roles": 1, "consents": 3, "welcomes": 1}


def test_an_institution_signed_up_twice_at_once(race: Race) -> None:
    names = ["Verein Nord", "VEREIN NORD", "Verein  Nord"]
    made = [
        asked(at=AT + timedelta(minutes=number), organisation_name=name, organisation_kind="association")
        for number, name in enumerate(names)
    ]
    outcomes = race(lambda number: confirm(made[number], at=AT + timedelta(hours=1)).pk, times=3)
    assert outcomes.errors == []
    assert counted() == {"persons": 0, "organisations": 1, "roles": 1, "consents": 2, "welcomes": 1}


def test_joining_and_leaving_at_once_ends_in_one_state(race: Race) -> None:
    """Whichever comes last: a role without consents, or consents without a role, must not be what remains."""
    person = make_person(1)
    made = [asked("ada1@example.org", at=AT + timedelta(hours=2 * number)) for number in range(4)]
    at = AT + timedelta(hours=12)

    def deed(number: int) -> None:
        if number % 2:
            supporters.leave(subject=person, channel=Channel.LINK, by=Actor.link("withdraw"), at=at)
        else:
            confirm(made[number // 2], at=at)

    outcomes = race(deed, times=8)
    assert outcomes.errors == []
    supports = Role.objects.of(person).supporters().filter(until_on=None).exists()
    assert rules.may_contact(person, REGISTER, at=at) == supports


def test_without_the_lock_one_consent_is_written_several_times(
    race: Race, pause: Callable[[], None], unlocked: Callable[[], AbstractContextManager[None]]
) -> None:
    """The negative control: the same reading, deciding and writing, and nobody holds the person's row."""
    person = make_person(1)
    (wording,) = words(NEWSLETTER)

    def give_unlocked(_number: int) -> None:
        facts: dict[str, Any] = {"purpose": wording.purpose, "deed": ConsentDeed.GIVEN, "wording": wording.text}
        if rules.may_contact(person, NEWSLETTER, at=AT):
            return
        pause()
        with transaction.atomic():
            Consent.objects.create(
                person=person, language="de", channel=Channel.WEB, asked_at=AT, confirmed_at=AT, evidence="x", **facts
            )

    with unlocked():
        race(give_unlocked, times=8)
    assert Consent.objects.filter(purpose=NEWSLETTER).count() > 1

    def give_locked(_number: int) -> None:
        (listing,) = words(LISTING)
        consents.give(subject=person, wording=listing, channel=Channel.WEB, asked_at=AT, evidence="x", by=BY, at=AT)
        roles.begin(subject=person, kind=RoleKind.PARTNER, from_on=AT.date(), by=BY, at=AT)

    assert race(give_locked, times=8).errors == []
    assert Consent.objects.filter(purpose=LISTING).count() == 1
    assert Role.objects.filter(kind="partner").count() == 1
