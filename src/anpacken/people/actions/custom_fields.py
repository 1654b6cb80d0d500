"""Fields of our own: what the office asks beyond name and address, defined by the office itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from anpacken.audit.actions import record as write_audit
from anpacken.core.actors import Actor
from anpacken.people.choices import FieldKind
from anpacken.people.errors import AnswerInUse, AnswersMissing, FieldAnswered
from anpacken.people.models import CustomField, CustomValue, Organisation, Person
from anpacken.people.queries.register import COLUMNS

_LEAST_ANSWERS = 2


def save(*, record: CustomField, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    """Saves a field from its list.

    Raises:
        FieldAnswered: what is answered keeps its kind and whom it is asked about.
        AnswerInUse: an answer that was given stays among the answers.
        AnswersMissing: a choice has at least two.
    """
    is_new = record.pk is None
    if record.kind != FieldKind.CHOICE:
        record.answers = []
    elif len(record.answers) < _LEAST_ANSWERS:
        raise AnswersMissing
    with transaction.atomic():
        if not is_new:
            before = CustomField.objects.select_for_update().get(pk=record.pk)
            values = CustomValue.objects.filter(field=before)
            if (before.kind, before.owner) != (record.kind, record.owner) and values.exists():
                raise FieldAnswered
            if record.kind == FieldKind.CHOICE:
                lost = values.exclude(text__in=record.answers).order_by("text").values_list("text", flat=True).first()
                if lost is not None:
                    raise AnswerInUse(answer=lost)
        record.save()
        save_related()
        action = "customfield.created" if is_new else "customfield.changed"
        write_audit(by=by, action=action, target=record, fields=list(changed))


def answer(*, subject: Person | Organisation, answers: Mapping[CustomField, Any]) -> None:
    """Keeps the answers, inside the transaction that saves the record; None or "" takes an answer away."""
    owner: dict[str, Any] = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
    for field, value in answers.items():
        values = CustomValue.objects.filter(field=field, **owner)
        if value in (None, ""):
            values.delete()
            continue
        column = {COLUMNS[FieldKind(field.kind)]: value}
        if not values.update(**column):
            CustomValue.objects.create(field=field, **owner, **column)
