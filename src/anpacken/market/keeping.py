"""How long this room keeps what, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.market.actions import anonymising
from anpacken.market.queries import keeping as due
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule


def _event(application: Any) -> str:
    return str(application.call)


RULES = (
    Rule(
        name="market.support_needs",
        what=_("Support needs of exhibitors"),
        why=_(
            "So that a stand can be used by whoever runs it: a low table, a way without steps (explicit consent, GDPR "
            "Art. 9 (2) a). After the event nobody needs to know."
        ),
        counted_from=_("the last day of the event"),
        outcome=_("deleted; the application stays"),
        days=14,
        least=1,
        most=60,
        due=due.with_needs,
        since="over_on",
        apply=anonymising.forget_needs,
        kind_of=_event,
    ),
    Rule(
        name="market.contacts",
        what=_("Who applied for a stand"),
        why=_("To thank exhibitors, invite them to the next market and account for funds (GDPR Art. 6 (1) b and f)."),
        counted_from=_("the last day of the event"),
        outcome=_("made anonymous; organisations, projects and counts stay"),
        days=365,
        least=30,
        most=3 * 365,
        due=due.with_contacts,
        since="over_on",
        apply=anonymising.forget_contacts,
        kind_of=_event,
    ),
)

ACTIVITIES = (
    Activity(
        name="market.applications",
        order=55,
        title=_("Stands at markets of opportunities"),
        purpose=_("To choose exhibitors, allot stands with tables and power, and tell visitors who is where."),
        legal_basis=_("Application (GDPR Art. 6 (1) b); support needs by explicit consent (GDPR Art. 9 (2) a)."),
        persons=_("Contact persons of exhibitors and of those who applied."),
        data=_("Organisation, project, name, mail address, telephone, what the stand needs, support needs, decisions."),
        recipients=_(
            "The office and the regional office concerned; support needs only the office. Organisation, project and "
            "description of exhibitors are public."
        ),
        rules=("market.support_needs", "market.contacts"),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
