"""What this room tells about a person or an organisation: registrations, and the events they had a seat at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.events import links, wording
from anpacken.events.actions import anonymising
from anpacken.events.queries import of_person
from anpacken.people.chapters import Chapter, Held, Moment, Shown, Subject


class Registrations(Chapter):
    name = of_person.NAME
    label = _("Registrations for events")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return of_person.moments(subject, before=before, most=most)

    def shown(self, subject: Subject, *, at: datetime) -> Iterable[Shown]:
        return [
            Shown(
                str(registration.event.title),
                f"{wording.when(registration.event)} · {registration.get_state_display()}",
                links.manage_url(registration),
            )
            for registration in of_person.to_come(subject, at=at)
        ]

    def held(self, subject: Subject) -> list[Held]:
        return of_person.held(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        anonymising.erase(subject=subject, by=by, at=at)
