"""A small register of made-up people, as plain facts and as rows; and what is true of whom, without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from anpacken.alliance.models import Theme
from anpacken.core.texts import translated
from anpacken.events.models import Event, Registration
from anpacken.people.choices import Channel, ConsentDeed
from anpacken.people.models import Consent, CustomField, CustomValue, Person, Role, Tag
from anpacken.places.models import District, Region

AT = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
TODAY = date(2019, 10, 10)
REGIONS = ("nord", "sued")
TAGS = ("aaaaaaaaaaa2", "aaaaaaaaaaa3")
EVENTS = ("bbbbbbbbbbb2", "bbbbbbbbbbb3")
NUMBER, CHOICE, FLAG = "ccccccccccc2", "ccccccccccc3", "ccccccccccc4"


@dataclass(frozen=True)
class Facts:
    """What is known of one person. None and () stand for what is not known."""

    name: str
    region: str | None
    place: str
    tags: tuple[str, ...]
    roles: tuple[tuple[str, int, int | None], ...]
    """Kind, and days before today on which it began and ended (the first day without)."""
    ledger: tuple[tuple[str, int], ...]
    """Deeds of the newsletter's consent, with the days before today."""
    came_to: tuple[int, ...]
    """Numbers of the events."""
    number: int | None
    choice: str | None
    flag: bool | None
    has_address: bool
    entered: int
    """Days before today."""


def lay(people: list[Facts]) -> None:
    """Writes the facts into the database."""
    districts = {}
    for position, code in enumerate(REGIONS):
        region = Region.objects.create(code=code, name=code, office_name=translated(de=code))
        districts[code] = District.objects.create(
            ags=f"0000{position}", name=code, kind="Landkreis", region=region, nuts3="DE", latitude=1, longitude=1
        )
    tags = {ref: Tag.objects.create(public_id=ref, name=ref) for ref in TAGS}
    kinds = {NUMBER: ("number", []), CHOICE: ("choice", ["rot", "blau"]), FLAG: ("flag", [])}
    fields = {
        ref: CustomField.objects.create(
            public_id=ref, owner="person", kind=kind, label=translated(de=ref), answers=answers
        )
        for ref, (kind, answers) in kinds.items()
    }
    theme = Theme.objects.create(slug="arbeit", name=translated(de="Arbeit"))
    events = [
        Event.objects.create(
            public_id=ref,
            slug=f"probe-{ref}",
            format="expert_meeting",
            state="held",
            title=translated(de=ref),
            starts_on=TODAY - timedelta(days=30),
        )
        for ref in EVENTS
    ]
    for event in events:
        event.themes.add(theme)
    for number, facts in enumerate(people):
        person = Person.objects.create(
            last_name=facts.name,
            district=districts.get(facts.region or ""),
            place=facts.place,
            email=f"{number}@example.org" if facts.has_address else "",
            email_key=f"{number}@example.org" if facts.has_address else None,
            created_at=AT - timedelta(days=facts.entered),
        )
        _furnish(person, number, facts, tags, fields, events)


def _furnish(person: Person, number: int, facts: Facts, tags: Any, fields: Any, events: list[Event]) -> None:
    person.tags.add(*(tags[ref] for ref in facts.tags))
    for kind, begun, ended in facts.roles:
        until = None if ended is None else TODAY - timedelta(days=ended)
        Role.objects.create(person=person, kind=kind, from_on=TODAY - timedelta(days=begun), until_on=until)
    for deed, days in facts.ledger:
        moment = AT - timedelta(days=days)
        Consent.objects.create(
            person=person,
            purpose="newsletter",
            deed=deed,
            language="de",
            channel=Channel.WEB,
            asked_at=moment,
            confirmed_at=moment,
        )
    for position in facts.came_to:
        # The one by the person, the other by the address: both belong to them.
        whose = {"person": person} if position == 0 or not facts.has_address else {}
        Registration.objects.create(
            event=events[position],
            state="confirmed",
            name=facts.name,
            language="de",
            email=person.email or f"{number}@nowhere.example",
            email_key=person.email_key or f"{number}@nowhere.example",
            **whose,
        )
    answers = {NUMBER: {"number": facts.number}, CHOICE: {"text": facts.choice}, FLAG: {"flag": facts.flag}}
    for ref, answer in answers.items():
        if None not in answer.values():
            CustomValue.objects.create(field=fields[ref], person=person, **answer)


def _held(facts: Facts) -> set[str]:
    return {kind for kind, begun, ended in facts.roles if begun >= 0 and (ended is None or ended < 0)}


def _consent(facts: Facts) -> str:
    past = [(days, deed) for deed, days in facts.ledger if days >= 0]
    if not past:
        return "never"
    nearest = min(days for days, _deed in past)
    newest = [deed for days, deed in past if days == nearest][-1]
    return "live" if newest == ConsentDeed.GIVEN else "withdrawn"


def _one(known: str | None) -> set[str]:
    return set() if known is None else {known}


SETS: dict[str, Callable[[Facts], set[str]]] = {
    "region": lambda facts: _one(facts.region),
    "tag": lambda facts: set(facts.tags),
    "role": _held,
    "role_ever": lambda facts: {kind for kind, _begun, _ended in facts.roles},
    "consent": lambda facts: {_consent(facts)},
    f"field.{CHOICE}": lambda facts: _one(facts.choice),
    f"field.{FLAG}": lambda facts: set() if facts.flag is None else {"yes" if facts.flag else "no"},
    "event_format": lambda facts: {"expert_meeting"} if facts.came_to else set(),
    "event_theme": lambda facts: {"arbeit"} if facts.came_to else set(),
}
TEXTS: dict[str, Callable[[Facts], str]] = {
    "name": lambda facts: facts.name,
    "place": lambda facts: facts.place,
    "email": lambda facts: "n@example.org" if facts.has_address else "",
}


def is_true(node: dict[str, Any], facts: Facts) -> bool:
    """Whether conditions, as they are saved, hold of somebody: the meaning in words of one syllable."""
    if "all" in node:
        return all(is_true(part, facts) for part in node["all"])
    if "any" in node:
        return any(is_true(part, facts) for part in node["any"])
    if "none" in node:
        return not any(is_true(part, facts) for part in node["none"])
    key, operator, value = node["condition"], node["operator"], node["value"]
    if key in SETS:
        return _compare_sets(operator, SETS[key](facts), set(value))
    if key in TEXTS:
        return _compare_texts(operator, TEXTS[key](facts).casefold(), (value or [""])[0].casefold())
    if key == f"field.{NUMBER}":
        return _compare_numbers(operator, facts.number, [Decimal(each) for each in value])
    if key == "event_count":
        return _compare_numbers(operator, len(facts.came_to), [Decimal(each) for each in value])
    if key == "entered":
        days = int(value[0])
        return facts.entered <= days if operator == "last_days" else facts.entered > days
    if key == "event":
        came = EVENTS.index(value[0]) in facts.came_to
        return came if operator == "is" else not came
    assert key == "event_ever"
    return bool(facts.came_to) is (operator == "yes")


def _compare_sets(operator: str, known: set[str], asked: set[str]) -> bool:
    meanings = {
        "any_of": bool(known & asked),
        "none_of": not known & asked,
        "all_of": asked <= known,
        "filled": bool(known),
        "empty": not known,
    }
    return meanings[operator]


def _compare_texts(operator: str, known: str, asked: str) -> bool:
    meanings = {
        "contains": asked in known,
        "not_contains": asked not in known,
        "is": known == asked,
        "is_not": known != asked,
        "starts": known.startswith(asked),
        "filled": bool(known),
        "empty": not known,
    }
    return meanings[operator]


def _compare_numbers(operator: str, known: int | None, asked: list[Decimal]) -> bool:
    if operator in {"filled", "empty"}:
        return (known is None) is (operator == "empty")
    if known is None:
        return False
    meanings = {
        "equals": lambda: known == asked[0],
        "at_least": lambda: known >= asked[0],
        "at_most": lambda: known <= asked[0],
        "between": lambda: asked[0] <= known <= asked[1],
    }
    return meanings[operator]()
