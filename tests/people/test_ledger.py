from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anpacken.core.actors import Actor
from anpacken.people import queries, rules
from anpacken.people.actions import consents
from anpacken.people.choices import Channel, ConsentPurpose
from anpacken.people.errors import EvidenceMissing
from anpacken.people.models import Consent, Organisation, Person
from anpacken.people.queries.consents import live_count, standings
from tests.factories.people import AT, LISTING, NEWSLETTER, make_institution, make_person, words

pytestmark = pytest.mark.django_db
BY = Actor.command("tests")


def give(subject: Person | Organisation, purpose: ConsentPurpose, at: datetime, evidence: str = "form") -> Consent:
    (wording,) = words(purpose)
    return consents.give(
        subject=subject, wording=wording, channel=Channel.OFFICE, asked_at=at, evidence=evidence, by=BY, at=at
    )


def withdraw(subject: Person | Organisation, purpose: ConsentPurpose, at: datetime) -> Consent | None:
    return consents.withdraw(subject=subject, purpose=purpose, channel=Channel.LINK, by=BY, at=at)


def test_the_newest_line_counts() -> None:
    person = make_person()
    assert not rules.may_contact(person, NEWSLETTER, at=AT)
    give(person, NEWSLETTER, AT)
    withdraw(person, NEWSLETTER, AT + timedelta(days=1))
    assert not rules.may_contact(person, NEWSLETTER, at=AT - timedelta(seconds=1))
    assert rules.may_contact(person, NEWSLETTER, at=AT)
    assert not rules.may_contact(person, NEWSLETTER, at=AT + timedelta(days=1))
    assert not rules.may_contact(person, LISTING, at=AT)


def test_giving_the_same_words_twice_writes_one_line_and_withdrawing_twice_too() -> None:
    organisation = make_institution()
    assert give(organisation, LISTING, AT) == give(organisation, LISTING, AT)
    assert withdraw(organisation, LISTING, AT) is not None
    assert withdraw(organisation, LISTING, AT) is None
    assert Consent.objects.count() == 2


def test_a_consent_without_evidence_is_refused() -> None:
    with pytest.raises(EvidenceMissing):
        give(make_person(), NEWSLETTER, AT, evidence="  ")


@pytest.mark.parametrize("column", ["deed", "wording", "evidence", "person_id", "confirmed_at", "purpose"])
def test_the_database_refuses_to_change_a_line(column: str) -> None:
    line = give(make_person(), NEWSLETTER, AT)
    value = {"person_id": make_person(2).pk, "confirmed_at": AT + timedelta(days=1)}.get(column, "withdrawn")
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        Consent.objects.filter(pk=line.pk).update(**{column: value})
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        line.save()


def test_erasing_a_person_takes_the_lines_along() -> None:
    person = make_person()
    give(person, NEWSLETTER, AT)
    person.delete()
    assert Consent.objects.count() == 0


def test_standings_say_how_it_is_with_every_purpose() -> None:
    person = make_person()
    give(person, NEWSLETTER, AT)
    withdraw(person, NEWSLETTER, AT + timedelta(days=1))
    give(person, LISTING, AT)
    found = {standing.purpose: standing.is_live for standing in standings(person, at=AT + timedelta(days=2))}
    assert found == {
        "register": False,
        "newsletter": False,
        "listing": True,
        "statement": False,
        "photo": False,
    }


def test_subscriptions_are_net_and_count_nobody_twice() -> None:
    def noon(day: int) -> datetime:
        return datetime(2019, 3, day, 12, tzinfo=UTC)

    before, twice, came_and_went, stays = (make_person(number) for number in range(4))
    institution = make_institution()
    give(before, NEWSLETTER, noon(1))
    give(twice, NEWSLETTER, noon(5))
    Consent.objects.create(
        person=twice,
        purpose=NEWSLETTER,
        deed="given",
        language="de",
        channel="web",
        asked_at=noon(6),
        confirmed_at=noon(6),
    )
    give(came_and_went, NEWSLETTER, noon(5))
    withdraw(came_and_went, NEWSLETTER, noon(6))
    give(stays, NEWSLETTER, noon(7))
    give(institution, NEWSLETTER, noon(7))
    assert queries.newsletter_subscriptions_since(date(2019, 3, 4), date(2019, 3, 31)) == 3
    assert queries.newsletter_subscriptions_since(date(2019, 3, 5), date(2019, 3, 6)) == -1
    assert live_count(NEWSLETTER, at=noon(31)) == 4


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["give", "withdraw"]),
        st.sampled_from(list(ConsentPurpose)),
        st.integers(min_value=0, max_value=5),
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS, is_person=st.booleans())
def test_no_sequence_of_deeds_yields_a_contact_without_a_live_consent(
    deeds: list[tuple[str, ConsentPurpose, int]], is_person: bool
) -> None:
    """A ledger in Python, line by line, must say the same as the rule and the list query, at every moment.

    Hours may run backwards: a paper of last week is entered today.
    """
    with transaction.atomic():
        subject: Person | Organisation = make_person() if is_person else make_institution()
        model: dict[ConsentPurpose, list[tuple[int, int, bool]]] = {purpose: [] for purpose in ConsentPurpose}

        def newest(purpose: ConsentPurpose, hour: int) -> bool:
            lines = [line for line in model[purpose] if line[0] <= hour]
            return bool(lines) and max(lines)[2]

        for number, (deed, purpose, hour) in enumerate(deeds):
            at = AT + timedelta(hours=hour)
            if deed == "give":
                give(subject, purpose, at)
                if not newest(purpose, hour):
                    model[purpose].append((hour, number, True))
            else:
                written = withdraw(subject, purpose, at)
                assert (written is not None) == newest(purpose, hour)
                if written is not None:
                    model[purpose].append((hour, number, False))
        for purpose in ConsentPurpose:
            for hour in range(-1, 7):
                at = AT + timedelta(hours=hour)
                expected = newest(purpose, hour)
                assert rules.may_contact(subject, purpose, at=at) == expected
                listed = queries.consenting(type(subject).objects.filter(pk=subject.pk), purpose, at=at)
                assert listed.exists() == expected
                assert live_count(purpose, at=at) == int(expected)
        transaction.set_rollback(True)
