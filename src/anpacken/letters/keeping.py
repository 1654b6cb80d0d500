"""How long this room keeps what, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.letters.actions import forgetting
from anpacken.letters.queries import keeping as due
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule


def _event(registration: Any) -> str:
    return str(registration.event.title)


RULES = (
    Rule(
        name="letters.copies",
        what=_("Who got which letter about an event"),
        why=_("So that nobody gets a letter twice, and to answer “I never got that” (GDPR Art. 6 (1) b and f)."),
        counted_from=_("the last day of the event, at the latest when the registration is made anonymous"),
        outcome=_("deleted; how many got each letter stays"),
        days=365,
        least=1,
        most=3 * 365,
        due=due.with_copies_to_forget,
        since="over_on",
        apply=forgetting.forget_copies,
        kind_of=_event,
    ),
)

ACTIVITIES = (
    Activity(
        name="letters.copies",
        order=53,
        title=_("Letters about an event"),
        purpose=_("To remind those who registered, to tell them what is new and to thank them."),
        legal_basis=_("Registration (GDPR Art. 6 (1) b)."),
        persons=_("Participants and those who wait."),
        data=_("Which letter was for them, when it went into the outbox, why it did not."),
        recipients=_("The office and the regional office concerned."),
        rules=("letters.copies",),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
