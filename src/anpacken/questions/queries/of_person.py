"""What somebody answered about the events that they are registered for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anpacken.events.queries.of_person import registrations_of
from anpacken.people.chapters import Held, Subject
from anpacken.people.queries.holdings import columns
from anpacken.questions.models import Answer
from anpacken.questions.queries.asked import in_words

NAME = "questions"


def held(subject: Subject) -> list[Held]:
    """Every answer with its question, event by event, and when somebody was asked by mail."""
    registrations = registrations_of(subject)
    answers = Answer.objects.filter(registration__in=registrations.values("pk"))
    return [
        {
            _("Event"): str(answer.registration.event.title),
            _("Question"): str(answer.question),
            _("Answer"): in_words(answer.question, answer.value) or _("left open"),
            **columns(answer, "answered_at"),
        }
        for answer in answers.select_related("registration__event", "question").order_by(
            "-registration__registered_at", "question__position", "pk"
        )
    ]
