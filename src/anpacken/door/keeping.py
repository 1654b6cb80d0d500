"""How long this room keeps what, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.door.actions import forgetting
from anpacken.door.queries import keeping as due
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule


def _event(line: Any) -> str:
    return str(line.event.title)


RULES = (
    Rule(
        name="door.attendance",
        what=_("Who came to an event"),
        why=_(
            "To confirm attendance, to thank those who came and to account for funds (GDPR Art. 6 (1) b and f). After "
            "that only how many came matters."
        ),
        counted_from=_("the last day of the event"),
        outcome=_("replaced by lines without names; counts stay"),
        days=365,
        least=30,
        most=3 * 365,
        due=due.saying_who,
        since="over_on",
        apply=forgetting.forget,
        kind_of=_event,
    ),
)

ACTIVITIES = (
    Activity(
        name="door.check_in",
        order=56,
        title=_("Check-in at events"),
        purpose=_("To let in who registered, to count who came, and to see that a ticket is used once."),
        legal_basis=_("Registration for the event (GDPR Art. 6 (1) b)."),
        persons=_("People who registered; helpers at the door."),
        data=_("Registration, place and time of the check-in, number of people, helper, device."),
        recipients=_(
            "The office, the regional office concerned and the helpers of the event; their devices forget the list at "
            "the end."
        ),
        rules=("door.attendance",),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
