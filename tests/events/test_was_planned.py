"""What was only announced must not read as held once its day is over."""

from __future__ import annotations

from datetime import date

import pytest

from anpacken.events import rules
from anpacken.events.choices import EventState
from anpacken.events.models import Event


@pytest.mark.parametrize(
    ("state", "first", "last", "planned"),
    [
        (EventState.ANNOUNCED, date(2019, 10, 9), None, True),
        (EventState.ANNOUNCED, date(2019, 10, 10), None, False),
        (EventState.ANNOUNCED, date(2019, 10, 9), date(2019, 10, 10), False),
        (EventState.ANNOUNCED, None, None, False),
        (EventState.HELD, date(2019, 10, 9), None, False),
        (EventState.CANCELLED, date(2019, 10, 9), None, False),
    ],
)
def test_was_planned(state: str, first: date | None, last: date | None, planned: bool) -> None:
    event = Event(state=state, starts_on=first, ends_on=last)
    assert rules.was_planned(event, on=date(2019, 10, 10)) is planned
