"""How many come, wait or have an offer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from anpacken.events.choices import ACTIVE, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.models.registrations import seats


@dataclass(frozen=True, slots=True)
class Standing:
    """The registrations of one event by state, and what they hold. `free` is None without a limit."""

    requested: int
    unconfirmed: int
    confirmed: int
    offered: int
    waiting: int
    ended: int
    seats_requested: int
    seats_unconfirmed: int
    seats_confirmed: int
    seats_offered: int
    seats_waiting: int
    capacity: int | None

    @property
    def taken(self) -> int:
        return self.seats_confirmed + self.seats_offered + self.seats_unconfirmed

    @property
    def to_tell(self) -> int:
        """How many are told when the event is called off."""
        return self.requested + self.unconfirmed + self.confirmed + self.offered + self.waiting

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else self.capacity - self.taken


def standing(event: Event) -> Standing:
    """One query, from the registrations themselves."""

    def of(*states: RegistrationState) -> Q:
        return Q(state__in=states)

    found = Registration.objects.filter(event=event).aggregate(
        requested=Count("pk", filter=of(RegistrationState.REQUESTED)),
        unconfirmed=Count("pk", filter=of(RegistrationState.UNCONFIRMED)),
        confirmed=Count("pk", filter=of(RegistrationState.CONFIRMED)),
        offered=Count("pk", filter=of(RegistrationState.OFFERED)),
        waiting=Count("pk", filter=of(RegistrationState.WAITING)),
        ended=Count("pk", filter=~Q(state__in=ACTIVE)),
        seats_requested=Sum(seats(), filter=of(RegistrationState.REQUESTED), default=0),
        seats_unconfirmed=Sum(seats(), filter=of(RegistrationState.UNCONFIRMED), default=0),
        seats_confirmed=Sum(seats(), filter=of(RegistrationState.CONFIRMED), default=0),
        seats_offered=Sum(seats(), filter=of(RegistrationState.OFFERED), default=0),
        seats_waiting=Sum(seats(), filter=of(RegistrationState.WAITING), default=0),
    )
    return Standing(capacity=event.capacity, **found)
