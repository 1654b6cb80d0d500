"""Periodic work: who is told what is due."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.jobs.schedule import periodic
from anpacken.planning.actions import tasks


@periodic("planning.reminders", every=timedelta(days=1))
def reminders() -> None:
    """One mail to everybody with something newly due or newly overdue."""
    tasks.remind(by=Actor.job("planning.reminders"), at=clock.now())
