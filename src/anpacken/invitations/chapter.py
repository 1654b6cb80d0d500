"""What this room tells about a person or an organisation: to which events they were invited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.invitations.actions import forgetting
from anpacken.invitations.queries import of_person
from anpacken.people.chapters import Chapter, Held, Moment, Shown, Subject


class Invited(Chapter):
    name = of_person.NAME
    label = _("Invitations to events")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return of_person.moments(subject, before=before, most=most)

    def shown(self, subject: Subject, *, at: datetime) -> Iterable[Shown]:
        return of_person.open_ones(subject, at=at)

    def held(self, subject: Subject) -> list[Held]:
        return of_person.held(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        forgetting.erase(subject=subject, by=by, at=at)
