"""How it stands with the rules: what is due, since when, and what the last run came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone

from anpacken.privacy import retention
from anpacken.privacy.models import RetentionPeriod
from anpacken.privacy.retention import Rule

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule with its period as it holds now."""

    rule: Rule
    days: int
    row: RetentionPeriod | None

    @property
    def is_own(self) -> bool:
        """Whether the office chose a period of its own."""
        return self.days != self.rule.days

    def before(self, at: datetime) -> datetime:
        """What began before this moment is due."""
        return at - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Due:
    """One record whose time is over, in words that name nobody."""

    words: str
    since: datetime | date


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying a rule now would meet."""

    count: int
    oldest: datetime | date | None
    first: list[Due]


def standings() -> list[Standing]:
    """All rules, in one query."""
    rows = {row.rule: row for row in RetentionPeriod.objects.all()}
    return [_standing(rule, rows.get(rule.name)) for rule in retention.every()]


def standing(rule: Rule) -> Standing:
    return _standing(rule, RetentionPeriod.objects.filter(rule=rule.name).first())


def _standing(rule: Rule, row: RetentionPeriod | None) -> Standing:
    days = row.days if row is not None and row.days is not None else rule.days
    # Bounds may have become narrower since the office chose.
    return Standing(rule, min(max(days, rule.least), rule.most), row)


def count(held: Standing, *, at: datetime) -> int:
    """How many records are due now."""
    return held.rule.due(held.before(at)).count()


def preview(held: Standing, *, at: datetime, most: int = SHOWN) -> Preview:
    """How many are due, since when the oldest is held, and the first few without saying whose they are."""
    rule = held.rule
    due = rule.due(held.before(at))
    number = due.count()
    oldest = due.order_by().aggregate(oldest=Min(rule.since))["oldest"] if number else None
    rows = due.order_by(rule.since, "pk")[:most] if number else []
    return Preview(number, oldest, [_due(rule, row) for row in rows])


def _due(rule: Rule, row: Any) -> Due:
    since: Any = row
    for name in rule.since.split("__"):
        since = getattr(since, name)
    words = rule.kind_of(row) if rule.kind_of else row._meta.verbose_name
    return Due(str(words), timezone.localtime(since) if isinstance(since, datetime) else since)
