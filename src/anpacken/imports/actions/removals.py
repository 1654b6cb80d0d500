"""Deleting lists, and what is left of lists that nobody finished."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.imports import storing
from anpacken.imports.actions._locks import held
from anpacken.imports.choices import ImportState
from anpacken.imports.errors import NotNow
from anpacken.imports.models import Import, ImportRow

ROWS_KEPT = timedelta(days=30)
"""So long rows that were rejected, or never taken in, wait to be mended."""


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


def delete_rows_of_old(*, at: datetime, by: Actor) -> int:
    """Deletes the rows, and the file, of lists on which nothing has been done for 30 days. Returns how many rows."""
    count = 0
    for old in Import.objects.filter(moved_at__lte=at - ROWS_KEPT):
        with transaction.atomic():
            rows = ImportRow.objects.filter(of=old)
            many = rows.count()
            if not many and not old.waiting_bytes:
                continue
            rows._raw_delete(rows.db)
            Import.objects.filter(pk=old.pk).update(waiting_bytes=0)
            record(by=by, action="import.rows_deleted", target=old, at=at, rows=many)
        storing.remove(old.public_id)
        count += many
    waiting = Import.objects.filter(waiting_bytes__gt=0).values_list("public_id", flat=True)
    for public_id in storing.left_over(waiting, before=at - timedelta(days=1)):
        storing.remove(public_id)
    return count


def forget_address(*, address: str) -> int:
    """Deletes waiting rows that name a mail address: whoever is erased must not come back by a list."""
    written = json.dumps(address)[1:-1]
    return ImportRow.objects.filter(cells__icontains=written).delete()[0] if written else 0
