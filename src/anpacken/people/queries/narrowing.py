"""Narrowing lists of 300,000 people quickly, on both databases.

A database that is told "with a role of this kind" must guess whether that is 30 people or 300,000, and SQLite guesses
badly. So it is asked for the first few numbers beforehand: if they are all, the list is narrowed to these very
numbers, and every other condition looks at them only; if there are more, the rows come in the list's order and the
condition is asked of each until the page is full.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from anpacken.core.folding import fold
from anpacken.people.choices import AffiliationKind, ConsentDeed, ConsentPurpose, FieldKind, RoleKind
from anpacken.people.fields import INDEXED_LETTERS, Aside
from anpacken.people.models import Affiliation, Consent, CustomField, CustomValue, Organisation, Person, Role
from anpacken.people.queries.consents import consenting, owner_field
from anpacken.people.queries.letters import holding, is_common
from anpacken.places.models import District

S = TypeVar("S", Person, Organisation)
FEW = 3000
"""So many numbers are handed to the database one by one."""
SOME = 30_000
"""So many are looked up in a set that is made once for the list; of more, each row is asked on its own."""
MOST_WORDS = 8
"""More words than these say nothing more about whom somebody looks for."""


def owning(subjects: QuerySet[S], rows: QuerySet[Any]) -> QuerySet[S]:
    """Those of `subjects` to whom one of `rows` belongs (roles, affiliations, tags, answers, …)."""
    column = f"{owner_field(subjects.model)}_id"
    rows = rows.filter(**{f"{column}__isnull": False}).order_by()
    few = _numbers(rows.values_list(column, flat=True))
    if few is not None:
        return subjects.filter(pk__in=few)
    if rows[: SOME + 1].count() <= SOME:
        return subjects.alias(number=Aside(F("pk"))).filter(number__in=rows.values(column))
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
    few = _numbers(given.filter(**{f"{column}__isnull": False}).values_list(column, flat=True))
    return consenting(subjects if few is None else subjects.filter(pk__in=few), purpose, at=at)


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
    if (
        _numbers(subjects.model._default_manager.filter(district__in=districts).values_list("pk", flat=True))
        is not None
    ):
        return subjects.filter(district__in=districts)
    return subjects.alias(home=Aside(F("district"))).filter(home__in=districts)


def matching(subjects: QuerySet[S], words: str) -> QuerySet[S]:
    """Those of whom every word stands in name, address, place or postcode, whatever the name's capitals and accents.

    A person is found by the name of an organisation to which they are affiliated, too; but not by a word that
    thousands have in their own names.
    """
    wide: list[str] = []
    common: list[str] = []
    short: list[str] = []
    narrowed = False
    for raw in words.replace("\x00", "").split()[:MOST_WORDS]:
        word = fold(raw)
        if len(word) < INDEXED_LETTERS:
            short.append(raw)
            continue
        own = holding(subjects.model, word, most=FEW)
        if own is not None:
            subjects = _also_by_organisation(subjects, own, word)
            narrowed = True
        elif is_common(subjects.model, word, than=SOME):
            common.append(word)
        else:
            wide.append(word)
    for word in wide:
        # Among a few rows reading them is quicker than asking the index for thousands.
        subjects = subjects.filter(**{"search_key__contains" if narrowed else "search_key__holds_aside": word})
    for word in common:
        # What stands in every other row is soon found by reading them, and the index would name them all first.
        subjects = subjects.filter(search_key__contains=word)
    for raw in short:
        read = narrowed or wide or common
        subjects = subjects.filter(Q(search_key__contains=fold(raw)) if read else _beginning(subjects, raw))
    return subjects


def _numbers(pks: QuerySet[Any, int]) -> set[int] | None:
    """The numbers, or None when they are more than a few."""
    found = list(pks.order_by()[: FEW + 1])
    return set(found) if len(found) <= FEW else None


def _also_by_organisation(subjects: QuerySet[S], own: set[int], word: str) -> QuerySet[S]:
    if subjects.model is not Person:
        return subjects.filter(pk__in=own)
    named = Organisation.objects.filter(search_key__holds=word, name_key__contains=word).order_by()
    affiliated = Affiliation.objects.filter(organisation__in=named).values_list("person", flat=True)
    others = _numbers(affiliated)
    if others is None:
        return subjects.filter(Q(pk__in=own) | Q(pk__in=affiliated.order_by()))
    return subjects.filter(pk__in=own | others)


def _beginning(subjects: QuerySet[S], raw: str) -> Q:
    """One or two letters (Wu, Ng, Öz) are the beginning of a name. SQLite knows no capitals but ASCII's."""
    columns = ("last_name", "first_name") if owner_field(subjects.model) == "person" else ("name",)
    forms = {raw} if raw.isascii() else {raw, raw.lower(), raw.upper(), raw.capitalize()}
    return reduce(or_, (Q(**{f"{column}__istartswith": form}) for column in columns for form in forms))


def _through(subjects: QuerySet[S], name: str) -> QuerySet[Any]:
    through: Any = getattr(subjects.model, name).through
    return through.objects.all()
