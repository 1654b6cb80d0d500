"""Moving everything that points at one record to another, by Django's own list of relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from anpacken.core.folding import fold
from anpacken.people.actions._journal import Journal
from anpacken.people.choices import PairState
from anpacken.people.models import Affiliation, CustomValue, DuplicatePair, Role
from anpacken.people.queries.relations import ForeignKey, relations
from anpacken.people.queries.subjects import Subject

BATCH = 500


def lock_all(model: type[Subject], pks: Sequence[int]) -> dict[int, Subject]:
    """The rows as they are now, shadows and erased ones too, held until the transaction ends."""
    return {row.pk: row for row in model.everyone.select_for_update().filter(pk__in=pks).order_by("pk")}


def move_everything(kept: Subject, shadow: Subject, journal: Journal) -> None:
    """Points every row at the kept record. A row of which the kept record has the same already stays where it is."""
    for foreign_key in relations(type(shadow)):
        rows = foreign_key.model._base_manager.filter(**{foreign_key.attname: shadow.pk})
        pks = list(rows.order_by("pk").values_list("pk", flat=True))
        if _is_in_a_unique_constraint(foreign_key):
            pks = [pk for pk in pks if _move_one(foreign_key, pk, kept)]
        else:
            for start in range(0, len(pks), BATCH):
                batch = foreign_key.model._base_manager.filter(pk__in=pks[start : start + BATCH])
                batch.update(**{foreign_key.attname: kept.pk})
        if pks:
            journal.note_moved(foreign_key, pks)


def _move_one(foreign_key: ForeignKey, pk: int, kept: Subject) -> bool:
    try:
        with transaction.atomic():
            foreign_key.model._base_manager.filter(pk=pk).update(**{foreign_key.attname: kept.pk})
    except IntegrityError:
        return False
    return True


def _is_in_a_unique_constraint(foreign_key: ForeignKey) -> bool:
    meta = foreign_key.model._meta
    together = [set(names) for names in meta.unique_together]
    together += [set(found.fields) for found in meta.constraints if isinstance(found, models.UniqueConstraint)]
    by_expression = any(isinstance(found, models.UniqueConstraint) and found.expressions for found in meta.constraints)
    return foreign_key.unique or by_expression or any(foreign_key.name in names for names in together)


def leftovers(shadow: Subject) -> Iterator[models.QuerySet[Any]]:
    """What still points at a shadow, beside the ledger, merges and pairs."""
    for foreign_key in relations(type(shadow)):
        yield foreign_key.model._base_manager.filter(**{foreign_key.attname: shadow.pk})


def fold_roles(kept: Subject, shadow: Subject, journal: Journal) -> None:
    """Two open roles of one kind become one, from the earlier day on."""
    held = {role.kind: role for role in Role.objects.of(kept).filter(until_on=None)}
    for role in Role.objects.of(shadow).filter(until_on=None):
        own = held.get(role.kind)
        if own is not None:
            journal.remove(role, into=own)
            journal.change(own, from_on=min(own.from_on, role.from_on), remark=own.remark or role.remark)


def fold_affiliations(kept: Subject, shadow: Subject, journal: Journal) -> None:
    """The same tie to the same partner, twice, becomes one: both open, or both between the same days."""
    owner, partner = ("person", "organisation_id") if _is_person(kept) else ("organisation", "person_id")

    def sameness(tie: Affiliation) -> tuple[Any, ...]:
        days = (tie.from_on, tie.until_on) if tie.until_on else ()
        return (getattr(tie, partner), tie.kind, fold(tie.function), tie.theme_id, days)

    held = {sameness(tie): tie for tie in Affiliation.objects.filter(**{owner: kept})}
    for tie in Affiliation.objects.filter(**{owner: shadow}):
        own = held.get(sameness(tie))
        if own is not None:
            journal.remove(tie, into=own)
            journal.change(own, from_on=_earlier(own.from_on, tie.from_on))


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two days of which either may be unknown."""
    return min((day for day in (one, other) if day), default=None)


def swap_answers(kept: Subject, shadow: Subject, fields: set[str], journal: Journal) -> None:
    """Changes the answers to these fields of our own (public ids) between the two records."""
    owner = "person" if _is_person(kept) else "organisation"
    asked = CustomValue.objects.filter(field__public_id__in=fields)
    own = {value.field_id: value for value in asked.filter(**{owner: kept})}
    for other in asked.filter(**{owner: shadow}):
        mine = own.get(other.field_id)
        if mine is not None:
            columns = ("text", "number", "day", "flag")
            before = {name: getattr(mine, name) for name in columns}
            journal.change(mine, **{name: getattr(other, name) for name in columns})
            journal.change(other, **before)


def repoint_pairs(kept: Subject, shadow: Subject, journal: Journal) -> None:
    """What was said of the shadow and a third record holds for the kept one: not the same stays not the same."""
    kind = "person" if _is_person(kept) else "organisation"
    first, second = f"first_{kind}_id", f"second_{kind}_id"
    of_shadow = DuplicatePair.objects.filter(Q(**{first: shadow.pk}) | Q(**{second: shadow.pk}))
    for pair in of_shadow.exclude(state=PairState.MERGED):
        third = getattr(pair, second) if getattr(pair, first) == shadow.pk else getattr(pair, first)
        if third == kept.pk:
            continue
        low, high = sorted((third, kept.pk))
        same = DuplicatePair.objects.filter(**{first: low, second: high}).first()
        if same is None:
            journal.change(pair, **{first: low, second: high})
        elif same.state == PairState.OPEN and pair.state == PairState.DISTINCT:
            journal.change(same, state=PairState.DISTINCT, decided_at=pair.decided_at)


def _is_person(subject: Subject) -> bool:
    return subject._meta.model_name == "person"
