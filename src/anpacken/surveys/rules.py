"""How a survey stands, and what may be done with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from anpacken.core.refusals import Refusal
from anpacken.events import rules as event_rules
from anpacken.events.choices import EventState
from anpacken.surveys import errors
from anpacken.surveys.models import Survey

LATE = timedelta(days=7)
"""Past this, a survey that should have left by itself stays: somebody set it up for something long over."""


class Standing(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


def standing(survey: Survey, *, at: datetime) -> Standing:
    if survey.opened_at is None or survey.closes_at is None:
        return Standing.DRAFT
    return Standing.OPEN if at < survey.closes_at else Standing.CLOSED


def refusal_to_open(survey: Survey, *, at: datetime) -> Refusal | None:
    """Why the survey cannot leave at the moment `at`, beside that nobody is to be asked; None if it can."""
    if survey.opened_at is not None:
        return errors.SurveyIsOut()
    if survey.event.state not in (EventState.ANNOUNCED, EventState.HELD):
        return errors.EventNotHeld()
    return None if event_rules.is_over(survey.event, at=at) else errors.NotOverYet()


def is_due(survey: Survey, *, at: datetime) -> bool:
    """Whether the survey leaves by itself now."""
    end = event_rules.ends(survey.event)
    if survey.send_after_hours is None or end is None or refusal_to_open(survey, at=at) is not None:
        return False
    due = end + timedelta(hours=survey.send_after_hours)
    return due <= at < due + LATE


def is_reminder_due(survey: Survey, *, at: datetime) -> bool:
    """Whether those who have not answered are reminded now: once, and not on the last day."""
    if survey.remind_after_days is None or survey.opened_at is None or survey.closes_at is None:
        return False
    due = survey.opened_at + timedelta(days=survey.remind_after_days)
    return survey.reminded_at is None and due <= at < survey.closes_at - timedelta(days=1)
