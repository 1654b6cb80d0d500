"""What this room holds about people, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.privacy import processing
from anpacken.privacy.processing import Activity

ACTIVITIES = (
    Activity(
        name="documentation.photos",
        order=58,
        title=_("Documentation of events"),
        purpose=_("To show what came of an event, with photos and films."),
        legal_basis=_(
            "Consent of those who can be recognised (GDPR Art. 6 (1) a, KunstUrhG § 22); the gathering as a whole: "
            "KunstUrhG § 23 (1) no. 3."
        ),
        persons=_("People in photos and films; photographers."),
        data=_("Pictures, credits, where the consents are kept."),
        recipients=_("Everybody; where the consents are kept, the office only."),
        until=_("Until somebody withdraws the consent; then the photo is taken off."),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    processing.register(*ACTIVITIES)
