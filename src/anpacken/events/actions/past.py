"""Registrations of an event that is over, taken over from a list: in one go and without a mail to anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.core.ids import new_public_id
from anpacken.events import errors
from anpacken.events.actions import seats
from anpacken.events.actions.anonymising import GONE
from anpacken.events.choices import HOLDS_SEATS, EventState, RegistrationState
from anpacken.events.models import Event, Registration


@dataclass(frozen=True, slots=True)
class PastRegistration:
    """One registration as it stood in the end. Without an address it is anonymous, as retention leaves it."""

    state: RegistrationState
    language: str
    registered_at: datetime
    name: str = ""
    email: str = ""
    organisation_name: str = ""
    companions: int = 0
    ended_at: datetime | None = None


def ensure_registrations(
    *, event: Event, facts: Sequence[PastRegistration], by: Actor, at: datetime
) -> list[Registration]:
    """Writes who was registered for an event that was held, in that order. One that has registrations is left alone.

    Raises:
        OnlyAfterwards: nobody is taken over past the queue of an event to come.
    """
    with seats.held(event.pk) as held:
        if held.event.state != EventState.HELD:
            raise errors.OnlyAfterwards
        if Registration.objects.filter(event=held.event).exists():
            return []
        made = Registration.objects.bulk_create(_registration(held.event, one) for one in facts)
        # They were taken here, so the office finds them where it looks for them.
        held.event.takes_registrations = True
        held.event.save(update_fields=["takes_registrations"])
        held.move(
            taken=sum(one.seats for one in made if one.state in HOLDS_SEATS),
            waiting=sum(one.state == RegistrationState.WAITING for one in made),
        )
        record(by=by, action="event.registrations_taken_over", target=held.event, at=at, registrations=len(made))
    return made


def _registration(event: Event, facts: PastRegistration) -> Registration:
    number = new_public_id()
    return Registration(
        public_id=number,
        event=event,
        state=facts.state,
        name=facts.name,
        email=facts.email,
        email_key=email_key(facts.email) if facts.email else f"{GONE}{number}",
        organisation_name=facts.organisation_name,
        companions=facts.companions,
        language=facts.language,
        registered_at=facts.registered_at,
        ended_at=facts.ended_at,
    )
