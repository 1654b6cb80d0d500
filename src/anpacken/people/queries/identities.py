"""By what the rows about somebody are found: keys, public ids and addresses, those of merged records included."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import Q

from anpacken.people.models import Organisation, Person, SignUp

_LONGEST_CHAIN = 10


@dataclass(frozen=True, slots=True)
class Identity:
    """One person or organisation, together with the records that turned out to be the same."""

    kind: str
    """`people.person` or `people.organisation`, as mails and the audit log name it."""
    owner: str
    """The name of the foreign key: `person` or `organisation`."""
    pks: tuple[int, ...]
    refs: tuple[str, ...]
    """Public ids."""
    addresses: tuple[str, ...]
    """Keys of mail addresses."""


_asked: ContextVar[dict[tuple[str, int], Identity] | None] = ContextVar("asked_identities", default=None)
_refs: ContextVar[dict[Identity, list[str]] | None] = ContextVar("asked_sign_up_refs", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it, who somebody is is asked once, however many chapters want to know. For reading only."""
    tokens = _asked.set({}), _refs.set({})
    try:
        yield
    finally:
        _asked.reset(tokens[0])
        _refs.reset(tokens[1])


def identity(subject: Person | Organisation) -> Identity:
    """One query, and one more for each merge that a merge rests on."""
    asked, key = _asked.get(), (subject._meta.label_lower, subject.pk)
    if asked is None:
        return _identity(subject)
    if key not in asked:
        asked[key] = _identity(subject)
    return asked[key]


def _identity(subject: Person | Organisation) -> Identity:
    model = type(subject)
    known = {subject.pk: (subject.public_id, subject.email_key)}
    newest = [subject.pk]
    for _step in range(_LONGEST_CHAIN):
        rows = model.everyone.filter(merged_into__in=newest).values_list("pk", "public_id", "email_key")
        found = {pk: (ref, key) for pk, ref, key in rows if pk not in known}
        if not found:
            break
        known |= found
        newest = list(found)
    return Identity(
        kind=model._meta.label_lower,
        owner="person" if isinstance(subject, Person) else "organisation",
        pks=tuple(known),
        refs=tuple(ref for ref, _key in known.values()),
        addresses=tuple(dict.fromkeys(key for _ref, key in known.values() if key)),
    )


def sign_up_refs(who: Identity) -> list[str]:
    """The public ids of somebody's sign-ups."""
    kept = _refs.get()
    if kept is not None and who in kept:
        return kept[who]
    found = list(SignUp.objects.filter(**{f"{who.owner}__in": who.pks}).values_list("public_id", flat=True))
    if kept is not None:
        kept[who] = found
    return found


def about(who: Identity, sign_ups: list[str], *, kind: str, ref: str) -> Q:
    """Rows that name a record by its kind and public id: those about somebody and about their sign-ups.

    `kind` and `ref` are the names of the two columns.
    """
    own = Q(**{kind: who.kind, f"{ref}__in": who.refs})
    return own | Q(**{kind: SignUp._meta.label_lower, f"{ref}__in": sign_ups}) if sign_ups else own
