"""The made-up event of some days ago: who was registered, who came."""

from __future__ import annotations

from datetime import date

import pytest

from anpacken.door.queries import counts
from anpacken.events.choices import EventState, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import seat_drift

RECENT = "demo-netzwerktreffen-rueckblick"


@pytest.mark.usefixtures("loaded")
def test_a_full_event_of_last_week_with_60_registrations_and_who_came() -> None:
    event = Event.objects.get(slug=RECENT)
    registrations = Registration.objects.filter(event=event)

    # 20 November 2026 is a Friday; six days before is a Saturday, so the Friday before that.
    assert (event.state, event.starts_on) == (EventState.HELD, date(2026, 11, 13))
    assert {state: registrations.filter(state=state).count() for state in RegistrationState if state in STATES} == {
        "confirmed": 54,
        "waiting": 2,
        "cancelled": 4,
    }
    assert (event.capacity, event.taken_seats, event.waiting_count) == (60, 60, 2)
    assert seat_drift() == []
    assert len(counts.came(event, None)) == 44
    assert len(counts.doubles(event, None)) == 2
    assert counts.counts(event).walk_ins == {counts.ENTRANCE: 3}
    assert all(email.startswith("gast-") for email in registrations.values_list("email", flat=True))


STATES = (RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.CANCELLED)
