"""Whoever asked never to be written to again is reached by no segment, and the segment says how many these are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anpacken.people.actions import suppressions
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose, SuppressionReason
from anpacken.people.models import Consent, Person
from anpacken.segments.choices import LeftOut
from anpacken.segments.models import Segment
from anpacken.segments.queries import reach, reachable
from tests.factories.people import BY
from tests.segments.conftest import AT, leaf, segment

pytestmark = pytest.mark.django_db


def person(
    name: str, *deeds: ConsentDeed, email: str = "", purpose: ConsentPurpose = ConsentPurpose.NEWSLETTER
) -> None:
    made = Person.objects.create(last_name=name, place="Celle", email=email, email_key=email or None)
    for deed in deeds:
        facts = {"language": "de", "channel": Channel.WEB, "asked_at": AT, "confirmed_at": AT}
        Consent.objects.create(person=made, purpose=purpose, deed=deed, **facts)


def celle() -> Segment:
    return segment(leaf("place", "is", "Celle"))


def names(purpose: ConsentPurpose) -> set[str]:
    return set(reachable(celle(), purpose, at=AT).values_list("last_name", flat=True))


def test_each_of_a_segment_is_reached_or_left_out_for_one_reason() -> None:
    given, withdrawn = ConsentDeed.GIVEN, ConsentDeed.WITHDRAWN
    person("Abel", given, email="abel@example.org")
    person("Berg", given, email="berg@example.org")
    person("Cohn", given, withdrawn, given, email="cohn@example.org")
    person("Dorn", given, withdrawn, email="dorn@example.org")
    person("Esch", given)
    person("Falk", email="falk@example.org")
    for address in ("Berg@Example.org", "dorn@example.org", "falk@example.org", "nobody@example.org"):
        suppressions.suppress(email=address, reason=SuppressionReason.OBJECTED, by=BY, at=AT)
    found = reach(celle(), ConsentPurpose.NEWSLETTER, at=AT)
    assert (found.count, found.members) == (2, 6)
    assert found.left_out == {
        LeftOut.NEVER_AGREED: 1,
        LeftOut.WITHDRAWN: 1,
        LeftOut.NO_ADDRESS: 1,
        LeftOut.SUPPRESSED: 1,
    }
    assert names(ConsentPurpose.NEWSLETTER) == {"Abel", "Cohn"}


def test_who_is_only_shown_needs_no_address_that_may_be_written_to() -> None:
    person("Berg", ConsentDeed.GIVEN, email="berg@example.org", purpose=ConsentPurpose.LISTING)
    person("Esch", ConsentDeed.GIVEN, purpose=ConsentPurpose.LISTING)
    suppressions.suppress(email="berg@example.org", reason=SuppressionReason.OBJECTED, by=BY, at=AT)
    found = reach(celle(), ConsentPurpose.LISTING, at=AT)
    assert (found.count, found.left_out) == (2, {})
    assert names(ConsentPurpose.LISTING) == {"Berg", "Esch"}


@pytest.mark.parametrize("people", [1, 30])
def test_a_reach_is_two_queries_and_one_more_when_addresses_are_suppressed(people: int) -> None:
    for number in range(people):
        person(f"Abel{number}", ConsentDeed.GIVEN, email=f"abel{number}@example.org")
    assert len(asked()) == 2
    suppressions.suppress(email="abel0@example.org", reason=SuppressionReason.OBJECTED, by=BY, at=AT)
    assert len(asked()) == 3


def asked() -> list[dict[str, str]]:
    """What is asked about people and suppressed addresses; the catalogue of own fields is asked besides."""
    with CaptureQueriesContext(connection) as caught:
        reach(celle(), ConsentPurpose.NEWSLETTER, at=AT)
    return [query for query in caught.captured_queries if "customfield" not in query["sql"]]
