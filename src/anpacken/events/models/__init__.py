"""Events, who makes them, and who comes."""

from anpacken.events.models.programme import (
    Contribution,
    Event,
    EventDay,
    EventPartner,
    Forum,
    Series,
)
from anpacken.events.models.registrations import Member, Registration
from anpacken.events.models.texts import EventText

__all__ = [
    "Contribution",
    "Event",
    "EventDay",
    "EventPartner",
    "EventText",
    "Forum",
    "Member",
    "Registration",
    "Series",
]
