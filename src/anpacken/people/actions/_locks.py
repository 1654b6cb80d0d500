"""One deed at a time per person or organisation."""

from __future__ import annotations

from anpacken.people.errors import RecordGone
from anpacken.people.models import Organisation, Person
from anpacken.people.queries.subjects import current

Subject = Person | Organisation

# What decides which row stands for whom goes one at a time: it touches the shadows of a record beside the record, and
# somebody who holds a shadow may be waiting for the record.
IDENTITIES = "people.identities"


def lock(subject: Subject) -> None:
    """Holds the subject's row until the transaction ends. On SQLite the transaction itself holds everything."""
    type(subject).objects.select_for_update().values_list("pk").get(pk=subject.pk)


def locked(subject: Subject) -> Subject:
    """The record that stands for `subject` today, read anew and held until the transaction ends.

    A merge that ends while we wait for the row leads on to the record that was kept.

    Raises:
        RecordGone: it was erased.
    """
    model, pk = type(subject), subject.pk
    while True:
        held: Subject | None = (
            model.everyone.select_for_update().filter(pk=pk, merged_into=None, erased_at=None).first()
        )
        if held is not None:
            return held
        row: Subject | None = model.everyone.filter(pk=pk).first()
        kept = kept_of(row) if row is not None else None
        if kept is None:
            raise RecordGone
        pk = kept.pk


def kept_of(subject: Subject) -> Subject | None:
    """`current` for either kind."""
    if isinstance(subject, Person):
        return current(subject)
    return current(subject)
