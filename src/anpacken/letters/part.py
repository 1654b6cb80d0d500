"""What letters add to an event: their page in the office, and drafts of them for a copy of the event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.events.parts import Entrance, Part
from anpacken.events.queries.reach import reaches
from anpacken.letters.actions import letters
from anpacken.letters.choices import Standing
from anpacken.letters.queries import letters as queries


class LettersPart(Part):
    name = "letters"

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if not event.takes_registrations or not reaches(user, event, queries.VIEW):
            return
        lines = queries.of_event(event, at=clock.now())
        yield Entrance(_("Planned letters"), reverse("letters_office:letters", args=[event.public_id]), _note(lines))

    def copied(self, original: Event, new: Event, *, by: Actor, at: datetime) -> None:
        letters.copy(original=original, new=new, by=by, at=at)


def _note(lines: list[queries.Line]) -> str:
    late = sum(line.standing == Standing.OVERDUE for line in lines)
    if late:
        return ngettext("%(count)d did not leave", "%(count)d did not leave", late) % {"count": late}
    to_come = [line.moment for line in lines if line.standing == Standing.PLANNED and line.moment is not None]
    if to_come:
        return _("the next leaves %(moment)s") % {
            "moment": date_format(timezone.localtime(min(to_come)), "SHORT_DATETIME_FORMAT")
        }
    sent = sum(line.standing == Standing.SENT for line in lines)
    return ngettext("%(count)d sent", "%(count)d sent", sent) % {"count": sent} if sent else _("none turned on")
