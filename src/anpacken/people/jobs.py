"""Nightly work of this room."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.jobs.schedule import periodic
from anpacken.people.actions import confirmations, sign_ups


@periodic("people.delete_overdue_sign_ups", every=timedelta(days=1))
def delete_overdue_sign_ups() -> None:
    sign_ups.delete_overdue(by=Actor.job("people.delete_overdue_sign_ups"), at=clock.now())


@periodic("people.complete_confirmations", every=timedelta(minutes=15))
def complete_confirmations() -> None:
    confirmations.complete()
