"""Giving and withdrawing at the same moment, and what a merge or an erasure in between does to them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.people import rules
from anpacken.people.actions import consents, erasures, merges
from anpacken.people.choices import Channel, ConsentDeed
from anpacken.people.models import Confirmation, Consent, Person
from tests.factories.people import AT, BY, NEWSLETTER, REGISTER, asked, confirm, make_person, words
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)
LINK = Actor.link("withdraw")
LATER = AT + timedelta(hours=12)


def give(person: Person, at: datetime) -> Consent:
    (wording,) = words(NEWSLETTER)
    return consents.give(
        subject=person, wording=wording, channel=Channel.WEB, asked_at=at, evidence="form", by=BY, at=at
    )


def withdraw(person: Person, at: datetime) -> Consent | None:
    return consents.withdraw(subject=person, purpose=NEWSLETTER, channel=Channel.LINK, by=LINK, at=at)


def deeds_in_order(person: Person) -> list[str]:
    lines = Consent.objects.filter(person=person, purpose=NEWSLETTER).order_by("confirmed_at", "pk")
    return [ConsentDeed(line.deed).value for line in lines]


def test_giving_and_withdrawing_at_once_never_writes_the_same_deed_twice_in_a_row(race: Race) -> None:
    person = make_person(1)

    def deed(number: int) -> None:
        at = LATER + timedelta(seconds=1)  # The very same moment: the order of writing decides.
        withdraw(person, at) if number % 2 else give(person, at)

    assert race(deed, times=16).errors == []
    told = deeds_in_order(person)
    assert told[0] == "given"
    assert all(before != after for before, after in pairwise(told))
    assert rules.may_contact(person, NEWSLETTER, at=LATER + timedelta(hours=1)) == (told[-1] == "given")


def test_without_the_lock_several_withdrawals_are_written(
    race: Race, pause: Callable[[], None], unlocked: Callable[[], AbstractContextManager[None]]
) -> None:
    """The negative control: the same reading and writing, and nobody holds the person's row."""
    person = make_person(1)
    give(person, AT)

    def withdraw_unlocked(_number: int) -> None:
        if not rules.may_contact(person, NEWSLETTER, at=LATER):
            return
        pause()
        with transaction.atomic():
            Consent.objects.create(
                person=person,
                purpose=NEWSLETTER,
                deed=ConsentDeed.WITHDRAWN,
                language="de",
                channel=Channel.LINK,
                asked_at=LATER,
                confirmed_at=LATER,
            )

    with unlocked():
        race(withdraw_unlocked, times=8)
    assert deeds_in_order(person).count("withdrawn") > 1

    other = make_person(2)
    give(other, AT)
    assert race(lambda _number: withdraw(other, LATER), times=8).errors == []
    assert deeds_in_order(other) == ["given", "withdrawn"]


def test_an_old_paper_against_a_withdrawal_ends_withdrawn(race: Race) -> None:
    """Whichever comes first: the paper is older, so the withdrawal counts."""
    person = make_person(1)
    give(person, AT)
    (wording,) = words(NEWSLETTER)

    def deed(number: int) -> None:
        if number == 0:
            withdraw(person, LATER)
        else:
            consents.enter(
                subject=person,
                wording=wording,
                channel=Channel.PAPER,
                asked_at=AT,
                given_at=AT,
                evidence="sheet",
                by=BY,
                at=LATER,
            )

    race(deed, times=4)
    assert not rules.may_contact(person, NEWSLETTER, at=LATER)


def test_one_mail_is_kept_once_however_often_its_link_is_pressed(race: Race) -> None:
    sign_up = asked()
    assert race(lambda _number: confirm(sign_up, at=LATER).pk, times=8).errors == []
    assert Confirmation.objects.count() == 1
    assert Consent.objects.filter(confirmation=None).count() == 0


def test_a_withdrawal_that_meets_a_merge_is_not_lost(race: Race) -> None:
    kept, shadow = make_person(1), make_person(2)
    give(shadow, AT)
    give(kept, AT)

    def deed(number: int) -> None:
        if number == 0:
            merges.merge(kept=kept, shadow=shadow, chosen={}, by=BY, at=LATER)
        else:
            withdraw(shadow, LATER)

    assert race(deed, times=3).errors == []
    assert not rules.may_contact(kept, NEWSLETTER, at=LATER + timedelta(seconds=1))
    assert not rules.may_contact(shadow, NEWSLETTER, at=LATER + timedelta(seconds=1))


def test_confirming_while_the_record_is_erased_or_merged_ends_in_one_clear_state(race: Race) -> None:
    person, kept = make_person(1), make_person(2)
    made = [
        asked(email, at=AT + timedelta(hours=2 * number), wordings=words(REGISTER, NEWSLETTER))
        for number, email in enumerate(["ada1@example.org", "ada2@example.org", "ada1@example.org"])
    ]

    def deed(number: int) -> None:
        if number == 0:
            merges.merge(kept=kept, shadow=person, chosen={}, by=BY, at=LATER)
        elif number == 1:
            erasures.erase(subject=kept, by=BY, at=LATER)
        else:
            confirm(made[number - 2], at=LATER)

    race(deed, times=5)
    for someone in Person.everyone.all():
        may = rules.may_contact(someone, NEWSLETTER, at=LATER + timedelta(seconds=1))
        if someone.merged_into_id or someone.erased_at:
            assert not may
    addresses = [each.email_key for each in Person.objects.all() if each.email_key]
    assert len(addresses) == len(set(addresses))
