"""A list comes in: the file is kept, looked at, read into rows, and deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import bulk, clock
from anpacken.core.actors import Actor, ActorKind
from anpacken.core.refusals import Refusal
from anpacken.imports import presets, reading, storing
from anpacken.imports.actions._locks import held
from anpacken.imports.choices import IMPORT_TRANSITIONS, Brings, ImportState
from anpacken.imports.errors import FileTooLarge, NotNow, TooManyRows
from anpacken.imports.models import Import, ImportRow
from anpacken.imports.reading import Table

MOST_ROWS = 500_000
BATCH = 1_000


def receive(
    *, name: str, chunks: Iterable[bytes], by: Actor, at: datetime, encoding: str = "", separator: str = ""
) -> Import:
    """Keeps an uploaded file and looks at its headings; reading its rows is left to `read_in`.

    What is given as encoding or separator is not guessed.

    Raises:
        FileTooLarge, FileEmpty, FileKindUnknown, OldSpreadsheet, SpreadsheetSuspicious, SpreadsheetBroken,
        TooManyColumns: nothing is kept.
    """
    new = Import(name=_name(name), created_at=at, moved_at=at, by_kind=by.kind, by_ref=by.ref, by_label=by.label[:120])
    try:
        new.waiting_bytes = storing.put(new.public_id, _bounded(chunks))
        table = reading.read(storing.path_of(new.public_id), encoding=encoding, separator=separator)
        new.kind, new.encoding, new.separator = table.kind, table.encoding, table.separator
        new.headings = table.headings
        new.headings_key = presets.headings_key(table.headings)
        new.preset = presets.recognised(table.headings)
        _propose(new)
        with transaction.atomic():
            new.save(force_insert=True)
            record(by=by, action="import.uploaded", target=new, at=at, columns=len(new.headings), format=str(new.kind))
    except BaseException:
        storing.remove(new.public_id)
        raise
    return new


def read_in(*, of: Import) -> bool:
    """Reads the rows of the file into the table and deletes the file. Begun again, it goes on where it was.

    Returns whether there are rows now; False when the file could not be read to its end, and the import says why.
    """
    found = Import.objects.filter(pk=of.pk, state=ImportState.READING).first()
    if found is None:
        return True
    try:
        _read(found)
    except NotNow:
        return True  # another worker has read it meanwhile
    except Refusal as refusal:
        _give_up(found, refusal)
        return False
    finally:
        if not Import.objects.filter(pk=of.pk, state=ImportState.READING).exists():
            storing.remove(of.public_id)
    return True


def actor_of(of: Import) -> Actor:
    """Whoever asked for the work that is now done in the background."""
    return Actor(ActorKind(of.by_kind), of.by_ref, of.by_label)


def _read(of: Import) -> None:
    path = storing.path_of(of.public_id)
    table = reading.read(path, encoding=of.encoding, separator=of.separator)
    rows = iter(table.rows())
    # What was read before a crash stands in the table already.
    for _row in islice(rows, of.row_count):
        pass
    count, cursor = of.row_count, of.cursor
    while batch := list(islice(rows, BATCH)):
        if count + len(batch) > MOST_ROWS:
            raise TooManyRows(most=MOST_ROWS)
        with transaction.atomic():
            mine = held(of, ImportState.READING)
            if mine.cursor != cursor:
                return  # another worker reads it, too, and was faster
            kept = [(of.pk, row.number, json.dumps(row.cells), "") for row in batch]
            bulk.insert(ImportRow, ("of", "number", "cells", "problems"), kept)
            count, cursor = count + len(batch), batch[-1].number
            mine.row_count, mine.cursor, mine.moved_at = count, cursor, clock.now()
            mine.save(update_fields=["row_count", "cursor", "moved_at"])
    _finish(of, table)


def _finish(of: Import, table: Table) -> None:
    with transaction.atomic():
        mine = held(of, ImportState.READING)
        IMPORT_TRANSITIONS.check(ImportState(mine.state), ImportState.READ)
        mine.state, mine.cursor, mine.waiting_bytes, mine.moved_at = ImportState.READ, 0, 0, clock.now()
        mine.save(update_fields=["state", "cursor", "waiting_bytes", "moved_at"])
        record(by=actor_of(mine), action="import.read", target=mine, rows=mine.row_count)


def _give_up(of: Import, refusal: Refusal) -> None:
    with transaction.atomic():
        mine = held(of, ImportState.READING)
        IMPORT_TRANSITIONS.check(ImportState(mine.state), ImportState.UNREADABLE)
        ImportRow.objects.filter(of=mine).delete()
        mine.state, mine.problem, mine.waiting_bytes = ImportState.UNREADABLE, refusal.message[:300], 0
        mine.row_count = 0
        mine.save(update_fields=["state", "problem", "waiting_bytes", "row_count"])
        record(by=actor_of(mine), action="import.unreadable", target=mine, reason=refusal.code)


def _propose(new: Import) -> None:
    """The assignment of the last file with the same headings, else what the headings say."""
    last = (
        Import.objects.filter(headings_key=new.headings_key)
        .exclude(choices={})
        .order_by("-created_at", "-pk")
        .values_list("headings", "columns", "choices")
        .first()
    )
    if last is not None:
        # The same headings, but perhaps written a little differently, and with or without our column of reasons.
        was = iter([code for heading, code in zip(last[0], last[1], strict=True) if not presets.is_reason(heading)])
        new.columns = ["" if presets.is_reason(heading) else next(was) for heading in new.headings]
        # A document belongs to one list.
        new.choices = {**last[2], "source_document": "", "document_on": ""}
        return
    new.columns = presets.guessed(new.headings, new.preset)
    is_of_organisations = "organisation" in new.columns and not {"first_name", "last_name", "full_name"} & set(
        new.columns
    )
    new.choices = {"brings": Brings.ORGANISATIONS} if is_of_organisations else {}


def _bounded(chunks: Iterable[bytes]) -> Iterable[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > storing.MOST_BYTES:
            raise FileTooLarge(megabytes=f"> {storing.MOST_BYTES >> 20}", most=storing.MOST_BYTES >> 20)
        yield chunk


def _name(name: str) -> str:
    """The file's name as it is shown: without a path, without what is not seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable() and sign != "\ufffd")[-120:] or "list"
