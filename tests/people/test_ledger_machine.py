"""No sequence of deeds yields a contact without a live consent.

Everything that touches the ledger is done in any order by a machine of hypothesis: the form and its link, paper, lists,
withdrawing, leaving, merging and undoing it, erasing. What may be done is then compared with the lines themselves.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.people import rules
from anpacken.people.actions import consents, erasures, merges, sign_ups, supporters
from anpacken.people.actions.supporters import SupporterRow
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose
from anpacken.people.models import Consent, Merge, Organisation, Person, SignUp
from anpacken.people.queries.consents import consenting, live_count
from tests.factories.people import AT, BY, REGISTER, words

# What is looked for is logic; what the databases hold is tried in the races and one by one.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
LINK = Actor.link("withdraw")
PURPOSES = [ConsentPurpose.REGISTER, ConsentPurpose.NEWSLETTER, ConsentPurpose.LISTING]
ADDRESSES = st.sampled_from(["ada@example.org", "Ada@Example.org", "bo@example.org", "cy@example.org"])
SOME = st.sets(st.sampled_from(PURPOSES))
NUMBER = st.integers(0, 5)
Subject = Person | Organisation
Live = set[tuple[int, ConsentPurpose]]


class Ledger(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = AT
        self.frame = transaction.atomic()
        self.frame.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def later(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now

    def person(self, number: int) -> Person:
        people = list(Person.objects.order_by("pk"))
        return people[number % len(people)]

    def has_people(self) -> bool:
        return Person.objects.exists()

    def live(self) -> Live:
        return {
            (person.pk, purpose)
            for person in Person.everyone.all()
            for purpose in PURPOSES
            if rules.may_contact(person, purpose, at=self.now)
        }

    @rule(email=ADDRESSES, agreed=SOME)
    def ask(self, email: str, agreed: set[ConsentPurpose]) -> None:
        before = self.live()
        facts: dict[str, Any] = {"first_name": "Ada", "last_name": "Muster", "language": "de", "by": Actor.public()}
        at = self.later()
        sign_ups.ask(email=email, wordings=words(*sorted({*agreed, REGISTER})), at=at, **facts)
        assert self.live() == before, "Asking alone is no consent."

    @precondition(lambda self: SignUp.objects.exists())
    @rule(number=NUMBER)
    def confirm(self, number: int) -> None:
        waiting = list(SignUp.objects.order_by("pk"))
        chosen = waiting[number % len(waiting)]
        was_pending = chosen.state == "pending"
        before, at = self.live(), self.later()
        try:
            subject = sign_ups.confirm(sign_up=chosen, by=LINK, at=at)
        except Refusal:
            return
        agreed = {(subject.pk, ConsentPurpose(entry["purpose"])) for entry in chosen.consents}
        assert self.live() == (before | agreed if was_pending else before)

    @rule(email=ADDRESSES, agreed=SOME, days=st.integers(1, 60))
    def admit(self, email: str, agreed: set[ConsentPurpose], days: int) -> None:
        since = (AT - timedelta(days=days)).date()
        row = SupporterRow("Bo", "Muster", email, "", "", "de", since, words(*sorted(agreed)))
        before = self.live()
        try:
            person = supporters.admit(row, by=BY, at=self.later(), evidence="list")
        except Refusal:
            return
        assert isinstance(person, Person)
        withdrawn = {line.purpose for line in self.newest(person) if line.deed == ConsentDeed.WITHDRAWN}
        assert self.live() == before | {(person.pk, one) for one in agreed if one not in withdrawn}

    @precondition(has_people)
    @rule(number=NUMBER, purpose=st.sampled_from(PURPOSES), days=st.integers(0, 60))
    def enter_paper(self, number: int, purpose: ConsentPurpose, days: int) -> None:
        person, at = self.person(number), self.later()
        (wording,) = words(purpose)
        given = at - timedelta(days=days)
        facts: dict[str, Any] = {"channel": Channel.PAPER, "evidence": "sheet 2", "asked_at": given, "given_at": given}
        try:
            consents.enter(subject=person, wording=wording, by=BY, at=at, **facts)
        except Refusal:
            return
        assert rules.may_contact(person, purpose, at=at)

    @precondition(has_people)
    @rule(number=NUMBER, purpose=st.sampled_from(PURPOSES))
    def withdraw(self, number: int, purpose: ConsentPurpose) -> None:
        person, before, at = self.person(number), self.live(), self.later()
        consents.withdraw(subject=person, purpose=purpose, channel=Channel.LINK, by=LINK, at=at)
        assert self.live() == before - {(person.pk, purpose)}

    @precondition(has_people)
    @rule(number=NUMBER)
    def leave(self, number: int) -> None:
        person, before, at = self.person(number), self.live(), self.later()
        supporters.leave(subject=person, channel=Channel.LINK, by=LINK, at=at)
        assert self.live() == {one for one in before if one[0] != person.pk}

    @precondition(has_people)
    @rule(first=NUMBER, second=NUMBER)
    def merge(self, first: int, second: int) -> None:
        kept, shadow, before = self.person(first), self.person(second), self.live()
        try:
            merges.merge(kept=kept, shadow=shadow, chosen={}, by=BY, at=self.later())
        except Refusal:
            return
        both = {kept.pk, shadow.pk}
        after = self.live()
        assert {one for one in after if one[0] not in both} == {one for one in before if one[0] not in both}
        assert not {one for one in after if one[0] == shadow.pk}
        had = {purpose for pk, purpose in before if pk in both}
        assert {purpose for pk, purpose in after if pk == kept.pk} <= had, "Merging gives no consent."

    @precondition(lambda self: Merge.objects.filter(state="done").exists())
    @rule()
    def undo(self) -> None:
        done, before = Merge.objects.filter(state="done").latest("pk"), self.live()
        try:
            merges.undo(merge=done, by=BY, at=self.later())
        except Refusal:
            return
        both = {done.kept_person_id, done.shadow_person_id}
        after = self.live()
        assert {one for one in after if one[0] not in both} == {one for one in before if one[0] not in both}

    @precondition(has_people)
    @rule(number=NUMBER)
    def erase(self, number: int) -> None:
        person, before = self.person(number), self.live()
        erasures.erase(subject=person, by=BY, at=self.later())
        assert self.live() == {one for one in before if one[0] != person.pk}

    def newest(self, person: Person) -> list[Consent]:
        found: dict[str, Consent] = {}
        for line in Consent.objects.filter(person=person, confirmed_at__lte=self.now).order_by("confirmed_at", "pk"):
            found[line.purpose] = line
        return list(found.values())

    @invariant()
    def a_contact_has_a_live_line_with_its_evidence(self) -> None:
        for person in Person.everyone.all():
            given = {line.purpose: line for line in self.newest(person) if line.deed == ConsentDeed.GIVEN}
            stands = person.merged_into_id is None and person.erased_at is None
            for purpose in PURPOSES:
                may = rules.may_contact(person, purpose, at=self.now)
                assert may == (stands and purpose.value in given)
                if may:
                    assert given[purpose.value].evidence
                    assert given[purpose.value].wording

    @invariant()
    def lists_say_what_the_rule_says(self) -> None:
        for purpose in PURPOSES:
            one_by_one = {pk for pk, agreed in self.live() if agreed == purpose}
            for rows in (Person.objects.all(), Person.everyone.all()):
                listed = set(consenting(rows, purpose, at=self.now).values_list("pk", flat=True))
                assert listed == one_by_one
            assert live_count(purpose, at=self.now) == len(one_by_one)


def test_no_sequence_of_deeds_yields_a_contact_without_a_live_consent() -> None:
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=15, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
