"""Pairs that may be the same, as the office works through them."""

from __future__ import annotations

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from anpacken.audit.models import Entry
from anpacken.core.folding import fold
from anpacken.people.choices import FieldOwner, PairState
from anpacken.people.models import DuplicatePair, Organisation, Person
from anpacken.people.queries.consents import owner_field
from anpacken.people.queries.subjects import Subject

SEARCHED = "duplicates.searched"


def pair_of(one: Subject, other: Subject) -> DuplicatePair | None:
    """What was found or said of these two."""
    kind = owner_field(type(one))
    low, high = sorted((one.pk, other.pk))
    return DuplicatePair.objects.filter(**{f"first_{kind}": low, f"second_{kind}": high}).first()


def sides(pair: DuplicatePair) -> tuple[Person | Organisation, Person | Organisation]:
    """The two records of a pair."""
    first, second = pair.first_person or pair.first_organisation, pair.second_person or pair.second_organisation
    assert first is not None and second is not None  # noqa: S101, PT018 - a constraint of the table
    return first, second


def pairs(kind: str) -> QuerySet[DuplicatePair]:
    """The pairs of persons or of organisations whose records both stand, the likeliest first."""
    first, second = f"first_{kind}", f"second_{kind}"
    alive = {f"{name}__{column}": None for name in (first, second) for column in ("merged_into", "erased_at")}
    found = DuplicatePair.objects.filter(**{f"{first}__isnull": False}, **alive)
    home = [f"{name}__district__region" for name in (first, second)]
    return found.select_related(first, second, *home).order_by("-score", "-pk")


def narrowed(
    found: QuerySet[DuplicatePair], kind: str, *, state: str = "", reason: str = "", region: str = "", words: str = ""
) -> QuerySet[DuplicatePair]:
    """Those of a state, for a reason, with a record in a region, or with every word in one of the two records."""
    first, second = f"first_{kind}", f"second_{kind}"
    found = found.filter(state=state or PairState.OPEN)
    if reason:
        # As text: SQLite cannot ask whether a list holds a word.
        found = found.alias(told=Cast("reasons", TextField())).filter(told__contains=f'"{reason}"')
    if region:
        code = "district__region__code"
        found = found.filter(Q(**{f"{first}__{code}": region}) | Q(**{f"{second}__{code}": region}))
    for word in fold(words.replace("\x00", "")).split()[:8]:
        found = found.filter(_holds(first, word) | _holds(second, word))
    return found


def open_counts() -> dict[str, int]:
    """How many pairs of each kind wait for the office."""
    return {kind: pairs(kind).filter(state=PairState.OPEN).count() for kind in FieldOwner.values}


def pairs_with(subject: Subject) -> QuerySet[DuplicatePair]:
    """The open pairs of one record."""
    kind = owner_field(type(subject))
    of = Q(**{f"first_{kind}": subject}) | Q(**{f"second_{kind}": subject})
    return pairs(kind).filter(of, state=PairState.OPEN)


def last_search() -> Entry | None:
    """When the register was last searched, and what came of it."""
    return Entry.objects.filter(action=SEARCHED).order_by("-at", "-pk").first()


def _holds(side: str, word: str) -> Q:
    return Q(**{f"{side}__search_key__contains": word})
