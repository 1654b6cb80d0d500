"""One-off work: claimed once, tried again with growing pauses, taken up again when its worker died.

The rows are those of django-tasks-db. It has no retries and leaves the work of a killed worker "running" for ever;
both are added here. The number of workers that began a row is the number of its attempts.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django_tasks_db.models import DBTaskResult, get_date_max

from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.jobs import rules, trouble
from anpacken.jobs.errors import NotFailed
from anpacken.jobs.models import WorkerPulse
from anpacken.jobs.tasks import TaskContext, TaskResultStatus

logger = logging.getLogger("anpacken.jobs")

DIED = "The worker was stopped or died each time this task was begun."
KEEP_SUCCEEDED = timedelta(days=3)
KEEP_FAILED = timedelta(days=90)
_LOOK_BACK = timedelta(days=7)
_BATCH = 500


def claim(*, worker: str, at: datetime) -> Any | None:
    """The next ready task, now running under this worker; None when there is none."""
    ready = Q(run_after__lte=at) | Q(run_after=get_date_max())
    for row in DBTaskResult.objects.filter(ready, status=TaskResultStatus.READY)[:5]:
        worker_ids = [*row.worker_ids, worker]
        unchanged = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY, run_after=row.run_after)
        if unchanged.update(status=TaskResultStatus.RUNNING, started_at=at, worker_ids=worker_ids):
            row.status, row.started_at, row.worker_ids = TaskResultStatus.RUNNING, at, worker_ids
            return row
    return None


def run(*, row: Any) -> bool:
    """Runs a claimed task outside any transaction and writes down how it went. Returns whether it succeeded."""
    try:
        task, result = row.task, row.task_result
        context = (TaskContext(task_result=result),) if task.takes_context else ()
        returned = task.call(*context, *result.args, **result.kwargs)
        row.set_successful(returned)
    except Exception as caught:  # noqa: BLE001 - whatever a task raises is written down, and the worker lives on
        _fail(row, caught)
        return False
    return True


def _fail(row: Any, error: Exception) -> None:
    text = rules.told(error)
    logger.error("The task %s failed.\n%s", row.task_path, text)
    trouble.let_go_if_broken()
    _running_under(row).update(
        status=TaskResultStatus.FAILED,
        finished_at=clock.now(),
        exception_class_path=f"{type(error).__module__}.{type(error).__qualname__}",
        traceback=text,
        return_value=None,
    )


def _running_under(row: Any) -> Any:
    """The row, as long as it is still this run's."""
    return DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)


def retry_failed(*, at: datetime) -> int:
    """Makes failed tasks ready again that have tries left, each after its pause. Returns how many."""
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__gt=at - _LOOK_BACK)
    count = 0
    for pk, worker_ids, finished_at in failed.values_list("pk", "worker_ids", "finished_at").order_by("finished_at"):
        if finished_at and rules.may_try_again(len(worker_ids)):
            count += DBTaskResult.objects.filter(pk=pk, status=TaskResultStatus.FAILED).update(
                status=TaskResultStatus.READY, run_after=finished_at + rules.pause_after(len(worker_ids))
            )
    return count


def reap(*, at: datetime) -> int:
    """Takes up the work of workers that have fallen silent. Returns how many tasks.

    A task that killed its worker as often as it may be tried stays failed.
    """
    silent_since = at - rules.LEASE
    alive = set(WorkerPulse.objects.filter(seen_at__gt=silent_since).values_list("worker", flat=True))
    stale = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lte=silent_since)
    count = 0
    for row in stale.order_by("started_at")[:_BATCH]:
        if row.worker_ids and row.worker_ids[-1] in alive:
            continue
        if rules.may_try_again(len(row.worker_ids)):
            count += _running_under(row).update(status=TaskResultStatus.READY, run_after=at)
        else:
            count += _running_under(row).update(
                status=TaskResultStatus.FAILED, finished_at=at, exception_class_path="", traceback=DIED
            )
    WorkerPulse.objects.filter(seen_at__lte=at - timedelta(days=1)).delete()
    return count


def run_again(*, row: Any, by: Actor, at: datetime | None = None) -> None:
    """Makes a failed task ready at once, for one more try.

    Raises:
        NotFailed: it waits, runs or has succeeded.
    """
    at = at or clock.now()
    with transaction.atomic():
        failed = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.FAILED)
        if not failed.update(status=TaskResultStatus.READY, run_after=at):
            raise NotFailed
        record(by=by, action="task.run_again", target=row, at=at, name=row.task_path)


def forget_old(*, at: datetime) -> int:
    """Removes results that nobody will look at any more. Returns how many."""
    old = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lte=at - KEEP_SUCCEEDED) | Q(
        status=TaskResultStatus.FAILED, finished_at__lte=at - KEEP_FAILED
    )
    keys = list(DBTaskResult.objects.filter(old).order_by().values_list("pk", flat=True)[: _BATCH * 4])
    return int(DBTaskResult.objects.filter(pk__in=keys).delete()[0])
