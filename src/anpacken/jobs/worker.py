"""The worker: runs what is due and what is ready, one thing at a time, until it is told to stop.

Start as many as you like, in as many processes as you like. A thread beside it says every few seconds that this
worker lives and renews its leases; when the process dies, the leases run out and others take the work up.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from secrets import token_hex
from types import FrameType

from django.db import Error as DatabaseTrouble
from django.db import connection, connections

from anpacken.core import clock
from anpacken.jobs import rules
from anpacken.jobs.actions import pulses, schedules, tasks

logger = logging.getLogger("anpacken.jobs")

IDLE_SECONDS = 1.0
"""How long the worker sleeps when there is nothing to do."""
TASKS_IN_A_ROW = 20
"""After so many tasks the worker looks whether periodic work is due, so that mail does not wait for a long queue."""
LONGEST_TROUBLE_SECONDS = 30.0
HUNG_EXIT_CODE = 70


class Worker:
    """Runs periodic and one-off work in the calling thread."""

    def __init__(self, *, idle_seconds: float = IDLE_SECONDS, on_hung: Callable[[str], None] | None = None) -> None:
        self._idle_seconds = idle_seconds
        self._pulse = _Pulse(on_hung or _say_hung)
        self._trouble = 0

    @property
    def name(self) -> str:
        return self._pulse.worker

    def run(self, stop: threading.Event) -> None:
        """Works until `stop` is set; what has been begun by then is finished.

        A locked or restarting database is waited for, with growing pauses.
        """
        with self._pulse.beating():
            laid_out = False
            while not stop.is_set():
                try:
                    if not laid_out:
                        schedules.lay_out()
                        laid_out = True
                    busy = self.run_once(stop)
                except DatabaseTrouble as trouble:
                    self._trouble += 1
                    pause = min(self._idle_seconds * 2**self._trouble, LONGEST_TROUBLE_SECONDS)
                    logger.warning("The database does not answer (%s). Next try in %.0f s.", rules.told(trouble), pause)
                    connections.close_all()
                    # What the trouble interrupted may still stand as ours. Under a new name we let go of it.
                    self._pulse.worker = _fresh_name()
                    stop.wait(pause)
                else:
                    self._trouble = 0
                    if not busy:
                        stop.wait(self._idle_seconds)
        connections.close_all()

    def run_until_idle(self, stop: threading.Event) -> None:
        """Does what is due and ready now, and what that brings forth, then returns."""
        with self._pulse.beating():
            schedules.lay_out()
            self._run_due(stop)
            while self._run_ready(stop):
                pass

    def run_once(self, stop: threading.Event) -> bool:
        """One round. Returns whether tasks may be left."""
        self._run_due(stop)
        return self._run_ready(stop)

    def _run_due(self, stop: threading.Event) -> None:
        for row in schedules.due(at=clock.now()):
            if stop.is_set():
                return
            lease = schedules.claim(row=row, worker=self.name, at=clock.now())
            if lease is None:
                continue
            with self._pulse.watching(lease.periodic.name, lease.periodic.longest, lease):
                schedules.walk(lease=lease)

    def _run_ready(self, stop: threading.Event) -> bool:
        for _number in range(TASKS_IN_A_ROW):
            if stop.is_set():
                return False
            row = tasks.claim(worker=self.name, at=clock.now())
            if row is None:
                return False
            with self._pulse.watching(row.task_path, rules.TASK_LONGEST):
                tasks.run(row=row)
        return True


def _fresh_name() -> str:
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{token_hex(4)}"


class _Pulse:
    """The thread that says that the worker lives, and notices when what it runs hangs."""

    def __init__(self, on_hung: Callable[[str], None]) -> None:
        self.worker = _fresh_name()
        self._on_hung = on_hung
        self._watched: tuple[str, datetime, schedules.Lease | None] | None = None
        self._stop = threading.Event()

    @contextmanager
    def beating(self) -> Iterator[None]:
        self._stop.clear()
        self._beat()  # before anything is claimed, so that nobody takes us for dead
        thread = threading.Thread(target=self._beat_on, name="anpacken-pulse", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()
            with _trouble_ignored():
                pulses.end(worker=self.worker)

    @contextmanager
    def watching(self, what: str, longest: timedelta, lease: schedules.Lease | None = None) -> Iterator[None]:
        """While the block runs its lease is renewed, until `longest` has passed."""
        self._watched = (what, clock.now() + longest, lease)
        try:
            yield
        finally:
            self._watched = None

    def _beat_on(self) -> None:
        try:
            while not self._stop.wait(rules.PULSE.total_seconds()):
                self._beat()
        finally:
            connection.close()

    def _beat(self) -> None:
        at = clock.now()
        watched = self._watched
        if watched and at > watched[1]:
            self._on_hung(watched[0])
            return
        with _trouble_ignored():
            pulses.beat(worker=self.worker, at=at)
            if watched and watched[2]:
                schedules.renew(lease=watched[2], at=at)


@contextmanager
def _trouble_ignored() -> Iterator[None]:
    """A missed beat is no harm; the lease is several beats long."""
    try:
        yield
    except DatabaseTrouble as trouble:
        logger.warning("The worker could not say that it lives: %s", rules.told(trouble))
        connection.close()


def _say_hung(what: str) -> None:
    logger.error("%s runs for longer than it may. Its lease is not renewed any more.", what)


def _leave_hung(what: str) -> None:
    """Ends the process, since a thread that hangs cannot be ended. Whoever supervises it starts it anew."""
    logger.error("%s hangs. The worker ends itself, so that a fresh one takes its work up.", what)
    os._exit(HUNG_EXIT_CODE)


def run_forever(*, once: bool = False) -> None:
    """Runs a worker in this process until SIGTERM or SIGINT; what has been begun is finished first.

    With `once` it returns as soon as nothing is due or ready.
    """
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    worker = Worker(on_hung=_leave_hung)
    if once:
        worker.run_until_idle(stop)
    else:
        worker.run(stop)
