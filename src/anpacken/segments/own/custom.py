"""Conditions on the fields that the office made itself; each field is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from anpacken.people.choices import FieldKind, FieldOwner
from anpacken.people.models import CustomField, CustomValue
from anpacken.segments.choices import Operator, ValueKind
from anpacken.segments.conditions import OWN, Ask, Choice, Condition, Found, Related
from anpacken.segments.own import days, texts

KINDS = {
    FieldKind.TEXT: ValueKind.TEXT,
    FieldKind.NUMBER: ValueKind.NUMBER,
    FieldKind.DATE: ValueKind.DATE,
    FieldKind.CHOICE: ValueKind.CHOICE,
    # Three answers: yes, no, and none yet. So it is a choice, not a yes or no.
    FieldKind.FLAG: ValueKind.CHOICE,
}
ANSWERED = {
    FieldKind.TEXT: Q(text__gt=""),
    FieldKind.CHOICE: Q(text__gt=""),
    FieldKind.NUMBER: Q(number__isnull=False),
    FieldKind.DATE: Q(day__isnull=False),
    FieldKind.FLAG: Q(flag__isnull=False),
}
YES, NO = "yes", "no"


def conditions() -> list[Condition]:
    """A condition for each field, also for one that is asked no more: its answers are kept."""
    return [_condition(field) for field in CustomField.objects.all()]


def _condition(field: CustomField) -> Condition:
    kind = FieldKind(field.kind)
    return Condition(
        key=f"field.{field.public_id}",
        label=str(field.label),
        group=OWN,
        kind=KINDS[kind],
        choices=_choices(field),
        found=_found(field),
        persons=field.owner == FieldOwner.PERSON,
        organisations=field.owner == FieldOwner.ORGANISATION,
    )


def _choices(field: CustomField) -> Callable[[], list[Choice]]:
    if field.kind == FieldKind.FLAG:
        return lambda: [Choice(YES, _("yes")), Choice(NO, _("no"))]
    answers = [str(answer) for answer in field.answers if isinstance(answer, str)]
    return lambda: [Choice(answer, answer) for answer in answers]


def _found(field: CustomField) -> Callable[[Ask], Found]:
    kind = FieldKind(field.kind)

    def found(ask: Ask) -> Found:
        values = CustomValue.objects.filter(field=field, **{f"{ask.owner}__isnull": False})
        fits = ANSWERED[kind] if ask.operator == Operator.FILLED else _fits(kind, ask)
        return Related(values.filter(fits), ask.owner)

    return found


def _fits(kind: FieldKind, ask: Ask) -> Q:
    if kind == FieldKind.TEXT:
        return texts.within("text", ask)
    if kind == FieldKind.DATE:
        return days.on_day("day", ask)
    if kind == FieldKind.CHOICE:
        return Q(text__in=ask.value)
    if kind == FieldKind.FLAG:
        return Q(flag__in=[answer == YES for answer in ask.value])
    return number("number", ask.operator, ask.value)


def number(column: str, operator: Operator, value: Any) -> Q:
    """`column`, a number, compared; never true of a missing one."""
    if operator == Operator.BETWEEN:
        return Q(**{f"{column}__gte": value[0], f"{column}__lte": value[1]})
    lookups = {Operator.EQUALS: "exact", Operator.AT_LEAST: "gte", Operator.AT_MOST: "lte"}
    return Q(**{f"{column}__{lookups[operator]}": value})
