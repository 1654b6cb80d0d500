"""Events in figures: how many registered, waited, cancelled, came. Grouped in the database, for one event or for many.

Heads are people: whoever registered, with companions and children. Reach is the audience of somebody else's fair;
nothing here adds it to anybody who came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count as CountRows
from django.db.models import F, Q, Sum
from django.db.models.functions import TruncDate

from anpacken.core.counts import Count
from anpacken.door.queries import counts
from anpacken.door.queries.counts import Counts
from anpacken.events import rules
from anpacken.events.choices import HOLDS_SEATS, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.models.registrations import seats

LATE = timedelta(days=7)
"""A cancellation is late when it comes within a week before the first day: hardly anybody can take the seat then."""


@dataclass(frozen=True, slots=True)
class Group:
    """Registrations in one state."""

    registrations: int = 0
    heads: int = 0
    companions: int = 0
    children: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class EventFigures:
    """One event. `door` is None where nobody looked who came in."""

    event: Event
    groups: Mapping[RegistrationState, Group] = field(default_factory=dict)
    door: Counts | None = None
    is_over: bool = False

    def state(self, state: RegistrationState) -> Group:
        return self.groups.get(state, Group())

    @property
    def holding(self) -> Group:
        """Everybody who has a seat, an offered one among them."""
        found = [self.state(state) for state in HOLDS_SEATS]
        return Group(
            sum(one.registrations for one in found),
            sum(one.heads for one in found),
            sum(one.companions for one in found),
            sum(one.children for one in found),
        )

    @property
    def cancelled(self) -> Group:
        return self.state(RegistrationState.CANCELLED)

    @property
    def cancelled_early(self) -> int:
        return self.cancelled.registrations - self.cancelled.late

    @property
    def registered(self) -> Count | None:
        """People who are registered, or were: the number that was written down, else ours."""
        return self.event.registered_count or (Count(self.holding.heads) if self.groups else None)

    @property
    def by_ticket(self) -> int:
        """Heads at the entrance with a ticket."""
        return self.door.tickets.get(counts.ENTRANCE, 0) if self.door else 0

    @property
    def walk_ins(self) -> int | None:
        """Heads at the entrance without one."""
        return self.door.walk_ins.get(counts.ENTRANCE, 0) if self.door else None

    @property
    def at_the_door(self) -> int | None:
        """Heads that came in, where somebody counted."""
        return self.door.at(None) if self.door else None

    @property
    def came(self) -> Count | None:
        """People who came: the number that the alliance's figures count, else what the door counted."""
        return self.event.participants_count or (None if self.at_the_door is None else Count(self.at_the_door))

    @property
    def no_show(self) -> Count | None:
        """Registered people who did not come; None before it is over, and where nobody knows.

        By tickets where there are any: people without one are then no part of it. Otherwise what was registered less
        what came, and never less than nobody.
        """
        if not self.is_over or self.registered is None or not self.registered.value:
            return None
        if self.by_ticket:
            return Count(max(0, self.state(RegistrationState.CONFIRMED).heads - self.by_ticket))
        if self.came is None:
            return None
        known = Count.total([self.registered, self.came])
        return Count(max(0, self.registered.value - self.came.value), known.word)

    @property
    def no_show_base(self) -> int:
        """Of how many people `no_show` is a part."""
        if self.by_ticket:
            return self.state(RegistrationState.CONFIRMED).heads
        return self.registered.value if self.registered else 0


def of(events: Sequence[Event], *, at: datetime) -> list[EventFigures]:
    """The figures of these events in their order, in two queries however many they are."""
    groups: dict[int, dict[RegistrationState, Group]] = {event.pk: {} for event in events}
    found = Registration.objects.filter(event__in=events).alias(ended_on=TruncDate("ended_at"))
    # "After the eighth day before" is "from the seventh on", also where a database takes a day for its first moment.
    late = Q(ended_on__gt=F("event__starts_on") - LATE - timedelta(days=1))
    rows = (
        found.order_by()
        .values_list("event", "state")
        .annotate(
            many=CountRows("pk"),
            heads=Sum(seats()),
            with_them=Sum("companions"),
            young=Sum("children"),
            late=CountRows("pk", filter=late),
        )
    )
    for event, state, *numbers in rows:
        groups[event][RegistrationState(state)] = Group(*numbers)
    doors = counts.of_events(events)
    return [EventFigures(event, groups[event.pk], doors.get(event.pk), rules.is_over(event, at=at)) for event in events]
