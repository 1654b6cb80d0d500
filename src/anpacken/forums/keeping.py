"""How long this room keeps what, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.forums.actions import forgetting
from anpacken.forums.queries import keeping as due
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule


def _event(registration: Any) -> str:
    return str(registration.event.title)


RULES = (
    Rule(
        name="forums.choices",
        what=_("Who wished for which forum and had a place in it"),
        why=_(
            "To give places fairly and to send each forum's documentation to those who were there (GDPR Art. 6 (1) b)."
        ),
        counted_from=_("the last day of the event, at the latest when the registration is made anonymous"),
        outcome=_("deleted; how many places each forum gave stays"),
        days=365,
        least=1,
        most=3 * 365,
        due=due.with_choices_to_forget,
        since="over_on",
        apply=forgetting.forget_choices,
        kind_of=_event,
    ),
)

ACTIVITIES = (
    Activity(
        name="forums.choices",
        order=52,
        title=_("Choice of forums"),
        purpose=_("To give everybody places in the forums that they would like, without overfilling a room."),
        legal_basis=_("Registration (GDPR Art. 6 (1) b)."),
        persons=_("Participants of events with forums."),
        data=_("Wishes, places and turns on waiting lists, with the reason and the time."),
        recipients=_("The office and the regional office concerned."),
        rules=("forums.choices",),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
