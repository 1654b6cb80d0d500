"""How long this room keeps what, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.invitations.actions import forgetting
from anpacken.invitations.queries import keeping as due
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule


def _event(invitation: Any) -> str:
    return str(invitation.event.title)


RULES = (
    Rule(
        name="invitations.invited",
        what=_("Who was invited to an event"),
        why=_(
            "To let the invited register, remind them once, and not invite anybody twice (consent, GDPR Art. 6 (1) a)."
        ),
        counted_from=_("the last day of the event"),
        outcome=_("made anonymous; counts stay"),
        days=90,
        least=1,
        most=365,
        due=due.with_names,
        since="over_on",
        apply=forgetting.forget_names,
        kind_of=_event,
    ),
)

ACTIVITIES = (
    Activity(
        name="invitations.invited",
        order=53,
        title=_("Invitations to events"),
        purpose=_("To invite people to an event, and to let those register whom it is for."),
        legal_basis=_(
            "Consent to news and invitations by mail (GDPR Art. 6 (1) a, UWG § 7 (2)); each mail has a link to end it."
        ),
        persons=_("Supporters and organisations that agreed to be invited."),
        data=_("Name, mail address, language, the event, when invited and reminded, the answer and its time."),
        recipients=_("The office and the regional office concerned."),
        rules=("invitations.invited",),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
