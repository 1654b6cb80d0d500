"""Writing what a batch of a list has brought: all rows of one kind at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from anpacken.core import bulk
from anpacken.core.ids import new_public_id
from anpacken.people.choices import AffiliationKind, Channel, ConsentDeed
from anpacken.people.entries import Terms
from anpacken.people.models import (
    Affiliation,
    Consent,
    CustomValue,
    Note,
    Organisation,
    Person,
    Role,
    SpokenLanguage,
    Tag,
)
from anpacken.people.queries.arrivals import Arrival

BATCH = 500
_FOLLOWING = {"name_key", "search_key"}


def write(arrivals: Sequence[Arrival], *, terms: Terms, at: datetime) -> None:
    """Writes records first, then what hangs on them."""
    for model in (Organisation, Person):
        _subjects(model, [arrival for arrival in arrivals if arrival.model is model])
    _tags(arrivals)
    _links(arrivals, "theme", "themes", {})
    _roles(arrivals)
    _custom(arrivals)
    _notes(arrivals, at)
    bulk.insert(
        SpokenLanguage,
        ("person", "code"),
        [(arrival.subject.pk, code) for arrival, _key, code in _added(arrivals, "language")],
        ignores_known=True,
    )
    _affiliations(arrivals)
    _consents(arrivals, terms, at)


def _added(arrivals: Sequence[Arrival], kind: str) -> Iterator[tuple[Arrival, Hashable, Any]]:
    for arrival in arrivals:
        for key, value in arrival.added.get(kind, {}).items():
            yield arrival, key, value


def _owner(arrival: Arrival) -> tuple[int | None, int | None]:
    """The keys of person and organisation, one of them None."""
    return (arrival.subject.pk, None) if arrival.model is Person else (None, arrival.subject.pk)


def _subjects(model: type[Any], arrivals: Sequence[Arrival]) -> None:
    made = [arrival.subject for arrival in arrivals if arrival.is_new]
    # In one order, so that two lists at once wait for each other instead of each waiting for the other.
    model.objects.bulk_create(sorted(made, key=lambda row: (row.email_key or "", row.public_id)), batch_size=BATCH)
    changed = [arrival for arrival in arrivals if not arrival.is_new and arrival.changed]
    if not changed:
        return
    fields = set().union(*(arrival.changed for arrival in changed)) | _FOLLOWING
    fields |= {"email_key"} if "email" in fields else set()
    fields |= {"district"} if "postcode" in fields else set()
    bulk.update([arrival.subject for arrival in changed], sorted(fields))


def _tags(arrivals: Sequence[Arrival]) -> None:
    names = {str(key): name for _arrival, key, name in _added(arrivals, "tag") if key != ""}
    if not names:
        return
    ids = _tag_ids(names)
    missing = [Tag(name=name) for key, name in sorted(names.items()) if key not in ids]
    if missing:
        Tag.objects.bulk_create(missing, batch_size=BATCH, ignore_conflicts=True)
        ids = _tag_ids(names)
    _links(arrivals, "tag", "tags", ids)


def _tag_ids(keys: Iterable[str]) -> dict[Hashable, int]:
    return dict(Tag.objects.filter(name_key__in=list(keys)).values_list("name_key", "pk"))


def _links(arrivals: Sequence[Arrival], kind: str, name: str, ids: Mapping[Hashable, int]) -> None:
    """Tags and themes: `ids` leads from the key of what is added to that of its row; without it the two are one."""
    for model, owner in ((Person, "person"), (Organisation, "organisation")):
        links = [
            (arrival.subject.pk, ids[key] if ids else key)
            for arrival, key, _value in _added(arrivals, kind)
            if arrival.model is model and (not ids or key in ids)
        ]
        bulk.insert(getattr(model, name).through, (owner, kind), links, ignores_known=True)


def _roles(arrivals: Sequence[Arrival]) -> None:
    bulk.insert(
        Role,
        ("public_id", "person", "organisation", "kind", "from_on", "remark"),
        [
            (new_public_id(), *_owner(arrival), str(kind), since, "")
            for arrival, kind, since in _added(arrivals, "role")
        ],
    )


def _notes(arrivals: Sequence[Arrival], at: datetime) -> None:
    bulk.insert(
        Note,
        ("public_id", "person", "organisation", "text", "written_at", "author_ref", "author_name"),
        [(new_public_id(), *_owner(arrival), text, at, "", "") for arrival, _key, text in _added(arrivals, "note")],
    )


def _custom(arrivals: Sequence[Arrival]) -> None:
    for model, owner in ((Person, "person"), (Organisation, "organisation")):
        values = [
            CustomValue(**{"field_id": field, f"{owner}_id": arrival.subject.pk, column: value})
            for arrival, field, (column, value) in _added(arrivals, "custom")
            if arrival.model is model
        ]
        if values:
            CustomValue.objects.bulk_create(
                values,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=["field", owner],
                update_fields=["text", "number", "day", "flag"],
            )


def _affiliations(arrivals: Sequence[Arrival]) -> None:
    bulk.insert(
        Affiliation,
        ("public_id", "person", "organisation", "kind", "function"),
        [
            (new_public_id(), arrival.subject.pk, employer.subject.pk, str(AffiliationKind.WORKS), function)
            for arrival, _key, (employer, function) in _added(arrivals, "affiliation")
        ],
    )


def _consents(arrivals: Sequence[Arrival], terms: Terms, at: datetime) -> None:
    """The lines of the ledger, dated when people answered: a later withdrawal stays the newest line."""
    lines = []
    for arrival, _key, (deed, answered_at, evidence) in _added(arrivals, "newsletter"):
        words = terms.wordings[arrival.model is Organisation]
        said = (words.text, words.version) if deed == ConsentDeed.GIVEN else ("", "")
        lines.append(
            (
                new_public_id(),
                *_owner(arrival),
                str(words.purpose),
                str(deed),
                *said,
                words.language,
                str(Channel.IMPORT),
                answered_at,
                answered_at,
                evidence[:200],
                at,
            )
        )
    bulk.insert(Consent, _LINE, lines)


_LINE = (
    "public_id",
    "person",
    "organisation",
    "purpose",
    "deed",
    "wording",
    "wording_version",
    "language",
    "channel",
    "asked_at",
    "confirmed_at",
    "evidence",
    "recorded_at",
)
