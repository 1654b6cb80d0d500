"""How long personal data is kept: each room registers its rules in `AppConfig.ready`; the nightly walker keeps to them.

retention.register(
    Rule(
        name="people.unconfirmed_sign_ups",
        what=_("Sign-ups that were never confirmed"),
        why=_("To send the link by which somebody confirms. Without confirmation there is no reason to keep it."),
        counted_from=_("the day of the request"),
        outcome=_("deleted"),
        days=14,
        least=1,
        most=30,
        due=sign_ups.asked_before,  # (moment) -> QuerySet
        since="asked_at",
        apply=sign_ups.delete_asked_before,  # (before=, by=, at=) -> int
    )
)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet


class Apply(Protocol):
    """Deletes or makes anonymous what `due` names, in batches of their own transactions. Done again, it does nothing.

    Returns how many records it met.
    """

    def __call__(self, *, before: datetime, by: Any, at: datetime) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of data, why it is kept, and until when. Words are lazily translated."""

    name: str
    """`room.what`, in ASCII, never changed: the office's own period hangs on it."""
    what: Any
    """Which data: a heading."""
    why: Any
    """The purpose for which it is kept, and the legal basis; one or two sentences."""
    counted_from: Any
    """From when the days are counted: "the day of the request"."""
    outcome: Any
    """What becomes of it: "deleted", "made anonymous; counts stay"."""
    days: int
    """The period that holds until the office changes it, within `least` and `most` days."""
    least: int
    most: int
    due: Callable[[datetime], QuerySet[Any]]
    """The records whose time began before this moment (now less the period) and still say something."""
    since: str
    """The column, perhaps of a related table, from which the preview takes the day."""
    apply: Apply
    kind_of: Callable[[Any], Any] | None = None
    """What kind of record one row of `due` is, in words that name nobody, for the preview."""


@dataclass
class _Registry:
    rules: dict[str, Rule] = field(default_factory=dict)


_registry = _Registry()


def register(*rules: Rule) -> None:
    """Adds a room's rules; called once per process by its `AppConfig.ready`.

    Raises:
        ValueError: another rule has this name, or its period lies outside its own bounds.
    """
    for rule in rules:
        held = _registry.rules.get(rule.name)
        if held is not None and held.due.__qualname__ != rule.due.__qualname__:
            raise ValueError(f"There are two retention rules “{rule.name}”.")
        if not 0 < rule.least <= rule.days <= rule.most:
            raise ValueError(f"The period of “{rule.name}” lies outside its bounds.")
        _registry.rules[rule.name] = rule


def every() -> list[Rule]:
    """All rules, by name."""
    return [rule for _name, rule in sorted(_registry.rules.items())]


def named(name: str) -> Rule | None:
    return _registry.rules.get(name)
