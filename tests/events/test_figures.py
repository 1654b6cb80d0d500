"""What the alliance's figures count of its events: worked out by hand from a handful of them."""

from __future__ import annotations

from datetime import date

import pytest

from anpacken.core.counts import Count, CountWord
from anpacken.core.texts import translated
from anpacken.events.choices import EventFormat, EventState
from anpacken.events.facts import ForumFacts
from anpacken.events.queries import figures
from tests.factories.events import make_event

pytestmark = pytest.mark.django_db
SPAN = {"since": date(2018, 11, 5), "until": date(2019, 10, 10)}


def held(form: EventFormat, on: date, **facts):
    return make_event(format=form, state=EventState.HELD, starts_on=on, takes_registrations=False, **facts)


@pytest.fixture(autouse=True)
def _a_year():
    title = translated(de="Forum")
    held(EventFormat.REGIONAL_DIALOGUE, date(2018, 11, 5), participants=Count(1000))  # the day of the opening balance
    held(EventFormat.REGIONAL_DIALOGUE, date(2018, 11, 15), participants=Count(120, CountWord.ABOUT))
    held(EventFormat.REGIONAL_DIALOGUE, date(2019, 10, 10), participants=Count(70))
    held(EventFormat.FOLLOW_UP, date(2019, 3, 14))
    held(
        EventFormat.CENTRAL_CONFERENCE,
        date(2019, 6, 3),
        participants=Count(560, CountWord.ABOUT),
        stands=Count(30, CountWord.MORE_THAN),
        forums=(
            ForumFacts(title=title, rounds=2),
            ForumFacts(title=title, rounds=1),
            ForumFacts(title=title, is_expert_group=True, rounds=3),
        ),
    )
    held(EventFormat.ANNIVERSARY, date(2018, 11, 6), participants=Count(500), stands=Count(50))
    held(EventFormat.FAIR_STAND, date(2019, 6, 14), reach=Count(300_000, CountWord.ABOUT))
    held(EventFormat.THANK_YOU, date(2019, 9, 1))
    held(EventFormat.REGIONAL_DIALOGUE, date(2019, 10, 11), participants=Count(2000))
    make_event(format=EventFormat.EXPERT_MEETING, starts_on=date(2019, 5, 1))  # announced, not held


def test_conferences_by_format():
    found = [(row.format.value, row.events, row.participants, row.uncounted) for row in figures.conferences(**SPAN)]
    assert found == [
        ("central_conference", 1, Count(560, CountWord.ABOUT), 0),
        ("regional_dialogue", 2, Count(190, CountWord.ABOUT), 0),
        ("follow_up", 1, Count(0), 1),
        ("expert_meeting", 0, Count(0), 0),
    ]


def test_people_connected_are_conference_participants_only():
    assert figures.people_connected(**SPAN) == Count(750, CountWord.ABOUT)


def test_forums_rounds_groups_stands_and_thanks():
    assert figures.workshop_forums(**SPAN) == 3
    assert figures.expert_groups(**SPAN) == 1
    assert figures.stands(**SPAN) == Count(80, CountWord.ABOUT)
    assert figures.thank_you_events(**SPAN) == 1


def test_an_empty_span_is_nought():
    nothing = {"since": date(2001, 1, 1), "until": date(2001, 1, 2)}
    assert figures.workshop_forums(**nothing) == 0
    assert figures.people_connected(**nothing) == Count(0)


def test_held_between_excludes_its_first_and_includes_its_last_day():
    days = [
        event.starts_on for event in figures.held_between(SPAN["since"], SPAN["until"], [EventFormat.REGIONAL_DIALOGUE])
    ]
    assert days == [date(2018, 11, 15), date(2019, 10, 10)]
