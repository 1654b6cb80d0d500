"""Organisations from the file, and supporters drawn by a fixed seed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from anpacken.config.demo.loading.ledger import Found, Ledger
from anpacken.config.demo.schema.alliance import Origin, SupportersEntry
from anpacken.config.demo.schema.files import OrganisationsFile
from anpacken.core.actors import Actor
from anpacken.core.folding import fold
from anpacken.people.actions import organisations, roles, supporters
from anpacken.people.actions.supporters import InstitutionRow, Row, SupporterRow
from anpacken.people.choices import ConsentPurpose, RoleKind
from anpacken.people.models import Organisation
from anpacken.people.wordings import Wording

DOMAINS = ("example.org", "example.com", "example.net")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ø": "oe", "ł": "l"})
Postcodes = Mapping[str, list[tuple[str, str]]]
"""By district (official key): its postcodes with the town, where it is known, in a fixed order."""

# Many joined in the first months, fewer later.
_GROWTH = 1.7


def at_noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def load_organisations(file: OrganisationsFile, ledger: Ledger, *, by: Actor) -> Found[Organisation]:
    """Makes what was never brought and returns the organisations that are there, by slug."""
    found: Found[Organisation] = Found()
    for entry in file.organisations:
        if not ledger.is_due("organisation", entry.slug):
            known = Organisation.objects.filter(name_key=fold(entry.name)).order_by("pk").first()
            if known is not None:
                found[entry.slug] = known
            continue
        since = at_noon(entry.partner_since) if entry.partner_since else None
        found[entry.slug] = organisation = organisations.ensure(name=entry.name, kind=entry.kind, by=by, at=since)
        if entry.partner_since and since:
            roles.begin(subject=organisation, kind=RoleKind.PARTNER, from_on=entry.partner_since, by=by, at=since)
    return found


def load_supporters(entry: SupportersEntry, postcodes: Postcodes, ledger: Ledger, *, by: Actor) -> int:
    """Admits the made-up supporters, who live in `postcodes`."""
    if not ledger.is_due("supporters", str(entry.seed)):
        return 0
    rows: list[Row] = [*persons(entry, postcodes), *institutions(entry, postcodes)]
    supporters.admit_many(rows, by=by, at=at_noon(entry.last_on), evidence=entry.evidence)
    return len(rows)


def persons(entry: SupportersEntry, postcodes: Postcodes) -> Iterator[SupporterRow]:
    """The made-up persons. The same entry always gives the same people."""
    random = Random(entry.seed)  # noqa: S311 - names, no secrets
    wordings = _Wordings(entry)
    for number in range(1, entry.persons + 1):
        origin = random.choices(entry.origins, weights=[each.weight for each in entry.origins])[0]
        first, last = _name(random, origin)
        postcode, place = _home(random, entry, postcodes)
        yield SupporterRow(
            first_name=first,
            last_name=last,
            email=f"{_ascii(first)}.{_ascii(last)}.{number}@{random.choice(DOMAINS)}",
            postcode=postcode,
            place=place,
            language=origin.language,
            since=_since(random, entry, number, entry.persons),
            consents=wordings.drawn(random, origin.language),
        )


def institutions(entry: SupportersEntry, postcodes: Postcodes) -> Iterator[InstitutionRow]:
    """The made-up institutions, each with a name that stands once."""
    random = Random(entry.seed + 1)  # noqa: S311 - names, no secrets
    wordings = _Wordings(entry)
    every = [(pattern, town) for pattern in entry.institution_names for town in entry.towns]
    for number, (pattern, town) in enumerate(random.sample(every, entry.institutions), start=1):
        postcode, place = _home(random, entry, postcodes)
        yield InstitutionRow(
            name=pattern.name.format(town=town),
            kind=pattern.kind,
            email=f"kontakt-{number}@{random.choice(DOMAINS)}",
            postcode=postcode,
            place=place,
            website="",
            since=_since(random, entry, number, entry.institutions),
            consents=wordings.drawn(random, "de"),
        )


class _Wordings:
    def __init__(self, entry: SupportersEntry) -> None:
        self.entry = entry

    def drawn(self, random: Random, language: str) -> tuple[Wording, ...]:
        chosen = [ConsentPurpose.REGISTER]
        if random.randrange(100) < self.entry.newsletter_percent:
            chosen.append(ConsentPurpose.NEWSLETTER)
        if random.randrange(100) < self.entry.listing_percent:
            chosen.append(ConsentPurpose.LISTING)
        return tuple(
            Wording(purpose, self.entry.wording_version, language, self.entry.wordings[purpose].value.text(language))
            for purpose in chosen
        )


def _home(random: Random, entry: SupportersEntry, postcodes: Postcodes) -> tuple[str, str]:
    districts = [key for key in entry.district_weights if key in postcodes] or list(postcodes)
    weights = [entry.district_weights.get(key, 1) for key in districts]
    return random.choice(postcodes[random.choices(districts, weights=weights)[0]])


def _name(random: Random, origin: Origin) -> tuple[str, str]:
    return random.choice(origin.first), random.choice(origin.last)


def _since(random: Random, entry: SupportersEntry, number: int, total: int) -> date:
    """A day between the first and the last; somebody joins on each of the two."""
    days = (entry.last_on - entry.first_on).days
    if number in (1, total):
        return entry.first_on if number == 1 else entry.last_on
    return entry.first_on + timedelta(days=int(days * random.random() ** _GROWTH))


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
