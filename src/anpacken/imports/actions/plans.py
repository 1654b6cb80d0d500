"""What the office decides about a list, and the dry run that shows what would come of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from anpacken.alliance.queries import current as current_alliance
from anpacken.audit.actions import record
from anpacken.core import clock, languages
from anpacken.core.actors import Actor
from anpacken.imports.actions._locks import held
from anpacken.imports.choices import IMPORT_TRANSITIONS, ImportState, Known
from anpacken.imports.cleaning import Cleaner
from anpacken.imports.errors import NotNow
from anpacken.imports.models import Import, ImportRow
from anpacken.imports.plans import OTHER_WORDS, Plan, plan_of
from anpacken.imports.queries.vocabulary import vocabulary
from anpacken.imports.targets import CUSTOM, fields_of
from anpacken.people.actions import intake
from anpacken.people.choices import ConsentPurpose
from anpacken.people.entries import Entry, Outcome, Taken, Terms
from anpacken.people.queries.arrivals import identities
from anpacken.people.wordings import CURRENT, Wording, wording

BATCH = 500
_WORDING_LENGTH = 4000


def decide(*, of: Import, plan: Plan, by: Actor, at: datetime) -> None:
    """Keeps what the office decided; the dry run can begin.

    Raises:
        NotNow, ColumnsMissing, ColumnTwice, DocumentMissing, ConsentTimeMissing
    """
    plan.check()
    with transaction.atomic():
        mine = held(of, ImportState.READ, ImportState.TRIED)
        mine.columns, mine.choices, mine.found = list(plan.columns), plan.stored(), {}
        _move(mine, ImportState.TRYING, by, at)
        mine.save()
        # What was rejected by another plan may be fine by this one.
        ImportRow.objects.filter(of=mine).exclude(problems="").update(problems="")
        record(by=by, action="import.decided", target=mine, at=at, known=plan.known, columns=len(set(plan.columns)))


def try_out(*, of: Import) -> bool:
    """The dry run: looks at every row and writes down what would come of it. False when it was broken off.

    It only reads and counts, so that begun again it begins anew.
    """
    mine = Import.objects.filter(pk=of.pk, state=ImportState.TRYING).first()
    if mine is None:
        return False
    work = Work(mine)
    ImportRow.objects.filter(of=mine).exclude(problems="").update(problems="")
    counts: Counter[str] = Counter()
    seen: set[int] = set()
    cursor = 0
    while rows := rows_after(mine, cursor, BATCH):
        cursor = rows[-1].number
        rejected, entries = work.cleaned(rows)
        taken = [*zip((entry.row for entry in entries), work.looked_at(entries, seen), strict=True)]
        rejected |= {number: each.reason for number, each in taken if each.outcome == Outcome.REJECTED}
        counts.update(str(each.outcome) for _number, each in taken if each.outcome != Outcome.REJECTED)
        counts[Outcome.REJECTED] += len(rejected)
        if not _write_down(mine, cursor, rows, rejected, counts):
            return False
    return _tried(mine, counts)


class Waiting(NamedTuple):
    """A row as it is worked at."""

    pk: int
    number: int
    cells: str


def rows_after(of: Import, cursor: int, many: int) -> list[Waiting]:
    """The next rows that nothing speaks against."""
    waiting = of.rows.filter(number__gt=cursor, problems="").order_by("number")
    return [Waiting(*row) for row in waiting.values_list("pk", "number", "cells")[:many]]


class Work:
    """An import's plan with everything that reading its rows by it needs, looked up once."""

    def __init__(self, of: Import) -> None:
        self.plan = plan_of(of.columns, of.choices)
        words = vocabulary()
        today = timezone.localtime(clock.now()).date()
        self._cleaner = Cleaner(self.plan, words, today=today)
        self.terms = _terms(of, self.plan, {own.public_id: own.pk for own in words.fields.values()})

    def cleaned(self, rows: Sequence[Waiting | ImportRow]) -> tuple[dict[int, str], list[Entry]]:
        """The problems of the rows that cannot be taken, and the entries of the others."""
        rejected: dict[int, str] = {}
        entries = []
        for row in rows:
            found = self._cleaner.entry(row.number, json.loads(row.cells))
            if isinstance(found, list):
                rejected[row.number] = " ".join(found)
            else:
                entries.append(found)
        return rejected, entries

    def looked_at(self, entries: list[Entry], seen: set[int]) -> list[Taken]:
        """What would become of the entries; whoever came in an earlier batch counts as known."""
        taken = intake.look(entries, terms=self.terms, at=clock.now())
        for position, entry in enumerate(entries):
            mine = [hash(identity) for identity in identities(entry)[:1]]
            if taken[position].outcome == Outcome.NEW and not seen.isdisjoint(mine):
                taken[position] = Taken(Outcome.UNCHANGED)
            seen.update(mine)
        return taken


def _terms(of: Import, plan: Plan, own_fields: dict[str, int]) -> Terms:
    overwrite = set(fields_of(plan.overwrite)) if plan.known == Known.OVERWRITE else set()
    if plan.known == Known.OVERWRITE:
        chosen = (code.removeprefix(CUSTOM) for code in plan.overwrite if code.startswith(CUSTOM))
        overwrite |= {f"{CUSTOM}{own_fields[ref]}" for ref in chosen if ref in own_fields}
    return Terms(
        skips_known=plan.known == Known.SKIP,
        overwrite=frozenset(overwrite),
        wordings={is_institution: _words(plan, is_institution=is_institution) for is_institution in (False, True)},
        tag=plan.tag,
        source=of.public_id,
    )


def _words(plan: Plan, *, is_institution: bool) -> Wording:
    """The words of the consent: ours in one of their versions, or those that stood in the source."""
    language = plan.wording_language or languages.source()
    if plan.wording_version == OTHER_WORDS:
        return Wording(ConsentPurpose.NEWSLETTER, OTHER_WORDS, language, plan.wording_text[:_WORDING_LENGTH])
    return wording(
        ConsentPurpose.NEWSLETTER,
        language,
        alliance=current_alliance().name,
        institution=is_institution,
        version=plan.wording_version or CURRENT,
    )


def _write_down(
    of: Import,
    cursor: int,
    rows: Sequence[Waiting | ImportRow],
    rejected: dict[int, str],
    counts: Counter[str],
) -> bool:
    with transaction.atomic():
        try:
            mine = held(of, ImportState.TRYING)
        except (NotNow, Import.DoesNotExist):
            return False
        mark(rows, rejected)
        mine.cursor, mine.found, mine.moved_at = cursor, dict(counts), clock.now()
        mine.save(update_fields=["cursor", "found", "moved_at"])
    return True


def mark(rows: Sequence[Waiting | ImportRow], rejected: dict[int, str]) -> None:
    """Writes the problems of rows beside them, one UPDATE per kind of problem."""
    by_problem: dict[str, list[int]] = {}
    for row in rows:
        if row.number in rejected:
            by_problem.setdefault(rejected[row.number][:200], []).append(row.pk)
    for problem, keys in by_problem.items():
        ImportRow.objects.filter(pk__in=keys).update(problems=problem)


def _tried(of: Import, counts: Counter[str]) -> bool:
    with transaction.atomic():
        try:
            mine = held(of, ImportState.TRYING)
        except (NotNow, Import.DoesNotExist):
            return False
        mine.state, mine.cursor, mine.found, mine.moved_at = ImportState.TRIED, 0, dict(counts), clock.now()
        mine.save(update_fields=["state", "cursor", "found", "moved_at"])
    return True


def _move(mine: Import, state: ImportState, by: Actor, at: datetime) -> None:
    IMPORT_TRANSITIONS.check(ImportState(mine.state), state)
    mine.state, mine.cursor, mine.moved_at = state, 0, at
    mine.by_kind, mine.by_ref, mine.by_label = by.kind, by.ref, by.label[:120]
