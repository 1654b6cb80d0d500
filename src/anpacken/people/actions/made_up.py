"""Made-up people in any number, for benchmarks and trials. The same seed makes the same people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from anpacken.alliance.models import Theme
from anpacken.audit.models import Entry
from anpacken.core import bulk, clock
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.people.actions import _made_up_rows as rows
from anpacken.people.actions._made_up_rows import Dice
from anpacken.people.choices import FieldKind, FieldOwner
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

_TAGS = "Presse Landtag Ehrenamt Sprachkurs Dolmetschen Schule Kita Betrieb Moschee Kirchenkreis Sport Kultur"


def make(*, people: int, organisations: int, seed: int, by: Actor) -> dict[str, int]:
    """Makes so many persons and organisations with roles, consents, tags, affiliations and answers.

    The first person's story has 200 entries.
    """
    dice, now = Dice(seed), clock.now()
    places = list(Postcode.objects.values_list("code", "district__name", "district_id").order_by("pk"))
    with transaction.atomic():
        tags, fields = _tags(), _fields()
        themes = list(Theme.objects.order_by("pk").values_list("pk", flat=True))
        institutions: list[int] = []
        for numbers in _in_batches(organisations):
            made = [rows.organisation(dice, number, places, now) for number in numbers]
            keys = bulk.insert_new(Organisation, rows.ORGANISATION, made)
            _furnish(dice, Organisation, keys, tags, themes, now)
            institutions += keys
        first = 0
        for numbers in _in_batches(people):
            made = [rows.person(dice, number, places, now) for number in numbers]
            keys = bulk.insert_new(Person, rows.PERSON, made)
            _furnish(dice, Person, keys, tags, themes, now)
            bulk.insert(SpokenLanguage, rows.SPOKEN, list(rows.spoken(dice, keys)))
            bulk.insert(CustomValue, rows.ANSWER, list(rows.answers(dice, keys, fields)))
            if institutions:
                bulk.insert(Affiliation, rows.AFFILIATION, list(rows.affiliations(dice, keys, institutions)))
            first = first or keys[0]
        if first:
            _story(Person.objects.get(pk=first), by, now)
    return {"people": people, "organisations": organisations, "first_person": first}


def _in_batches(many: int) -> Iterator[range]:
    for start in range(0, many, BATCH):
        yield range(start, min(start + BATCH, many))


def _furnish(
    dice: Dice, model: Any, keys: Sequence[int], tags: Sequence[int], themes: Sequence[int], now: datetime
) -> None:
    """Roles, consents, tags, themes."""
    owner = model._meta.model_name
    since = [date(2015, 10, 1) + timedelta(days=dice.below(3000)) for _key in keys]
    bulk.insert(Role, (owner, *rows.ROLE), list(rows.roles(dice, keys, since)))
    bulk.insert(Consent, (owner, *rows.CONSENT), list(rows.consents(dice, keys, since, now)))
    for through, others in ((model.tags.through, tags), (model.themes.through, themes)):
        other = "tag" if through is model.tags.through else "theme"
        bulk.insert(through, (owner, other), [(key, dice.one_of(others)) for key in keys if others and dice.falls(0.3)])


def _tags() -> list[int]:
    """The keys of the office's tags, the usual ones among them."""
    known = set(Tag.objects.values_list("name", flat=True))
    Tag.objects.bulk_create(Tag(name=name) for name in _TAGS.split() if name not in known)
    return list(Tag.objects.order_by("pk").values_list("pk", flat=True))


def _fields() -> tuple[CustomField, CustomField]:
    """One choice and one yes-or-no about persons."""
    choice = CustomField(
        owner=FieldOwner.PERSON,
        kind=FieldKind.CHOICE,
        label=translated(de="Konferenzgruppe", en="Group at the conference"),
        answers=["Rot", "Blau", "Grün"],
    )
    flag = CustomField(owner=FieldOwner.PERSON, kind=FieldKind.FLAG, label=translated(de="Fährt Rad", en="Cycles"))
    CustomField.objects.bulk_create([choice, flag])
    return choice, flag


def _story(person: Person, by: Actor, now: datetime) -> None:
    """As many entries about one person as a long life with the alliance leaves."""
    days = range(TIMELINE // 2)
    Note.objects.bulk_create(
        Note(
            person=person,
            text=f"Gespräch {number} am Telefon.",
            written_at=now - timedelta(days=3 * number),
            author_name="Büro",
        )
        for number in days
    )
    Entry.objects.bulk_create(
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
        for number in days
    )
