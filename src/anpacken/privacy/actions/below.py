"""Keeping to the periods of the rooms below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from anpacken.core.actors import Actor
from anpacken.privacy.queries import below

BATCH = 1000


def delete_entries(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes entries of the audit log; that so many were deleted is an entry itself."""
    return _delete(below.entries, before)


def delete_failures(*, before: datetime, by: Actor, at: datetime) -> int:
    return _delete(below.failures, before)


def delete_sessions(*, before: datetime, by: Actor, at: datetime) -> int:
    return _delete(below.sessions, before)


def delete_invitations(*, before: datetime, by: Actor, at: datetime) -> int:
    return _delete(below.invitations, before)


def delete_task_results(*, before: datetime, by: Actor, at: datetime) -> int:
    return _delete(below.task_results, before)


def _delete(due: Callable[[datetime], QuerySet[Any]], before: datetime) -> int:
    """Nothing hangs on these rows, so they go statement by statement, past the log's refusal to delete entries."""
    met = 0
    while pks := list(due(before).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            rows = due(before).model._base_manager.filter(pk__in=pks)
            met += rows._raw_delete(rows.db)
    return met
