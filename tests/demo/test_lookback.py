"""The made-up event of some days ago: who was registered, who came."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.documentation.queries import shown
from anpacken.door.queries import counts
from anpacken.door.queries import keeping as door_keeping
from anpacken.events.choices import EventState, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.queries import keeping as events_keeping
from anpacken.events.queries.seats import seat_drift
from anpacken.forums.queries.places import slots_of
from tests.demo.conftest import SET_UP

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


@pytest.mark.usefixtures("loaded")
class TestTheSixthConference:
    def test_more_than_650_registered_and_about_560_came_as_the_report_prints_it(self) -> None:
        event = Event.objects.get(slug="werkstatt-frauen")
        registrations = Registration.objects.filter(event=event)

        assert registrations.filter(state=RegistrationState.CONFIRMED).count() == 655
        assert registrations.filter(state=RegistrationState.CANCELLED).count() == 41
        # 655, of whom 14 bring somebody along.
        assert event.taken_seats == 669
        # 537 tickets, 11 of them for two, and 12 who came without one.
        came = counts.counts(event)
        assert (came.at(None), came.tickets[counts.ENTRANCE], came.walk_ins) == (560, 548, {counts.ENTRANCE: 12})
        assert counts.of_events([event])[event.pk] == came
        # What is printed stays what the report says.
        printed = (event.participants_count, event.registered_count, event.stands_count)
        assert [str(count) for count in printed] == ["rund 560", "mehr als 650", "mehr als 30"]

    def test_eight_slots_gave_places_and_none_more_than_its_room_holds(self) -> None:
        slots = slots_of(Event.objects.get(slug="werkstatt-frauen"))

        assert [(slot.round, slot.taken) for slot in slots] == [
            (1, 148),
            (1, 141),
            (1, 158),
            (1, 149),
            (2, 152),
            (2, 139),
            (2, 174),
            (2, 142),
        ]
        assert all(slot.places is not None and slot.taken <= slot.places for slot in slots)
        came = counts.counts(slots[0].event)
        assert [came.at(slot) for slot in slots] == [131, 124, 147, 128, 126, 117, 151, 119]

    def test_nobody_can_be_told_any_more_and_nothing_is_left_for_retention(self) -> None:
        registrations = Registration.objects.filter(event__slug="werkstatt-frauen")

        assert not registrations.exclude(name="", email="", organisation_name="", support_needs="").exists()
        assert not registrations.exclude(person=None).exists()
        assert not events_keeping.with_names(SET_UP).filter(event__slug="werkstatt-frauen").exists()
        assert not door_keeping.saying_who(SET_UP).filter(event__slug="werkstatt-frauen").exists()


@pytest.mark.usefixtures("loaded")
def test_the_sixth_conference_is_documented_and_its_follow_up_says_what_became_of_it(client: Client) -> None:
    event = Event.objects.get(slug="werkstatt-frauen")
    everything = shown.shown(event.documentation)

    assert event.documented_at is not None
    parts = (everything.photos, everything.films, everything.handouts, everything.press, everything.examples)
    assert [len(part) for part in parts] == [2, 1, 1, 2, 4]
    assert [demand.state for demand in everything.demands] == ["handed_on", "handed_on", "raised"]
    assert everything.problems == []
    later = Event.objects.get(slug="demo-folgetreffen-frauen")
    assert later in everything.followed_by
    assert [finding.became is not None for finding in shown.earlier_findings(later)] == [True, False, True, True, False]
    answer = client.get(reverse("documentation:documentation", args=[event.public_id]))
    assert answer.status_code == 200
    recent = Event.objects.get(slug=RECENT)
    assert recent.documented_at is None
    assert [problem.what for problem in shown.shown(recent.documentation).problems] == [
        "Foto „Demo: hall, demo-netzwerktreffen-rueckblick“"
    ]
