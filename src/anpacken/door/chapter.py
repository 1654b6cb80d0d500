"""What this room tells about a person: which events they came to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.door.models import Scan
from anpacken.events.queries.of_person import registrations_of
from anpacken.people.chapters import Chapter, Held, Moment, Subject
from anpacken.people.queries.holdings import columns

NAME = "attendance"
MOST = 1000


class Attendance(Chapter):
    name = NAME
    label = gettext_lazy("At the door")

    def moments(self, subject: Subject, *, before: datetime | None, most: int) -> Iterable[Moment]:
        until = before or clock.now()
        told = [
            Moment(
                line.scanned_at,
                NAME,
                _("At the door of %(event)s: %(what)s") % {"event": line.event.title, "what": line.get_kind_display()},
                str(line.item) if line.item else "",
                reverse("registrations:inspect", args=[line.registration_id]),
            )
            for line in _lines(subject)
        ]
        return [one for one in told if (one.at < until if before else one.at <= until)][:most]

    def held(self, subject: Subject) -> list[Held]:
        return [columns(line, "event", "item", "kind", "reason", "heads", "scanned_at") for line in _lines(subject)]

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        """Nothing: the registration that the lines name becomes anonymous, and who was there stays counted."""


def _lines(subject: Subject) -> list[Scan]:
    found = Scan.objects.filter(registration__in=registrations_of(subject).order_by()).select_related("event", "item")
    return list(found.order_by("-scanned_at", "-pk")[:MOST])
