"""What has been kept for long enough."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anpacken.surveys.models import Survey, SurveyInvitation


def invitations_to_forget(before: datetime) -> QuerySet[SurveyInvitation]:
    """Those of surveys that closed before."""
    return SurveyInvitation.objects.filter(survey__closes_at__lt=before).select_related("survey__event")


def surveys_with_texts(before: datetime) -> QuerySet[Survey]:
    """Surveys with answers in somebody's own words about events whose last day, here `over_on`, lies before."""
    day = timezone.localtime(before).date()
    ends = Survey.objects.annotate(over_on=Coalesce("event__ends_on", "event__starts_on")).filter(over_on__lt=day)
    return ends.filter(questions__answers__text__gt="").distinct().select_related("event")
