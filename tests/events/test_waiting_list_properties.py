"""Any sequence of deeds, against a model of the queue that fits on a page."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anpacken.core.refusals import Refusal
from anpacken.events.actions import changing, events, registrations, requests, waiting_list
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import place_in_queue, seat_drift
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db
HOURS = 2


DAY = 24
HELD_UNTIL = ("offered", "unconfirmed")


@dataclass
class Queue:
    """What should be true: written from the words of the rules, without looking at the code."""

    capacity: int | None
    fills_gaps: bool = False
    by_office: bool = False
    by_mail: bool = False
    states: list[str] = field(default_factory=list)
    seats: list[int] = field(default_factory=list)
    until: list[int] = field(default_factory=list)
    line: list[int] = field(default_factory=list)

    def held(self) -> int:
        held = ("confirmed", *HELD_UNTIL)
        return sum(n for n, state in zip(self.seats, self.states, strict=True) if state in held)

    def fits(self, seats: int) -> bool:
        return self.capacity is None or self.held() + seats <= self.capacity

    def join(self, seats: int, hour: int) -> None:
        self.states.append("requested")
        self.seats.append(seats)
        self.until.append(0)
        if not self.by_office:
            self.give(len(self.states) - 1, hour)

    def give(self, index: int, hour: int) -> None:
        if "waiting" in self.states or not self.fits(self.seats[index]):
            self.states[index] = "waiting"
            self.line.append(index)
        else:
            self.states[index] = "unconfirmed" if self.by_mail else "confirmed"
            self.until[index] = hour + DAY

    def offer(self, hour: int) -> None:
        for index in self.line:
            if self.states[index] == "waiting":
                if self.fits(self.seats[index]):
                    self.states[index], self.until[index] = "offered", hour + HOURS
                elif not self.fills_gaps:
                    return

    def wait(self, _hours: int, hour: int) -> None:
        for index, state in enumerate(self.states):
            if state in HELD_UNTIL and self.until[index] <= hour:
                self.states[index] = "lapsed"
        self.offer(hour)

    def leave(self, index: int, hour: int) -> None:
        if self.states[index] in ("confirmed", "waiting", "requested", *HELD_UNTIL):
            self.states[index] = "cancelled"
            self.offer(hour)

    def accept(self, index: int, hour: int) -> None:
        if self.states[index] == "offered" and hour < self.until[index]:
            self.states[index] = "confirmed"

    def confirm(self, index: int, hour: int) -> None:
        if self.states[index] == "unconfirmed" and hour < self.until[index]:
            self.states[index] = "confirmed"

    def approve(self, index: int, hour: int) -> None:
        if self.states[index] == "requested":
            self.give(index, hour)
            self.offer(hour)

    def decline(self, index: int, _hour: int) -> None:
        if self.states[index] == "requested":
            self.states[index] = "declined"

    def shrink(self, index: int, hour: int) -> None:
        """One stays at home."""
        state = self.states[index]
        over = state in HELD_UNTIL and self.until[index] <= hour
        if self.seats[index] > 1 and state in ("confirmed", "waiting", "requested", *HELD_UNTIL) and not over:
            self.seats[index] -= 1
            self.offer(hour)

    def resize(self, capacity: int | None, hour: int) -> None:
        if capacity is None or capacity >= self.held():
            self.capacity = capacity
            self.offer(hour)


WHOSE = ["leave", "accept", "confirm", "approve", "decline", "shrink"]
DEEDS = st.one_of(
    st.tuples(st.just("join"), st.integers(1, 3)),
    st.tuples(st.sampled_from(WHOSE), st.integers(0, 20)),
    st.tuples(st.just("resize"), st.one_of(st.none(), st.integers(3, 9))),
    st.tuples(st.just("wait"), st.sampled_from([1, 2, 3, DAY])),
)


class Undone(Exception):
    pass


def _do(event: Event, name: str, value: int | None, hour: int) -> None:
    at = AT + timedelta(hours=hour)
    event.refresh_from_db()
    rows = list(Registration.objects.filter(event=event).order_by("pk"))
    match name:
        case "join":
            register(event, f"{len(rows)}@example.org", companions=(value or 1) - 1, at=at)
        case "leave":
            registrations.cancel(registration=rows[value or 0], by=BY, at=at)
        case "accept":
            registrations.accept_offer(registration=rows[value or 0], by=BY, at=at)
        case "confirm":
            registrations.confirm(registration=rows[value or 0], by=BY, at=at)
        case "approve":
            requests.approve(event=event, wanted=[rows[value or 0].pk], by=BY, at=at)
        case "decline":
            requests.decline(event=event, wanted=[rows[value or 0].pk], by=BY, at=at)
        case "shrink":
            one = rows[value or 0]
            changing.change(
                registration=one, name=one.name, organisation="", companions=max(0, one.companions - 1), by=BY, at=at
            )
        case "wait":
            waiting_list.walk(at=at)
        case "resize":
            event.capacity = value
            # The office's form: its clock is `clock.now`, stopped by the caller.
            events.save(record=event, changed=["capacity"], save_related=lambda: None, by=BY)


def _index(queue: Queue, drawn: int | None) -> int:
    return (drawn or 0) % len(queue.states)


def _play(stop_clock, queue: Queue, deeds: list[tuple[str, int | None]]) -> None:
    event = make_event(
        capacity=queue.capacity,
        offer_hours=HOURS,
        fills_gaps=queue.fills_gaps,
        approved_by_office=queue.by_office,
        confirmed_by_mail=queue.by_mail,
    )
    hour = 0
    for name, drawn in deeds:
        if name in WHOSE and not queue.states:
            continue
        value = _index(queue, drawn) if name in WHOSE else drawn
        if name == "wait":
            hour += drawn or 1
        with stop_clock(AT + timedelta(hours=hour)), suppress(Refusal):
            _do(event, name, value, hour)
        getattr(queue, name)(value, hour)
        rows = list(Registration.objects.filter(event=event).order_by("pk"))
        assert [row.state for row in rows] == queue.states
        assert [row.seats for row in rows] == queue.seats
        waiting = [index for index in queue.line if queue.states[index] == "waiting"]
        assert [place_in_queue(rows[index]) for index in waiting] == list(range(1, len(waiting) + 1))
        assert seat_drift() == []
        event.refresh_from_db()
        assert event.capacity == queue.capacity
        assert event.capacity is None or event.taken_seats == queue.held() <= event.capacity


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    capacity=st.one_of(st.none(), st.integers(3, 6)),
    ways=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    deeds=st.lists(DEEDS, max_size=18),
)
def test_the_queue_does_what_its_rules_say(at, capacity, ways, deeds):
    with suppress(Undone), transaction.atomic():
        _play(at, Queue(capacity, *ways), deeds)
        raise Undone
