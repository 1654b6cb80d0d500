"""Whom a survey is for, and who is still to be written to."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from anpacken.door.queries import attendance
from anpacken.events.models import Registration
from anpacken.surveys.choices import Audience
from anpacken.surveys.models import Survey, SurveyInvitation


def everybody(survey: Survey, *, at: datetime) -> QuerySet[Registration]:
    """The registrations that the survey asks, as the log at the door stands; without those that became anonymous."""
    if survey.audience == Audience.CAME:
        found = attendance.came(survey.event)
    else:
        found = attendance.missed(survey.event, at=at)
    return found.exclude(email="").order_by("pk")


def not_invited(survey: Survey, *, at: datetime) -> QuerySet[Registration]:
    """Those of them who have not been written to."""
    invited = SurveyInvitation.objects.filter(survey=survey, registration=OuterRef("pk"))
    return everybody(survey, at=at).exclude(Exists(invited))


def not_reminded(survey: Survey) -> QuerySet[SurveyInvitation]:
    """Those who have neither answered nor been reminded, and can still be written to."""
    waiting = SurveyInvitation.objects.filter(survey=survey, is_answered=False, reminded_at=None)
    return waiting.exclude(registration__email="").select_related("registration").order_by("pk")
