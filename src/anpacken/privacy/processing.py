"""What is done with personal data: the record of processing (GDPR, Article 30), told by the rooms that do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One thing that the alliance does with people's data. Words are lazily translated."""

    name: str
    """`room.what`, in ASCII."""
    title: Any
    purpose: Any
    legal_basis: Any
    """With the article: "consent (GDPR, Art. 6 (1) a)"."""
    persons: Any
    """Whose data."""
    data: Any
    """Which data."""
    recipients: Any
    """Who gets to see it."""
    rules: tuple[str, ...] = ()
    """Names of the retention rules that say until when."""
    until: Any = ""
    """Until when, for what no rule ends."""
    order: int = 100


MEASURES = (
    _("Personal data is seen only by whoever holds the role for it; office and editors sign in with two factors."),
    _("Regional offices see only people and events of their own region."),
    _("Every deed and every export is written down, with its purpose."),
    _("Consents stand in a ledger that the database itself refuses to change."),
    _("Links in mails are signed, good for one purpose, and act only when a button is pressed."),
    _("Passwords are kept as hashes, erased addresses as keyed hashes."),
    _("Connections are encrypted; pages load nothing from elsewhere."),
    _("What has been kept long enough is deleted every night."),
)
"""What protects the data, technically and by organisation (GDPR, Article 32)."""


@dataclass
class _Registry:
    activities: dict[str, Activity] = field(default_factory=dict)


_registry = _Registry()


def register(*activities: Activity) -> None:
    """Adds what a room does; called by its `AppConfig.ready`. The same again is fine."""
    _registry.activities |= {activity.name: activity for activity in activities}


def every() -> list[Activity]:
    """All activities, the weightiest first."""
    return sorted(_registry.activities.values(), key=lambda one: (one.order, one.name))
