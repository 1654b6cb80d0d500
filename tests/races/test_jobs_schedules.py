"""Many workers, one due walker and a heap of tasks: each runs once. And the same without the claim's condition."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django_tasks_db.models import DBTaskResult

from anpacken.jobs import schedule
from anpacken.jobs.actions import schedules, tasks
from anpacken.jobs.models import Schedule
from tests.jobs import walkers

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
WORKERS = 8


@pytest.fixture
def ran(transactional_db):
    """A due walker, and the list of its runs."""
    runs, lock = [], threading.Lock()

    def walk() -> None:
        with lock:
            runs.append(1)

    kept = dict(schedule.registered())
    schedule._registry.clear()
    schedule.periodic("tests.one", every=schedule.timedelta(minutes=10))(walk)
    schedules.lay_out(at=NINE)
    yield runs
    schedule._registry.clear()
    schedule._registry.update(kept)


def test_a_due_walker_runs_once_however_many_workers_want_it(race, ran):
    all_have_seen_it = threading.Barrier(WORKERS)

    def work(number: int) -> bool:
        [row] = schedules.due(at=NINE)
        all_have_seen_it.wait(timeout=30)
        lease = schedules.claim(row=row, worker=f"w{number}", at=NINE)
        return bool(lease and schedules.walk(lease=lease))

    outcomes = race(work, times=WORKERS, threads=WORKERS)
    assert outcomes.errors == []
    assert (outcomes.results.count(True), len(ran)) == (1, 1)


def test_control_without_the_condition_in_the_update_it_runs_more_than_once(race, ran):
    """The control: look, decide, then write. All workers have looked before the first one writes."""
    all_have_seen_it = threading.Barrier(WORKERS)

    def work(number: int) -> bool:
        [row] = schedules.due(at=NINE)
        all_have_seen_it.wait(timeout=30)
        Schedule.objects.filter(pk=row.pk).update(leased_by=f"w{number}")
        lease = schedules.Lease(row.pk, schedule.registered()[row.name], f"w{number}", NINE)
        return schedules.walk(lease=lease)

    race(work, times=WORKERS, threads=WORKERS)
    assert len(ran) > 1


def test_each_task_runs_under_one_worker_only(race, transactional_db):
    for number in range(20):
        walkers.remember.enqueue(f"task {number}")

    def work(number: int) -> list[object]:
        mine = []
        while row := tasks.claim(worker=f"w{number}", at=datetime.now(UTC)):
            tasks.run(row=row)
            mine.append(row.pk)
        return mine

    # A worker that was beaten to five rows in a row believes the queue empty; its next round would find the rest.
    rounds = [pk for _round in range(3) for mine in race(work, times=4, threads=4).results for pk in mine]
    assert sorted(rounds) == sorted(DBTaskResult.objects.values_list("pk", flat=True))
    assert {len(row.worker_ids) for row in DBTaskResult.objects.all()} == {1}
