"""The rows of made-up people, each with a value for each of the columns named above it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from anpacken.core import ids
from anpacken.people import wordings
from anpacken.people.choices import (
    AffiliationKind,
    Channel,
    ConsentDeed,
    ConsentPurpose,
    OrganisationKind,
    RoleKind,
)
from anpacken.people.models import CustomField, Organisation, Person

T = TypeVar("T")
Place = tuple[str, str, int]

# ruff: noqa: SIM905 - a row of words is read more easily than a list of them
_BEGINNINGS = "An Ba Be Da El Fa Ga Ha Ida Jo Ka Le Ma Na Ole Pa Ra Sa Ta Uli Vi Wal Ya Ze Öz".split()
_MIDDLES = "ri le na mi to ra si wa do he ka lu ben gar mar ther".split()
_ENDINGS = "na ta lie ko no ris mann ner sen bert hilde wig ska oglu ian".split()
_KINDS = "Verein Initiative Stiftung Werkstatt Treffpunkt Netzwerk Gemeinde Schule Betrieb Kreisverband".split()
_SPOKEN = ("ar", "fa", "tr", "uk", "ru", "ku", "ti", "en", "fr", "ps")
_RARE_ROLES = [kind.value for kind in (RoleKind.AMBASSADOR, RoleKind.MULTIPLIER, RoleKind.SPEAKER, RoleKind.ARTIST)]
_CHANCES = {ConsentPurpose.REGISTER: 1.0, ConsentPurpose.NEWSLETTER: 0.4, ConsentPurpose.LISTING: 0.2}


class Dice:
    """Chance that falls the same way for the same seed."""

    def __init__(self, seed: int) -> None:
        seeded = random.Random(seed)  # noqa: S311
        self._roll, self._bits = seeded.random, seeded.getrandbits

    def falls(self, chance: float) -> bool:
        return self._roll() < chance

    def below(self, many: int) -> int:
        return int(self._roll() * many)

    def one_of(self, several: Sequence[T]) -> T:
        return several[int(self._roll() * len(several))]

    def public_id(self) -> str:
        return ids.public_id_of(self._bits(59))


def _name(dice: Dice) -> str:
    return f"{dice.one_of(_BEGINNINGS)}{dice.one_of(_MIDDLES)}{dice.one_of(_ENDINGS)}"


def _long_name(dice: Dice) -> str:
    return f"{dice.one_of(_BEGINNINGS)}{dice.one_of(_MIDDLES)}{dice.one_of(_MIDDLES)}{dice.one_of(_ENDINGS)}"


def _domain(dice: Dice) -> str:
    return f"{dice.one_of(_MIDDLES)}{dice.one_of(_ENDINGS)}.example"


def _at_home(dice: Dice, places: Sequence[Place]) -> tuple[str, str, int | None]:
    if not places or dice.falls(0.1):
        return "", "", None
    return dice.one_of(places)


_HOME = ("postcode", "place", "district")
PERSON = (
    *("public_id", "first_name", "last_name", "email", "email_key", "phone", "language", *_HOME),
    *("is_public_figure", "statement", "created_at", "name_key", "search_key"),
)
_person_name: Any = Person._meta.get_field("name_key")
_person_search: Any = Person._meta.get_field("search_key")


def person(dice: Dice, number: int, places: Sequence[Place], now: datetime) -> tuple[Any, ...]:
    first, last = _name(dice), _long_name(dice)
    address = f"{first}.{last}{number}@{_domain(dice)}".lower()
    code, place, district = _at_home(dice, places)
    named = (dice.public_id(), first, last, address, address, "", "de" if dice.falls(0.9) else "en")
    keys = (_person_name.following((first, last)), _person_search.following((first, last, address, place, code)))
    return *named, code, place, district, False, "", now - timedelta(days=dice.below(3000)), *keys


ORGANISATION = (
    *("public_id", "name", "short_name", "kind", "email", "email_key", "phone", "website", "language", *_HOME),
    *("contact_name", "statement", "created_at", "name_key", "search_key"),
)
_organisation_name: Any = Organisation._meta.get_field("name_key")
_organisation_search: Any = Organisation._meta.get_field("search_key")


def organisation(dice: Dice, number: int, places: Sequence[Place], now: datetime) -> tuple[Any, ...]:
    name, contact = f"{dice.one_of(_KINDS)} {_long_name(dice)} {_name(dice)}", f"{_name(dice)} {_long_name(dice)}"
    address, kind = f"post{number}@{_domain(dice)}", dice.one_of(OrganisationKind.values)
    code, place, district = _at_home(dice, places)
    named = (dice.public_id(), name, "", kind, address, address, "", "", "")
    sought = _organisation_search.following((name, "", contact, address, place, code))
    since = now - timedelta(days=dice.below(3000))
    return *named, code, place, district, contact, "", since, _organisation_name.following((name,)), sought


ROLE = ("public_id", "kind", "from_on", "until_on", "remark")


def roles(dice: Dice, keys: Sequence[int], since: Sequence[date]) -> Iterator[tuple[Any, ...]]:
    """All support the alliance; some have left, some are more to it than that. The owner's key stands first."""
    for key, day in zip(keys, since, strict=True):
        left = day + timedelta(days=400) if dice.falls(0.05) else None
        yield key, dice.public_id(), RoleKind.SUPPORTER.value, day, left, ""
        if dice.falls(0.02):
            yield key, dice.public_id(), dice.one_of(_RARE_ROLES), day, None, ""
        if dice.falls(0.0005):
            yield key, dice.public_id(), RoleKind.JUROR.value, day, None, ""


_TIMES = ("asked_at", "confirmed_at", "recorded_at")
CONSENT = (
    *("public_id", "purpose", "deed", *_TIMES),
    *("wording", "wording_version", "language", "channel", "evidence"),
)
_SAID = ("Ja.", wordings.CURRENT, "de", Channel.IMPORT.value, "made up")


def consents(dice: Dice, keys: Sequence[int], since: Sequence[date], now: datetime) -> Iterator[tuple[Any, ...]]:
    """All agreed to be kept, fewer to the rest, and some thought better of it. The owner's key stands first."""
    given, withdrawn = ConsentDeed.GIVEN.value, ConsentDeed.WITHDRAWN.value
    chances = [(purpose.value, chance, purpose != ConsentPurpose.REGISTER) for purpose, chance in _CHANCES.items()]
    for key, day in zip(keys, since, strict=True):
        at = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
        for purpose, chance, is_withdrawn in chances:
            if not dice.falls(chance):
                continue
            yield key, dice.public_id(), purpose, given, at, at, now, *_SAID
            if is_withdrawn and dice.falls(0.1):
                later = at + timedelta(days=100)
                yield key, dice.public_id(), purpose, withdrawn, later, later, now, *_SAID


SPOKEN = ("person", "code")


def spoken(dice: Dice, keys: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The languages that some speak."""
    return ((key, dice.one_of(_SPOKEN)) for key in keys if dice.falls(0.2))


ANSWER = ("person", "field", "text", "flag")


def answers(dice: Dice, keys: Sequence[int], fields: tuple[CustomField, CustomField]) -> Iterator[tuple[Any, ...]]:
    """What some answered to a choice and to a yes-or-no of the office's own."""
    choice, flag = fields
    for key in keys:
        if dice.falls(0.1):
            yield key, choice.pk, dice.one_of(choice.answers), None
            yield key, flag.pk, "", dice.falls(0.5)


AFFILIATION = ("person", "public_id", "organisation", "kind", "function", "from_on")


def affiliations(dice: Dice, keys: Sequence[int], institutions: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """A quarter of them belong to one of `institutions`."""
    for key in keys:
        if dice.falls(0.25):
            since = date(2016, 1, 1) + timedelta(days=dice.below(2000))
            yield key, dice.public_id(), dice.one_of(institutions), dice.one_of(AffiliationKind.values), "", since
