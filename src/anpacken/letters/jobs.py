"""Periodic work: letters that are due leave."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.jobs.schedule import periodic
from anpacken.letters.actions import sending


@periodic("letters.leave", every=timedelta(minutes=1), longest=timedelta(minutes=10))
def leave() -> None:
    """Queues the mails of the letters whose moment has come."""
    sending.walk(at=clock.now())
