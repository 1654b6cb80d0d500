"""Who came and who did not, as certificates, thanks, feedback and statistics read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from anpacken.door.actions import check_in, forgetting
from anpacken.door.actions.check_in import Given
from anpacken.door.queries import attendance
from anpacken.events import rules
from anpacken.events.actions import registrations
from anpacken.events.models import Event, Registration
from tests.factories.events import AT, BY, make_event, register
from tests.factories.forums import make_slots

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)
AFTER = DAY + timedelta(days=1)


def let_in(registration: Registration, nonce: str, **given: Any) -> None:
    what = Given(nonce, DAY, registration.public_id, **given)
    check_in.record(event=registration.event, given=what, by=BY, at=DAY)


def names(found: Any) -> list[str]:
    return sorted(one.name for one in found)


def guests(event: Event, *called: str) -> list[Registration]:
    return [register(event, f"{name.lower()}@example.org", name=name) for name in called]


def test_who_was_let_in_anywhere_came_and_who_has_a_seat_and_was_not_missed_it(django_assert_max_num_queries: Any):
    event = make_event(capacity=5)
    slot = make_slots(event, 9)[1, 1]
    ada, bea, cem, dora, _eva, _waits = guests(event, "Ada", "Bea", "Cem", "Dora", "Eva", "Fay")
    registrations.cancel(registration=dora, by=BY, at=AT)
    let_in(ada, "nonce-0001")
    let_in(ada, "nonce-0002")
    let_in(bea, "nonce-0003", item=slot)
    let_in(cem, "nonce-0004")
    let_in(cem, "nonce-0005", takes_back=True)
    let_in(dora, "nonce-0006")
    with django_assert_max_num_queries(2):
        assert names(attendance.came(event)) == ["Ada", "Bea"]
        assert names(attendance.missed(event, at=AFTER)) == ["Cem", "Eva"]
    assert [attendance.did_come(one) for one in (ada, bea, cem, dora)] == [True, True, False, False]


def test_nobody_missed_what_is_not_over_or_where_nobody_looked():
    event, elsewhere = make_event(), make_event()
    ada, _bea = guests(event, "Ada", "Bea")
    guests(elsewhere, "Cem")
    assert names(attendance.missed(event, at=AFTER)) == []
    let_in(ada, "nonce-0001")
    assert names(attendance.missed(event, at=DAY)) == []
    assert names(attendance.missed(event, at=AFTER)) == ["Bea"]
    assert names(attendance.missed(elsewhere, at=AFTER)) == []


def test_once_the_log_names_nobody_both_are_empty():
    event = make_event()
    ada, _bea = guests(event, "Ada", "Bea")
    let_in(ada, "nonce-0001")
    forgetting.forget(before=AFTER + timedelta(days=2), by=BY, at=AFTER)
    assert names(attendance.came(event)) == []
    assert names(attendance.missed(event, at=AFTER)) == []


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        ({}, datetime(2026, 6, 20, 22, 0, tzinfo=UTC)),
        ({"ends_at": time(17)}, datetime(2026, 6, 20, 15, 0, tzinfo=UTC)),
        (
            {"ends_on": date(2026, 6, 21), "begins_at": time(10), "ends_at": time(9)},
            datetime(2026, 6, 21, 7, tzinfo=UTC),
        ),
        ({"begins_at": time(20), "ends_at": time(1)}, datetime(2026, 6, 20, 23, 0, tzinfo=UTC)),
    ],
)
def test_an_event_is_over_at_its_last_hour(facts: dict[str, Any], end: datetime):
    event = make_event(**facts)
    assert rules.ends(event) == end
    assert not rules.is_over(event, at=end - timedelta(seconds=1))
    assert rules.is_over(event, at=end)
