"""What invitations add to an event: a page in the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.events.models import Event
from anpacken.events.parts import Entrance, Part
from anpacken.events.queries.reach import reaches
from anpacken.invitations.queries import standing

VIEW = "invitations.view_invitation"


class Invitations(Part):
    name = "invitations"

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if not event.takes_registrations or not reaches(user, event, VIEW):
            return
        yield Entrance(_("Invitations"), reverse("invitations_office:standing", args=[event.public_id]), _note(event))


def _note(event: Event) -> str:
    counted = standing.counts(event)
    if not counted.all:
        return _("nobody invited yet") if event.by_invitation else ""
    return _("%(all)d invited, %(accepted)d registered") % {"all": counted.all, "accepted": counted.accepted}
