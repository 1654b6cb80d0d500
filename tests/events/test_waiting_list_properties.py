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
from anpacken.events.actions import events, registrations, waiting_list
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import seat_drift
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db
HOURS = 2


@dataclass
class Queue:
    """What should be true: written from the words of the rules, without looking at the code."""

    capacity: int | None
    fills_gaps: bool
    states: list[str] = field(default_factory=list)
    seats: list[int] = field(default_factory=list)
    until: list[int] = field(default_factory=list)

    def held(self) -> int:
        return sum(n for n, state in zip(self.seats, self.states, strict=True) if state in ("confirmed", "offered"))

    def fits(self, seats: int) -> bool:
        return self.capacity is None or self.held() + seats <= self.capacity

    def join(self, seats: int, _hour: int) -> None:
        is_free = "waiting" not in self.states and self.fits(seats)
        self.states.append("confirmed" if is_free else "waiting")
        self.seats.append(seats)
        self.until.append(0)

    def offer(self, hour: int) -> None:
        for index, state in enumerate(self.states):
            if state == "waiting":
                if self.fits(self.seats[index]):
                    self.states[index], self.until[index] = "offered", hour + HOURS
                elif not self.fills_gaps:
                    return

    def wait(self, _hours: int, hour: int) -> None:
        for index, state in enumerate(self.states):
            if state == "offered" and self.until[index] <= hour:
                self.states[index] = "lapsed"
        self.offer(hour)

    def leave(self, index: int, hour: int) -> None:
        if self.states[index] in ("confirmed", "waiting", "offered"):
            self.states[index] = "cancelled"
            self.offer(hour)

    def accept(self, index: int, hour: int) -> None:
        if self.states[index] == "offered" and hour < self.until[index]:
            self.states[index] = "confirmed"

    def resize(self, capacity: int | None, hour: int) -> None:
        if capacity is None or capacity >= self.held():
            self.capacity = capacity
            self.offer(hour)


DEEDS = st.one_of(
    st.tuples(st.just("join"), st.integers(1, 3)),
    st.tuples(st.sampled_from(["leave", "accept"]), st.integers(0, 20)),
    st.tuples(st.just("resize"), st.one_of(st.none(), st.integers(3, 9))),
    st.tuples(st.just("wait"), st.integers(1, 3)),
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
        case "wait":
            waiting_list.walk(at=at)
        case "resize":
            event.capacity = value
            # The office's form: its clock is `clock.now`, stopped by the caller.
            events.save(record=event, changed=["capacity"], save_related=lambda: None, by=BY)


def _index(queue: Queue, drawn: int | None) -> int:
    return (drawn or 0) % len(queue.states)


def _play(stop_clock, capacity: int | None, fills_gaps: bool, deeds: list[tuple[str, int | None]]) -> None:
    event = make_event(capacity=capacity, offer_hours=HOURS, fills_gaps=fills_gaps)
    queue, hour = Queue(capacity, fills_gaps), 0
    for name, drawn in deeds:
        if name in ("leave", "accept") and not queue.states:
            continue
        value = _index(queue, drawn) if name in ("leave", "accept") else drawn
        if name == "wait":
            hour += drawn or 1
        with stop_clock(AT + timedelta(hours=hour)), suppress(Refusal):
            _do(event, name, value, hour)
        getattr(queue, name)(value, hour)
        states = list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))
        assert states == queue.states
        assert seat_drift() == []
        event.refresh_from_db()
        assert event.capacity == queue.capacity
        assert event.capacity is None or event.taken_seats == queue.held() <= event.capacity


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(capacity=st.one_of(st.none(), st.integers(3, 6)), fills_gaps=st.booleans(), deeds=st.lists(DEEDS, max_size=18))
def test_the_queue_does_what_its_rules_say(at, capacity, fills_gaps, deeds):
    with suppress(Undone), transaction.atomic():
        _play(at, capacity, fills_gaps, deeds)
        raise Undone
