"""Finding pairs that may be the same, and deciding about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from time import monotonic

from django.db import transaction

from anpacken.alliance.queries import current as current_alliance
from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.people.choices import PAIR_TRANSITIONS, FieldOwner, PairState
from anpacken.people.models import DuplicatePair, Organisation, Person
from anpacken.people.queries import candidates, duplicates
from anpacken.people.queries.candidates import Found

MOST_PAIRS = 50_000
"""So many pairs of one kind are kept at most: nobody works through more, and it bounds the memory of the search."""

BATCH = 500
_SEARCHES: dict[str, Callable[[], Iterator[Found]]] = {
    FieldOwner.PERSON: candidates.persons,
    FieldOwner.ORGANISATION: candidates.organisations,
}


@dataclass(slots=True)
class _Told:
    score: int = 0
    reasons: list[str] = field(default_factory=list)


Pairs = dict[tuple[int, int], _Told]


def search(*, by: Actor, at: datetime) -> dict[str, int]:
    """Searches the whole register and brings the open pairs up to date: how many new ones of each kind.

    What was decided stays decided. An open pair of which nothing speaks any more goes.
    """
    begun = monotonic()
    new = {}
    for kind, stream in _SEARCHES.items():
        found = _gathered(stream())
        new[kind] = _keep(kind, found, at)
        if len(found) < MOST_PAIRS:
            _drop_others(kind, found)
    told = {"new_persons": new[FieldOwner.PERSON], "new_organisations": new[FieldOwner.ORGANISATION]}
    seconds = round(monotonic() - begun, 1)
    record(by=by, action=duplicates.SEARCHED, target=current_alliance(), at=at, seconds=seconds, **told)
    return new


def say_distinct(*, pair: DuplicatePair, by: Actor, at: datetime) -> None:
    """Notes for good that these two are not the same; no search shows them again."""
    _decide(pair, PairState.DISTINCT, "duplicate.distinct", by=by, at=at)


def reopen(*, pair: DuplicatePair, by: Actor, at: datetime) -> None:
    """Puts a pair that was said to be two back among those to be looked at."""
    _decide(pair, PairState.OPEN, "duplicate.reopened", by=by, at=at)


def _decide(pair: DuplicatePair, state: PairState, action: str, *, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        held = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
        if held.state == state:
            return
        PAIR_TRANSITIONS.check(PairState(held.state), state)
        held.state, held.decided_at = state, None if state == PairState.OPEN else at
        held.save(update_fields=["state", "decided_at"])
        one, other = duplicates.sides(held)
        record(by=by, action=action, target=one, at=at, other=other.public_id)
        record(by=by, action=action, target=other, at=at, other=one.public_id)


def _gathered(stream: Iterator[Found]) -> Pairs:
    """All reasons of each pair; more than one make it likelier."""
    pairs: Pairs = {}
    for found in stream:
        key = (found.first, found.second)
        if key not in pairs and len(pairs) >= MOST_PAIRS:
            continue
        told = pairs.setdefault(key, _Told())
        if found.reason.value not in told.reasons:
            told.score = min(100, max(told.score, found.score) + (2 if told.reasons else 0))
            told.reasons.append(found.reason.value)
    return pairs


def _keep(kind: str, pairs: Pairs, at: datetime) -> int:
    model: type[Person] | type[Organisation] = Person if kind == FieldOwner.PERSON else Organisation
    first, second = f"first_{kind}_id", f"second_{kind}_id"
    new = 0
    rest = iter(sorted(pairs))
    while keys := list(islice(rest, BATCH)):
        with transaction.atomic():
            standing = {
                (getattr(pair, first), getattr(pair, second)): pair
                for pair in DuplicatePair.objects.filter(**{f"{first}__in": {key[0] for key in keys}})
            }
            # Somebody may have been erased or merged while we searched.
            alive = set(model.objects.filter(pk__in={pk for key in keys for pk in key}).values_list("pk", flat=True))
            fresh = [key for key in keys if key not in standing and alive.issuperset(key)]
            made = [
                DuplicatePair(
                    reasons=pairs[key].reasons,
                    score=pairs[key].score,
                    found_at=at,
                    **{first: key[0], second: key[1]},
                )
                for key in fresh
            ]
            DuplicatePair.objects.bulk_create(made, ignore_conflicts=True)
            _bring_up_to_date([(standing[key], pairs[key]) for key in keys if key in standing])
        new += len(made)
    return new


def _bring_up_to_date(known: Sequence[tuple[DuplicatePair, _Told]]) -> None:
    changed = []
    for pair, told in known:
        if pair.state == PairState.OPEN and (pair.score, pair.reasons) != (told.score, told.reasons):
            pair.score, pair.reasons = told.score, told.reasons
            changed.append(pair)
    DuplicatePair.objects.bulk_update(changed, ["score", "reasons"])


def _drop_others(kind: str, pairs: Pairs) -> None:
    first, second = f"first_{kind}_id", f"second_{kind}_id"
    still_open = DuplicatePair.objects.filter(state=PairState.OPEN, **{f"{first}__isnull": False})
    rows = still_open.values_list("pk", first, second).iterator(chunk_size=2000)
    gone = [pk for pk, one, other in rows if (one, other) not in pairs]
    for start in range(0, len(gone), BATCH):
        DuplicatePair.objects.filter(pk__in=gone[start : start + BATCH], state=PairState.OPEN).delete()
