"""Periodic work of the events room."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.events.actions import waiting_list
from anpacken.jobs.schedule import periodic


@periodic("events.offers", every=timedelta(seconds=30), longest=timedelta(minutes=10))
def offers() -> None:
    """Ends offers whose time is over and offers free seats to those who wait."""
    waiting_list.walk(at=clock.now())
