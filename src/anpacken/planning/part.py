"""What planning adds to an event: its checklist, and a copy of it for a copy of the event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.events.parts import Entrance, Part
from anpacken.planning import queries
from anpacken.planning.actions import tasks
from anpacken.planning.choices import Standing


class Planning(Part):
    name = "planning"

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if not user.has_perm(queries.VIEW):
            return
        lines = queries.checklist(event, on=clock.today())
        yield Entrance(_("Checklist"), reverse("planning:checklist", args=[event.pk]), _note(lines))

    def copied(self, original: Event, new: Event, *, by: Actor, at: datetime) -> None:
        tasks.copy(original=original, new=new, by=by, at=at)


def _note(lines: list[queries.Line]) -> str:
    if not lines:
        return _("nothing on it yet")
    done = sum(line.standing == Standing.DONE for line in lines)
    said = _("%(done)d of %(all)d done") % {"done": done, "all": len(lines)}
    overdue = sum(line.standing == Standing.OVERDUE for line in lines)
    if overdue:
        said += ", " + ngettext("%(count)d overdue", "%(count)d overdue", overdue) % {"count": overdue}
    return said
