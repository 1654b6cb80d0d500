"""The frame of the race tests: many threads, each with a connection of its own, on a database that commits.

    def test_never_one_seat_too_many(race):
        outcomes = race(lambda number: registrations.register(...), times=40)
        assert len(outcomes.results) == 20
        assert {type(error) for error in outcomes.errors} == {EventFull}

Every race test has a negative control: the same deed with its lock off (`unlocked()`), which must go wrong.
Where there is no natural wait between reading and writing, `pause()` makes the window wide enough to be met.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import close_old_connections, connection, connections


@dataclass
class Outcomes:
    """What came of the deeds, in the order in which they were numbered."""

    results: list[Any] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    def errors_of(self, kind: type[Exception]) -> int:
        return sum(isinstance(error, kind) for error in self.errors)


Race = Callable[..., Outcomes]


# A busy machine of two cores needs seconds for what takes milliseconds; who waits in a ring waits for ever.
PATIENCE_SECONDS = 180


@pytest.fixture
def race(transactional_db: None) -> Race:
    """`race(deed, times=40, threads=8)` calls `deed(number)` for 0 … 39 from threads that begin together.

    Whoever is not through after `PATIENCE_SECONDS` fails the test, which says where each thread stands; the thread
    itself is left behind, since nothing can stop it.
    """

    def run(deed: Callable[[int], Any], *, times: int, threads: int = 8) -> Outcomes:
        many = min(threads, times)
        together = threading.Barrier(many)
        numbers = iter(range(times))
        taking = threading.Lock()
        answers: dict[int, Any] = {}

        def one() -> None:
            try:
                number = take()  # before the start, so that each thread has a part in the race
                together.wait(timeout=PATIENCE_SECONDS)
                while number is not None:
                    answers[number] = answer(number)
                    number = take()
            finally:
                connections.close_all()

        def take() -> int | None:
            with taking:
                return next(numbers, None)

        def answer(number: int) -> Any:
            try:
                # A copied context each, so that a stopped clock stands still in the threads too.
                return here.copy().run(deed, number)
            except Exception as error:
                return error
            finally:
                connections.close_all()

        here = copy_context()
        running = [threading.Thread(target=one, daemon=True) for _each in range(many)]
        deadline = time.monotonic() + PATIENCE_SECONDS
        for each in running:
            each.start()
        for each in running:
            each.join(max(0.0, deadline - time.monotonic()))
        _assert_through(running)
        close_old_connections()
        in_order = [answers[number] for number in range(times)]
        return Outcomes(
            [each for each in in_order if not isinstance(each, Exception)],
            [each for each in in_order if isinstance(each, Exception)],
        )

    return run


def _assert_through(running: list[threading.Thread]) -> None:
    frames = sys._current_frames()
    stuck = [each for each in running if each.is_alive()]
    places = ["".join(traceback.format_stack(frames[each.ident])) for each in stuck if each.ident in frames]
    assert not stuck, "\n\n".join([f"{len(stuck)} threads are still at it:", *places])


@pytest.fixture
def pause() -> Callable[[], None]:
    """Waits for as long as a person's thought between reading and writing."""
    return lambda: time.sleep(0.02)


@pytest.fixture
def unlocked() -> Callable[[], AbstractContextManager[None]]:
    """`with unlocked():` SQLite begins its transactions without the writer's lock, as it does by default.

    On PostgreSQL there is nothing to switch off: leave out `select_for_update` or the condition of the UPDATE.
    """

    @contextmanager
    def switched_off() -> Iterator[None]:
        options = connection.settings_dict["OPTIONS"]
        kept = options.get("transaction_mode")
        connections.close_all()
        if connection.vendor == "sqlite":
            options["transaction_mode"] = "DEFERRED"
        try:
            yield
        finally:
            connections.close_all()
            if connection.vendor == "sqlite":
                options["transaction_mode"] = kept

    return switched_off
