"""Figures: opening balance plus records since, up to a cut-off day, with numbers worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anpacken.core.actors import Actor
from anpacken.core.counts import Count, CountWord
from anpacken.core.texts import translated
from anpacken.events.choices import EventFormat, EventState
from anpacken.events.facts import ForumFacts
from anpacken.impact.errors import DayBeforeRecords, DayInFuture, UnknownFigure
from anpacken.impact.figures import FIGURES, keys
from anpacken.impact.queries.figures import check_day, entries, statement, statements
from anpacken.people.actions import consents
from anpacken.people.choices import Channel
from tests.factories.events import make_event
from tests.factories.impact import (
    BEFORE,
    CUT_OFF,
    START,
    about,
    balance,
    held,
    make_prize,
    make_publication,
    make_year,
    more_than,
)
from tests.factories.people import NEWSLETTER, make_institution, make_person, words

pytestmark = pytest.mark.django_db


def numbers(key: str, at: date = CUT_OFF) -> tuple[int, int, int]:
    said = statement(key, at=at)
    return said.opening.value, said.records.value, said.total.value


def test_there_are_thirteen_and_each_says_what_it_means() -> None:
    assert keys() == (
        "supporters",
        "conferences",
        "people_connected",
        "projects_presented",
        "workshop_forums",
        "expert_groups",
        "special_prizes",
        "thank_you_events",
        "newsletter_issues",
        "publications",
        "newsletter_subscribers",
        "facebook_subscribers",
        "facebook_likes",
    )
    assert all(str(each.definition) and str(each.counting) and str(each.unit) for each in FIGURES)


def test_an_unknown_figure_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFigure) as refused:
        statement("nonsense", at=CUT_OFF)
    assert "supporters" in refused.value.message


def test_an_empty_installation_answers_every_figure_with_nought() -> None:
    assert [said.total for said in statements(at=CUT_OFF)] == [Count(0)] * 13


def test_conferences_add_their_formats_to_their_balances() -> None:
    balance("conferences", 5, part="central_conference")
    balance("conferences", 15, part="regional_dialogue")
    held(date(2019, 6, 3), EventFormat.CENTRAL_CONFERENCE)
    held(date(2019, 2, 26))
    held(date(2019, 5, 7))
    held(date(2019, 8, 17), EventFormat.ACTION_DAY)
    said = statement("conferences", at=CUT_OFF)
    assert [(part.key, part.opening.value, part.records.value, part.total.value) for part in said.split] == [
        ("central_conference", 5, 1, 6),
        ("regional_dialogue", 15, 2, 17),
        ("follow_up", 0, 0, 0),
        ("expert_meeting", 0, 0, 0),
    ]
    assert (said.total, said.as_of, str(said.source)) == (Count(23), BEFORE, "Aus dem Bericht")


def test_the_day_of_the_balance_is_in_it_and_the_cut_off_day_counts() -> None:
    balance("thank_you_events", 60)
    held(BEFORE, EventFormat.THANK_YOU)
    held(START, EventFormat.THANK_YOU)
    held(CUT_OFF, EventFormat.THANK_YOU)
    held(CUT_OFF + timedelta(days=1), EventFormat.THANK_YOU)
    assert numbers("thank_you_events") == (60, 2, 62)
    assert numbers("thank_you_events", CUT_OFF - timedelta(days=1)) == (60, 1, 61)
    assert numbers("thank_you_events", BEFORE) == (60, 0, 60)


def test_only_what_was_held_counts() -> None:
    for state in (EventState.DRAFT, EventState.ANNOUNCED, EventState.CANCELLED):
        held(date(2019, 3, 14), EventFormat.FOLLOW_UP, state=state)
    make_event(starts_on=None, takes_registrations=False)
    assert numbers("conferences") == (0, 0, 0)


def test_people_connected_adds_conferences_only_and_carries_estimates() -> None:
    balance("people_connected", 4630)
    held(date(2018, 11, 15), participants=about(120))
    held(date(2018, 11, 28), participants=more_than(100))
    held(date(2019, 6, 3), EventFormat.CENTRAL_CONFERENCE, participants=Count(560))
    held(date(2018, 11, 6), EventFormat.ANNIVERSARY, participants=about(500))
    held(date(2019, 8, 17), EventFormat.ACTION_DAY, participants=about(300))
    held(date(2019, 6, 14), EventFormat.FAIR_STAND, reach=about(300_000))
    held(date(2019, 6, 21))
    said = statement("people_connected", at=CUT_OFF)
    assert (said.opening, said.records) == (Count(4630), about(780))
    assert said.total == about(5410)


def test_exact_counts_stay_exact() -> None:
    held(date(2019, 2, 1), participants=Count(40))
    held(date(2019, 2, 2), participants=Count(2))
    assert statement("people_connected", at=CUT_OFF).total == Count(42)


def test_a_lone_number_keeps_its_own_word() -> None:
    balance("facebook_subscribers", 1400, word="more_than", as_of=CUT_OFF)
    assert statement("facebook_subscribers", at=CUT_OFF).total == more_than(1400)


def test_stands_on_markets_are_the_projects_presented() -> None:
    balance("projects_presented", 250)
    held(START, EventFormat.ANNIVERSARY, stands=more_than(50))
    held(date(2019, 6, 3), EventFormat.CENTRAL_CONFERENCE, stands=more_than(30))
    said = statement("projects_presented", at=CUT_OFF)
    assert (said.records, said.total) == (about(80), about(330))


def test_a_forum_in_two_rounds_counts_twice_and_expert_groups_count_apart() -> None:
    balance("workshop_forums", 21)
    balance("expert_groups", 5)
    forums = tuple(ForumFacts(title=translated(de=name), rounds=2) for name in ("A", "B", "C", "D"))
    experts = (ForumFacts(title=translated(de="E"), rounds=3, is_expert_group=True),)
    held(date(2019, 6, 3), EventFormat.CENTRAL_CONFERENCE, forums=forums + experts)
    assert numbers("workshop_forums") == (21, 8, 29)
    assert numbers("expert_groups") == (5, 1, 6)


def test_special_prizes_count_and_other_prizes_do_not() -> None:
    balance("special_prizes", 3)
    make_prize(date(2019, 8, 26))
    make_prize(date(2019, 8, 26), is_special_prize=False)
    make_prize(date(2019, 10, 11))
    assert numbers("special_prizes") == (3, 1, 4)


def test_publications_count_within_the_alliance_year() -> None:
    make_year()
    make_publication(BEFORE, "flyer")
    make_publication(START, "brochure")
    make_publication(date(2019, 1, 1), "booklet")
    make_publication(CUT_OFF, "flyer")
    make_publication(date(2019, 10, 11), "flyer")
    make_publication(date(2019, 1, 15), "newsletter")
    said = statement("publications", at=CUT_OFF)
    assert [(part.key, part.total.value) for part in said.split] == [("brochure", 1), ("booklet", 1), ("flyer", 1)]
    assert (said.opening, said.total, said.year and said.year.number) == (Count(0), Count(3), 4)
    assert numbers("newsletter_issues") == (0, 1, 1)


def test_after_its_end_a_year_keeps_what_it_had_and_without_a_year_there_is_nothing() -> None:
    make_publication(date(2019, 11, 5), "flyer")
    make_publication(date(2019, 11, 6), "flyer")
    assert numbers("publications", date(2020, 5, 1)) == (0, 0, 0)
    make_year()
    assert numbers("publications", date(2020, 5, 1)) == (0, 1, 1)


def test_supporters_are_who_holds_the_role_on_the_day() -> None:
    make_person(1, since=date(2018, 3, 1))
    make_person(2, since=CUT_OFF)
    make_person(3, since=date(2019, 10, 11))
    make_institution(1, since=date(2018, 3, 1))
    said = statement("supporters", at=CUT_OFF)
    assert [(part.key, part.records.value) for part in said.split] == [("persons", 2), ("institutions", 1)]
    assert (said.opening, said.total) == (Count(0), Count(3))


def test_newsletter_subscribers_are_a_reading_plus_the_net_change_since() -> None:
    balance("newsletter_subscribers", 2000, word="about", as_of=CUT_OFF)
    assert statement("newsletter_subscribers", at=CUT_OFF).total == about(2000)
    person = make_person(1, consents=tuple(words(NEWSLETTER)), since=date(2019, 10, 20))
    make_person(2, consents=tuple(words(NEWSLETTER)), since=date(2019, 10, 10))
    later = datetime(2019, 11, 5, 12, tzinfo=UTC)
    consents.withdraw(subject=person, purpose=NEWSLETTER, channel=Channel.LINK, by=Actor.public(), at=later)
    assert statement("newsletter_subscribers", at=date(2019, 11, 4)).total == about(2001)
    assert statement("newsletter_subscribers", at=date(2019, 11, 5)).total == about(2000)


def test_before_its_first_reading_a_figure_is_not_known() -> None:
    balance("facebook_likes", 1291, as_of=CUT_OFF)
    early = statement("facebook_likes", at=CUT_OFF - timedelta(days=1))
    assert (early.is_known, early.total) == (False, Count(0))
    assert statement("facebook_likes", at=CUT_OFF).is_known


def test_the_newest_reading_up_to_the_day_counts_and_old_answers_stay() -> None:
    balance("facebook_likes", 1291, as_of=CUT_OFF)
    balance("facebook_likes", 1500, as_of=date(2020, 10, 1))
    assert numbers("facebook_likes", date(2020, 9, 30)) == (1291, 0, 1291)
    assert numbers("facebook_likes", date(2020, 10, 1)) == (1500, 0, 1500)


def test_a_newer_balance_takes_the_place_of_balance_and_records_before_it() -> None:
    balance("thank_you_events", 60)
    held(date(2019, 1, 1), EventFormat.THANK_YOU)
    balance("thank_you_events", 61, as_of=date(2019, 6, 30))
    held(date(2019, 7, 1), EventFormat.THANK_YOU)
    assert numbers("thank_you_events", date(2019, 6, 29)) == (60, 1, 61)
    assert numbers("thank_you_events", date(2019, 7, 1)) == (61, 1, 62)


def test_the_records_behind_a_figure_are_listed_newest_first() -> None:
    balance("people_connected", 10)
    held(BEFORE, participants=Count(1))
    first = held(date(2019, 1, 1), participants=about(30))
    second = held(date(2019, 2, 1))
    found = entries("people_connected", at=CUT_OFF)
    assert found is not None
    assert len(found) == 2
    assert [(entry.event_id, entry.count) for entry in found[0:25]] == [
        (second.public_id, None),
        (first.public_id, about(30)),
    ]


def test_figures_about_people_list_nobody() -> None:
    make_person(1)
    assert entries("supporters", at=CUT_OFF) is None
    assert entries("newsletter_subscribers", at=CUT_OFF) is None


def test_a_day_is_refused_that_nobody_can_answer(frozen_clock: datetime) -> None:
    balance("thank_you_events", 60)
    assert check_day(BEFORE) == BEFORE
    assert check_day(CUT_OFF) == CUT_OFF
    with pytest.raises(DayBeforeRecords):
        check_day(BEFORE - timedelta(days=1))
    with pytest.raises(DayInFuture):
        check_day(CUT_OFF + timedelta(days=1))


def test_queries_do_not_grow_with_records() -> None:
    make_year()
    balance("conferences", 5, part="central_conference")

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            statements(at=CUT_OFF)
        return len(seen)

    held(date(2019, 1, 1), participants=Count(3), stands=Count(2))
    few = count()
    for day in range(2, 30):
        held(date(2019, 1, day), participants=Count(3), stands=Count(2))
    assert count() == few


DAYS = st.dates(min_value=date(2018, 10, 1), max_value=date(2019, 12, 31))
WORDS = st.sampled_from(list(CountWord))
EVENTS = st.lists(st.tuples(DAYS, st.integers(0, 500), WORDS), max_size=6)


class CutOffProperties(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(events=EVENTS, opening=st.integers(0, 1000), first=DAYS, second=DAYS)
    def test_total_is_opening_plus_records_and_no_event_counts_twice(
        self, events: list[tuple[date, int, CountWord]], opening: int, first: date, second: date
    ) -> None:
        balance("people_connected", opening)
        for on, people, word in events:
            held(on, participants=Count(people, word))
        early, late = sorted([max(first, BEFORE), max(second, BEFORE)])
        said = {day: statement("people_connected", at=day) for day in (early, late)}
        for one in said.values():
            assert one.total.value == one.opening.value + one.records.value
        between = sum(people for on, people, _word in events if early < on <= late)
        assert said[late].total.value - said[early].total.value == between
        counted = [word for on, people, word in events if BEFORE < on <= late and people]
        assert said[late].total.is_estimate == any(word != CountWord.EXACT for word in counted)
        found = entries("people_connected", at=late)
        assert found is not None
        assert len(found) == sum(BEFORE < on <= late for on, _people, _word in events)
