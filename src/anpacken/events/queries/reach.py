"""Which events a limited role reaches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from anpacken.accounts import rules
from anpacken.accounts.choices import Role
from anpacken.events.models import Event

# The lookup from an event to what the role is limited to: its region, or the one event to help at.
EVENT_PATHS: Mapping[Role, str] = {
    Role.REGIONAL: "region__code",
    Role.HELPER: "public_id",
    Role.MODERATOR: "public_id",
}
# The same from a registration. A moderator has nothing to do with those.
REGISTRATION_PATHS: Mapping[Role, str] = {
    Role.REGIONAL: "event__region__code",
    Role.HELPER: "event__public_id",
}


def events_of(user: Any, right: str) -> QuerySet[Event]:
    """The events for which somebody has a right: all, those of the own region, or the one to help at."""
    return rules.limited(Event.objects.all(), user, right, EVENT_PATHS)


def reaches(user: Any, event: Event, right: str) -> bool:
    """Whether somebody holds `right`, and holds it for this event."""
    return bool(user.has_perm(right) and events_of(user, right).filter(pk=event.pk).exists())
