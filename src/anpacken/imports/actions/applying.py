"""Taking a list in, batch by batch. Each batch is one transaction: what it writes, that its rows are gone, and how far
the import is. A process that is killed anywhere leaves whole batches behind; whoever goes on takes the next rows."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import DataError, IntegrityError, transaction

from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.imports.actions._locks import held, wait_for_turn
from anpacken.imports.actions.plans import Waiting, Work, mark, rows_after
from anpacken.imports.actions.uploads import actor_of
from anpacken.imports.choices import IMPORT_TRANSITIONS, ImportState
from anpacken.imports.errors import NotNow
from anpacken.imports.models import Import, ImportRow
from anpacken.people.actions import intake
from anpacken.people.entries import Entry, Outcome

BATCH = 500
_TRIES = 3


def begin(*, of: Import, by: Actor, at: datetime) -> None:
    """Lets the list be taken in, or go on after a stop.

    Raises:
        NotNow: it was not tried out yet, or is finished.
    """
    with transaction.atomic():
        mine = held(of, ImportState.TRIED, ImportState.PAUSED)
        is_first = mine.state == ImportState.TRIED
        IMPORT_TRANSITIONS.check(ImportState(mine.state), ImportState.APPLYING)
        mine.state, mine.moved_at = ImportState.APPLYING, at
        mine.by_kind, mine.by_ref, mine.by_label = by.kind, by.ref, by.label[:120]
        if is_first:
            # Rows that the dry run rejected are rejected; they wait to be mended.
            mine.cursor, mine.done = 0, {Outcome.REJECTED: mine.rows.exclude(problems="").count()}
        mine.save()
        record(by=by, action="import.begun" if is_first else "import.continued", target=mine, at=at)


def pause(*, of: Import, by: Actor, at: datetime) -> None:
    """Stops after the batch that is being written. What is in stays in.

    Raises:
        NotNow: it is not being taken in.
    """
    with transaction.atomic():
        mine = held(of, ImportState.APPLYING)
        IMPORT_TRANSITIONS.check(ImportState(mine.state), ImportState.PAUSED)
        mine.state, mine.moved_at = ImportState.PAUSED, at
        mine.save(update_fields=["state", "moved_at"])
        record(by=by, action="import.paused", target=mine, at=at)


class Applying:
    """One worker's work at one import: `step` until it says that there is nothing left to do."""

    def __init__(self, of: Import) -> None:
        self._of = of
        self._work = Work(of)

    def step(self, *, at: datetime) -> bool:
        """Takes the next batch in. False when the import is finished, stopped, or gone.

        Rows are read and cleaned before the transaction begins, so that it is short.
        """
        mine = Import.objects.filter(pk=self._of.pk, state=ImportState.APPLYING).first()
        if mine is None:
            return False
        rows = rows_after(mine, mine.cursor, BATCH)
        if not rows:
            self._finish(at)
            return False
        rejected, entries = self._work.cleaned(rows)
        for tried in range(_TRIES):
            try:
                return self._write(mine.cursor, rows, rejected, entries, at)
            except (IntegrityError, DataError):
                # Somebody entered one of them at this very moment. Next time they are known.
                if tried == _TRIES - 1:
                    return self._one_by_one(mine.cursor, rows, rejected, entries, at)
        return True

    def _write(
        self, cursor: int, rows: list[Waiting], rejected: dict[int, str], entries: list[Entry], at: datetime
    ) -> bool:
        with transaction.atomic():
            mine = self._mine(cursor)
            if mine is None:
                return self._is_going_on()
            by = actor_of(mine)
            taken = intake.take_in(entries, terms=self._work.terms, target=mine, by=by, at=at) if entries else []
            reasons = {
                entry.row: each.reason
                for entry, each in zip(entries, taken, strict=True)
                if each.outcome == Outcome.REJECTED
            }
            counts = intake.names_of(each for each in taken if each.outcome != Outcome.REJECTED)
            self._move_on(mine, rows, {**rejected, **reasons}, counts, at)
        return True

    def _one_by_one(
        self, cursor: int, rows: list[Waiting], rejected: dict[int, str], entries: list[Entry], at: datetime
    ) -> bool:
        """The same when one row cannot be written: that one is rejected, the others go in."""
        with transaction.atomic():
            mine = self._mine(cursor)
            if mine is None:
                return self._is_going_on()
            by, counts = actor_of(mine), Counter[str]()
            rejected = dict(rejected)
            for entry in entries:
                try:
                    with transaction.atomic():
                        (each,) = intake.take_in([entry], terms=self._work.terms, target=mine, by=by, at=at)
                except (IntegrityError, DataError):
                    rejected[entry.row] = "refused_by_database"
                else:
                    if each.outcome == Outcome.REJECTED:
                        rejected[entry.row] = each.reason
                    else:
                        counts[each.outcome] += 1
            self._move_on(mine, rows, rejected, counts, at)
        return True

    def _mine(self, cursor: int) -> Import | None:
        """The import, locked; None when it was stopped, or when another worker has done this batch meanwhile."""
        wait_for_turn()
        try:
            mine = held(self._of, ImportState.APPLYING)
        except (NotNow, Import.DoesNotExist):
            return None
        return mine if mine.cursor == cursor else None

    def _is_going_on(self) -> bool:
        return Import.objects.filter(pk=self._of.pk, state=ImportState.APPLYING).exists()

    def _move_on(
        self, mine: Import, rows: list[Waiting], rejected: dict[int, str], counts: Counter[str], at: datetime
    ) -> None:
        """The batch's rows are done: those taken in are deleted, those rejected stay with the reason."""
        mark(rows, rejected)
        ImportRow.objects.filter(pk__in=[row.pk for row in rows if row.number not in rejected]).delete()
        total = Counter(mine.done) + Counter({str(name): count for name, count in counts.items()})
        total[Outcome.REJECTED] += len(rejected)
        mine.done, mine.cursor, mine.moved_at = dict(total), rows[-1].number, at
        mine.save(update_fields=["done", "cursor", "moved_at"])

    def _finish(self, at: datetime) -> None:
        with transaction.atomic():
            try:
                mine = held(self._of, ImportState.APPLYING)
            except (NotNow, Import.DoesNotExist):
                return  # another worker was first
            if mine.rows.filter(problems="", number__gt=mine.cursor).exists():
                return
            IMPORT_TRANSITIONS.check(ImportState(mine.state), ImportState.DONE)
            mine.state, mine.finished_at, mine.moved_at = ImportState.DONE, at, at
            mine.save(update_fields=["state", "finished_at", "moved_at"])
            record(by=actor_of(mine), action="import.finished", target=mine, at=at, **mine.done)


def apply_all(*, of: Import) -> Import:
    """Takes the whole list in, in this process. For the command line."""
    work = Applying(of)
    while work.step(at=clock.now()):
        pass
    return Import.objects.get(pk=of.pk)
