"""The frame of the race tests: many threads, each with a connection of its own, on a database that commits.

    def test_never_one_seat_too_many(race):
        outcomes = race(lambda number: registrations.register(...), times=40)
        assert len(outcomes.results) == 20
        assert {type(error) for error in outcomes.errors} == {EventFull}

Every race test has a negative control: the same deed with its lock off (`unlocked()`), which must go wrong.
Where there is no natural wait between reading and writing, `pause()` makes the window wide enough to be met.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
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


@pytest.fixture
def race(transactional_db: None) -> Race:
    """`race(deed, times=40, threads=8)` calls `deed(number)` for 0 … 39 from threads that begin together."""

    def run(deed: Callable[[int], Any], *, times: int, threads: int = 8) -> Outcomes:
        together = threading.Barrier(min(threads, times))
        waited = threading.local()

        def one(number: int) -> Any:
            if not hasattr(waited, "once"):
                waited.once = True
                together.wait(timeout=30)
            try:
                return deed(number)
            except Exception as error:
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=min(threads, times)) as pool:
            # A copied context each, so that a stopped clock stands still in the threads too.
            futures = [pool.submit(copy_context().run, one, number) for number in range(times)]
            answers = [future.result(timeout=120) for future in futures]
        close_old_connections()
        return Outcomes(
            [answer for answer in answers if not isinstance(answer, Exception)],
            [answer for answer in answers if isinstance(answer, Exception)],
        )

    return run


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
