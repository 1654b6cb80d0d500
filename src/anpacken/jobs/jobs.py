"""The walkers of the jobs room itself: they look after the one-off tasks."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.jobs.actions import tasks
from anpacken.jobs.schedule import periodic


@periodic("jobs.retry", every=timedelta(seconds=10))
def retry() -> None:
    tasks.reap(at=clock.now())
    tasks.retry_failed(at=clock.now())


@periodic("jobs.forget_old", every=timedelta(hours=1))
def forget_old() -> None:
    tasks.forget_old(at=clock.now())
