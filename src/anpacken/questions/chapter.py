"""What this room tells about a person or an organisation: answers to the questions of events."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.people.chapters import Chapter, Held, Subject
from anpacken.questions.actions import forgetting
from anpacken.questions.queries import of_person


class Answers(Chapter):
    """Nothing of it stands in the timeline: there the registration tells."""

    name = of_person.NAME
    label = _("Answers to questions of events")

    def held(self, subject: Subject) -> list[Held]:
        return of_person.held(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        forgetting.erase(subject=subject, by=by, at=at)
