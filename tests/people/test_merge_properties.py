"""Any sequence of deeds, merges and undoings: nothing is lost, and no mail goes where nobody agreed to it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anpacken.core.refusals import Refusal
from anpacken.events.models import Event, Registration
from anpacken.people.actions import consents, merges, roles
from anpacken.people.choices import Channel, ConsentDeed, RoleKind
from anpacken.people.models import (
    Affiliation,
    Consent,
    DuplicatePair,
    Merge,
    Note,
    Organisation,
    Person,
    Role,
    SpokenLanguage,
    Tag,
)
from anpacken.people.queries import subjects, supporter_counts, timeline
from anpacken.people.rules import may_contact
from tests.factories.events import make_event
from tests.factories.people import BY, LISTING, NEWSLETTER, REGISTER, words

# What is looked for is logic; what the databases hold is tried in the races and one by one.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
PURPOSES = [REGISTER, NEWSLETTER, LISTING]
KINDS = [RoleKind.SUPPORTER, RoleKind.SPEAKER]
PEOPLE = 3


class Undone(Exception):
    """Takes an example back, so that each begins with an empty register."""


class Register:
    """A small register, and for each address whether its owner agrees to the newsletter as far as anybody said."""

    def __init__(self) -> None:
        self.at = START
        self.people = [
            Person.objects.create(
                first_name="Ada",
                last_name=f"Muster{number}",
                email=f"p{number}@example.org",
                email_key=f"p{number}@example.org",
                phone=str(number) if number else "",
                created_at=START - timedelta(days=number),
            )
            for number in range(PEOPLE)
        ]
        self.events: list[Event] = [make_event() for _number in range(2)]
        self.tags = [Tag.objects.create(name=f"Tag {number}") for number in range(2)]
        self.clubs = [Organisation.objects.create(name=f"Verein {number}") for number in range(2)]
        self.agreed: dict[str, bool] = {}

    def standing(self, number: int) -> Person:
        found = subjects.current(Person.everyone.get(pk=self.people[number].pk))
        assert found is not None
        return found

    def register(self, number: int, which: int) -> None:
        address = f"p{number}@example.org"
        if not Registration.objects.filter(event=self.events[which], email_key=address).exists():
            Registration.objects.create(
                event=self.events[which],
                state="confirmed",
                person=self.standing(number),
                name="Ada",
                email=address,
                email_key=address,
                language="de",
                registered_at=self.at,
            )

    def give(self, number: int, which: int) -> None:
        who = self.standing(number)
        [wording] = words(PURPOSES[which])
        consents.give(
            subject=who, wording=wording, channel=Channel.PAPER, asked_at=self.at, evidence="Bogen", by=BY, at=self.at
        )
        if PURPOSES[which] == NEWSLETTER and who.email_key:
            self.agreed[who.email_key] = True

    def withdraw(self, number: int, which: int) -> None:
        who = self.standing(number)
        line = consents.withdraw(subject=who, purpose=PURPOSES[which], channel=Channel.LINK, by=BY, at=self.at)
        if PURPOSES[which] == NEWSLETTER and line is not None:
            self.agreed |= dict.fromkeys(subjects.all_keys(who), False)

    def begin(self, number: int, which: int) -> None:
        day = date(2020 + number, 1, 1)
        roles.begin(subject=self.standing(number), kind=KINDS[which], from_on=day, by=BY, at=self.at)

    def end(self, number: int, which: int) -> None:
        roles.end(subject=self.standing(number), kind=KINDS[which], by=BY, at=self.at)

    def tag(self, number: int, which: int) -> None:
        self.standing(number).tags.add(self.tags[which])

    def note(self, number: int, which: int) -> None:
        Note.objects.create(person=self.standing(number), text=f"Notiz {which}")

    def speak(self, number: int, which: int) -> None:
        SpokenLanguage.objects.get_or_create(person=self.standing(number), code=("ar", "de")[which])

    def join(self, number: int, which: int) -> None:
        Affiliation.objects.create(person=self.standing(number), organisation=self.clubs[which], kind="works")

    def merge(self, number: int, which: int) -> None:
        """Into the next person or the one after; by turns the one's or the other's address stays."""
        shadow, kept = self.standing(number), self.standing((number + 1 + which) % PEOPLE)
        before = held_by(kept) + held_by(shadow)
        lines = {line.public_id for one in (kept, shadow) for line in Consent.objects.of(one)}
        moments = told(kept) | told(shadow)
        side = "shadow" if number % 2 else "kept"
        with suppress(Refusal):
            merges.merge(kept=kept, shadow=shadow, chosen={"email": side}, by=BY, at=self.at)
            kept.refresh_from_db()
            assert sorted(held_by(kept)) == sorted(before)
            ledger = Consent.objects.of(kept)
            assert lines <= {line.public_id for line in ledger} | {line.copy_of for line in ledger}
            assert moments <= told(kept)

    def undo(self, number: int, which: int) -> None:
        """The newest merge, or the one before, which is refused if the newest rests on it."""
        done = list(Merge.objects.filter(state="done").order_by("-pk")[which : which + 1])
        totals = [model.objects.count() for model in (Registration, Note)]
        with suppress(Refusal):
            for merge in done:
                merges.undo(merge=merge, by=BY, at=self.at)
        assert [model.objects.count() for model in (Registration, Note)] == totals

    def there_and_back(self, number: int, which: int) -> None:
        """Undone at once, a merge leaves no trace but in the log."""
        before = snapshot()
        shadow, kept = self.standing(number), self.standing((number + 1 + which) % PEOPLE)
        with suppress(Refusal):
            done = merges.merge(kept=kept, shadow=shadow, chosen={"email": "shadow"}, by=BY, at=self.at)
            assert merges.undo(merge=done, by=BY, at=self.at).is_exact
        assert snapshot() == before

    def check(self) -> None:
        """What holds after every deed."""
        standing = list(Person.objects.all())
        shadows = Person.everyone.exclude(merged_into=None)
        assert len(standing) + len(shadows) == PEOPLE
        for shadow in shadows:
            assert shadow.merged_into in standing
            assert not any(may_contact(shadow, purpose, at=self.at) for purpose in PURPOSES)
        for person in standing:
            if may_contact(person, NEWSLETTER, at=self.at):
                assert self.agreed.get(person.email_key or "") is True
        for model in (Role, Note, Registration, Affiliation):
            assert not model.objects.filter(person__in=shadows).exists()
        held = Role.objects.supporters().held_on(self.at.date())
        assert supporter_counts(self.at.date())[0] == len({role.person_id for role in held})
        for number in range(PEOPLE):
            assert subjects.by_address(f"p{number}@example.org") in standing


def held_by(person: Person) -> list[str]:
    """What must not be lost: registrations and notes."""
    rows = [f"registration {pk}" for pk in person.registrations.values_list("pk", flat=True)]
    return rows + [f"note {pk}" for pk in person.notes.values_list("pk", flat=True)]


def told(person: Person) -> set[tuple[datetime, str]]:
    """The entries of the log and the registrations on somebody's timeline."""
    return {(one.at, one.title) for one in timeline.moments(person, most=500) if one.kind in ("log", "registrations")}


def snapshot() -> dict[str, list[dict[str, Any]]]:
    tables: list[type[models.Model]] = [
        Person, Role, Consent, Affiliation, Note, SpokenLanguage, Registration, Person.tags.through, DuplicatePair
    ]  # fmt: skip
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tables}


NAMES = "register give give withdraw begin end tag note speak join merge merge undo there_and_back"
DEEDS = st.tuples(st.sampled_from(NAMES.split()), st.integers(0, PEOPLE - 1), st.integers(0, 1))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, min_size=6, max_size=20))
def test_merging_loses_nothing_and_invents_no_consent(deeds: list[tuple[str, int, int]]) -> None:
    with suppress(Undone), transaction.atomic():
        register = Register()
        for name, number, which in deeds:
            register.at += timedelta(minutes=1)
            getattr(register, name)(number, which)
            register.check()
        assert not Consent.objects.exclude(deed__in=ConsentDeed.values).exists()
        raise Undone
