"""When one can register, and what contradicts itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from anpacken.core.dates import DatePrecision
from anpacken.events import errors, rules
from anpacken.events.models import Event
from anpacken.events.rules import Stance

AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


def an_event(**fields) -> Event:
    given = {"state": "announced", "takes_registrations": True, "starts_on": date(2026, 6, 20), "capacity": 10}
    return Event(**{**given, **fields})


@pytest.mark.parametrize(
    ("fields", "stance"),
    [
        ({}, Stance.OPEN),
        ({"capacity": None, "taken_seats": 10_000}, Stance.OPEN),
        ({"taken_seats": 9}, Stance.OPEN),
        ({"taken_seats": 10}, Stance.WAITING_LIST),
        ({"taken_seats": 8, "waiting_count": 1}, Stance.WAITING_LIST),
        ({"registration_opens_at": AT}, Stance.OPEN),
        ({"registration_opens_at": AT + timedelta(seconds=1)}, Stance.NOT_YET),
        ({"registration_closes_at": AT}, Stance.CLOSED),
        ({"registration_closes_at": AT + timedelta(seconds=1)}, Stance.OPEN),
        ({"state": "cancelled"}, Stance.CANCELLED),
        ({"state": "held"}, Stance.OVER),
        ({"takes_registrations": False}, Stance.NONE),
        ({"takes_registrations": False, "registration_url": "https://example.org"}, Stance.ELSEWHERE),
        ({"starts_on": date(2026, 5, 4)}, Stance.OPEN),
        ({"starts_on": date(2026, 5, 4), "begins_at": time(10, 0)}, Stance.OVER),
        ({"starts_on": date(2026, 5, 4), "begins_at": time(10, 1)}, Stance.OPEN),
        ({"starts_on": date(2026, 5, 1), "date_precision": DatePrecision.MONTH}, Stance.OPEN),
        ({"starts_on": None}, Stance.OPEN),
    ],
)
def test_how_it_stands_with_registering(fields, stance):
    assert rules.stance(an_event(**fields), at=AT) == stance
    assert rules.can_register(an_event(**fields), at=AT) == (stance in (Stance.OPEN, Stance.WAITING_LIST))


def test_an_event_begins_in_local_time_also_in_the_night_the_clocks_go_back():
    assert rules.begins(an_event(starts_on=date(2026, 10, 25), begins_at=time(2, 30))) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    assert rules.begins(an_event(starts_on=date(2026, 10, 25))) == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({}, 600),
        ({"registration_opens_at": AT + timedelta(seconds=59, milliseconds=1)}, 60),
        ({"registration_closes_at": AT + timedelta(seconds=5)}, 5),
        ({"registration_closes_at": AT - timedelta(seconds=5)}, 600),
    ],
)
def test_a_page_is_kept_only_as_long_as_it_is_true(fields, seconds):
    assert rules.seconds_as_it_is(an_event(**fields), at=AT) == seconds


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"starts_on": None, "ends_on": date(2026, 6, 1)}, errors.DateMissing),
        ({"starts_on": None, "state": "held"}, errors.DateMissing),
        ({"ends_on": date(2026, 6, 19)}, errors.DatesReversed),
        ({"registration_opens_at": AT, "registration_closes_at": AT}, errors.WindowReversed),
        ({"format": "fair_stand", "participants": 1}, errors.ReachIsNotParticipants),
        ({"registration_url": "https://example.org"}, errors.TwoWaysToRegister),
    ],
)
def test_contradictions(fields, refusal):
    with pytest.raises(refusal):
        rules.check_facts(an_event(**fields))
    rules.check_facts(an_event())
