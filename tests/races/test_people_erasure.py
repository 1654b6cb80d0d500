"""Erasing while something else is done to the same person: nothing comes back, nothing is written twice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.events.actions import registrations
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import seat_drift
from anpacken.people import rules
from anpacken.people.actions import erasures
from anpacken.people.models import Consent, Person, Role, SignUp, Suppression
from anpacken.people.queries.suppressions import is_suppressed
from tests.factories.events import make_event, register
from tests.factories.people import AT, NEWSLETTER, REGISTER, asked, confirm, make_person, words
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)
BY = Actor.link("my-page")
LATER = AT + timedelta(hours=12)
# Before the events that `make_event` makes.
SUMMER = datetime(2026, 5, 5, 8, tzinfo=UTC)


def test_one_person_erased_many_times_at_once(race: Race) -> None:
    person = make_person(1, consents=words(REGISTER, NEWSLETTER))
    outcomes = race(lambda _number: erasures.erase(subject=person, by=BY, at=LATER), times=8)
    assert outcomes.errors == []
    assert Entry.objects.filter(action="person.erased").count() == 1
    # Two given, two withdrawn on leaving.
    assert Consent.objects.filter(person=person.pk).count() == 4
    assert Role.objects.filter(person=person.pk).count() == 1
    assert Suppression.objects.count() == 1


def test_erased_while_a_sign_up_of_the_same_address_is_confirmed(race: Race) -> None:
    """Either the supporter came back by the link and is there as a new record, or nothing of them is."""
    for number in range(4):
        person = make_person(number, consents=words(REGISTER))
        sign_up = asked(person.email, at=AT + timedelta(hours=number))

        def deed(turn: int, person: Person = person, sign_up: SignUp = sign_up) -> None:
            if turn % 2:
                erasures.erase(subject=person, by=BY, at=LATER)
            else:
                with suppress(Refusal):
                    confirm(sign_up, at=LATER)

        assert race(deed, times=4, threads=4).errors == []
        assert Person.everyone.get(pk=person.pk).erased_at is not None
        back = Person.objects.filter(email_key=person.email).first()
        if back is None:
            assert is_suppressed(person.email)
            assert not SignUp.objects.filter(email_key=person.email).exists()
        else:
            assert not is_suppressed(person.email)
            assert Role.objects.of(back).supporters().filter(until_on=None).count() == 1
            assert rules.may_contact(back, REGISTER, at=LATER)


def test_erased_while_registering_and_cancelling(race: Race) -> None:
    event = make_event(capacity=3)
    person = make_person(1)
    seat = register(event, person.email, companions=1)
    waiting = [register(event, f"waits{number}@example.org") for number in range(4)]

    def deed(number: int) -> None:
        if number == 0:
            erasures.erase(subject=person, by=BY, at=SUMMER)
        elif number == 1:
            with suppress(Refusal):
                registrations.cancel(registration=seat, by=BY, at=SUMMER)
        elif number == 2:
            register(event, person.email, at=SUMMER)
        else:
            registrations.cancel(registration=waiting[number - 3], by=BY, at=SUMMER)

    assert race(deed, times=7, threads=7).errors == []
    assert seat_drift() == []
    seat.refresh_from_db()
    assert (seat.name, seat.email) == ("", "")
    # Whoever registered anew after being erased did so of their own accord.
    assert Registration.objects.filter(email_key=person.email).count() <= 1


def test_two_with_seats_at_the_same_events_do_not_wait_for_each_other_for_ever(race: Race) -> None:
    people = [make_person(number) for number in range(6)]
    events = [make_event(capacity=3) for _number in range(3)]
    for number, person in enumerate(people):
        for event in events if number % 2 else reversed(events):
            register(event, person.email)
    outcomes = race(lambda number: erasures.erase(subject=people[number], by=BY, at=SUMMER), times=6, threads=6)
    assert outcomes.errors == []
    assert seat_drift() == []
    assert not Registration.objects.exclude(email="").exists()
    assert list(Event.objects.values_list("taken_seats", flat=True)) == [0, 0, 0]


def test_without_the_lock_the_ledger_is_blanked_twice(
    race: Race, pause: Callable[[], None], unlocked: Callable[[], AbstractContextManager[None]]
) -> None:
    """The negative control: lines read, deleted and written anew while nobody holds the person's row."""
    person = make_person(1, consents=words(REGISTER, NEWSLETTER), since=date(2018, 3, 1))
    before = Consent.objects.filter(person=person).count()

    def blank(_number: int) -> None:
        lines = list(Consent.objects.filter(person=person))
        pause()
        with transaction.atomic():
            Consent.objects.filter(pk__in=[line.pk for line in lines]).delete()
            for line in lines:
                line.pk, line.evidence = None, ""
                line.public_id = Consent._meta.get_field("public_id").get_default()
            Consent.objects.bulk_create(lines)

    with unlocked():
        race(blank, times=8)
    assert Consent.objects.filter(person=person).count() > before
