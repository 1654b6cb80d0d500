"""What this room tells about a person or an organisation: wishes for forums, and places in them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.forums.actions import forgetting
from anpacken.forums.queries import of_person
from anpacken.people.chapters import Chapter, Held, Subject


class ForumChoices(Chapter):
    """Nothing of it stands in the timeline: there the registration tells, and its page has the lines of forums."""

    name = of_person.NAME
    label = _("Wishes for forums and places in them")

    def held(self, subject: Subject) -> list[Held]:
        return of_person.held(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        forgetting.erase(subject=subject, by=by, at=at)
