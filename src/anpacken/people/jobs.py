"""Nightly work of this room."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.core.actors import Actor, ActorKind
from anpacken.jobs.schedule import periodic
from anpacken.jobs.tasks import task
from anpacken.people.actions import confirmations, duplicates, settling


@periodic("people.complete_confirmations", every=timedelta(minutes=15))
def complete_confirmations() -> None:
    confirmations.complete()


@periodic("people.search_duplicates", every=timedelta(days=1))
def search_duplicates() -> None:
    duplicates.search(by=Actor.job("people.search_duplicates"), at=clock.now())


@task()
def search_duplicates_now(user_ref: str) -> None:
    """The nightly search at the wish of somebody of the office. `user_ref` is their public id."""
    duplicates.search(by=Actor(ActorKind.USER, user_ref), at=clock.now())


@periodic("people.collect_late", every=timedelta(days=1))
def collect_late() -> None:
    settling.collect_late(by=Actor.job("people.collect_late"), at=clock.now())
