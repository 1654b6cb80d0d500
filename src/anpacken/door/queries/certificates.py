"""What a certificate of attendance says, and who gets one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from anpacken.alliance import queries as alliance
from anpacken.core.links import LinkExpired
from anpacken.core.refusals import Refusal
from anpacken.door import errors
from anpacken.door.queries import attendance, counts
from anpacken.events import rules
from anpacken.events.choices import EventState
from anpacken.events.errors import EventCancelled
from anpacken.events.models import Event, EventDay, Registration
from anpacken.forums.choices import PlaceState
from anpacken.forums.models import Place
from anpacken.programme.models import Item


def registration_for(public_id: str) -> Registration:
    """The registration with its event. Raises `LinkExpired` when it is gone or has become anonymous."""
    found = Registration.objects.filter(public_id=public_id).exclude(name="")
    registration = found.select_related("event", "event__municipality").first()
    if registration is None:
        raise LinkExpired
    return registration


def refusal(registration: Registration, *, at: datetime) -> Refusal | None:
    """Why there is no certificate for this registration, with what to do; None where there is one."""
    event = registration.event
    if event.state == EventState.CANCELLED:
        return EventCancelled()
    if not rules.is_over(event, at=at):
        return errors.NotOverYet()
    if attendance.did_come(registration):
        return None
    email = alliance.current().email
    if attendance.is_forgotten(event):
        return errors.AttendanceForgotten(email=email)
    if not attendance.came(event).exists():
        return errors.NobodyCheckedIn(email=email)
    return errors.NotCheckedIn(email=email)


def people(registration: Registration) -> list[str]:
    """The names for which there is a certificate: who registered, and those who came along as far as they are
    known by name."""
    return [registration.name, *registration.member_names]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said about a registration beside the event's own facts."""

    hours: float | None
    forums: list[Item]


def told(registration: Registration) -> Told:
    event = registration.event
    return Told(_hours(event, list(event.days.all())), _forums(registration))


def _hours(event: Event, days: list[EventDay]) -> float | None:
    """How long the event lasted, in hours, to the half; None where the hours of any day are not known."""
    if len(days) > 1:
        spans = [(day.begins_at, day.ends_at) for day in days]
    elif event.ends_on in (None, event.starts_on):
        spans = [(event.begins_at, event.ends_at)]
    else:
        return None
    minutes = 0
    for begin, end in spans:
        if begin is None or end is None or end <= begin:
            return None
        minutes += (end.hour - begin.hour) * 60 + end.minute - begin.minute
    return round(minutes / 30) / 2


def _forums(registration: Registration) -> list[Item]:
    """The forums in which the ticket was let in. Where nobody looked at the doors of forums, those with a place."""
    slots = Item.objects.slots().filter(event=registration.event_id).select_related("forum")
    let_in = counts.counting(registration.event).filter(item__isnull=False, registration__isnull=False)
    if let_in.exists():
        found = slots.filter(pk__in=let_in.filter(registration=registration).values("item"))
    else:
        placed = Place.objects.filter(registration=registration, state=PlaceState.PLACED)
        found = slots.filter(pk__in=placed.values("item"))
    return list(found.order_by("round", "forum__position", "pk"))
