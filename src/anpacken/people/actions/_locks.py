"""One deed at a time per person or organisation."""

from __future__ import annotations

from anpacken.people.models import Organisation, Person


def lock(subject: Person | Organisation) -> None:
    """Holds the subject's row until the transaction ends. On SQLite the transaction itself holds everything."""
    type(subject).objects.select_for_update().values_list("pk").get(pk=subject.pk)
