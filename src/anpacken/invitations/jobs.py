"""Periodic work: the mails of rounds that the office has begun."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.invitations.actions import rounds
from anpacken.invitations.queries import standing
from anpacken.jobs.schedule import periodic

LONGEST_SECONDS = 60.0
"""After so long the walker makes room for other work; the next run goes on."""


@periodic("invitations.rounds", every=timedelta(seconds=10), longest=timedelta(minutes=10))
def go_on() -> None:
    """Goes on with every round that is not done, batch by batch."""
    by, begun = Actor.job("invitations.rounds"), monotonic()
    for current in standing.under_way():
        while rounds.go_on(round_pk=current.pk, by=by, at=clock.now()):
            if monotonic() - begun > LONGEST_SECONDS:
                return
