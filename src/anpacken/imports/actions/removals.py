"""Deleting lists, and what is left of lists that nobody finished."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.imports import storing
from anpacken.imports.actions._locks import held
from anpacken.imports.choices import ImportState
from anpacken.imports.errors import NotNow
from anpacken.imports.models import Import, ImportRow
from anpacken.imports.queries.lists import rows_about, with_old_rows


def delete(*, of: Import, by: Actor, at: datetime) -> None:
    """Deletes a list with its rows; people whom it brought stay.

    Raises:
        NotNow: it is being taken in; stop it first.
    """
    with transaction.atomic():
        mine = held(of)
        if mine.state == ImportState.APPLYING:
            raise NotNow(state=ImportState(mine.state).label)
        record(by=by, action="import.deleted", target=mine, at=at, rows=mine.rows.count())
        # Rows first and in one statement: Django would fetch them all.
        ImportRow.objects.filter(of=mine)._raw_delete(ImportRow.objects.db)
        mine.delete()
    storing.remove(of.public_id)


def delete_rows(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes the waiting rows, and the file, of lists on which nothing has been done since `before`.

    Returns how many lists. What an upload that broke off left in the folder goes, too.
    """
    found = list(with_old_rows(before))
    for old in found:
        with transaction.atomic():
            rows = ImportRow.objects.filter(of=old)
            many = rows.count()
            rows._raw_delete(rows.db)
            Import.objects.filter(pk=old.pk).update(waiting_bytes=0)
            record(by=by, action="import.rows_deleted", target=old, at=at, rows=many)
        storing.remove(old.public_id)
    waiting = Import.objects.filter(waiting_bytes__gt=0).values_list("public_id", flat=True)
    for public_id in storing.left_over(waiting, before=at - timedelta(days=1)):
        storing.remove(public_id)
    return len(found)


def forget_addresses(addresses: Iterable[str]) -> int:
    """Deletes waiting rows that name one of the mail addresses: whoever is erased must not come back by a list."""
    keys = [row.pk for row in rows_about(addresses)]
    return ImportRow.objects.filter(pk__in=keys).delete()[0]
