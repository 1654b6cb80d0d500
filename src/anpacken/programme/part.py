"""What this room adds to an event: its programme on the event's page, and the ways into the editor."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.events.models import Event
from anpacken.events.parts import Entrance, Part, Section
from anpacken.events.queries.reach import reaches
from anpacken.programme.models import Item, Release
from anpacken.programme.queries import released
from anpacken.programme.snapshots import Entry
from anpacken.programme.wording import span

VIEW = "programme.view_item"


class ProgrammePart(Part):
    name = "programme"

    def sections(self, event: Event) -> Iterable[Section]:
        programme = released.latest(event)
        if programme is None:
            return ()
        given = {"event": event, "days": [(day, _by_time(entries)) for day, entries in programme.days]}
        return [Section(_("Programme"), "programme/parts/section.html", given)]

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if not reaches(user, event, VIEW):
            return ()
        return [Entrance(_("Programme"), reverse("programme_office:editor", args=[event.public_id]), _note(event))]


def _by_time(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """What is at the same time stands together, as the slots of a round do."""
    return [(hours, list(same)) for hours, same in groupby(entries, lambda entry: span(entry.begins_at, entry.ends_at))]


def _note(event: Event) -> str:
    count = Item.objects.filter(event=event).count()
    items = ngettext("%(count)d item", "%(count)d items", count) % {"count": count}
    number = Release.objects.filter(event=event).order_by("-number").values_list("number", flat=True).first()
    if number is None:
        return items
    return _("%(items)s, version %(number)d released") % {"items": items, "number": number}
