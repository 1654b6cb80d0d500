"""Asking by mail those who have not answered yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import translation

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events import wording
from anpacken.events.models import Event, Registration
from anpacken.mail.actions import outbox
from anpacken.questions import errors, links, rules
from anpacken.questions.actions.holding import held_event
from anpacken.questions.models import Request
from anpacken.questions.queries import owing


def ask(*, event: Event, again: bool, by: Actor, at: datetime) -> int:
    """Writes to everybody with a seat who has something to answer; `again`: also to those who were asked before.

    Pressed twice, it writes once: the second time nobody is left. Returns how many were written to.

    Raises:
        AnswersClosed: the event has begun, or is not announced.
    """
    with held_event(event.pk) as held:
        if not rules.takes_answers(held, at=at):
            raise errors.AnswersClosed
        recipients = [one.registration for one in owing.owing(held) if again or one.asked_at is None]
        for registration in recipients:
            _write(registration, held, by=by, at=at)
        _note(recipients, at=at)
        if recipients:
            record(by=by, action="questions.asked", target=held, at=at, mails=len(recipients), again=again)
    return len(recipients)


def note_export(*, event: Event, rows: int, kind: str, purpose: str, by: Actor) -> None:
    """Writes into the log that answers left the house, and what for."""
    details: dict[str, Any] = {"list": "questions.answer", "rows": rows, "format": kind, "purpose": purpose}
    record(by=by, action="list.exported", target=event, **details)


def _note(recipients: list[Registration], *, at: datetime) -> None:
    known = Request.objects.filter(registration__in=recipients)
    known_of = set(known.values_list("registration_id", flat=True))
    known.update(asked_at=at, times=F("times") + 1)
    Request.objects.bulk_create(Request(registration=one, asked_at=at) for one in recipients if one.pk not in known_of)


def _write(registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    language = registration.language
    outbox.queue(
        template="questions/mail/please_answer.html",
        to_email=registration.email,
        to_name=registration.name,
        language=language,
        context={
            "title": event.title.text(language),
            "when": _when(event, language),
            "answer_url": links.answer_url(registration),
        },
        related=registration,
        by=by,
        at=at,
    )


def _when(event: Event, language: str) -> str:
    with translation.override(language):
        return wording.when(event, list(event.days.all()))
