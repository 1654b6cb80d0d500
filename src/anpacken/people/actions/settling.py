"""What comes after a merge: rows that were written to the shadow still, and the day on which it becomes final."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.locks import one_at_a_time
from anpacken.people.actions import _moving, my_pages
from anpacken.people.actions._journal import Journal
from anpacken.people.actions._locks import IDENTITIES
from anpacken.people.choices import MERGE_TRANSITIONS, MergeState
from anpacken.people.models import Merge, Organisation, Person
from anpacken.people.queries import merging
from anpacken.people.queries.merges import kept_of, shadow_of
from anpacken.people.queries.relations import relations
from anpacken.people.queries.subjects import Subject

BATCH = 500


def collect_late(*, by: Actor, at: datetime) -> int:
    """Moves to the kept records what was written to their shadows since: how many rows.

    Whoever had read a record before it was merged may write to it afterwards; rooms above need not know of merges.
    Of a merge on which another rests the rows move on with the later one, so undoing in turn brings them back.
    """
    moved = 0
    for model, kind in ((Person, "person"), (Organisation, "organisation")):
        open_merges = Merge.objects.filter(state=MergeState.DONE, **{f"shadow_{kind}__isnull": False})
        rows = open_merges.order_by("pk").values_list(f"shadow_{kind}_id", "pk", f"kept_{kind}_id")
        shadows = {shadow: (pk, kept) for shadow, pk, kept in rows}
        late = _pointed_at(model, list(shadows))
        for shadow, (pk, kept) in shadows.items():
            if shadow in late:
                moved += _collect(pk, by=by, at=at)
                late.add(kept)
    return moved


def _pointed_at(model: type[Subject], pks: list[int]) -> set[int]:
    found: set[int] = set()
    for foreign_key in relations(model):
        for start in range(0, len(pks), BATCH):
            rows = foreign_key.model._base_manager.filter(**{f"{foreign_key.attname}__in": pks[start : start + BATCH]})
            found |= set(rows.order_by().values_list(foreign_key.attname, flat=True).distinct())
    return found


def _collect(pk: int, *, by: Actor, at: datetime) -> int:
    with transaction.atomic():
        held = _held(pk)
        return _collect_of(held, by=by, at=at) if held is not None else 0


def _collect_of(held: Merge, *, by: Actor, at: datetime) -> int:
    kept, shadow = kept_of(held), shadow_of(held)
    rows = _moving.lock_all(type(kept), [kept.pk, shadow.pk])
    kept, shadow = rows[kept.pk], rows[shadow.pk]
    if kept.erased_at or shadow.erased_at:
        return 0
    journal = Journal.read(held.journal)
    before = _told(journal)
    _moving.fold_roles(kept, shadow, journal)
    _moving.fold_affiliations(kept, shadow, journal)
    _moving.move_everything(kept, shadow, journal)
    moved = _told(journal) - before
    if moved:
        held.journal = journal.stored()
        held.save(update_fields=["journal"])
        record(by=by, action="merge.collected", target=kept, at=at, merge=held.public_id, rows=moved)
        page_cache.changed("site")
    return moved


def _told(journal: Journal) -> int:
    """Of how many rows the journal tells that they left the shadow."""
    return len(journal.removed) + sum(map(len, journal.moved.values()))


def settle_old(*, before: datetime, by: Actor, at: datetime) -> int:
    """Makes merges final that were made before, and can be undone no more: how many.

    The journal is emptied. Of the shadow a pointer stays: its key, and nothing else that tells about somebody.
    """
    old = Merge.objects.filter(state=MergeState.DONE, merged_at__lte=before).order_by("merged_at", "pk")
    return sum(_settle(pk, by=by, at=at) for pk in list(old.values_list("pk", flat=True)))


def _settle(pk: int, *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        held = _held(pk)
        if held is None:
            return False
        _collect_of(held, by=by, at=at)
        shadow = shadow_of(held)
        let_go = _pictures(held, shadow)
        _reduce_to_a_pointer(shadow)
        my_pages.remove_unclaimed(pks=let_go, by=by, at=at)
        MERGE_TRANSITIONS.check(MergeState(held.state), MergeState.SETTLED)
        held.state, held.journal = MergeState.SETTLED, {}
        held.save(update_fields=["state", "journal"])
        record(by=by, action="merge.settled", target=shadow, at=at, merge=held.public_id)
    return True


def _held(pk: int) -> Merge | None:
    one_at_a_time(IDENTITIES)
    return Merge.objects.select_for_update().filter(pk=pk, state=MergeState.DONE).first()


def _pictures(held: Merge, shadow: Subject) -> set[int]:
    """The photos or logos that the merge chose between: those not kept were there to undo it, and are nobody's now."""
    columns = ("portrait_id", "logo_id")
    given_up = [entry["values"].get(column, [None])[0] for entry in held.journal["changed"] for column in columns]
    return {pk for pk in (*given_up, *(getattr(shadow, column, None) for column in columns)) if pk}


def _reduce_to_a_pointer(shadow: Subject) -> None:
    for rows in _moving.leftovers(shadow):
        rows.delete()
    for columns in merging.choices(type(shadow)).values():
        for name in columns:
            if name not in ("email_key", "name", "kind"):
                column = next(found for found in shadow._meta.concrete_fields if found.attname == name)
                setattr(shadow, name, None if column.null else column.get_default())
    shadow.save()
