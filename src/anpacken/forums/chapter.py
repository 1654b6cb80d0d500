"""What this room tells about a person or an organisation: wishes for forums, and places in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.forums.actions import forgetting
from anpacken.forums.queries import of_person
from anpacken.people.chapters import Chapter, Held, Moment, Subject


class ForumChoices(Chapter):
    name = of_person.NAME
    label = _("Wishes for forums and places in them")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return of_person.moments(subject, before=before, most=most)

    def held(self, subject: Subject) -> list[Held]:
        return of_person.held(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        forgetting.erase(subject=subject, by=by, at=at)
