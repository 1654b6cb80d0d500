"""Made-up events ahead of the day of set-up, with made-up people registered for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from anpacken.config.demo.loading.ledger import Ledger
from anpacken.config.demo.loading.people import DOMAINS, persons
from anpacken.config.demo.loading.planning import plan
from anpacken.config.demo.loading.programme import shared_facts
from anpacken.config.demo.schema.alliance import SupportersEntry
from anpacken.config.demo.schema.events import UpcomingEntry
from anpacken.config.demo.schema.files import UpcomingFile
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.actions import load as events
from anpacken.events.actions import registrations, requests
from anpacken.events.choices import EventState
from anpacken.events.facts import EventFacts
from anpacken.events.models import Event
from anpacken.people.models import Organisation

_HOLIDAYS = frozenset({(1, 1), (5, 1), (10, 3), (10, 31), *((12, day) for day in range(24, 32))})


def load_upcoming(
    file: UpcomingFile,
    guests: SupportersEntry,
    organisations: Mapping[str, Organisation],
    ledger: Ledger,
    *,
    by: Actor,
    at: datetime,
) -> int:
    """Makes the coming events that were never brought, dated from the day of `at`."""
    due = [entry for entry in file.upcoming if ledger.is_due("upcoming", entry.slug)]
    for number, entry in enumerate(due, start=1):
        event = events.ensure(facts(entry, organisations, timezone.localtime(at).date()), by=by)
        _register(event, entry, guests, seed=guests.seed + 10 * number, at=at)
        _register_group(event, entry, at=at)
        _decide(event, entry.registration.registered, by=by, at=at)
        plan(event, at=at, by=by)
    return len(due)


def _working_day(day: date, lasts_days: int) -> date:
    """`day`, or the next one from which so many working days run; Christmas to New Year is left out."""
    while True:
        run = [day + timedelta(days=number) for number in range(lasts_days)]
        if all(each.weekday() < 5 and (each.month, each.day) not in _HOLIDAYS for each in run):
            return day
        day += timedelta(days=1)


def facts(entry: UpcomingEntry, organisations: Mapping[str, Organisation], today: date) -> EventFacts:
    """What a coming event is, dated from `today`."""
    starts_on = _working_day(today + timedelta(days=entry.in_days), entry.lasts_days)
    seats = entry.registration
    if seats.opened_days_ago is not None:
        opens_on = today - timedelta(days=seats.opened_days_ago)
    else:
        opens_on = starts_on - timedelta(days=seats.opens_days_before or 0)
    closes = timezone.make_aware(
        datetime.combine(starts_on - timedelta(days=seats.closes_days_before), entry.begins_at)
    )
    return EventFacts(
        **shared_facts(entry, organisations),  # type: ignore[arg-type]
        state=EventState.ANNOUNCED,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=entry.lasts_days - 1) if entry.lasts_days > 1 else None,
        takes_registrations=True,
        capacity=seats.capacity,
        approved_by_office=seats.approved_by_office,
        offers_newsletter=seats.offers_newsletter,
        max_children=seats.max_children,
        max_group=seats.max_group,
        opens_at=timezone.make_aware(datetime.combine(opens_on, time(8))),
        closes_at=closes,
    )


def _register(event: Event, entry: UpcomingEntry, guests: SupportersEntry, *, seed: int, at: datetime) -> None:
    """Fills seats and waiting list, the earlier the longer registration has been open."""
    wanted = entry.registration.registered + entry.registration.waiting + entry.registration.requested
    if not wanted or event.registration_opens_at is None:
        return
    random = Random(seed)  # noqa: S311 - names, no secrets
    # A wall-clock hour per step, so that the order is the order of coming.
    step = (at - event.registration_opens_at) / (wanted + 1)
    drawn = persons(guests.model_copy(update={"seed": seed, "persons": wanted}), {"": [("", "")]})
    for number, guest in enumerate(drawn, start=1):
        moment = event.registration_opens_at + step * number
        with clock.frozen(moment):
            registrations.register(
                event=event,
                name=f"{guest.first_name} {guest.last_name}",
                email=f"gast-{number}-{entry.slug}@{random.choice(DOMAINS)}",
                language=guest.language,
                by=Actor.public(),
                at=moment,
            )
        event.refresh_from_db()


def _register_group(event: Event, entry: UpcomingEntry, *, at: datetime) -> None:
    group = entry.registration.group
    if group is None:
        return
    moment = at - timedelta(hours=1)
    with clock.frozen(moment):
        registrations.register(
            event=event,
            name=group.contact,
            email=f"gruppe-{entry.slug}@{DOMAINS[0]}",
            organisation=group.organisation,
            companions=group.size - 1,
            is_group=True,
            members=group.members,
            language="de",
            by=Actor.public(),
            at=moment,
        )


def _decide(event: Event, seated: int, *, by: Actor, at: datetime) -> None:
    """Where the office decides who comes it has done so for the first; the others wait for its word."""
    if not event.approved_by_office or not seated:
        return
    asked = event.registrations.order_by("pk").values_list("pk", flat=True)[:seated]
    with clock.frozen(at):
        requests.approve(event=event, wanted=list(asked), by=by, at=at)
