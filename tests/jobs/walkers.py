"""Walkers and tasks for tests. They leave marks in a file, which survives the death of a process."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

from anpacken.jobs.schedule import periodic
from anpacken.jobs.tasks import TaskContext, task

MARKS = "ANPACKEN_TEST_MARKS"


def mark(word: str) -> None:
    if path := os.environ.get(MARKS):
        with Path(path).open("a") as file:
            file.write(f"{word}\n")


class TroubleWithSomebody(Exception):
    pass


@task()
def remember(word: str) -> str:
    mark(word)
    return f"remembered {word}"


@task()
def always_fails(address: str) -> None:
    raise TroubleWithSomebody(f"Cannot write to {address}, telephone 089 1234567")


@task(takes_context=True)
def which_attempt(context: TaskContext) -> int:
    return int(context.attempt)


@task()
def hold(seconds: float) -> None:
    mark("task begun")
    time.sleep(seconds)
    mark("task done")


def register_holding_walker(seconds: float) -> None:
    """A walker that takes its time, for the test that kills it."""

    @periodic("tests.hold", every=timedelta(days=1))
    def hold_on() -> None:
        mark("walker begun")
        time.sleep(seconds)
        mark("walker done")
