"""The worker as a whole: in a thread, as a process, and killed in the middle of its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django_tasks_db.models import DBTaskResult

from anpacken.core import clock
from anpacken.jobs import rules
from anpacken.jobs.actions import schedules, tasks
from anpacken.jobs.models import Schedule, WorkerPulse
from anpacken.jobs.worker import Worker
from tests.jobs import walkers

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)

PROCESS = """
import sys, os
from tests import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django; django.setup()
from tests.jobs.walkers import register_holding_walker
if sys.argv[2] == "walker": register_holding_walker(30)
from anpacken.jobs.worker import run_forever
run_forever()
"""


@pytest.fixture
def marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "marks"
    path.touch()
    monkeypatch.setenv(walkers.MARKS, str(path))
    return path


def until(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.05)


@pytest.fixture
def running() -> Iterator[Callable[[Worker], threading.Event]]:
    stop, threads = threading.Event(), []

    def start(worker: Worker) -> threading.Event:
        thread = threading.Thread(target=worker.run, args=(stop,))
        thread.start()
        threads.append(thread)
        return stop

    yield start
    stop.set()
    for thread in threads:
        thread.join(timeout=10)
        assert not thread.is_alive()


def test_a_worker_runs_due_walkers_and_ready_tasks_and_ends_when_told(only_walker, running, marks):
    only_walker("tests.often", lambda: walkers.mark("walked"), every=timedelta(milliseconds=50))
    walkers.remember.enqueue("bread")
    stop = running(Worker(idle_seconds=0.02))
    until(lambda: "bread" in marks.read_text() and marks.read_text().count("walked") >= 2)
    assert WorkerPulse.objects.count() == 1
    stop.set()
    until(lambda: not WorkerPulse.objects.exists())


def test_what_is_enqueued_while_the_worker_idles_starts_within_seconds(only_walker, running, marks):
    running(Worker())
    until(WorkerPulse.objects.exists)
    time.sleep(0.3)
    begun = time.monotonic()
    walkers.remember.enqueue("bread")
    until(lambda: "bread" in marks.read_text())
    assert time.monotonic() - begun < 5  # a second of sleep, and a busy machine


def test_a_failing_walker_does_not_end_the_worker(only_walker, running, marks):
    def fail() -> None:
        raise LookupError("broken")

    only_walker("tests.broken", fail)
    running(Worker(idle_seconds=0.02))
    until(lambda: Schedule.objects.filter(failure_count=1).exists())
    walkers.remember.enqueue("bread")
    until(lambda: "bread" in marks.read_text())


def test_a_database_that_restarts_is_waited_for(only_walker, running, marks):
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL has a server that can restart.")
    only_walker("tests.often", lambda: walkers.mark("walked"), every=timedelta(milliseconds=20))
    running(Worker(idle_seconds=0.02))
    until(lambda: "walked" in marks.read_text())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 1
    seen = marks.read_text().count("walked")
    Schedule.objects.update(next_at=clock.now(), leased_until=None, leased_by="")
    until(lambda: marks.read_text().count("walked") > seen + 2)


def test_a_walker_that_meets_a_database_error_is_tried_again(only_walker, running, marks):
    calls = []

    def fail_once() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("server closed the connection unexpectedly")

    only_walker("tests.fails_once", fail_once, every=timedelta(milliseconds=20))
    running(Worker(idle_seconds=0.02))
    until(lambda: Schedule.objects.filter(failure_count=1).exists())
    Schedule.objects.update(next_at=clock.now())
    until(lambda: len(calls) >= 2)


def test_a_locked_database_is_waited_for(only_walker, running, marks):
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite locks the whole database.")
    options = connection.settings_dict["OPTIONS"]
    kept = options["timeout"]
    connections.close_all()
    options["timeout"] = 0.1
    try:
        walkers.remember.enqueue("bread")
        with connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            running(Worker(idle_seconds=0.02))
            time.sleep(0.6)
            assert marks.read_text() == ""
            cursor.execute("ROLLBACK")
        until(lambda: "bread" in marks.read_text())
    finally:
        options["timeout"] = kept


def test_once_does_what_there_is_and_ends(only_walker, marks):
    only_walker("tests.one", lambda: walkers.mark("walked"))
    for number in range(25):
        walkers.remember.enqueue(f"task {number}")
    kept = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        call_command("worker", "--once")
    finally:
        signal.signal(signal.SIGTERM, kept[0])
        signal.signal(signal.SIGINT, kept[1])
    assert marks.read_text().split("\n")[0] == "walked"
    assert marks.read_text().count("task") == 25
    assert not WorkerPulse.objects.exists()


def start_process(kind: str) -> subprocess.Popen[bytes]:
    name = str(connection.settings_dict["NAME"])
    connections.close_all()
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS, name, kind],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        },
    )


def test_a_walker_whose_worker_is_killed_runs_again_after_the_lease(only_walker, marks):
    process = start_process("walker")
    try:
        until(lambda: "walker begun" in marks.read_text(), seconds=60)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    row = Schedule.objects.get(name="tests.hold")
    assert row.leased_by
    walkers.register_holding_walker(0)
    with clock.frozen(clock.now() + rules.LEASE / 2):
        assert [found.name for found in schedules.due(at=clock.now()) if found.name == "tests.hold"] == []
    with clock.frozen(clock.now() + rules.LEASE):
        Worker().run_until_idle(threading.Event())
    assert marks.read_text().split() == ["walker", "begun", "walker", "begun", "walker", "done"]
    row.refresh_from_db()
    assert (row.leased_by, row.failure_count) == ("", 0)


def test_a_task_whose_worker_is_killed_runs_again_after_the_lease(only_walker, marks):
    walkers.hold.enqueue(30)
    process = start_process("task")
    try:
        until(lambda: "task begun" in marks.read_text(), seconds=60)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    row = DBTaskResult.objects.get()
    assert row.status == "RUNNING"
    row.args_kwargs = {"args": [0], "kwargs": {}}
    row.save(update_fields=["args_kwargs"])
    with clock.frozen(clock.now() + rules.LEASE + timedelta(seconds=1)):
        assert tasks.reap(at=clock.now()) == 1
        Worker().run_until_idle(threading.Event())
    row.refresh_from_db()
    assert (row.status, len(row.worker_ids)) == ("SUCCESSFUL", 2)
    assert marks.read_text().split("\n")[:3] == ["task begun", "task begun", "task done"]


def test_a_worker_that_is_told_to_stop_finishes_what_it_has_begun(only_walker, marks):
    walkers.hold.enqueue(1)
    process = start_process("task")
    try:
        until(lambda: "task begun" in marks.read_text(), seconds=60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    finally:
        if process.poll() is None:
            process.kill()
    assert "task done" in marks.read_text()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_run_that_hangs_is_given_up(only_walker, monkeypatch):
    monkeypatch.setattr(rules, "PULSE", timedelta(milliseconds=20))
    hung = []
    released = threading.Event()
    worker = Worker(on_hung=lambda what: (hung.append(what), released.set()))
    only_walker("tests.hangs", lambda: released.wait(10), longest=timedelta(milliseconds=50))
    worker.run_until_idle(threading.Event())
    assert set(hung) == {"tests.hangs"}
