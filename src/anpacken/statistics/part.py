"""What statistics add to an event: its page in the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.parts import Entrance, Part
from anpacken.events.queries.reach import reaches

VIEW = "events.view_registration"


class Statistics(Part):
    name = "statistics"

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if event.state == EventState.DRAFT or not reaches(user, event, VIEW):
            return
        yield Entrance(_("Statistics"), reverse("statistics_office:event", args=[event.public_id]), _note(event))


def _note(event: Event) -> str:
    """No query: what stands on the event's row is enough to know whether there is something to see."""
    count = event.participants_count
    if count is not None:
        return ngettext("%(count)s person came", "%(count)s people came", count.value) % {"count": count}
    seats = event.taken_seats
    return ngettext("%(count)d seat taken", "%(count)d seats taken", seats) % {"count": seats}
