"""Taking in a batch of a list: who is new is entered, who is known is completed, who is suppressed is rejected.

`look` says what would happen; `take_in` does it, in the caller's transaction or its own. A batch is at most some
hundred entries; whatever it holds, the number of queries is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction

from anpacken.audit.actions import record, record_all
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.people.actions import _intake_writing as writing
from anpacken.people.choices import OrganisationKind
from anpacken.people.entries import SUPPRESSED, Entry, Outcome, Taken, Terms
from anpacken.people.models import Organisation, Person
from anpacken.people.queries import arrivals
from anpacken.people.queries.arrivals import Arrival, Draft, Known, Subject

_EMPTY = ("", None, OrganisationKind.OTHER)


def look(entries: Sequence[Entry], *, terms: Terms, at: datetime) -> list[Taken]:
    """What `take_in` would do with each entry at `at`, without doing it."""
    return _Batch(entries, terms, at=at, is_real=False).decide()


def take_in(entries: Sequence[Entry], *, terms: Terms, target: models.Model, by: Actor, at: datetime) -> list[Taken]:
    """Takes the entries in, all in one transaction, and says what became of each.

    One entry of the audit log for the batch, about `target`, and one for each record that was made or changed.
    Whoever is known is locked first; only then is the list of suppressed addresses asked, so that somebody who is
    erased at the same moment is never entered again.
    """
    with transaction.atomic():
        batch = _Batch(entries, terms, at=at, is_real=True)
        taken = batch.decide()
        writing.write(batch.arrivals, terms=terms, at=at)
        _record(batch.arrivals, taken, terms, target, by, at)
        page_cache.changed("supporters", "figures")
    return taken


def _record(
    arrivals_: Sequence[Arrival], taken: Sequence[Taken], terms: Terms, target: models.Model, by: Actor, at: datetime
) -> None:
    for model in (Organisation, Person):
        name = model._meta.model_name
        of_model = [arrival for arrival in arrivals_ if arrival.model is model]
        made = [arrival.subject for arrival in of_model if arrival.is_new]
        record_all(by=by, action=f"{name}.created", targets=made, at=at, source=terms.source)
        changed = [arrival.subject for arrival in of_model if not arrival.is_new and arrival.is_changed]
        record_all(by=by, action=f"{name}.changed", targets=changed, at=at, source=terms.source)
    counts = Counter(str(each.outcome) for each in taken)
    record(by=by, action="import.batch_taken_in", target=target, at=at, **counts)


class _Batch:
    """The entries beside those whom we know, and what follows from the two."""

    def __init__(self, entries: Sequence[Entry], terms: Terms, *, at: datetime, is_real: bool) -> None:
        self._entries = entries
        self._terms = terms
        self._at = at
        self._is_real = is_real
        self._known: Known = arrivals.known(entries, with_details=not terms.skips_known, locks=is_real)
        self._by_identity: dict[tuple[object, ...], Arrival] = {}
        self.arrivals: list[Arrival] = []

    def decide(self) -> list[Taken]:
        return [self._decided(entry) for entry in self._entries]

    def _decided(self, entry: Entry) -> Taken:
        if entry.email_key and entry.email_key in self._known.suppressed:
            return Taken(Outcome.REJECTED, SUPPRESSED)
        arrival = self._arrival(entry)
        is_first = arrival.is_new and not arrival.is_entered
        arrival.is_entered = True
        if not is_first and self._terms.skips_known:
            return Taken(Outcome.UNCHANGED)
        before = arrival.count
        changes = self._values(arrival, entry)
        self._additions(arrival, entry)
        if is_first:
            return Taken(Outcome.NEW)
        is_changed = arrival.count != before
        return Taken(Outcome.CHANGED, changes=changes) if is_changed else Taken(Outcome.UNCHANGED)

    def _arrival(self, entry: Entry) -> Arrival:
        """Whom the entry is about: somebody known, somebody whom an earlier entry brought, or somebody new."""
        if (subject := self._known.subject(entry)) is not None:
            return self._keep((type(subject).__name__, subject.pk), subject, type(subject), is_new=False)
        for identity in arrivals.identities(entry):
            met = self._by_identity.get(identity)
            if met is not None and not (entry.is_organisation and arrivals.is_another(met.subject, entry)):
                return met
        model = Organisation if entry.is_organisation else Person
        arrival = self._keep((id(entry),), self._new(model), model, is_new=True)
        for identity in arrivals.identities(entry):
            self._by_identity.setdefault(identity, arrival)
        return arrival

    def _new(self, model: type[Subject], **values: str) -> Any:
        return model(created_at=self._at, **values) if self._is_real else Draft()

    def _keep(self, key: tuple[object, ...], subject: Any, model: type[Subject], *, is_new: bool) -> Arrival:
        found = self._by_identity.get(key)
        if found is None:
            found = Arrival(subject, model, is_new, had=self._known.had(subject) if not is_new else {})
            self._by_identity[key] = found
            self.arrivals.append(found)
        return found

    def _values(self, arrival: Arrival, entry: Entry) -> tuple[str, ...]:
        """Sets what is empty, and what is to be overwritten. Returns the names of the fields."""
        changes = []
        for name, value in entry.values.items():
            old = getattr(arrival.subject, name)
            is_free = old in _EMPTY
            # One address is one person: it is who somebody is, so it is filled in and never exchanged.
            if value == old or not (is_free or (name in self._terms.overwrite and name != "email")):
                continue
            setattr(arrival.subject, name, value)
            arrival.changed.add(name)
            changes.append(name)
            if name == "email":
                arrival.subject.email_key = entry.email_key
            if name == "postcode":
                arrival.subject.district_id = self._known.districts.get(value)
        return tuple(changes)

    def _additions(self, arrival: Arrival, entry: Entry) -> None:
        for tag in (*entry.tags, *([self._terms.tag] if self._terms.tag else ())):
            arrival.add("tag", arrivals.tag_key(tag), tag)
        for theme in entry.themes:
            arrival.add("theme", theme, theme)
        for code in entry.speaks:
            arrival.add("language", code, code)
        for kind, since in entry.roles:
            if since >= arrival.ended_on(kind):
                arrival.add("role", kind, since)
        for field, value in entry.custom.items():
            arrival.add("custom", field, value, replaces=f"custom:{field}" in self._terms.overwrite)
        if entry.note:
            arrival.add("note", entry.note, entry.note)
        if entry.employer and arrival.model is Person:
            employer = self._employer(entry.employer)
            arrival.add("affiliation", employer.key, (employer, entry.function))
        if entry.newsletter:
            arrival.answer(entry.newsletter)

    def _employer(self, name: str) -> Arrival:
        """The organisation for which somebody works, entered if there is none of this name."""
        identity = ("organisation", None, arrivals.organisation_key(name))
        found = self._by_identity.get(identity)
        if found is None:
            known = self._known.organisation_named(name)
            if known is not None:
                found = self._keep((Organisation.__name__, known.pk), known, Organisation, is_new=False)
            else:
                found = self._keep(identity, self._new(Organisation, name=name), Organisation, is_new=True)
            self._by_identity[identity] = found
        return found


def names_of(taken: Iterable[Taken]) -> Counter[str]:
    """How many entries met with each outcome."""
    return Counter(str(each.outcome) for each in taken)
