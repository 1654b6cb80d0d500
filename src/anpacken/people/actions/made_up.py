"""Made-up people in any number, for benchmarks and trials. The same seed makes the same people."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import models, transaction

from anpacken.alliance.models import Theme
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.people import wordings
from anpacken.people.choices import (
    AffiliationKind,
    Channel,
    ConsentDeed,
    ConsentPurpose,
    FieldKind,
    FieldOwner,
    OrganisationKind,
    RoleKind,
)
from anpacken.people.models import (
    Affiliation,
    Consent,
    CustomField,
    CustomValue,
    Note,
    Organisation,
    Person,
    Role,
    SpokenLanguage,
    Tag,
)
from anpacken.places.models import Postcode

BATCH = 5000
TIMELINE = 200
"""So many entries tell the story of the first person."""

# ruff: noqa: SIM905 - a row of words is read more easily than a list of them
_BEGINNINGS = "An Ba Be Da El Fa Ga Ha Ida Jo Ka Le Ma Na Ole Pa Ra Sa Ta Uli Vi Wal Ya Ze Öz".split()
_MIDDLES = "ri le na mi to ra si wa do he ka lu ben gar mar ther".split()
_ENDINGS = "na ta lie ko no ris mann ner sen bert hilde wig ska oglu ian".split()
_TAGS = "Presse Landtag Ehrenamt Sprachkurs Dolmetschen Schule Kita Betrieb Moschee Kirchenkreis Sport Kultur".split()
_KINDS = "Verein Initiative Stiftung Werkstatt Treffpunkt Netzwerk Gemeinde Schule Betrieb Kreisverband".split()
_SPOKEN = ("ar", "fa", "tr", "uk", "ru", "ku", "ti", "en", "fr", "ps")


def make(*, people: int, organisations: int, seed: int, by: Actor) -> dict[str, int]:
    """Makes so many persons and organisations with roles, consents, tags, affiliations and answers.

    The first person's story has 200 entries.
    """
    dice = random.Random(seed)  # noqa: S311
    places = list(Postcode.objects.values_list("code", "district__name", "district_id").order_by("pk"))
    with transaction.atomic():
        tags = _tags()
        themes = list(Theme.objects.values_list("pk", flat=True))
        fields = _fields()
        institutions: list[int] = []
        for batch in _in_batches(_organisation(dice, number, places) for number in range(organisations)):
            made = Organisation.objects.bulk_create(batch)
            institutions += [one.pk for one in made]
            _furnish(dice, made, "organisation", tags, themes, fields)
        first: Person | None = None
        for batch in _in_batches(_person(dice, number, places) for number in range(people)):
            persons = Person.objects.bulk_create(batch)
            first = first or persons[0]
            _furnish(dice, persons, "person", tags, themes, fields)
            _affiliate(dice, persons, institutions)
        if first is not None:
            _story(first, by)
    return {"people": people, "organisations": organisations, "first_person": first.pk if first else 0}


def _in_batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _word(dice: random.Random, parts: int = 2) -> str:
    middles = "".join(dice.choice(_MIDDLES) for _each in range(parts - 1))
    return f"{dice.choice(_BEGINNINGS)}{middles}{dice.choice(_ENDINGS)}".capitalize()


def _at_home(dice: random.Random, places: Sequence[tuple[str, str, int]]) -> dict[str, Any]:
    if not places or dice.random() < 0.1:
        return {}
    code, place, district = dice.choice(places)
    return {"postcode": code, "place": place, "district_id": district}


def _person(dice: random.Random, number: int, places: Sequence[tuple[str, str, int]]) -> Person:
    first, last = _word(dice), _word(dice, 3)
    address = f"{first}.{last}{number}@{dice.choice(_MIDDLES)}{dice.choice(_ENDINGS)}.example".lower()
    return Person(
        first_name=first,
        last_name=last,
        email=address,
        email_key=address,
        language="de" if dice.random() < 0.9 else "en",
        created_at=clock.now() - timedelta(days=dice.randrange(3000)),
        **_at_home(dice, places),
    )


def _organisation(dice: random.Random, number: int, places: Sequence[tuple[str, str, int]]) -> Organisation:
    address = f"post{number}@{dice.choice(_MIDDLES)}{dice.choice(_ENDINGS)}.example"
    return Organisation(
        name=f"{dice.choice(_KINDS)} {_word(dice, 3)} {_word(dice)}",
        kind=dice.choice(OrganisationKind.values),
        email=address,
        email_key=address,
        contact_name=f"{_word(dice)} {_word(dice, 3)}",
        created_at=clock.now() - timedelta(days=dice.randrange(3000)),
        **_at_home(dice, places),
    )


def _tags() -> list[Tag]:
    known = {tag.name: tag for tag in Tag.objects.all()}
    missing = [Tag(name=name, name_key=name.lower()) for name in _TAGS if name not in known]
    return [*known.values(), *Tag.objects.bulk_create(missing)]


def _fields() -> list[CustomField]:
    """One choice and one yes-or-no about persons."""
    fields = [
        CustomField(
            owner=FieldOwner.PERSON,
            kind=FieldKind.CHOICE,
            label=translated(de="Konferenzgruppe", en="Group at the conference"),
            answers=["Rot", "Blau", "Grün"],
        ),
        CustomField(owner=FieldOwner.PERSON, kind=FieldKind.FLAG, label=translated(de="Fährt Rad", en="Cycles")),
    ]
    return CustomField.objects.bulk_create(fields)


def _furnish(
    dice: random.Random,
    subjects: Sequence[Person | Organisation],
    owner: str,
    tags: Sequence[Tag],
    themes: Sequence[int],
    fields: Sequence[CustomField],
) -> None:
    """Roles, consents, tags, themes; for persons also languages and answers."""
    roles, consents, tagged, about, spoken, answers = [], [], [], [], [], []
    model: Any = Person if owner == "person" else Organisation
    for subject in subjects:
        since = date(2015, 10, 1) + timedelta(days=dice.randrange(3000))
        roles += list(_roles(dice, {owner: subject}, since))
        consents += list(_consents(dice, {owner: subject}, since))
        if dice.random() < 0.3:
            tagged.append(model.tags.through(**{f"{owner}_id": subject.pk, "tag_id": dice.choice(tags).pk}))
        if themes and dice.random() < 0.3:
            about.append(model.themes.through(**{f"{owner}_id": subject.pk, "theme_id": dice.choice(themes)}))
        if isinstance(subject, Person):
            if dice.random() < 0.2:
                spoken.append(SpokenLanguage(person=subject, code=dice.choice(_SPOKEN)))
            if dice.random() < 0.1:
                answers.append(CustomValue(field=fields[0], person=subject, text=dice.choice(fields[0].answers)))
                answers.append(CustomValue(field=fields[1], person=subject, flag=dice.random() < 0.5))
    for rows in (roles, consents, tagged, about, spoken, answers):
        _write(rows)


def _write(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def _roles(dice: random.Random, owner: dict[str, Any], since: date) -> Iterable[Role]:
    left = dice.random() < 0.05
    yield Role(kind=RoleKind.SUPPORTER, from_on=since, until_on=since + timedelta(days=400) if left else None, **owner)
    if dice.random() < 0.02:
        others = [RoleKind.AMBASSADOR, RoleKind.MULTIPLIER, RoleKind.SPEAKER, RoleKind.ARTIST]
        yield Role(kind=dice.choice(others), from_on=since, **owner)
    if dice.random() < 0.0005:
        yield Role(kind=RoleKind.JUROR, from_on=since, **owner)


def _consents(dice: random.Random, owner: dict[str, Any], since: date) -> Iterable[Consent]:
    at = _midday(since)
    chances = {ConsentPurpose.REGISTER: 1.0, ConsentPurpose.NEWSLETTER: 0.4, ConsentPurpose.LISTING: 0.2}
    for purpose, chance in chances.items():
        if dice.random() >= chance:
            continue
        facts = {**owner, "purpose": purpose, "language": "de", "channel": Channel.IMPORT, "evidence": "made up"}
        facts |= {"wording": "Ja.", "wording_version": wordings.CURRENT}
        yield Consent(deed=ConsentDeed.GIVEN, asked_at=at, confirmed_at=at, **facts)
        if purpose != ConsentPurpose.REGISTER and dice.random() < 0.1:
            later = at + timedelta(days=100)
            yield Consent(deed=ConsentDeed.WITHDRAWN, asked_at=later, confirmed_at=later, **facts)


def _midday(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=clock.now().tzinfo)


def _affiliate(dice: random.Random, persons: Sequence[Person], institutions: Sequence[int]) -> None:
    if institutions:
        _write(
            [
                Affiliation(
                    person=person,
                    organisation_id=dice.choice(institutions),
                    kind=dice.choice(AffiliationKind.values),
                    from_on=date(2016, 1, 1) + timedelta(days=dice.randrange(2000)),
                )
                for person in persons
                if dice.random() < 0.25
            ]
        )


def _story(person: Person, by: Actor) -> None:
    """As many entries about one person as a long life with the alliance leaves."""
    now = clock.now()
    _write(
        [
            Note(
                person=person,
                text=f"Gespräch {number} am Telefon.",
                written_at=now - timedelta(days=3 * number),
                author_name="Büro",
            )
            for number in range(TIMELINE // 2)
        ]
    )
    _write(
        [
            Entry(
                at=now - timedelta(days=4 * number),
                actor_kind=by.kind.value,
                actor_ref=by.ref,
                actor_label=by.label,
                action="person.changed",
                target_type=Person._meta.label_lower,
                target_ref=person.public_id,
                details={"fields": ["place"]},
            )
            for number in range(TIMELINE // 2)
        ]
    )
