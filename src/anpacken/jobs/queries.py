"""How the work stands, for the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count
from django.utils.translation import pgettext_lazy
from django_tasks_db.models import DBTaskResult, get_date_max

from anpacken.jobs import rules, schedule
from anpacken.jobs.models import Schedule, WorkerPulse
from anpacken.jobs.tasks import TaskResultStatus


class ScheduleState(models.TextChoices):
    RUNNING = "running", pgettext_lazy("job", "running")
    FAILED = "failed", pgettext_lazy("job", "failed, will be tried again")
    WAITING = "waiting", pgettext_lazy("job", "waiting")


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One periodic job as the office sees it."""

    row: Schedule
    every: timedelta
    state: ScheduleState

    @property
    def is_running(self) -> bool:
        return self.state == ScheduleState.RUNNING

    @property
    def is_failed(self) -> bool:
        return self.row.failure_count > 0


def schedule_lines(*, at: datetime) -> list[ScheduleLine]:
    """All periodic jobs, those that failed first."""
    known = schedule.registered()
    lines = [
        ScheduleLine(row, known[row.name].every, _state(row, at)) for row in Schedule.objects.all() if row.name in known
    ]
    return sorted(lines, key=lambda line: (not line.is_failed, line.row.name))


def _state(row: Schedule, at: datetime) -> ScheduleState:
    if row.leased_until is not None and row.leased_until > at:
        return ScheduleState.RUNNING
    return ScheduleState.FAILED if row.failure_count else ScheduleState.WAITING


def living_workers(*, at: datetime) -> int:
    """How many workers have said lately that they live."""
    return WorkerPulse.objects.filter(seen_at__gt=at - rules.LEASE).count()


def task_counts() -> dict[str, int]:
    """How many tasks there are in each state."""
    counted = DBTaskResult.objects.order_by().values_list("status").annotate(number=Count("pk"))
    return dict.fromkeys(TaskResultStatus.values, 0) | dict(counted)


def failing_count() -> int:
    """How many periodic jobs and tasks need somebody's eye."""
    return (
        Schedule.objects.filter(failure_count__gt=0).count()
        + DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count()
    )


def starts_at(row: Any) -> datetime | None:
    """When a ready task starts; None: as soon as a worker is free."""
    return None if row.run_after == get_date_max() else row.run_after


def task_name(row: Any) -> str:
    """`events.jobs.make_list` for `anpacken.events.jobs.make_list`."""
    return str(row.task_path).removeprefix("anpacken.")
