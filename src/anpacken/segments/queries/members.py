"""Who is in a segment."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from anpacken.people.models import Organisation, Person
from anpacken.segments.choices import GroupKind, Operator, SegmentSubject
from anpacken.segments.conditions import Ask, Both, Found, Related
from anpacken.segments.models import Segment
from anpacken.segments.resolving import Asked, AskedGroup, Resolved, resolve_segment

S = TypeVar("S", Person, Organisation)


def members(segment: Segment, of: type[S] = Person, *, at: datetime) -> QuerySet[S]:  # type: ignore[assignment]
    """The persons (or with `of=Organisation` the organisations) in the segment as things stand at `at`.

    Nobody, if the segment is not about them, is empty, or names what is gone.
    """
    return fitting(resolve_segment(segment), SegmentSubject(segment.subject), of, at=at)


def fitting(resolved: Resolved, subject: SegmentSubject, of: type[S], *, at: datetime) -> QuerySet[S]:
    """The same for conditions that are not saved yet."""
    known: QuerySet[S] = of.objects.order_by("pk")
    if resolved.asked is None or of not in about(subject):
        return known.none()
    return known.filter(_Asking(of, at).of(resolved.asked))


def about(subject: SegmentSubject) -> tuple[type[Person] | type[Organisation], ...]:
    """The tables in which the people of a segment stand."""
    tables: dict[SegmentSubject, tuple[type[Person] | type[Organisation], ...]] = {
        SegmentSubject.PERSON: (Person,),
        SegmentSubject.ORGANISATION: (Organisation,),
        SegmentSubject.BOTH: (Person, Organisation),
    }
    return tables[subject]


class _Asking:
    """Turns conditions into one filter. “Not” goes down to the single condition, where it is plain what it means:

    everybody of whom the condition is not true, those of whom nothing is known among them. A NULL in SQL would
    drop them from both sides.

    What must be true of everybody and is true of few becomes `IN`, so that a database may begin with the few rows of
    the rarest condition. What is true of most, and what stands below an “or” or a “not”, becomes `EXISTS`, which is
    asked by index for each row: a list of 300,000 ids would be made anew, and PostgreSQL would search it from end to
    end once it outgrows its memory.
    """

    def __init__(self, model: type[Person] | type[Organisation], at: datetime) -> None:
        self._model = model
        self._at = at

    def of(self, group: AskedGroup) -> Q:
        return self._group(group, negated=False, is_sure=True)

    def _group(self, group: AskedGroup, *, negated: bool, is_sure: bool) -> Q:
        inner = negated is not (group.kind == GroupKind.NONE)
        # Not all: at least one not. Not one: all not.
        is_conjunction = (group.kind == GroupKind.ALL) is not inner
        is_sure = is_sure and (is_conjunction or len(group.parts) == 1)
        parts = (self._part(part, negated=inner, is_sure=is_sure) for part in group.parts)
        return reduce(and_ if is_conjunction else or_, parts)

    def _part(self, part: Asked | AskedGroup, *, negated: bool, is_sure: bool) -> Q:
        if isinstance(part, AskedGroup):
            return self._group(part, negated=negated, is_sure=is_sure)
        negated = negated is not part.negated
        found = part.condition.found
        if part.operator != Operator.ALL_OF:
            return self._found(found(self._ask(part, part.operator, part.value)), negated=negated, is_sure=is_sure)
        every = tuple(found(self._ask(part, Operator.ANY_OF, [value])) for value in part.value)
        return self._found(Both(every), negated=negated, is_sure=is_sure)

    def _ask(self, part: Asked, operator: Operator, value: Any) -> Ask:
        return Ask(self._model, operator, value, part.of, self._at)

    def _found(self, found: Found, *, negated: bool, is_sure: bool) -> Q:
        if isinstance(found, Q):
            return ~found if negated else found
        if isinstance(found, Related):
            return self._related(found, negated=negated, is_sure=is_sure)
        is_conjunction = isinstance(found, Both) is not negated
        is_sure = is_sure and is_conjunction
        parts = (self._found(part, negated=negated, is_sure=is_sure) for part in found.parts)
        return reduce(and_ if is_conjunction else or_, parts)

    def _related(self, related: Related, *, negated: bool, is_sure: bool) -> Q:
        rows = related.rows.order_by()
        if is_sure and not negated and not related.is_broad:
            return Q(
                **{f"{related.outer}__in": rows.filter(**{f"{related.inner}__isnull": False}).values(related.inner)}
            )
        exists = Exists(rows.filter(**{related.inner: OuterRef(related.outer)}))
        return Q(~exists) if negated else Q(exists)
