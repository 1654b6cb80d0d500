"""One event with everything that its page shows."""

from __future__ import annotations

from dataclasses import dataclass

from anpacken.alliance.models import Theme
from anpacken.events import asking
from anpacken.events.choices import PartnerRole
from anpacken.events.models import Contribution, Event, EventDay, EventPartner, Forum, Registration, Series
from anpacken.people.models import Organisation

_SHOWN_IN_PASSING = ("public_id", "title", "starts_on", "ends_on", "date_precision", "state")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody registers: the event, and what it asks."""

    event: Event
    asked: asking.Asked


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to one event, each in its order. Plain queries: they cost half of what prefetching would."""

    days: list[EventDay]
    themes: list[Theme]
    partners: list[EventPartner]
    contributions: list[Contribution]
    forums: list[Forum]
    followed_by: list[Event]

    def organisations(self, role: PartnerRole) -> list[Organisation]:
        return [partner.organisation for partner in self.partners if partner.role == role]


def public_event(public_id: str) -> Event:
    """The event for its public page. Raises `Event.DoesNotExist` for drafts and unknown ids."""
    events = Event.objects.public().select_related("series", "region", "municipality")
    return events.defer("search_text").get(public_id=public_id)


def parts_of(event: Event) -> Parts:
    """Everything that the page of an event shows beside the event itself."""
    return Parts(
        days=list(EventDay.objects.filter(event=event)),
        themes=list(event.themes.all()),
        partners=list(EventPartner.objects.filter(event=event).select_related("organisation")),
        contributions=list(Contribution.objects.filter(event=event)),
        forums=list(Forum.objects.filter(event=event)),
        followed_by=list(Event.objects.public().filter(follows=event).only(*_SHOWN_IN_PASSING)),
    )


def event_to_register_for(public_id: str) -> Desk:
    """The event without what a form does not show, and what it asks. Raises `Event.DoesNotExist` likewise."""
    events = Event.objects.public().select_related("municipality")
    event = events.defer("body", "findings", "motto", "art", "search_text").get(public_id=public_id)
    return Desk(event, asking.of(event))


def public_series(public_id: str) -> Series:
    """Raises `Series.DoesNotExist`."""
    return Series.objects.get(public_id=public_id)


def registration(public_id: str) -> Registration:
    """A registration with its event. Raises `Registration.DoesNotExist` when it has been deleted."""
    return Registration.objects.select_related("event__municipality").get(public_id=public_id)
