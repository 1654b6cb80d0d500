"""Surveys of an event, those with something to do, and the ones behind a link."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from anpacken.core.links import LinkExpired
from anpacken.events.models import Event
from anpacken.surveys import rules
from anpacken.surveys.models import Question, Survey, SurveyInvitation
from anpacken.surveys.queries import recipients

VIEW, CHANGE = "surveys.view_survey", "surveys.change_survey"


def of_event(event: Event) -> dict[str, Survey]:
    """The event's surveys by audience."""
    return {one.audience: one for one in Survey.objects.filter(event=event).select_related("event")}


def invitation(public_id: str) -> SurveyInvitation:
    """The invitation behind a link. Raises `LinkExpired` once it has been deleted."""
    try:
        return SurveyInvitation.objects.select_related("survey__event").get(public_id=public_id)
    except SurveyInvitation.DoesNotExist as error:
        raise LinkExpired from error


def to_open(*, at: datetime) -> list[Survey]:
    """Those that leave by themselves now. One that nobody can be asked yet waits for whoever was at the door."""
    has_questions = Exists(Question.objects.filter(survey=OuterRef("pk")))
    waiting = Survey.objects.filter(has_questions, opened_at=None, send_after_hours__isnull=False)
    due = [one for one in waiting.select_related("event").order_by("pk") if rules.is_due(one, at=at)]
    return [one for one in due if recipients.everybody(one, at=at).exists()]


def to_send(*, at: datetime) -> QuerySet[Survey]:
    """Those whose mails are not all in the outbox."""
    return _open(at).filter(sent_at=None)


def to_remind(*, at: datetime) -> list[Survey]:
    """Those whose reminders are due."""
    return [one for one in _open(at).filter(reminded_at=None) if rules.is_reminder_due(one, at=at)]


def to_stir() -> QuerySet[Survey]:
    """Those that have been answered since their answers were last stirred."""
    return Survey.objects.exclude(answered_count=F("stirred_count")).order_by("pk")


def _open(at: datetime) -> QuerySet[Survey]:
    return Survey.objects.filter(opened_at__lte=at, closes_at__gt=at).select_related("event").order_by("pk")
