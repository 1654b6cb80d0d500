"""Whom we know among those whom a list brings, and what we know about them: as many queries however many they are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from anpacken.core.folding import fold
from anpacken.people.choices import AffiliationKind, ConsentDeed, ConsentPurpose, RoleKind
from anpacken.people.entries import Entry, NewsletterAnswer
from anpacken.people.fields import name_key
from anpacken.people.models import (
    Affiliation,
    Consent,
    CustomValue,
    Note,
    Organisation,
    Person,
    Role,
    SpokenLanguage,
)
from anpacken.people.queries import subjects, suppressions
from anpacken.places.models import Postcode

Subject = Person | Organisation
Had = dict[str, dict[Hashable, Any]]
_TAG_KEY_LENGTH = 80


def tag_key(name: str) -> str:
    return fold(name)[:_TAG_KEY_LENGTH]


organisation_key = name_key


class Draft:
    """Stands for a new record while it is only asked what would come of it: every field is empty until it is set."""

    pk = None

    def __getattr__(self, name: str) -> str:
        return ""


@dataclass(eq=False)
class Arrival:
    """Somebody whom a batch is about: the record, what it had, and what is added to it."""

    subject: Any
    model: type[Subject]
    is_new: bool
    had: Had
    changed: set[str] = field(default_factory=set)
    added: Had = field(default_factory=dict)
    is_entered: bool = False

    @property
    def key(self) -> Hashable:
        """Tells arrivals apart, whether they have a row already or not."""
        return self.subject.pk or f"new {id(self)}"

    @property
    def count(self) -> int:
        """Grows with whatever is set or added."""
        return len(self.changed) + sum(len(added) for added in self.added.values())

    @property
    def is_changed(self) -> bool:
        return self.count > 0

    def add(self, kind: str, key: Hashable, value: Any, *, replaces: bool = False) -> None:
        held = self.had.get(kind, {})
        if key in held and not (replaces and held[key] != value):
            return
        self.added.setdefault(kind, {}).setdefault(key, value)

    def ended_on(self, kind: RoleKind) -> date:
        """The day on which the role was last over: whoever left is not brought back by an older list."""
        return self.had.get("ended", {}).get(kind, date.min)

    def answer(self, given: NewsletterAnswer) -> None:
        """Adds what the list says about the newsletter, unless the ledger knows better.

        Who withdrew is brought back only by a consent that is newer and has a moment of its own.
        """
        lines = [*self.had.get("newsletter", {}).values(), *self.added.get("newsletter", {}).values()]
        newest = max(lines, key=lambda line: line[1], default=None)
        withdrawn_at = max((at for deed, at, *_ in lines if deed == ConsentDeed.WITHDRAWN), default=None)
        live = newest is not None and newest[0] == ConsentDeed.GIVEN
        if given.given_at and not live:
            is_newer = withdrawn_at is None or (given.is_own_moment and given.given_at > withdrawn_at)
            if is_newer:
                self._line(ConsentDeed.GIVEN, given.given_at, given.evidence)
                newest = (ConsentDeed.GIVEN, given.given_at, given.evidence)
        if given.left_at and (newest is None or (newest[0] == ConsentDeed.GIVEN and newest[1] < given.left_at)):
            self._line(ConsentDeed.WITHDRAWN, given.left_at, given.evidence)

    def _line(self, deed: ConsentDeed, at: datetime, evidence: str) -> None:
        self.added.setdefault("newsletter", {})[deed, at] = (deed, at, evidence)


@dataclass(slots=True)
class Known:
    """Whom and what we know, as far as the entries ask."""

    persons: dict[str, Person] = field(default_factory=dict)
    nameless: dict[tuple[str, str], Person] = field(default_factory=dict)
    """Persons without an address, by folded name and postcode."""
    organisations: dict[subjects.OrganisationKey, Organisation] = field(default_factory=dict)
    by_name: dict[str, Organisation] = field(default_factory=dict)
    suppressed: set[str] = field(default_factory=set)
    districts: dict[str, int] = field(default_factory=dict)
    details: dict[tuple[type[Subject], int], Had] = field(default_factory=dict)

    def subject(self, entry: Entry) -> Subject | None:
        if not entry.is_organisation:
            if entry.email_key:
                return self.persons.get(entry.email_key)
            return self.nameless.get(_nameless(entry))
        key = organisation_key(entry.values["name"])
        exact = self.organisations.get((entry.email_key, key))
        named = self.by_name.get(key)
        return exact or (None if named is None or is_another(named, entry) else named)

    def organisation_named(self, name: str) -> Organisation | None:
        return self.by_name.get(organisation_key(name))

    def had(self, subject: Subject) -> Had:
        return self.details.get((type(subject), subject.pk), {})


def identities(entry: Entry) -> list[tuple[object, ...]]:
    """What makes two entries of one list the same."""
    if not entry.is_organisation:
        nameless = _nameless(entry)
        if entry.email_key:
            return [("person", entry.email_key)]
        return [("person", *nameless)] if all(nameless) else []
    key = organisation_key(entry.values["name"])
    by_name: list[tuple[object, ...]] = [("organisation", None, key)]
    return [("organisation", entry.email_key, key), *by_name] if entry.email_key else by_name


def known(entries: Sequence[Entry], *, with_details: bool, locks: bool) -> Known:
    """Looks up whom the entries are about; with `locks` their rows are held until the transaction ends."""
    found = Known()
    of_persons = [entry for entry in entries if not entry.is_organisation]
    of_organisations = [entry for entry in entries if entry.is_organisation]
    names = {organisation_key(entry.values["name"]) for entry in of_organisations}
    names |= {organisation_key(entry.employer) for entry in of_persons if entry.employer}
    found.persons = subjects.by_addresses(entry.email_key for entry in of_persons)
    found.nameless = _persons_by_name([entry for entry in of_persons if not entry.email_key])
    if of_organisations:
        found.organisations = subjects.organisations_by_keys(
            (entry.email_key, organisation_key(entry.values["name"])) for entry in of_organisations
        )
    if names:
        found.by_name = subjects.organisations_by_names(names)
    if locks:
        _hold(found)
    # After the locks: whoever was erased while we waited for them stands in this list by now.
    found.suppressed = suppressions.suppressed(entry.email_key for entry in entries if entry.email_key)
    found.districts = _districts({entry.values["postcode"] for entry in entries if entry.values.get("postcode")})
    if with_details:
        _add_details(found, Person, {*found.persons.values(), *found.nameless.values()}, entries)
        _add_details(found, Organisation, {*found.organisations.values(), *found.by_name.values()}, entries)
    return found


def _nameless(entry: Entry) -> tuple[str, str]:
    name = f"{entry.values.get('first_name', '')} {entry.values.get('last_name', '')}"
    return fold(name)[:200], entry.values.get("postcode", "")


def is_another(found: Any, entry: Entry) -> bool:
    """Whether address and postcode both say that this is another organisation of the same name."""
    postcode = entry.values.get("postcode")
    other_address = entry.email_key and found.email_key and entry.email_key != found.email_key
    return bool(other_address and postcode and found.postcode and postcode != found.postcode)


def _persons_by_name(entries: Sequence[Entry]) -> dict[tuple[str, str], Person]:
    wanted = {key for entry in entries if all(key := _nameless(entry))}
    if not wanted:
        return {}
    rows = Person.objects.filter(
        email_key=None,
        is_public_figure=False,
        last_name__in={entry.values.get("last_name", "") for entry in entries},
        postcode__in={postcode for _name, postcode in wanted},
    ).order_by("-pk")
    return {key: person for person in rows if (key := (person.name_key, person.postcode)) in wanted}


def _hold(found: Known) -> None:
    """Locks the rows in the order of their keys and reads them again as they stand now."""
    found.persons = _locked(Person, found.persons)
    found.nameless = _locked(Person, found.nameless)
    fresh = _fresh(Organisation, {*found.organisations.values(), *found.by_name.values()})
    found.organisations = {key: fresh[row.pk] for key, row in found.organisations.items() if row.pk in fresh}
    found.by_name = {key: fresh[row.pk] for key, row in found.by_name.items() if row.pk in fresh}


def _locked(model: type[Any], found: dict[Any, Any]) -> dict[Any, Any]:
    fresh = _fresh(model, set(found.values()))
    return {key: fresh[row.pk] for key, row in found.items() if row.pk in fresh}


def _fresh(model: type[Any], rows: Iterable[Any]) -> dict[int, Any]:
    keys = sorted({row.pk for row in rows})
    if not keys:
        return {}
    return {row.pk: row for row in model.objects.select_for_update().filter(pk__in=keys).order_by("pk")}


def _districts(codes: set[str]) -> dict[str, int]:
    """The district in which most places of each postcode lie, as `places.queries.district_for_postcode` has it."""
    if not codes:
        return {}
    counted = (
        Postcode.objects.filter(code__in=codes)
        .values("code", "district_id")
        .annotate(places=Count("pk"))
        .order_by("places", "-district__ags")
        .values_list("code", "district_id")
    )
    return dict(counted)


def _add_details(found: Known, model: type[Subject], rows: set[Any], entries: Sequence[Entry]) -> None:
    """What the known have already, of the kinds that the entries bring."""
    keys = [row.pk for row in rows]
    if not keys:
        return
    owner = "person" if model is Person else "organisation"
    details: dict[int, Had] = {key: {} for key in keys}
    for kind, pairs in _held(model, owner, keys, entries):
        for pk, key, value in pairs:
            details[pk].setdefault(kind, {})[key] = value
    for pk, had in details.items():
        found.details[model, pk] = had


_Triples = Iterable[tuple[int, Hashable, Any]]


def _held(
    model: type[Subject], owner: str, keys: list[int], entries: Sequence[Entry]
) -> Iterator[tuple[str, _Triples]]:
    """For each kind of thing that hangs on a record: whose, under which key, and what."""
    mine: dict[str, Any] = {f"{owner}__in": keys}
    yield "tag", ((pk, key, key) for pk, key in _through(model, "tags", keys, "tag__name_key"))
    if any(entry.themes for entry in entries):
        yield "theme", ((pk, key, key) for pk, key in _through(model, "themes", keys, "theme_id"))
    if any(entry.roles for entry in entries):
        roles = list(Role.objects.filter(**mine).order_by("until_on").values_list(owner, "kind", "from_on", "until_on"))
        yield "role", ((pk, kind, since) for pk, kind, since, until in roles if until is None)
        yield "ended", ((pk, kind, until) for pk, kind, _since, until in roles if until is not None)
    if any(entry.custom for entry in entries):
        values = CustomValue.objects.filter(**mine).values_list(owner, "field_id", "text", "number", "day", "flag")
        yield "custom", ((pk, key, _held_value(*value)) for pk, key, *value in values)
    if any(entry.note for entry in entries):
        yield "note", ((pk, text, text) for pk, text in Note.objects.filter(**mine).values_list(owner, "text"))
    if any(entry.newsletter for entry in entries):
        ledger = Consent.objects.filter(**mine, purpose=ConsentPurpose.NEWSLETTER)
        lines = ledger.values_list(owner, "pk", "deed", "confirmed_at")
        yield "newsletter", ((pk, line, (deed, at)) for pk, line, deed, at in lines)
    if model is Person:
        yield from _held_by_persons(mine)


def _held_by_persons(mine: dict[str, Any]) -> Iterator[tuple[str, _Triples]]:
    spoken = SpokenLanguage.objects.filter(**mine).values_list("person", "code")
    yield "language", ((pk, code, code) for pk, code in spoken)
    works = Affiliation.objects.filter(**mine, kind=AffiliationKind.WORKS).values_list("person", "organisation")
    yield "affiliation", ((pk, at, at) for pk, at in works)


def _through(model: type[Subject], name: str, keys: Sequence[int], column: str) -> Any:
    through: Any = getattr(model, name).through
    owner = "person" if model is Person else "organisation"
    return through.objects.filter(**{f"{owner}__in": keys}).values_list(owner, column)


def _held_value(text: str, number: Any, day: date | None, flag: bool | None) -> tuple[str, Any]:
    for column, value in (("number", number), ("day", day), ("flag", flag)):
        if value is not None:
            return column, value
    return "text", text
