from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from anpacken.jobs import schedule


@pytest.fixture
def walker() -> Iterator[Callable[..., None]]:
    """`walker("tests.x", function, every=…)` registers a walker for the length of the test."""
    before = dict(schedule.registered())

    def register(name: str, walk: schedule.Walker, **times: timedelta) -> None:
        schedule.periodic(name, **{"every": timedelta(minutes=10), **times})(walk)

    yield register
    schedule._registry.clear()
    schedule._registry.update(before)


@pytest.fixture
def only_walker(walker: Callable[..., None]) -> Callable[..., None]:
    """Like `walker`, and the walkers of the product stay away."""
    schedule._registry.clear()
    return walker
