"""Periodic work: surveys that leave by themselves, their mails, the reminder, and stirring what was answered."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.jobs.schedule import periodic
from anpacken.surveys.actions import answering, sending, surveys
from anpacken.surveys.queries import surveys as queries


@periodic("surveys.sending", every=timedelta(minutes=1))
def mails() -> None:
    """Opens what is due, and goes on with mails that are not all in the outbox."""
    by, at = Actor.job("surveys.sending"), clock.now()
    for survey in queries.to_open(at=at):
        surveys.open_now(survey=survey, by=by, at=at)
    for survey in queries.to_send(at=at):
        sending.send(survey=survey, by=by, at=at)


@periodic("surveys.reminders", every=timedelta(hours=1))
def reminders() -> None:
    """Reminds, once per survey, those who have not answered."""
    by, at = Actor.job("surveys.reminders"), clock.now()
    for survey in queries.to_remind(at=at):
        sending.remind(survey=survey, by=by, at=at)


@periodic("surveys.stirring", every=timedelta(hours=6))
def stirring() -> None:
    """Takes the order out of what has been answered since the last time."""
    for survey in queries.to_stir():
        answering.stir(survey=survey)
