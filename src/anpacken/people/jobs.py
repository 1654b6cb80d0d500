"""Nightly work of this room."""

from __future__ import annotations

from datetime import timedelta

from anpacken.jobs.schedule import periodic
from anpacken.people.actions import confirmations


@periodic("people.complete_confirmations", every=timedelta(minutes=15))
def complete_confirmations() -> None:
    confirmations.complete()
