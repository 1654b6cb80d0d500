"""The mails of a survey: thanks with the link, and one reminder. Batch by batch, each in a transaction of its own, so
that a worker that dies goes on where it stopped and nobody is written to twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone, translation
from django.utils.formats import date_format

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.door import links as door_links
from anpacken.events.models import Registration
from anpacken.mail.actions import outbox
from anpacken.surveys import links, rules
from anpacken.surveys.actions.surveys import held
from anpacken.surveys.choices import Audience
from anpacken.surveys.models import Survey, SurveyInvitation
from anpacken.surveys.queries import recipients

BATCH = 100


def send(*, survey: Survey, by: Actor, at: datetime) -> int:
    """Writes to everybody who has not been written to. Returns how many mails went into the outbox."""
    sent = 0
    while True:
        with held(survey) as current:
            if rules.standing(current, at=at) != rules.Standing.OPEN or current.sent_at is not None:
                return sent
            batch = list(recipients.not_invited(current, at=at)[:BATCH])
            if not batch:
                current.sent_at = at
                current.save(update_fields=["sent_at"])
                many = current.invited_count
                record(by=by, action="event.survey_sent", target=current.event, at=at, count=many)
                return sent
            for registration in batch:
                _invite(current, registration, by=by, at=at)
            Survey.objects.filter(pk=current.pk).update(invited_count=F("invited_count") + len(batch))
            sent += len(batch)


def remind(*, survey: Survey, by: Actor, at: datetime) -> int:
    """Reminds, once, everybody who has not answered. Returns how many mails went into the outbox."""
    sent = 0
    while True:
        with held(survey) as current:
            if not rules.is_reminder_due(current, at=at):
                return sent
            batch = list(recipients.not_reminded(current)[:BATCH])
            if not batch:
                current.reminded_at = at
                current.save(update_fields=["reminded_at"])
                record(by=by, action="event.survey_reminded", target=current.event, at=at)
                return sent
            for invitation in batch:
                _queue("reminder", current, invitation, invitation.registration, by=by, at=at)
            keys = [one.pk for one in batch]
            SurveyInvitation.objects.filter(pk__in=keys).update(reminded_at=at)
            sent += len(batch)


def _invite(survey: Survey, registration: Registration, *, by: Actor, at: datetime) -> None:
    invitation = SurveyInvitation.objects.create(survey=survey, registration=registration, invited_at=at)
    _queue(survey.audience, survey, invitation, registration, by=by, at=at)


def _queue(
    name: str,
    survey: Survey,
    invitation: SurveyInvitation,
    registration: Registration,
    *,
    by: Actor,
    at: datetime,
) -> None:
    context = said(survey, registration.language, closes_at=survey.closes_at)
    context["answer_url"] = links.answer_url(invitation, registration.language)
    if survey.audience == Audience.CAME:
        context["certificate_url"] = door_links.certificate_url(registration)
    outbox.queue(
        template=f"surveys/mail/{name}.html",
        to_email=registration.email,
        to_name=registration.name,
        language=registration.language,
        context=context,
        related=registration,
        by=by,
        at=at,
    )


def said(survey: Survey, language: str, *, closes_at: datetime | None) -> dict[str, Any]:
    """What the mails of a survey say alike in one language. The links come to it for each person."""
    with translation.override(language):
        until = date_format(timezone.localtime(closes_at).date(), "DATE_FORMAT") if closes_at else ""
    return {
        "title": survey.event.title.text(language),
        "letter_text": survey.letter.text(language),
        "until": until,
    }
