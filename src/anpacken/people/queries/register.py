"""What the office keeps about somebody beyond the record's own columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from anpacken.people.choices import FieldKind
from anpacken.people.models import Affiliation, CustomField, CustomValue, Organisation, Person
from anpacken.people.queries.consents import owner_field

_NEVER = date.min
COLUMNS = {
    FieldKind.TEXT: "text",
    FieldKind.CHOICE: "text",
    FieldKind.NUMBER: "number",
    FieldKind.DATE: "day",
    FieldKind.FLAG: "flag",
}


def asked(owner: str) -> list[CustomField]:
    """The fields of our own that are asked about persons or organisations (`owner`), in order."""
    return list(CustomField.objects.filter(owner=owner, is_asked=True))


def answered(owner: str) -> list[CustomField]:
    """Those that an export holds: asked, or answered once."""
    return list(CustomField.objects.filter(owner=owner))


def value_of(value: CustomValue) -> Any:
    """The answer itself, from the column of its field's kind."""
    found = getattr(value, COLUMNS[FieldKind(value.field.kind)])
    return found.normalize() if value.field.kind == FieldKind.NUMBER and found is not None else found


def answers(subject: Person | Organisation) -> dict[int, Any]:
    """Somebody's answers as a form shows them, by field."""
    found = {value.field_id: value_of(value) for value in values(subject)}
    return {pk: ("yes" if said else "no") if isinstance(said, bool) else said for pk, said in found.items()}


def values(subject: Person | Organisation) -> QuerySet[CustomValue]:
    """Somebody's answers with their fields, in order, those that are asked no more included."""
    owner = owner_field(type(subject))
    own = CustomValue.objects.filter(**{owner: subject}).select_related("field")
    return own.order_by("field__position", "field__pk")


def affiliations(subject: Person | Organisation) -> Sequence[Affiliation]:
    """Somebody's affiliations, those that last first."""
    owner = owner_field(type(subject))
    found = Affiliation.objects.filter(**{owner: subject}).select_related("person", "organisation", "theme")
    return sorted(
        found, key=lambda one: (one.until_on is not None, -(one.until_on or one.from_on or _NEVER).toordinal())
    )
