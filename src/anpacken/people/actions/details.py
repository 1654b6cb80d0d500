"""What the form of a person or an organisation holds beside its own columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anpacken.core.actors import Actor
from anpacken.people.actions import custom_fields, tags
from anpacken.people.models import CustomField, Organisation, Person, SpokenLanguage


@dataclass(frozen=True, slots=True)
class Details:
    """What somebody typed; None where the form did not ask."""

    tags: Sequence[str] | None = None
    languages: Sequence[str] | None = None
    answers: Mapping[CustomField, Any] = field(default_factory=dict)


def keep(*, subject: Person | Organisation, details: Details, by: Actor) -> None:
    """Writes the details, inside the transaction that saves the record."""
    if details.tags is not None:
        subject.tags.set(tags.named(details.tags, by=by))
    if details.languages is not None and isinstance(subject, Person):
        wanted = set(details.languages)
        spoken = SpokenLanguage.objects.filter(person=subject)
        spoken.exclude(code__in=wanted).delete()
        known = set(spoken.values_list("code", flat=True))
        SpokenLanguage.objects.bulk_create(SpokenLanguage(person=subject, code=code) for code in sorted(wanted - known))
    custom_fields.answer(subject=subject, answers=details.answers)
