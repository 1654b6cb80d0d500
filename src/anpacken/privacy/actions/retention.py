"""Keeping to the periods: nightly for all rules, by hand for one, and changing a period."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.privacy import retention
from anpacken.privacy.errors import PeriodOutOfBounds
from anpacken.privacy.models import RetentionPeriod
from anpacken.privacy.queries.retention import standing
from anpacken.privacy.retention import Rule

logger = logging.getLogger("anpacken.privacy")


class RulesFailed(Exception):
    """Some rules could not be applied; their names. The others were."""


def set_days(*, rule: Rule, days: int, by: Actor, at: datetime) -> RetentionPeriod:
    """Changes for how long a kind of data is kept. Its own period again is no choice of the office any more.

    Raises:
        PeriodOutOfBounds: shorter or longer than the rule allows.
    """
    if not rule.least <= days <= rule.most:
        raise PeriodOutOfBounds(least=rule.least, most=rule.most)
    with transaction.atomic():
        row = _row(rule)
        before = standing(rule).days
        if before == days:
            return row
        row.days, row.changed_at = (None if days == rule.days else days), at
        row.save(update_fields=["days", "changed_at"])
        record(by=by, action="retention.changed", target=row, at=at, rule=rule.name, old=before, new=days)
        page_cache.changed("privacy")
    return row


def apply(*, rule: Rule, by: Actor, at: datetime) -> int:
    """Deletes or makes anonymous what is due by this rule now. Returns how many records it met."""
    met = rule.apply(before=standing(rule).before(at), by=by, at=at)
    with transaction.atomic():
        row = _row(rule)
        changes: dict[str, Any] = {"applied_at": at, "problem": ""}
        if met:
            changes |= {"met_count": met, "met_at": at}
            record(by=by, action="retention.applied", target=row, at=at, rule=rule.name, rows=met)
        RetentionPeriod.objects.filter(pk=row.pk).update(**changes)
    return met


def apply_all(*, by: Actor, at: datetime) -> int:
    """Applies every rule. One that fails stops no other; it says so in the office, and in the end here.

    Raises:
        RulesFailed: after all the others have been applied.
    """
    met, failed = 0, []
    for rule in retention.every():
        try:
            met += apply(rule=rule, by=by, at=at)
        except Exception as error:  # noqa: BLE001 - whatever a rule raises, the others must be kept to
            failed.append(rule.name)
            kind = type(error).__name__
            # What the error says may name somebody, so it is not written down.
            logger.error("The retention rule %s failed (%s).", rule.name, kind)  # noqa: TRY400
            RetentionPeriod.objects.filter(pk=_row(rule).pk).update(problem=kind[:120])
    if failed:
        raise RulesFailed(", ".join(failed))
    return met


def _row(rule: Rule) -> RetentionPeriod:
    return RetentionPeriod.objects.get_or_create(rule=rule.name)[0]
