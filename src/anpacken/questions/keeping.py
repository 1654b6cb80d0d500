"""How long this room keeps what, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule
from anpacken.questions.actions import forgetting
from anpacken.questions.queries import keeping as due


def _event(registration: Any) -> str:
    return str(registration.event.title)


RULES = (
    Rule(
        name="questions.sensitive",
        what=_("Answers to sensitive questions of events"),
        why=_(
            "So that somebody can take part: food, care, what they need (explicit consent, GDPR Art. 9 (2) a). "
            "After the event nobody needs to know."
        ),
        counted_from=_("the last day of the event"),
        outcome=_("deleted; the registration stays"),
        days=14,
        least=1,
        most=60,
        due=due.with_sensitive_to_forget,
        since="over_on",
        apply=forgetting.forget_sensitive,
        kind_of=_event,
    ),
    Rule(
        name="questions.answers",
        what=_("Answers to the other questions of events"),
        why=_("To prepare the event and to account for it (GDPR Art. 6 (1) b and f)."),
        counted_from=_("the last day of the event, at the latest when the registration is made anonymous"),
        outcome=_("deleted; the registration stays"),
        days=365,
        least=1,
        most=3 * 365,
        due=due.with_answers_to_forget,
        since="over_on",
        apply=forgetting.forget_answers,
        kind_of=_event,
    ),
)

ACTIVITIES = (
    Activity(
        name="questions.answers",
        order=51,
        title=_("Questions of events"),
        purpose=_("To prepare what participants need: meals, childcare, languages, and what else an event asks."),
        legal_basis=_("Registration (GDPR Art. 6 (1) b); sensitive questions by explicit consent (GDPR Art. 9 (2) a)."),
        persons=_("Participants of events that ask something, and their companions where the question is about them."),
        data=_("Answers to the event's questions, when they were given, when somebody was asked by mail."),
        recipients=_("The office and the regional office concerned; answers to sensitive questions only the office."),
        rules=("questions.sensitive", "questions.answers"),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
