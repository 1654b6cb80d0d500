"""What can be asked about persons and organisations: a registry that rooms fill.

This room's own conditions stand in `segments.own`; rooms above register theirs in `AppConfig.ready`:

    conditions.register(Condition(key="event", label=_("…"), kind=ValueKind.RECORD, found=…, …))

`found(ask)` says who fits, for a positive operator only; what is "not" is everybody else, and that is worked out in
one place (`queries.members`), so that no condition has to think about missing values twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anpacken.people.models import Organisation, Person
from anpacken.segments.choices import OPERATORS, Operator, SegmentSubject, ValueKind

Subject = type[Person] | type[Organisation]
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose. `value` is what is saved: a code or a public id, never a primary key."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A condition as it is asked. `value` has the type of the condition's kind; `of` is one of its `ofs` or ""."""

    model: Subject
    operator: Operator
    value: Any
    of: str
    at: datetime

    @property
    def owner(self) -> str:
        """The foreign key under which this subject's roles, consents and so on stand."""
        return "person" if self.model is Person else "organisation"


@dataclass(frozen=True, slots=True)
class Related:
    """Those to whom one of `rows` belongs: the rows whose `inner` column is the subject's `outer` column.

    `is_broad`: that is most of the register, so looking at each subject is quicker than gathering the rows first.
    """

    rows: QuerySet[Any]
    inner: str
    outer: str = "pk"
    is_broad: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """Those to whom at least one of `parts` applies."""

    parts: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Those to whom every one of `parts` applies."""

    parts: tuple[Found, ...]


# A `Q` must be true or false of every subject, never unknown: it says what becomes of NULL.
Found = Q | Related | Either | Both


def _no_choices() -> list[Choice]:
    return []


def _finds_none(words: str) -> list[Choice]:
    return []


def _names_none(values: Iterable[str]) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that can be asked. Keys are ASCII and for ever: saved segments name them."""

    key: str
    label: Words
    group: Words
    kind: ValueKind
    found: Callable[[Ask], Found]
    persons: bool = True
    organisations: bool = True
    operators: tuple[Operator, ...] = ()
    """Those of the kind, if empty."""
    choices: Callable[[], list[Choice]] = _no_choices
    is_open: bool = False
    """Whether other answers than `choices` may be saved too."""
    ofs: Callable[[], list[Choice]] | None = None
    of_label: Words = ""
    find: Callable[[str], list[Choice]] = _finds_none
    """Records that words find, at most 20."""
    names: Callable[[Iterable[str]], Mapping[str, str]] = _names_none
    """What the records with these values are called; those that are gone are missing."""
    help: Words = ""

    def offered(self) -> tuple[Operator, ...]:
        return self.operators or OPERATORS[self.kind]

    def asks_about(self, subject: SegmentSubject) -> bool:
        asked = {
            SegmentSubject.PERSON: self.persons,
            SegmentSubject.ORGANISATION: self.organisations,
            SegmentSubject.BOTH: self.persons and self.organisations,
        }
        return asked[subject]


@dataclass
class _Registry:
    conditions: dict[str, Condition] = field(default_factory=dict)
    sources: dict[str, Callable[[], list[Condition]]] = field(default_factory=dict)


_registry = _Registry()


def register(*conditions: Condition) -> None:
    """Adds conditions; called once per process by a room's `AppConfig.ready`.

    Raises:
        ValueError: there is another condition with this key.
    """
    for condition in conditions:
        held = _registry.conditions.get(condition.key)
        if held is not None and held.found is not condition.found:
            raise ValueError(f"There are two conditions “{condition.key}”.")
        _registry.conditions[condition.key] = condition


def register_source(name: str, conditions: Callable[[], list[Condition]]) -> None:
    """Adds conditions that are rows of a table, asked for anew whenever conditions are read."""
    _registry.sources[name] = conditions


class Catalogue:
    """All conditions as they are now, with their choices, each asked for once. Made anew for each request."""

    def __init__(self) -> None:
        made = (condition for source in _registry.sources.values() for condition in source())
        self.conditions = {**_registry.conditions, **{condition.key: condition for condition in made}}
        self._choices: dict[str, dict[str, str]] = {}
        self._ofs: dict[str, dict[str, str]] = {}
        self._names: dict[tuple[str, str], str | None] = {}

    def get(self, key: str, subject: SegmentSubject) -> Condition | None:
        condition = self.conditions.get(key)
        return condition if condition is not None and condition.asks_about(subject) else None

    def groups(self, subject: SegmentSubject) -> list[tuple[str, list[Condition]]]:
        """What can be asked about `subject`, under headings, as a list to choose from."""
        found: dict[str, list[Condition]] = {}
        for condition in self.conditions.values():
            if condition.asks_about(subject):
                found.setdefault(str(condition.group), []).append(condition)
        return list(found.items())

    def choices(self, condition: Condition) -> dict[str, str]:
        """What its answers are called, by their values."""
        if condition.key not in self._choices:
            self._choices[condition.key] = {each.value: each.label for each in condition.choices()}
        return self._choices[condition.key]

    def ofs(self, condition: Condition) -> dict[str, str]:
        if condition.ofs is None:
            return {}
        if condition.key not in self._ofs:
            self._ofs[condition.key] = {each.value: each.label for each in condition.ofs()}
        return self._ofs[condition.key]

    def name(self, condition: Condition, value: str) -> str | None:
        """What a record is called, None when it is gone."""
        if (condition.key, value) not in self._names:
            self._names[condition.key, value] = condition.names([value]).get(value)
        return self._names[condition.key, value]


RECORD, PLACE, INTERESTS, TIES, CONSENT, OWN, EVENTS = (
    _("Name and record"),
    _("Place and language"),
    _("Themes and tags"),
    _("Roles and affiliations"),
    _("Consents"),
    _("Fields of our own"),
    _("Events"),
)
"""The headings under which conditions stand. A room may bring another one."""
