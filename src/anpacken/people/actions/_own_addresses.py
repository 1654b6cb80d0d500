"""An address that came from a merged record may become the one that is written to again."""

from __future__ import annotations

from typing import Any

from anpacken.people.models import Organisation
from anpacken.people.queries.subjects import Subject


def take_from_shadow(subject: Subject) -> None:
    """Frees `subject.email_key`, not saved yet, if one of its own shadows holds it.

    The shadow gets the address that the record has until now, so that both go on leading to it.
    """
    if subject._state.adding or not subject.email_key:
        return
    rows: Any = type(subject).everyone
    holders = rows.filter(email_key=subject.email_key, merged_into_id=subject.pk)
    if isinstance(subject, Organisation):
        holders = holders.filter(name=subject.name)
    shadow = holders.first()
    if shadow is None:
        return
    had = rows.get(pk=subject.pk)
    rows.filter(pk=subject.pk).update(email_key=None)
    # A shadow that is settled already holds nothing but the key.
    rows.filter(pk=shadow.pk).update(email_key=had.email_key, email=had.email if shadow.email else "")
