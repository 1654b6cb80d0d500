"""One-off tasks: attempts, pauses, the reaper and the second chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.jobs.actions import pulses, tasks
from anpacken.jobs.errors import NotFailed
from tests.jobs import walkers

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def seconds(number: int) -> timedelta:
    return timedelta(seconds=number)


def run_next(at: datetime, worker: str = "w1") -> Any:
    """Claims and runs the next task. Returns its row as it stands then, or None."""
    with clock.frozen(at):
        row = tasks.claim(worker=worker, at=at)
        if row is None:
            return None
        tasks.run(row=row)
    return DBTaskResult.objects.get(pk=row.pk)


def test_a_task_runs_once_and_keeps_its_result():
    walkers.remember.enqueue("bread")
    row = run_next(NINE)
    assert (row.status, row.return_value, row.worker_ids) == ("SUCCESSFUL", "remembered bread", ["w1"])
    assert run_next(NINE) is None


def test_a_task_is_enqueued_with_the_deed_or_not_at_all():
    def deed() -> None:
        with transaction.atomic():
            walkers.remember.enqueue("bread")
            raise LookupError

    with pytest.raises(LookupError):
        deed()
    assert run_next(NINE) is None


def test_a_task_can_ask_which_attempt_it_is():
    walkers.which_attempt.enqueue()
    assert run_next(NINE).return_value == 1


def test_a_failed_task_tells_why_without_telling_who():
    walkers.always_fails.enqueue("erika@example.org")
    row = run_next(NINE)
    assert row.status == "FAILED"
    assert row.exception_class_path == "tests.jobs.walkers.TroubleWithSomebody"
    assert row.traceback.split("\n")[0] == "TroubleWithSomebody: Cannot write to …@…, telephone …"


def test_a_task_whose_function_is_gone_fails_visibly():
    walkers.remember.enqueue("bread")
    DBTaskResult.objects.update(task_path="tests.jobs.walkers.no_such_thing")
    assert run_next(NINE).traceback.startswith("ImportError: Module")


def test_a_failed_task_gets_five_tries_with_growing_pauses():
    walkers.always_fails.enqueue("x")
    at, pauses = NINE, []
    for _attempt in range(5):
        assert run_next(at).status == "FAILED"
        tasks.retry_failed(at=at)
        row = DBTaskResult.objects.get()
        if row.status == "FAILED":
            break
        pauses.append((row.run_after - at).total_seconds())
        assert run_next(row.run_after - seconds(1)) is None
        at = row.run_after
    assert pauses == [60, 300, 900, 3600]
    assert len(row.worker_ids) == 5
    assert tasks.retry_failed(at=at + timedelta(days=1)) == 0


def test_the_task_of_a_silent_worker_is_taken_up_again():
    walkers.remember.enqueue("bread")
    pulses.beat(worker="killed", at=NINE)
    assert tasks.claim(worker="killed", at=NINE)
    assert tasks.reap(at=NINE + seconds(59)) == 0
    assert tasks.reap(at=NINE + seconds(60)) == 1
    row = run_next(NINE + seconds(60), "other")
    assert (row.status, row.worker_ids) == ("SUCCESSFUL", ["killed", "other"])


def test_the_task_of_a_living_worker_is_left_alone_however_long_it_takes():
    walkers.remember.enqueue("bread")
    tasks.claim(worker="alive", at=NINE)
    pulses.beat(worker="alive", at=NINE + timedelta(minutes=30))
    assert tasks.reap(at=NINE + timedelta(minutes=30)) == 0


def test_a_task_that_kills_its_worker_each_time_stays_failed():
    walkers.remember.enqueue("poison")
    at = NINE
    for number in range(5):
        assert tasks.claim(worker=f"w{number}", at=at)
        at += seconds(60)
        assert tasks.reap(at=at) == 1
    row = DBTaskResult.objects.get()
    assert (row.status, row.traceback) == ("FAILED", tasks.DIED)
    assert tasks.retry_failed(at=at) == 0


def test_whoever_lost_a_task_cannot_fail_it_for_the_next():
    walkers.always_fails.enqueue("x")
    lost = tasks.claim(worker="slow", at=NINE)
    tasks.reap(at=NINE + seconds(60))
    assert tasks.claim(worker="next", at=NINE + seconds(61))
    tasks.run(row=lost)
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_run_again_gives_one_more_try_and_is_logged():
    walkers.always_fails.enqueue("x")
    row = run_next(NINE)
    DBTaskResult.objects.update(worker_ids=["a", "b", "c", "d", "e"])
    tasks.run_again(row=row, by=Actor.command("test"), at=NINE)
    assert run_next(NINE).status == "FAILED"
    assert tasks.retry_failed(at=NINE) == 0
    entry = Entry.objects.get()
    assert (entry.action, entry.target_ref) == ("task.run_again", str(row.pk))


def test_only_a_failed_task_is_run_again():
    walkers.remember.enqueue("bread")
    with pytest.raises(NotFailed):
        tasks.run_again(row=DBTaskResult.objects.get(), by=Actor.command("test"), at=NINE)


def test_old_results_are_forgotten_and_failures_kept_longer():
    walkers.remember.enqueue("bread")
    walkers.always_fails.enqueue("x")
    run_next(NINE)
    run_next(NINE)
    DBTaskResult.objects.update(finished_at=NINE)
    assert tasks.forget_old(at=NINE + timedelta(days=2)) == 0
    assert tasks.forget_old(at=NINE + timedelta(days=3)) == 1
    assert tasks.forget_old(at=NINE + timedelta(days=89)) == 0
    assert tasks.forget_old(at=NINE + timedelta(days=90)) == 1
