"""Who has a seat and something to answer still."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.questions.models import Answer, Request
from anpacken.questions.queries.asked import BY_LINK, open_questions, questions_of


@dataclass(frozen=True, slots=True)
class Owing:
    """A registration with how many questions are open, and when it was asked last."""

    registration: Registration
    count: int
    asked_at: datetime | None


def owing(event: Event) -> list[Owing]:
    """In the order in which they registered. Whoever was erased owes nothing: nobody is there to write to."""
    questions = questions_of(event.pk, *BY_LINK)
    if not questions:
        return []
    values: dict[int, dict[int, Any]] = defaultdict(dict)
    given = Answer.objects.filter(question__in=questions)
    for registration_id, question_id, value in given.values_list("registration_id", "question_id", "value"):
        values[registration_id][question_id] = value
    asked = dict(Request.objects.filter(registration__event=event).values_list("registration_id", "asked_at"))
    found = []
    confirmed = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED).exclude(email="")
    for registration in confirmed.order_by("pk"):
        count = len(open_questions(questions, values[registration.pk]))
        if count:
            found.append(Owing(registration, count, asked.get(registration.pk)))
    return found
