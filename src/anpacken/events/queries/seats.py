"""Seats: what is held, what is free, and whether the counters tell the truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from anpacken.events.choices import HELD_UNTIL, HOLDS_SEATS, EventState, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.models.registrations import seats


@dataclass(frozen=True, slots=True)
class Drift:
    """An event whose counters differ from its registrations. There is never one, unless somebody wrote past
    the actions."""

    public_id: str
    taken_seats: int
    seats_held: int
    waiting_count: int
    registrations_waiting: int
    capacity: int | None

    @property
    def oversold(self) -> int:
        """How many seats more than there are have been given away."""
        return 0 if self.capacity is None else max(0, self.seats_held - self.capacity)


def seat_drift() -> list[Drift]:
    """Every event whose counters are wrong or which has given away more seats than it has."""
    held = Q(registrations__state__in=HOLDS_SEATS)
    found = Event.objects.annotate(
        seats_held=Coalesce(Sum(seats("registrations__"), filter=held), 0),
        in_queue=Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING)),
    ).exclude(
        Q(taken_seats=F("seats_held"))
        & Q(waiting_count=F("in_queue"))
        & (Q(capacity=None) | Q(seats_held__lte=F("capacity")))
    )
    return [
        Drift(event.public_id, event.taken_seats, event.seats_held, event.waiting_count, event.in_queue, event.capacity)
        for event in found
    ]


def events_with_lapsed_offers(*, at: datetime) -> list[int]:
    """Keys of the events that hold seats whose time is over, offered or unconfirmed, in the order of their keys."""
    over = Registration.objects.filter(state__in=HELD_UNTIL, offered_until__lte=at, event__state=EventState.ANNOUNCED)
    return list(over.order_by("event_id").values_list("event_id", flat=True).distinct())


def events_with_seats_to_offer() -> models.QuerySet[Event]:
    """Announced events where somebody waits although seats are free."""
    return Event.objects.filter(
        Q(capacity=None) | Q(taken_seats__lt=F("capacity")),
        state=EventState.ANNOUNCED,
        takes_registrations=True,
        waiting_count__gt=0,
    ).order_by("pk")


def place_in_queue(registration: Registration) -> int | None:
    """1 for whoever is offered the next free seat; None if the registration does not wait."""
    if registration.state != RegistrationState.WAITING:
        return None
    ahead = Registration.objects.filter(
        Q(turn__lt=registration.turn) | Q(turn=registration.turn, pk__lt=registration.pk),
        event=registration.event_id,
        state=RegistrationState.WAITING,
    )
    return ahead.count() + 1
