"""What the office sees of one person or organisation, and the columns of its lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import DateField, Exists, F, FilteredRelation, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from anpacken.people.choices import ConsentPurpose, RoleKind
from anpacken.people.models import Consent, Organisation, Person, Role
from anpacken.people.queries.consents import consenting, owner_field

S = TypeVar("S", Person, Organisation)


def with_supporter_since(subjects: QuerySet[S]) -> QuerySet[S]:
    """Adds `supporter_since`: the first day of the role that is held still, or None. For a page, not for all."""
    owner = owner_field(subjects.model)
    held = Role.objects.filter(**{owner: OuterRef("pk")}, kind=RoleKind.SUPPORTER, until_on=None)
    since = held.values(owner).annotate(since=Min("from_on")).values("since")
    return subjects.annotate(supporter_since=Subquery(since, output_field=DateField()))


def ordered_by_support(subjects: QuerySet[S], *, newest_first: bool) -> QuerySet[S]:
    """By the day since when they support the alliance; whoever does not comes last. One open role has one day."""
    held = FilteredRelation("roles", condition=Q(roles__kind=RoleKind.SUPPORTER, roles__until_on=None))
    day = F("held__from_on")
    order = day.desc(nulls_last=True) if newest_first else day.asc(nulls_last=True)
    return subjects.alias(held=held).order_by(order, "pk")


def of_page(model: type[S], pks: Sequence[int], *, day: date) -> list[S]:
    """The rows of one page, in the order of `pks`, with all that its columns say: three queries."""
    held = Prefetch("roles", Role.objects.held_on(day).order_by("from_on", "pk"), to_attr="held_roles")
    rows: QuerySet[Any] = with_supporter_since(model._default_manager.filter(pk__in=pks))
    found = {row.pk: row for row in rows.select_related("district__region").prefetch_related(held)}
    return [found[pk] for pk in pks if pk in found]


def is_supporter(subject: Person | Organisation, day: date) -> bool:
    return bool(Role.objects.of(subject).supporters().held_on(day).exists())


def left_out(subjects: QuerySet[Any], purpose: ConsentPurpose, *, at: datetime) -> dict[str, int]:
    """Of `subjects`, how many may be in a file for `purpose`, and how many not, with the reason."""
    agreeing = consenting(subjects, purpose, at=at)
    agreed = agreeing.count()
    ever = Consent.objects.until(at).filter(purpose=purpose, **{owner_field(subjects.model): OuterRef("pk")})
    asked = subjects.filter(Exists(ever)).count()
    without_address = agreeing.filter(email="").count() if purpose == ConsentPurpose.NEWSLETTER else 0
    return {
        "inside": agreed - without_address,
        "withdrawn": asked - agreed,
        "never": subjects.count() - asked,
        "without_address": without_address,
    }
