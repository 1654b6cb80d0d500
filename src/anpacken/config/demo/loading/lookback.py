"""What is over: a made-up event of some days ago, with who was registered and who came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from anpacken.config.demo.loading.ledger import Ledger
from anpacken.config.demo.loading.people import DOMAINS, persons
from anpacken.config.demo.loading.programme import shared_facts
from anpacken.config.demo.schema.alliance import SupportersEntry
from anpacken.config.demo.schema.lookback import LookbackFile, PastEntry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.door.actions import load as door
from anpacken.door.choices import Reason
from anpacken.events.actions import load as events
from anpacken.events.actions import past
from anpacken.events.actions.past import PastRegistration
from anpacken.events.choices import EventState, RegistrationState
from anpacken.events.facts import EventFacts
from anpacken.events.models import Event, Registration
from anpacken.people.models import Organisation

_OPENED_DAYS_BEFORE = 40


def load_lookback(
    file: LookbackFile,
    guests: SupportersEntry,
    organisations: Mapping[str, Organisation],
    ledger: Ledger,
    *,
    by: Actor,
    at: datetime,
) -> int:
    """Makes the past events that were never brought, dated back from the day of `at`, and returns how many."""
    due = [entry for entry in file.past if ledger.is_due("past", entry.slug)]
    for number, entry in enumerate(due, start=1):
        day = _working_day(timezone.localtime(at).date() - timedelta(days=entry.days_ago))
        over = _moment(day, entry.ends_at)
        with clock.frozen(over):
            event = events.ensure(_facts(entry, organisations, day), by=by)
            seed = guests.seed + 1000 * number
            made = past.ensure_registrations(
                event=event, facts=list(_registrations(entry, event, guests, seed)), by=by, at=over
            )
            door.ensure_lines(event=event, lines=list(_lines(entry, made, day, seed)), by=by, at=over)
    return len(due)


def _working_day(day: date) -> date:
    """`day`, or the last working day before."""
    while day.weekday() > 4 or (day.month, day.day) in {(12, 25), (12, 26), (1, 1)}:
        day -= timedelta(days=1)
    return day


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _facts(entry: PastEntry, organisations: Mapping[str, Organisation], day: date) -> EventFacts:
    return EventFacts(
        **shared_facts(entry, organisations),  # type: ignore[arg-type]
        state=EventState.HELD,
        starts_on=day,
        takes_registrations=True,
        capacity=entry.capacity,
        opens_at=_moment(day - timedelta(days=_OPENED_DAYS_BEFORE), time(8)),
        closes_at=_moment(day - timedelta(days=1), time(12)),
    )


def _registrations(entry: PastEntry, event: Event, guests: SupportersEntry, seed: int) -> Iterator[PastRegistration]:
    """Those with a seat first, in the order of coming; who cancelled did so three days before."""
    of = entry.attendance
    total = of.registered + of.waiting + of.cancelled
    opens, closes = event.registration_opens_at, event.registration_closes_at
    if opens is None or closes is None:
        return
    random = Random(seed)  # noqa: S311 - made-up guests, no secrets
    step = (closes - opens) / (total + 1)
    states = [
        *[RegistrationState.CANCELLED] * of.cancelled,
        *[RegistrationState.CONFIRMED] * of.registered,
        *[RegistrationState.WAITING] * of.waiting,
    ]
    drawn = persons(guests.model_copy(update={"seed": seed, "persons": total}), {"": [("", "")]})
    for number, (state, guest) in enumerate(zip(states, drawn, strict=True), start=1):
        yield PastRegistration(
            state=state,
            name=f"{guest.first_name} {guest.last_name}",
            email=f"gast-{number}-{entry.slug}@{random.choice(DOMAINS)}",
            organisation_name=random.choice(entry.organisations) if random.random() < 0.6 else "",
            companions=1 if of.cancelled < number <= of.cancelled + of.companions else 0,
            language=guest.language,
            registered_at=opens + step * number,
            ended_at=closes - timedelta(days=3) if state == RegistrationState.CANCELLED else None,
        )


def _lines(entry: PastEntry, made: list[Registration], day: date, seed: int) -> Iterator[door.Line]:
    """Tickets let in over the hour before the beginning, some of them twice; one that waited was turned away."""
    of, random = entry.attendance, Random(seed)  # noqa: S311 - who came, no secrets
    begins = _moment(day, entry.begins_at)
    seated = [one for one in made if one.state == RegistrationState.CONFIRMED]
    came = random.sample(seated, of.came) if seated else []
    moments = sorted(begins - timedelta(seconds=random.randrange(3600)) for _ticket in came)
    for number, (registration, moment) in enumerate(zip(came, moments, strict=True)):
        yield door.Line(moment, registration, heads=registration.seats, device="demo-1")
        if number < of.doubles:
            yield door.Line(moment + timedelta(minutes=4), registration, heads=registration.seats, device="demo-2")
    for number in range(of.walk_ins):
        yield door.Line(begins + timedelta(minutes=5 + 7 * number), device="demo-1")
    for registration in made:
        if registration.state == RegistrationState.WAITING:
            yield door.Line(begins, registration, reason=Reason.WAITING, device="demo-2")
            return
