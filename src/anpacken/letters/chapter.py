"""What this room tells about a person or an organisation: which letters they got. The text is in the outbox."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.events.queries.of_person import registrations_of
from anpacken.letters.actions import forgetting
from anpacken.letters.models import LetterCopy
from anpacken.people.chapters import Chapter, Held, Subject
from anpacken.people.queries.holdings import columns


class Letters(Chapter):
    """Nothing of it stands in the timeline: there the registration tells, and its record has the mails."""

    name = "letters"
    label = _("Letters about events")

    def held(self, subject: Subject) -> list[Held]:
        copies = LetterCopy.objects.filter(registration__in=registrations_of(subject)).select_related("letter__event")
        return [
            {
                str(_("Event")): str(copy.letter.event.title),
                str(_("Letter")): str(copy.letter.subject),
                **columns(copy, "queued_at", "left_out"),
            }
            for copy in copies
        ]

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        forgetting.erase(subject=subject)
