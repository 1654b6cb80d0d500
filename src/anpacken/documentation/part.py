"""What the documentation adds to an event: a section on its page, what became of earlier findings, pages in the office.

An event without a documentation costs no query, a follow-up three.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.documentation.queries import shown
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.parts import Entrance, Part, Section
from anpacken.events.queries.reach import reaches

VIEW, CHANGE = "documentation.view_documentation", "documentation.change_documentation"


class Documenting(Part):
    name = "documentation"

    def sections(self, event: Event) -> Iterable[Section]:
        if event.documented_at is not None and event.state == EventState.HELD:
            url = reverse("documentation:documentation", args=[event.public_id])
            yield Section(_("Documentation"), "documentation/section.html", {"url": url})
        if event.follows_id is not None and (findings := shown.earlier_findings(event)):
            given = {"findings": findings, "first": event.follows, "url": self._of_first(event)}
            yield Section(_("What became of the findings"), "documentation/became.html", given)

    def _of_first(self, event: Event) -> str:
        first = event.follows
        if first is None or first.documented_at is None:
            return ""
        return reverse("documentation:documentation", args=[first.public_id])

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if event.state not in (EventState.ANNOUNCED, EventState.HELD) or not reaches(user, event, VIEW):
            return
        found = shown.of_event(event)
        note = found.get_state_display() if found is not None else _("not begun yet")
        url = reverse("documentation_office:documentation", args=[event.public_id])
        yield Entrance(_("Documentation"), url, note)
        if event.follows_id is not None and reaches(user, event, CHANGE):
            url = reverse("documentation_office:became", args=[event.public_id])
            yield Entrance(_("What became of the findings"), url, str(event.follows))
