"""Periodic work: each walker runs once when it is due, however many workers there are.

A due row is claimed by one conditional UPDATE, which only one worker can win. The claim is a lease: a living
worker renews it, a dead one's runs out and another worker takes over. The walker itself runs outside any
transaction and opens its own.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from django.db import transaction
from django.db.models import F, Q

from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.jobs import rules, schedule, trouble
from anpacken.jobs.errors import StillRunning
from anpacken.jobs.models import Schedule

logger = logging.getLogger("anpacken.jobs")

LOST = "The run before ended without a result: its worker was stopped or died."


@dataclass(frozen=True, slots=True)
class Lease:
    """One run of one walker, held by one worker."""

    schedule_id: int
    periodic: schedule.Periodic
    token: str
    started_at: datetime


def lay_out(*, at: datetime | None = None) -> None:
    """Makes the missing rows and drops those of walkers that are no more."""
    at = at or clock.now()
    names = set(schedule.registered())
    present = set(Schedule.objects.values_list("name", flat=True))
    if missing := sorted(names - present):
        Schedule.objects.bulk_create([Schedule(name=name, next_at=at) for name in missing], ignore_conflicts=True)
    if gone := sorted(present - names):
        Schedule.objects.filter(_free(at), name__in=gone).delete()


def due(*, at: datetime) -> list[Schedule]:
    """The rows that wait for a worker, the longest waiting first."""
    rows = Schedule.objects.filter(_free(at), next_at__lte=at).order_by("next_at", "pk")
    return [row for row in rows if row.name in schedule.registered()]


def claim(*, row: Schedule, worker: str, at: datetime) -> Lease | None:
    """Takes the lease on a due row. None when another worker was faster."""
    token = f"{worker[:64]}:{token_hex(6)}"
    won = Schedule.objects.filter(_free(at), pk=row.pk, next_at__lte=at).update(
        leased_by=token, leased_until=at + rules.LEASE, started_at=at
    )
    if not won:
        return None
    if row.leased_by:
        Schedule.objects.filter(pk=row.pk).update(failure_count=F("failure_count") + 1, last_error=LOST)
    return Lease(row.pk, schedule.registered()[row.name], token, at)


def renew(*, lease: Lease, at: datetime) -> bool:
    """Prolongs a lease that is still ours. False when it was lost."""
    held = Schedule.objects.filter(pk=lease.schedule_id, leased_by=lease.token)
    return bool(held.update(leased_until=at + rules.LEASE))


def walk(*, lease: Lease) -> bool:
    """Runs a claimed walker and writes down how it went. Returns whether it succeeded."""
    error = ""
    try:
        lease.periodic.walk()
    except Exception as caught:  # noqa: BLE001 - whatever a walker raises is written down, and the worker lives on
        error = rules.told(caught)
        logger.error("The periodic job %s failed.\n%s", lease.periodic.name, error)  # noqa: TRY400 - values may be personal
        trouble.let_go_if_broken()
    _finish(lease, error, at=clock.now())
    return not error


def run_again(*, row: Schedule, by: Actor, at: datetime | None = None) -> None:
    """Makes a walker due at once, whatever pause it is in.

    Raises:
        StillRunning: a worker is at it.
    """
    at = at or clock.now()
    with transaction.atomic():
        if not Schedule.objects.filter(_free(at), pk=row.pk).update(next_at=at):
            raise StillRunning
        record(by=by, action="schedule.run_again", target=row, at=at, name=row.name)


def _free(at: datetime) -> Q:
    return Q(leased_until=None) | Q(leased_until__lte=at)


def _finish(lease: Lease, error: str, *, at: datetime) -> None:
    held = Schedule.objects.filter(pk=lease.schedule_id, leased_by=lease.token)
    failures = (held.values_list("failure_count", flat=True).first() or 0) + 1 if error else 0
    pause = max(lease.periodic.every, rules.pause_after(failures)) if error else timedelta(0)
    written = held.update(
        leased_by="",
        leased_until=None,
        finished_at=at,
        next_at=max(lease.started_at + lease.periodic.every, at + pause),
        failure_count=failures,
        last_error=error,
    )
    if not written:
        logger.warning("The periodic job %s ended after its lease had run out.", lease.periodic.name)
