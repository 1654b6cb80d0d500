"""What the door adds to an event: its pages in the office, and the certificate of attendance afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.core import clock
from anpacken.door import links
from anpacken.door.queries import attendance, counts
from anpacken.events import rules
from anpacken.events.choices import EventState
from anpacken.events.models import Event, Registration
from anpacken.events.parts import Entrance, Line, Part
from anpacken.events.queries.reach import reaches

RIGHT = "door.add_scan"
VIEW_REGISTRATION = "events.view_registration"


class Door(Part):
    name = "door"

    def lines(self, registration: Registration) -> Iterable[Line]:
        # Before the end nothing is looked up: this is asked with every mail about a registration.
        if rules.is_over(registration.event, at=clock.now()) and attendance.did_come(registration):
            yield Line(_("Certificate of attendance"), _("to download"), links.certificate_path(registration))

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if event.state not in (EventState.ANNOUNCED, EventState.HELD):
            return
        if reaches(user, event, VIEW_REGISTRATION) and event.takes_registrations:
            paper = reverse("door_office:paper", args=[event.public_id])
            yield Entrance(_("Badges and lists"), paper, _("labels, sheets to sign"))
        if not reaches(user, event, RIGHT):
            return
        came = counts.counts(event).at(None)
        note = ngettext("%(count)d person came", "%(count)d people came", came) % {"count": came}
        yield Entrance(_("Check-in"), reverse("door_office:check_in", args=[event.public_id]), note)
