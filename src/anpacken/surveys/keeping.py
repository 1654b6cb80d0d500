"""How long this room keeps what, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule
from anpacken.surveys.actions import forgetting
from anpacken.surveys.queries import keeping as due


def _of_invitation(invitation: Any) -> str:
    return str(invitation.survey.event.title)


def _of_survey(survey: Any) -> str:
    return str(survey.event.title)


RULES = (
    Rule(
        name="surveys.invitations",
        what=_("Who was asked for feedback, and whether they answered"),
        why=_(
            "So that everybody answers once and is reminded once (GDPR Art. 6 (1) f). What somebody answered is never "
            "kept together with who they are."
        ),
        counted_from=_("the day on which the survey closes"),
        outcome=_("deleted; how many were asked and answered stays"),
        days=30,
        least=1,
        most=180,
        due=due.invitations_to_forget,
        since="survey__closes_at",
        apply=forgetting.forget_invitations,
        kind_of=_of_invitation,
    ),
    Rule(
        name="surveys.texts",
        what=_("What was answered in own words"),
        why=_(
            "To learn from it for the next events (GDPR Art. 6 (1) f). It is anonymous, but somebody may have written "
            "more about themselves than was asked."
        ),
        counted_from=_("the last day of the event"),
        outcome=_("deleted; all other answers stay as counts"),
        days=3 * 365,
        least=30,
        most=10 * 365,
        due=due.surveys_with_texts,
        since="over_on",
        apply=forgetting.forget_texts,
        kind_of=_of_survey,
    ),
)

ACTIVITIES = (
    Activity(
        name="surveys.feedback",
        order=58,
        title=_("Feedback after events"),
        purpose=_("To thank those who came, to ask them and those who did not come, and to do better next time."),
        legal_basis=_("Legitimate interest in good events (GDPR Art. 6 (1) f); answering is voluntary and anonymous."),
        persons=_("People who registered for an event."),
        data=_("That somebody was asked, was reminded and has answered; apart from that the answers, without a name."),
        recipients=_("The office and the regional office concerned; results also the editors."),
        rules=("surveys.invitations", "surveys.texts"),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
