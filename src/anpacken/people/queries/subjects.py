"""Looking up somebody by what is known from outside: a merged record leads to the one that was kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, overload

from django.db.models import Q

from anpacken.people.models import Organisation, Person

S = TypeVar("S", Person, Organisation)
Subject = Person | Organisation
OrganisationKey = tuple[str | None, str]
"""Normalised address, or None, and folded name: what makes an organisation the same (`fields.name_key`)."""

BATCH = 500


class RecordsInARing(Exception):
    """Records stand for each other and none for itself. Merging goes one at a time so that this never comes about."""

    def __init__(self, pks: Iterable[int]) -> None:
        super().__init__(f"Merged into each other: {', '.join(map(str, sorted(pks)))}")


@overload
def current(subject: Person) -> Person | None: ...
@overload
def current(subject: Organisation) -> Organisation | None: ...
@overload
def current(subject: Subject) -> Subject | None: ...
def current(subject: Subject) -> Subject | None:
    """The record that stands for `subject` today: itself, or the one it was merged into. None when that was erased.

    Raises:
        RecordsInARing: records were merged into each other; looking on would never end.
    """
    found: Subject = subject
    seen = {found.pk}
    while found.merged_into_id is not None:
        found = type(subject).everyone.get(pk=found.merged_into_id)
        if found.pk in seen:
            raise RecordsInARing(seen)
        seen.add(found.pk)
    return None if found.erased_at else found


def by_public_id(model: type[S], public_id: str) -> S | None:
    """Whom a mailed link or another room means; links of a merged record lead to the one that was kept."""
    found = model.everyone.select_related("merged_into").filter(public_id=public_id).first()
    return current(found) if found else None


def by_address(key: str | None) -> Person | None:
    """The person who is kept under a normalised address (`core.addresses.email_key`), or was before a merge."""
    return by_addresses([key]).get(key) if key else None


def by_addresses(keys: Iterable[str | None]) -> dict[str, Person]:
    """`by_address` for many, in one query per 500 addresses and one more for those who were merged."""
    found: dict[str, Person] = {}
    for batch in _batches(sorted({key for key in keys if key})):
        rows = list(Person.everyone.filter(email_key__in=batch, erased_at=None))
        for row, kept in _followed(Person, rows):
            found[row.email_key or ""] = kept
    return found


def organisation_by_key(email_key: str | None, name_key: str) -> Organisation | None:
    """The organisation that is kept under this address and name, or was before a merge.

    Without an address it is the oldest of this name that has none.
    """
    return organisations_by_keys([(email_key, name_key)]).get((email_key, name_key))


def organisations_by_keys(keys: Iterable[OrganisationKey]) -> dict[OrganisationKey, Organisation]:
    """`organisation_by_key` for many.

    A merged organisation has the names and the addresses of all its records, so any of the ones with any of the
    others leads to it.
    """
    wanted = sorted(set(keys), key=lambda key: (key[1], key[0] or ""))
    found: dict[OrganisationKey, Organisation] = {}
    for batch in _batches(wanted):
        about = Q(name_key__in={name for _address, name in batch})
        about |= Q(email_key__in={address for address, _name in batch if address})
        rows = list(Organisation.everyone.filter(about, erased_at=None).order_by("pk"))
        exact: dict[OrganisationKey, Organisation] = {}
        by_name: dict[str, set[int]] = {}
        by_mail: dict[str, set[int]] = {}
        kept_by_pk: dict[int, Organisation] = {}
        for row, kept in _followed(Organisation, rows):
            exact.setdefault((row.email_key, row.name_key), kept)
            by_name.setdefault(row.name_key, set()).add(kept.pk)
            by_mail.setdefault(row.email_key or "", set()).add(kept.pk)
            kept_by_pk[kept.pk] = kept
        for address, name in batch:
            if (address, name) in exact:
                found[address, name] = exact[address, name]
            elif address and (both := by_name.get(name, set()) & by_mail.get(address, set())):
                found[address, name] = kept_by_pk[min(both)]
    return found


def organisation_by_name(name_key: str) -> Organisation | None:
    """The oldest organisation that is kept under this name, or was before a merge."""
    return organisations_by_names([name_key]).get(name_key)


def organisations_by_names(name_keys: Iterable[str]) -> dict[str, Organisation]:
    """`organisation_by_name` for many."""
    found: dict[str, Organisation] = {}
    for batch in _batches(sorted({name for name in name_keys if name})):
        rows = list(Organisation.everyone.filter(name_key__in=batch, erased_at=None).order_by("pk"))
        followed = _followed(Organisation, rows)
        # Who bears the name today comes before whose name led elsewhere.
        for row, kept in sorted(followed, key=lambda pair: (pair[0].merged_into_id is not None, pair[0].pk)):
            found.setdefault(row.name_key, kept)
    return found


def shadows(subject: Subject) -> list[Subject]:
    """The records that were merged into this one."""
    return list(type(subject).everyone.filter(merged_into_id=subject.pk).order_by("pk"))


def all_ids(subject: Subject) -> list[str]:
    """The public ids under which other rooms and the audit log know somebody: its own, and those of its shadows."""
    return [subject.public_id, *(shadow.public_id for shadow in shadows(subject))]


def all_keys(subject: Subject) -> list[str]:
    """The normalised addresses of somebody: the one that is written to, and those that lead to it after a merge."""
    keys = [subject.email_key, *(shadow.email_key for shadow in shadows(subject))]
    return list(dict.fromkeys(key for key in keys if key))


def _followed(model: type[S], rows: Sequence[S]) -> list[tuple[S, S]]:
    """Each row with the record that stands for it; whose record was erased is left out. Chains are flat in the end.

    Raises:
        RecordsInARing: as in `current`.
    """
    kept: dict[int, S] = {row.pk: row for row in rows}
    missing = {row.merged_into_id for row in rows if row.merged_into_id} - set(kept)
    while missing:
        fetched = list(model.everyone.filter(pk__in=missing))
        kept |= {row.pk: row for row in fetched}
        missing = {row.merged_into_id for row in fetched if row.merged_into_id} - set(kept)
    pairs = []
    for row in rows:
        end, seen = row, {row.pk}
        while end.merged_into_id:
            end = kept[end.merged_into_id]
            if end.pk in seen:
                raise RecordsInARing(seen)
            seen.add(end.pk)
        if not end.erased_at:
            pairs.append((row, end))
    return pairs


def _batches(items: Sequence[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
