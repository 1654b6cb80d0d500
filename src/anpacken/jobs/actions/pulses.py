"""The signs of life of the workers."""

from __future__ import annotations

from datetime import datetime

from anpacken.jobs.models import WorkerPulse


def beat(*, worker: str, at: datetime) -> None:
    """Says that `worker` is alive."""
    if not WorkerPulse.objects.filter(worker=worker).update(seen_at=at):
        WorkerPulse.objects.create(worker=worker, started_at=at, seen_at=at)


def end(*, worker: str) -> None:
    """Says that `worker` has stopped in good order."""
    WorkerPulse.objects.filter(worker=worker).delete()
