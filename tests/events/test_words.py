"""The one word for how an event stands: the same from the rule and from the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from anpacken.core.dates import DatePrecision
from anpacken.core.texts import translated
from anpacken.events import rules
from anpacken.events.choices import EventState, EventWord
from anpacken.events.models import Event
from anpacken.events.queries.words import in_word
from tests.consistency import world

pytestmark = pytest.mark.django_db
# 12:00 in Berlin.
AT = datetime(2027, 5, 10, 10, tzinfo=UTC)
LATER, EARLIER = datetime(2027, 5, 10, 11, tzinfo=UTC), datetime(2027, 5, 10, 9, tzinfo=UTC)
DAY = date(2027, 5, 20)

CASES: list[tuple[EventWord, dict[str, Any]]] = [
    (EventWord.DRAFT, {"state": EventState.DRAFT}),
    (EventWord.CANCELLED, {"state": EventState.CANCELLED}),
    (EventWord.HELD, {"state": EventState.HELD, "starts_on": date(2027, 5, 1)}),
    (EventWord.DOCUMENTED, {"state": EventState.HELD, "findings": translated(de="Das kam heraus.")}),
    (EventWord.OPEN, {}),
    (EventWord.OPEN, {"capacity": None, "taken_seats": 900}),
    (EventWord.OPEN, {"registration_opens_at": EARLIER, "registration_closes_at": LATER}),
    (EventWord.OPEN, {"starts_on": None}),
    (EventWord.OPEN, {"starts_on": date(2027, 5, 10), "begins_at": time(12, 30)}),
    (EventWord.FULL, {"taken_seats": 50}),
    (EventWord.FULL, {"waiting_count": 1}),
    (EventWord.CLOSED, {"registration_closes_at": EARLIER}),
    (EventWord.CLOSED, {"registration_closes_at": AT}),
    (EventWord.ANNOUNCED, {"registration_opens_at": LATER}),
    (EventWord.ANNOUNCED, {"takes_registrations": False}),
    (EventWord.ANNOUNCED, {"starts_on": date(2027, 5, 10), "begins_at": time(12)}),
    (EventWord.ANNOUNCED, {"starts_on": date(2027, 5, 9), "ends_on": date(2027, 5, 10)}),
    (EventWord.UNSAID, {"starts_on": date(2027, 5, 9)}),
    (EventWord.UNSAID, {"starts_on": date(2027, 5, 1), "ends_on": date(2027, 5, 9), "registration_closes_at": EARLIER}),
    (EventWord.OPEN, {"date_precision": DatePrecision.MONTH}),
]


@pytest.mark.parametrize(("word", "facts"), CASES)
def test_the_rule_and_the_database_say_the_same(word: EventWord, facts: dict[str, Any]) -> None:
    event = world.upcoming_event()
    for name, value in {"starts_on": DAY, **facts}.items():
        setattr(event, name, value)
    event.save()
    assert rules.word(event, at=AT) == word
    assert [each for each in EventWord if in_word(Event.objects.all(), each, at=AT).exists()] == [word]
