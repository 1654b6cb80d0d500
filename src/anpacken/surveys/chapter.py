"""What this room tells about a person: that they were asked, never what they answered."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.events.queries.of_person import registrations_of
from anpacken.people.chapters import Chapter, Held, Subject
from anpacken.people.queries.holdings import columns
from anpacken.surveys.actions import forgetting
from anpacken.surveys.models import SurveyInvitation


class Surveys(Chapter):
    """Nothing of it stands in the timeline: who answers stays their own affair."""

    name = "surveys"
    label = _("Feedback asked for")

    def held(self, subject: Subject) -> list[Held]:
        asked = SurveyInvitation.objects.filter(registration__in=registrations_of(subject).order_by())
        found = asked.select_related("survey__event").order_by("pk")
        return [columns(one, "survey", "invited_at", "reminded_at", "is_answered") for one in found]

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        forgetting.erase(subject=subject, by=by, at=at)
