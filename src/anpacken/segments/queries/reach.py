"""How many of a segment may be contacted for a purpose, who is left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, Count, Q, QuerySet, When

from anpacken.people.choices import ConsentDeed, ConsentPurpose
from anpacken.people.models import Organisation, Person
from anpacken.people.queries.consents import consenting, standing
from anpacken.segments.choices import LeftOut, SegmentSubject
from anpacken.segments.models import Segment
from anpacken.segments.queries.members import about, fitting
from anpacken.segments.queries.suppressed import suppressed_among, without_suppressed
from anpacken.segments.resolving import Resolved, resolve_segment

S = TypeVar("S", Person, Organisation)

BY_MAIL = frozenset({ConsentPurpose.NEWSLETTER, ConsentPurpose.REGISTER})
"""Purposes for which somebody is written to; the others are about showing."""
EVERYBODY = 10**9
"""More than there are people in any register."""


@dataclass(frozen=True, slots=True)
class Reach:
    """`count` may be contacted; of `persons` and `organisations` in the segment the rest is left out."""

    purpose: ConsentPurpose
    count: int = 0
    persons: int = 0
    organisations: int = 0
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)

    @property
    def members(self) -> int:
        return self.persons + self.organisations


def reach(segment: Segment, purpose: ConsentPurpose, *, at: datetime) -> Reach:
    """How many of the segment's people may be contacted for `purpose` at `at`. One query for each kind of people."""
    return reach_of(resolve_segment(segment), SegmentSubject(segment.subject), purpose, at=at)


def reachable(
    segment: Segment,
    purpose: ConsentPurpose,
    of: type[S] = Person,  # type: ignore[assignment]
    *,
    at: datetime,
) -> QuerySet[S]:
    """Those of the segment who may be contacted for `purpose`: never anybody else, whatever the conditions say."""
    return contactable(fitting(resolve_segment(segment), SegmentSubject(segment.subject), of, at=at), purpose, at=at)


def contactable(subjects: QuerySet[S], purpose: ConsentPurpose, *, at: datetime) -> QuerySet[S]:
    """Those of `subjects` with a live consent and, where a mail is meant, an address that we may write to."""
    if purpose not in BY_MAIL:
        return consenting(subjects, purpose, at=at)
    return without_suppressed(_with_address(subjects, purpose, at))


def reach_of(resolved: Resolved, subject: SegmentSubject, purpose: ConsentPurpose, *, at: datetime) -> Reach:
    """The reach of conditions that are not saved yet."""
    many: dict[type[Any], int] = {Person: 0, Organisation: 0}
    count, left_out = 0, Counter[LeftOut]()
    tables: tuple[Any, ...] = about(subject)
    for model in tables:
        found: QuerySet[Any] = fitting(resolved, subject, model, at=at)
        counted = _by_standing(found, purpose, at)
        many[model] = counted["many"]
        left_out[LeftOut.NEVER_AGREED] += counted["many"] - counted["given"] - counted["withdrawn"]
        left_out[LeftOut.WITHDRAWN] += counted["withdrawn"]
        if purpose not in BY_MAIL:
            count += counted["given"]
            continue
        reached = counted["given_addressed"]
        left_out[LeftOut.NO_ADDRESS] += counted["given"] - reached
        suppressed = len(suppressed_among(_with_address(found, purpose, at))) if reached else 0
        left_out[LeftOut.SUPPRESSED] += suppressed
        count += reached - suppressed
    return Reach(
        purpose, count, many[Person], many[Organisation], {why: left_out[why] for why in LeftOut if left_out[why]}
    )


def _by_standing(subjects: QuerySet[Any], purpose: ConsentPurpose, at: datetime) -> dict[str, int]:
    """How many there are, and how many of them stand how by the newest line for the purpose: one query."""
    rows = subjects.order_by().annotate(
        stands=standing(subjects.model, purpose, at=at),
        addressed=Case(When(email_key=None, then=False), default=True, output_field=BooleanField()),
    )
    given = Q(stands=ConsentDeed.GIVEN)
    # A limit, however wide, keeps databases from working out how somebody stands once for each of the sums.
    return rows.values("stands", "addressed")[:EVERYBODY].aggregate(
        many=Count("stands"),
        given=Count("stands", filter=given),
        given_addressed=Count("stands", filter=given & Q(addressed=True)),
        withdrawn=Count("stands", filter=Q(stands=ConsentDeed.WITHDRAWN)),
    )


def _with_address(subjects: QuerySet[S], purpose: ConsentPurpose, at: datetime) -> QuerySet[S]:
    return consenting(subjects, purpose, at=at).exclude(email_key=None)
