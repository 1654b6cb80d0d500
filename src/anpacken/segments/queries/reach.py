"""How many of a segment may be contacted for a purpose, who is left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, Count, QuerySet, Value, When
from django.db.models.functions import Coalesce

from anpacken.people.choices import ConsentDeed, ConsentPurpose
from anpacken.people.models import Organisation, Person
from anpacken.people.queries.consents import consenting, newest_deed
from anpacken.segments.choices import LeftOut, SegmentSubject
from anpacken.segments.models import Segment
from anpacken.segments.queries.members import about, fitting
from anpacken.segments.queries.suppressed import without_suppressed
from anpacken.segments.resolving import Resolved, resolve_segment

S = TypeVar("S", Person, Organisation)

BY_MAIL = frozenset({ConsentPurpose.NEWSLETTER, ConsentPurpose.REGISTER})
"""Purposes for which somebody is written to; the others are about showing."""


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
    found = consenting(subjects, purpose, at=at)
    return without_suppressed(found.exclude(email_key=None)) if purpose in BY_MAIL else found


def reach_of(resolved: Resolved, subject: SegmentSubject, purpose: ConsentPurpose, *, at: datetime) -> Reach:
    """The reach of conditions that are not saved yet."""
    many: dict[type[Any], int] = {Person: 0, Organisation: 0}
    count, left_out = 0, Counter[LeftOut]()
    tables: tuple[Any, ...] = about(subject)
    for model in tables:
        found: QuerySet[Any] = fitting(resolved, subject, model, at=at)
        reached, kept = 0, Counter[LeftOut]()
        for deed, has_address, number in _by_standing(found, purpose, at):
            many[model] += number
            reason = _reason(deed, has_address, purpose)
            if reason is None:
                reached += number
            else:
                kept[reason] += number
        if reached and purpose in BY_MAIL:
            suppressed = reached - _not_suppressed(found, reached, purpose, at)
            reached -= suppressed
            kept[LeftOut.SUPPRESSED] += suppressed
        count += reached
        left_out += kept
    return Reach(
        purpose, count, many[Person], many[Organisation], {why: left_out[why] for why in LeftOut if left_out[why]}
    )


def _by_standing(subjects: QuerySet[Any], purpose: ConsentPurpose, at: datetime) -> list[tuple[str, bool, int]]:
    """How many stand how: the newest deed for the purpose, whether there is an address, and their number."""
    rows = subjects.order_by().values(
        stands=Coalesce(newest_deed(subjects.model, purpose, at=at), Value("")),
        addressed=Case(When(email_key=None, then=False), default=True, output_field=BooleanField()),
    )
    return list(rows.annotate(many=Count("pk")).values_list("stands", "addressed", "many"))


def _reason(deed: str, has_address: bool, purpose: ConsentPurpose) -> LeftOut | None:
    if not deed:
        return LeftOut.NEVER_AGREED
    if deed != ConsentDeed.GIVEN:
        return LeftOut.WITHDRAWN
    return LeftOut.NO_ADDRESS if purpose in BY_MAIL and not has_address else None


def _not_suppressed(subjects: QuerySet[Any], reached: int, purpose: ConsentPurpose, at: datetime) -> int:
    """How many of those who could be reached have an address that is not suppressed."""
    everybody = consenting(subjects.exclude(email_key=None), purpose, at=at)
    allowed = without_suppressed(everybody)
    # Nobody's is: what was counted already stands.
    return reached if allowed is everybody else allowed.count()
