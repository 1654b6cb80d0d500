"""Who was registered for an event of the year and who came: counts, as they stand once names are gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from anpacken.config.demo.loading.ledger import Found, Ledger, RecordGone
from anpacken.config.demo.schema.alliance import SupportersEntry
from anpacken.config.demo.schema.lookback import GatheringEntry, LookbackFile
from anpacken.core.actors import Actor
from anpacken.door.actions import load as door
from anpacken.events.actions import past
from anpacken.events.actions.past import PastRegistration
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event
from anpacken.forums.actions import load as forums
from anpacken.forums.queries.places import by_round, slots_of
from anpacken.programme.models import Item

# Retention keeps the hour: most arrive in the hour before the beginning.
_HOURS, _WEIGHTS = (8, 9, 10), (6, 82, 12)


def load_gatherings(file: LookbackFile, guests: SupportersEntry, ledger: Ledger, *, by: Actor) -> int:
    """Takes over what was never brought, and returns for how many events."""
    due = [entry for entry in file.gatherings if ledger.is_due("gathering", entry.event)]
    events = Found({event.slug: event for event in Event.objects.filter(slug__in=[entry.event for entry in due])})
    for entry in due:
        event = events[entry.event]
        if event.starts_on is None:
            raise RecordGone(name=entry.event)
        begins = timezone.make_aware(datetime.combine(event.starts_on, time(10)))
        random = Random(guests.seed)  # noqa: S311 - counts, no secrets
        rounds = by_round(slots_of(event))
        past.ensure_registrations(
            event=event, facts=list(_registrations(entry, guests, begins, random)), by=by, at=begins
        )
        heads = dict(_by_slot(entry.places, rounds))
        forums.ensure_counters(event=event, heads={slot.pk: many for slot, many in heads.items()}, by=by, at=begins)
        door.ensure_lines(event=event, lines=list(_lines(entry, rounds, begins, random)), by=by, at=begins)
    return len(due)


def _registrations(
    entry: GatheringEntry, guests: SupportersEntry, begins: datetime, random: Random
) -> Iterator[PastRegistration]:
    """Without names and addresses. Registration was busier the nearer the day; it closed a week before."""
    of = entry.attendance
    opens, closes = begins - timedelta(days=entry.opened_days_before), begins - timedelta(days=7)
    states = [RegistrationState.CONFIRMED] * of.registered + [RegistrationState.CANCELLED] * of.cancelled
    random.shuffle(states)
    spoken = random.choices(
        [each.language for each in guests.origins], weights=[each.weight for each in guests.origins], k=len(states)
    )
    moments = sorted(opens + (closes - opens) * random.random() ** 0.6 for _one in states)
    companions = of.companions
    for state, language, moment in zip(states, spoken, moments, strict=True):
        brings = state == RegistrationState.CONFIRMED and companions > 0
        companions -= brings
        cancelled = state == RegistrationState.CANCELLED
        yield PastRegistration(
            state=state,
            language=language,
            registered_at=moment,
            companions=int(brings),
            ended_at=moment + (begins - moment) * random.random() if cancelled else None,
        )


def _lines(
    entry: GatheringEntry, rounds: dict[int, list[Item]], begins: datetime, random: Random
) -> Iterator[door.Line]:
    """One line for each ticket that came, with its heads, and the late ones without a ticket; then the forums."""
    of = entry.attendance
    midnight = begins.replace(hour=0)
    pairs = of.companions * of.came // of.registered
    hours = random.choices(_HOURS, weights=_WEIGHTS, k=of.came)
    for number, hour in enumerate(hours):
        yield door.Line(midnight + timedelta(hours=hour), heads=2 if number < pairs else 1, had_ticket=True)
    for _one in range(of.walk_ins):
        yield door.Line(midnight + timedelta(hours=11))
    for slot, many in _by_slot(entry.came_to, rounds):
        moment = timezone.make_aware(datetime.combine(slot.on, slot.begins_at.replace(minute=0)))
        for _one in range(many):
            yield door.Line(moment, item=slot, had_ticket=True)


def _by_slot(numbers: list[list[int]], rounds: dict[int, list[Item]]) -> Iterator[tuple[Item, int]]:
    for row, slots in zip(numbers, rounds.values(), strict=False):
        yield from zip(slots, row, strict=True)
