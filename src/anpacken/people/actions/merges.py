"""Making one record of two, and taking it back for 30 days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.locks import one_at_a_time
from anpacken.people import rules
from anpacken.people.actions import _ledger, _moving, _undoing
from anpacken.people.actions._journal import Journal, move_back, set_back
from anpacken.people.actions._locks import IDENTITIES
from anpacken.people.choices import MERGE_TRANSITIONS, PAIR_TRANSITIONS, MergeState, PairState
from anpacken.people.errors import (
    AlreadyMerged,
    KindsDiffer,
    MergeOver,
    MergeRestsOnLater,
    NamesakeKnown,
    RecordChanged,
    RecordErased,
    SameRecord,
)
from anpacken.people.fields import name_key
from anpacken.people.models import DuplicatePair, Merge, Organisation
from anpacken.people.queries import merging
from anpacken.people.queries.consents import owner_field
from anpacken.people.queries.duplicates import pair_of
from anpacken.people.queries.merges import kept_of, shadow_of
from anpacken.people.queries.subjects import Subject

# Names too: a merged organisation is found by all the names that it had.
IDENTITY = {"person": ("email", "email_key"), "organisation": ("email", "email_key", "name")}


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of undoing. `columns` by record and `rows` by model stayed as they are, since they changed since."""

    merge: Merge
    columns: dict[str, list[str]]
    rows: dict[str, int]

    @property
    def is_exact(self) -> bool:
        return not self.columns and not self.rows


def merge(
    *, kept: Subject, shadow: Subject, chosen: Mapping[str, str], by: Actor, at: datetime, seen: str = ""
) -> Merge:
    """Moves everything of `shadow` to `kept`; the shadow's row stays and leads to the kept one.

    `chosen` says for each choice of `queries.merging.choices`, and for `custom_<public id of the field>`, whose value
    stays: "kept" or "shadow". `seen` is `queries.merging.fingerprint` of what the office looked at.

    Raises:
        SameRecord, KindsDiffer, AlreadyMerged, RecordErased, RecordChanged, NamesakeKnown
        ValueError: `chosen` names no choice.
    """
    if type(kept) is not type(shadow):
        raise KindsDiffer
    if kept.pk == shadow.pk:
        raise SameRecord
    with transaction.atomic():
        one_at_a_time(IDENTITIES)
        kept, shadow = _locked(kept, shadow)
        if seen and merging.fingerprint(kept, shadow) != seen:
            raise RecordChanged
        sides = merging.resolved(kept, shadow, chosen)
        # Judged before anything moves.
        outcomes = merging.outcomes(kept, shadow, sides, at=at)
        journal = Journal()
        _moving.fold_roles(kept, shadow, journal)
        _moving.fold_affiliations(kept, shadow, journal)
        own = merging.CUSTOM
        answers = {name.removeprefix(own) for name, side in chosen.items() if name.startswith(own) and side == "shadow"}
        _moving.swap_answers(kept, shadow, answers, journal)
        _moving.move_everything(kept, shadow, journal)
        _moving.repoint_pairs(kept, shadow, journal)
        _choose_values(kept, shadow, sides, journal)
        _decide_pair(kept, shadow, journal, at)
        kind = owner_field(type(kept))
        done = Merge.objects.create(merged_at=at, **{f"kept_{kind}": kept, f"shadow_{kind}": shadow})
        _ledger.copy(kept, shadow, outcomes, journal, evidence=f"merge {done.public_id}", by=by, at=at)
        done.journal = journal.stored()
        done.save(update_fields=["journal"])
        told = {"merge": done.public_id}
        record(by=by, action="merge.kept", target=kept, at=at, other=shadow.public_id, **told)
        record(by=by, action="merge.shadow", target=shadow, at=at, other=kept.public_id, **told)
        # Names of organisations stand on pages of every room; merging is rare.
        page_cache.changed("site")
    return done


def undo(*, merge: Merge, by: Actor, at: datetime) -> Undone:
    """Brings both records back as they were, within 30 days.

    What came after the merge stays with the kept record, and what was changed since is not overwritten. A consent
    that was withdrawn since is withdrawn with both.

    Raises:
        MergeOver: undone already, too old, or one of the two was erased.
        MergeRestsOnLater: the kept record was merged again since.
    """
    with transaction.atomic():
        one_at_a_time(IDENTITIES)
        held = Merge.objects.select_for_update().filter(pk=merge.pk).first()
        if held is None or not rules.can_undo(held, at=at):
            raise MergeOver
        _check_is_last(held)
        model = type(kept_of(held))
        rows = _moving.lock_all(model, [kept_of(held).pk, shadow_of(held).pk])
        kept, shadow = rows[kept_of(held).pk], rows[shadow_of(held).pk]
        if kept.erased_at or shadow.erased_at or shadow.merged_into_id != kept.pk:
            raise MergeOver
        journal = Journal.read(held.journal)
        changed, columns = _undoing.split_off_columns(journal, kept, shadow)
        left_rows = move_back(journal, kept=kept, shadow=shadow)
        _undoing.put_back_removed(journal, left_rows)
        had = kept.email_key
        # First these two: another row may get back an address that they hold.
        left_columns = _undoing.restore_columns(kept, shadow, columns)
        for entry in reversed(changed):
            if set_back(entry):
                left_rows[entry["model"]] = left_rows.get(entry["model"], 0) + 1
        _ledger.take_back(kept, shadow, journal, had=had, by=by, at=at)
        _reopen_pair(journal)
        MERGE_TRANSITIONS.check(MergeState(held.state), MergeState.UNDONE)
        held.state, held.undone_at, held.journal = MergeState.UNDONE, at, {}
        held.save(update_fields=["state", "undone_at", "journal"])
        told = {"merge": held.public_id, "stayed": sum(left_rows.values()) + sum(map(len, left_columns.values()))}
        for subject, other in ((kept, shadow), (shadow, kept)):
            record(by=by, action="merge.undone", target=subject, at=at, other=other.public_id, **told)
        page_cache.changed("site")
    return Undone(held, left_columns, left_rows)


def _locked(kept: Subject, shadow: Subject) -> tuple[Subject, Subject]:
    """Both rows as they are now, held against whoever writes to one of them."""
    rows = _moving.lock_all(type(kept), [kept.pk, shadow.pk])
    if len(rows) < 2 or any(row.erased_at for row in rows.values()):
        raise RecordErased
    if any(row.merged_into_id for row in rows.values()):
        raise AlreadyMerged
    return rows[kept.pk], rows[shadow.pk]


def _choose_values(kept: Subject, shadow: Subject, sides: Mapping[str, str], journal: Journal) -> None:
    """Gives the kept record the chosen values. Address and name change places, so that each leads somewhere still."""
    known = merging.choices(type(kept))
    columns = [column for name, side in sides.items() if side == merging.SHADOW for column in known[name]]
    identity = IDENTITY[owner_field(type(kept))]
    gained = {column: getattr(shadow, column) for column in columns}
    given_up = {column: getattr(kept, column) for column in columns if column in identity}
    if given_up:
        after = {**{column: getattr(kept, column) for column in identity}, **gained}
        _check_nobody_else(kept, shadow, after, journal)
        # No two rows may have the same address at any moment.
        type(shadow).everyone.filter(pk=shadow.pk).update(email_key=None)
    journal.change(kept, **gained, created_at=min(kept.created_at, shadow.created_at))
    if isinstance(shadow, Organisation) and isinstance(kept, Organisation):
        after = {column: given_up.get(column, getattr(shadow, column)) for column in identity}
        if after["email_key"] == kept.email_key and name_key(after["name"]) == kept.name_key:
            given_up["email_key"] = None
    journal.change(shadow, **given_up, merged_into_id=kept.pk)


def _check_nobody_else(kept: Subject, shadow: Subject, after: Mapping[str, Any], journal: Journal) -> None:
    """Only an organisation's address may stand twice, with another name each time."""
    if not isinstance(kept, Organisation) or not after["email_key"]:
        return
    same = Organisation.everyone.filter(email_key=after["email_key"], name_key=name_key(after["name"]))
    for third in same.exclude(pk__in=[kept.pk, shadow.pk]):
        if third.merged_into_id != kept.pk:
            raise NamesakeKnown
        journal.change(third, email_key=None)


def _decide_pair(kept: Subject, shadow: Subject, journal: Journal, at: datetime) -> None:
    pair = pair_of(kept, shadow)
    if pair is not None:
        journal.pair, journal.pair_state = pair.public_id, pair.state
        PAIR_TRANSITIONS.check(PairState(pair.state), PairState.MERGED)
        pair.state, pair.decided_at = PairState.MERGED, at
        pair.save(update_fields=["state", "decided_at"])


def _reopen_pair(journal: Journal) -> None:
    pair = DuplicatePair.objects.filter(public_id=journal.pair, state=PairState.MERGED).first()
    if pair is not None:
        PAIR_TRANSITIONS.check(PairState(pair.state), PairState.OPEN)
        pair.state, pair.decided_at = PairState.OPEN, None
        pair.save(update_fields=["state", "decided_at"])


def _check_is_last(held: Merge) -> None:
    """Merges of one record are taken back in turn, the last one first: each rests on those before."""
    kind = owner_field(type(kept_of(held)))
    kept = kept_of(held)
    later = Merge.objects.filter(state=MergeState.DONE, pk__gt=held.pk)
    if later.filter(Q(**{f"kept_{kind}": kept}) | Q(**{f"shadow_{kind}": kept})).exists():
        raise MergeRestsOnLater
