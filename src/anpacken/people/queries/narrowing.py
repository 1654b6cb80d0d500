"""Narrowing lists of 300,000 people quickly, on both databases.

A database that is told "with a role of this kind" must guess whether that is 30 people or 300,000, and SQLite guesses
badly. So it is asked for the first few numbers beforehand: if they are all, the list is narrowed to these very
numbers, and every other condition looks at them only; if there are more, the condition is asked row by row until the
page is full.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from anpacken.core.folding import fold
from anpacken.people.choices import AffiliationKind, ConsentDeed, ConsentPurpose, FieldKind, RoleKind
from anpacken.people.fields import INDEXED_LETTERS
from anpacken.people.models import Affiliation, Consent, CustomField, CustomValue, Organisation, Person, Role
from anpacken.people.queries.consents import consenting, owner_field
from anpacken.places.models import District

S = TypeVar("S", Person, Organisation)
FEW = 2000
"""So many numbers are handed to the database one by one."""
MOST_WORDS = 8
"""More words than these say nothing more about whom somebody looks for."""


def owning(subjects: QuerySet[S], rows: QuerySet[Any]) -> QuerySet[S]:
    """Those of `subjects` to whom one of `rows` belongs (roles, affiliations, tags, answers, …)."""
    column = f"{owner_field(subjects.model)}_id"
    rows = rows.filter(**{f"{column}__isnull": False}).order_by()
    few = list(rows.values_list(column, flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return subjects.filter(pk__in=set(few))
    return subjects.filter(Exists(rows.filter(**{column: OuterRef("pk")})))


def with_role(subjects: QuerySet[S], kind: RoleKind, *, day: date) -> QuerySet[S]:
    return owning(subjects, Role.objects.held_on(day).filter(kind=kind))


def supporting_since(subjects: QuerySet[S], day: date) -> QuerySet[S]:
    """Supporters of today who have been so since `day` or later."""
    return owning(subjects, Role.objects.supporters().filter(until_on=None, from_on__gte=day))


def with_consent(subjects: QuerySet[S], purpose: ConsentPurpose, *, at: datetime) -> QuerySet[S]:
    """`consenting`, beginning with the few who ever agreed where they are few."""
    given = Consent.objects.filter(purpose=purpose, deed=ConsentDeed.GIVEN)
    column = f"{owner_field(subjects.model)}_id"
    few = list(given.filter(**{f"{column}__isnull": False}).order_by().values_list(column, flat=True)[: FEW + 1])
    return consenting(subjects.filter(pk__in=set(few)) if len(few) <= FEW else subjects, purpose, at=at)


def with_tag(subjects: QuerySet[S], tag: Any) -> QuerySet[S]:
    return owning(subjects, _through(subjects, "tags").filter(tag=tag))


def with_theme(subjects: QuerySet[S], theme: Any) -> QuerySet[S]:
    return owning(subjects, _through(subjects, "themes").filter(theme=theme))


def affiliated(subjects: QuerySet[S], kind: AffiliationKind, *, day: date) -> QuerySet[S]:
    return owning(subjects, Affiliation.objects.held_on(day).filter(kind=kind))


def answering(subjects: QuerySet[S], field: CustomField, value: Any) -> QuerySet[S]:
    """Those who answered a field of our own in this way; a text is looked for anywhere in the answer."""
    column = {
        FieldKind.TEXT: "text__icontains",
        FieldKind.CHOICE: "text",
        FieldKind.NUMBER: "number",
        FieldKind.DATE: "day",
        FieldKind.FLAG: "flag",
    }[FieldKind(field.kind)]
    return owning(subjects, CustomValue.objects.filter(field=field, **{column: value}))


def in_region(subjects: QuerySet[S], region: Any) -> QuerySet[S]:
    """By the region's districts, which are few, and without a look at their table for every row."""
    districts = list(District.objects.filter(region=region).values_list("pk", flat=True))
    return subjects.filter(district__in=districts)


def matching(subjects: QuerySet[S], words: str) -> QuerySet[S]:
    """Those of whom every word stands in name, address, place or postcode, whatever the name's capitals and accents.

    A person is found by the name of an organisation to which they are affiliated, too.
    """
    for word in fold(words.replace("\x00", "")).split()[:MOST_WORDS]:
        if len(word) < INDEXED_LETTERS:
            subjects = subjects.filter(search_key__holds=word)
            continue
        own = subjects.model._base_manager.filter(search_key__holds=word).order_by().values_list("pk")
        found = own.union(_by_organisation(word)) if subjects.model is Person else own
        few = [pk for (pk,) in found[: FEW + 1]]
        if len(few) <= FEW:
            subjects = subjects.filter(pk__in=few)
        elif subjects.model is Person:
            subjects = subjects.filter(Q(search_key__holds=word) | Q(pk__in=_by_organisation(word)))
        else:
            subjects = subjects.filter(search_key__holds=word)
    return subjects


def _by_organisation(word: str) -> QuerySet[Any, Any]:
    named = Organisation.objects.filter(search_key__holds=word, name_key__contains=word).order_by()
    return Affiliation.objects.filter(organisation__in=named).order_by().values_list("person")


def _through(subjects: QuerySet[S], name: str) -> QuerySet[Any]:
    through: Any = getattr(subjects.model, name).through
    return through.objects.all()
