"""What this room tells about a person or an organisation: applications for stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.market import links, rules
from anpacken.market.actions import anonymising
from anpacken.market.queries import of_person
from anpacken.people.chapters import Chapter, Held, Moment, Shown, Subject


class StandApplications(Chapter):
    name = of_person.NAME
    label = _("Applications for stands")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        return of_person.moments(subject, before=before, most=most)

    def shown(self, subject: Subject, *, at: datetime) -> Iterable[Shown]:
        return [
            Shown(
                str(application.call),
                f"{application.title} · {rules.shown_state(application).label}",
                links.manage_url(application),
            )
            for application in of_person.to_come(subject, at=at)
        ]

    def held(self, subject: Subject) -> list[Held]:
        return of_person.held(subject)

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        anonymising.erase(subject=subject, by=by, at=at)
