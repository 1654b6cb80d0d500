"""The walker, as the worker runs it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from anpacken.core import clock
from anpacken.events import jobs
from anpacken.events.actions import registrations
from anpacken.events.models import Event, Registration
from anpacken.jobs.schedule import registered
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db


def test_the_walker_runs_every_half_minute():
    assert registered()["events.offers"].every == timedelta(seconds=30)


def test_it_ends_what_is_over_offers_what_is_free_and_does_no_harm_when_it_runs_again():
    event = make_event(capacity=1, offer_hours=1)
    people = [register(event, f"{name}@example.org") for name in "abc"]
    registrations.cancel(registration=people[0], by=BY, at=AT)
    with clock.frozen(AT + timedelta(hours=1)):
        jobs.offers()
        jobs.offers()
    states = list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))
    assert states == ["cancelled", "lapsed", "offered"]


def test_it_heals_free_seats_that_nobody_offered():
    event = make_event(capacity=1)
    for name in "ab":
        register(event, f"{name}@example.org")
    # As if a restored backup had a larger hall.
    Event.objects.filter(pk=event.pk).update(capacity=2)
    with clock.frozen(AT):
        jobs.offers()
    event.refresh_from_db()
    assert (event.taken_seats, event.waiting_count) == (2, 0)
