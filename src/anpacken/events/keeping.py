"""How long this room keeps what, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.events.actions import anonymising
from anpacken.events.queries import keeping as due
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule


def _event(registration: Any) -> str:
    return str(registration.event.title)


RULES = (
    Rule(
        name="events.support_needs",
        what=_("Support needs of participants"),
        why=_(
            "So that somebody can come: a ramp, a sign language interpreter (explicit consent, GDPR Art. 9 (2) a). "
            "After the event nobody needs to know."
        ),
        counted_from=_("the last day of the event"),
        outcome=_("deleted; the registration stays"),
        days=14,
        least=1,
        most=60,
        due=due.with_needs,
        since="over_on",
        apply=anonymising.forget_needs,
        kind_of=_event,
    ),
    Rule(
        name="events.registrations",
        what=_("Who was registered for an event"),
        why=_(
            "To send documentation and certificates of attendance, and to account for funds (GDPR Art. 6 (1) b and f)."
        ),
        counted_from=_("the last day of the event"),
        outcome=_("made anonymous; seats and counts stay"),
        days=365,
        least=30,
        most=3 * 365,
        due=due.with_names,
        since="over_on",
        apply=anonymising.forget_names,
        kind_of=_event,
    ),
)

ACTIVITIES = (
    Activity(
        name="events.registrations",
        order=50,
        title=_("Registration for events"),
        purpose=_("To give seats, keep the waiting list, tell about changes and know what participants need."),
        legal_basis=_("Registration (GDPR Art. 6 (1) b); support needs by explicit consent (GDPR Art. 9 (2) a)."),
        persons=_("Participants and those who wait."),
        data=_(
            "Name, mail address, organisation, number of companions and children, names of a group's members, support "
            "needs, language, state and times."
        ),
        recipients=_("The office and the regional office concerned; support needs only the office."),
        rules=("events.support_needs", "events.registrations"),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
