"""Periodic work of the programme room."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.jobs.schedule import periodic
from anpacken.programme.actions import tellings


@periodic("programme.tell", every=timedelta(seconds=20), longest=timedelta(minutes=10))
def tell() -> None:
    """Queues the mails to those whom a release concerns."""
    tellings.walk(at=clock.now())
