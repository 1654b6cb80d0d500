"""Events in figures, worked out by hand from a handful of registrations."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from anpacken.accounts.models import User
from anpacken.alliance.models import Theme
from anpacken.core.counts import Count, CountWord
from anpacken.core.texts import translated
from anpacken.door.actions import check_in, forgetting
from anpacken.door.actions.check_in import Given
from anpacken.events.actions import anonymising, load, registrations
from anpacken.events.choices import EventFormat, EventState, RegistrationState
from anpacken.events.facts import ForumFacts, SeriesFacts
from anpacken.events.models import Event, Registration
from anpacken.forums.actions import places
from anpacken.people.models import Person
from anpacken.statistics import report
from anpacken.statistics.queries import comparing, days, figures, people, periods
from anpacken.statistics.queries.periods import Period
from tests.factories.accounts import make_user
from tests.factories.events import AT, BY, make_event, register
from tests.factories.forums import make_choice
from tests.factories.people import make_district, make_institution, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 20)
MORNING = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)
AFTER = MORNING + timedelta(days=1)


def let_in(event: Event, nonce: str, registration: Registration | None = None, heads: int = 1) -> None:
    ticket = registration.public_id if registration else ""
    check_in.record(event=event, given=Given(nonce, MORNING, ticket, heads=heads), by=BY, at=MORNING)


def dialogue() -> Event:
    """Eight seats. Six are Ada's party of four and Bea's of two; Cem cancelled early, Dora late; the next two wait."""
    event = make_event(capacity=8, max_children=2)
    ada = register(event, "ada@example.org", companions=2, children=1)
    bea = register(event, "bea@example.org", companions=1, at=AT + timedelta(days=2))
    cem = register(event, "cem@example.org", at=AT + timedelta(days=3))
    dora = register(event, "dora@example.org", at=AT + timedelta(days=3))
    registrations.cancel(registration=cem, by=BY, at=datetime(2026, 6, 12, 20, 0, tzinfo=UTC))
    registrations.cancel(registration=dora, by=BY, at=datetime(2026, 6, 12, 22, 30, tzinfo=UTC))  # the 13th in Berlin
    register(event, "eva@example.org", companions=2, at=AT + timedelta(days=4))
    register(event, "fay@example.org", at=AT + timedelta(days=5))
    let_in(event, "nonce-0001", ada, heads=3)
    let_in(event, "nonce-0002", ada, heads=2)
    let_in(event, "nonce-0003", heads=4)
    assert bea.state == RegistrationState.CONFIRMED
    return event


def test_an_event_in_figures() -> None:
    (found,) = figures.of([dialogue()], at=AFTER)
    assert found.registered == Count(6)
    holding = found.holding
    assert (holding.registrations, holding.heads, holding.companions, holding.children) == (2, 6, 3, 1)
    waiting = found.state(RegistrationState.WAITING)
    assert (waiting.registrations, waiting.heads) == (2, 4)
    assert (found.cancelled_early, found.cancelled.late) == (1, 1)
    assert (found.by_ticket, found.walk_ins, found.at_the_door, found.came) == (3, 4, 7, Count(7))
    assert (found.no_show, report.rate(found)) == (Count(3), "50\u202f%")
    (before,) = figures.of([found.event], at=AT)
    assert before.no_show is None


def test_each_slot_of_a_forum_with_who_has_a_place_who_waits_and_who_came() -> None:
    event, slots, _choice = make_choice(3, 9)
    ada, bea = register(event, "ada@example.org", companions=2), register(event, "bea@example.org")
    places.choose(registration=ada, wanted={1: slots[1, 1], 2: slots[2, 2]}, by=BY, at=AT)
    places.queue(registration=bea, item=slots[1, 1], by=BY, at=AT)
    given = Given("nonce-0001", MORNING, ada.public_id, heads=2, item=slots[1, 1])
    check_in.record(event=event, given=given, by=BY, at=MORNING)
    lines = {(line.item.round, str(line.item)): line for line in report.of(event, [], at=AFTER).forums}
    assert {slot: (line.taken, line.waiting, line.came) for slot, line in lines.items()} == {
        (1, "Forum 1"): (3, 1, 2),
        (1, "Forum 2"): (0, 0, 0),
        (2, "Forum 1"): (0, 0, 0),
        (2, "Forum 2"): (3, 0, 0),
    }


def test_once_names_are_gone_the_figures_stay() -> None:
    event = dialogue()
    anonymising.anonymise(list(event.registrations.all()))
    forgetting.forget(before=AFTER + timedelta(days=1), by=BY, at=AFTER)
    (found,) = figures.of([event], at=AFTER)
    assert (found.registered, found.at_the_door) == (Count(6), 7)
    assert people.origins([event]).regions[event.pk] == {"nicht mehr bekannt": 6}


def test_what_was_written_down_counts_and_reach_never_does() -> None:
    event = make_event(
        state=EventState.HELD,
        takes_registrations=False,
        registered=Count(650, CountWord.MORE_THAN),
        participants=Count(560, CountWord.ABOUT),
        reach=Count(300_000, CountWord.ABOUT),
    )
    (found,) = figures.of([event], at=AFTER)
    assert (found.registered, found.came) == (Count(650, CountWord.MORE_THAN), Count(560, CountWord.ABOUT))
    assert (found.no_show, report.rate(found)) == (Count(90, CountWord.ABOUT), "14\u202f%")
    nobody = figures.of([make_event(takes_registrations=False)], at=AFTER)[0]
    assert (nobody.registered, nobody.came, nobody.no_show) == (None, None, None)


def test_where_people_come_from_and_what_they_care_for() -> None:
    gifhorn = make_district()
    person = make_person(1, email="ada@example.org", postcode="38518", place="Gifhorn")
    assert person.district == gifhorn
    event = make_event()
    other = make_event()
    register(event, "ada@example.org", companions=1)
    register(event, "bea@example.org", organisation="Verein Süd", language="en")
    register(event, "cem@example.org", organisation="Unbekannt e. V.")
    register(other, "cem@example.org")
    make_institution(name="Verein Süd", postcode="38518", place="Gifhorn")
    found = people.origins([event, other])
    assert found.regions == {event.pk: {"Braunschweig": 3, "nicht bekannt": 1}, other.pk: {"nicht bekannt": 1}}
    assert found.kinds[event.pk] == {"ohne Organisation": 2, "Verein": 1, "nicht in unserem Register": 1}
    assert found.languages[event.pk] == {"Deutsch": 3, "Englisch": 1}


def test_registrations_over_the_days_before() -> None:
    event = make_event()
    for number, ago in enumerate((40, 40, 12, 0)):
        register(event, f"a{number}@example.org", at=MORNING - timedelta(days=ago, hours=4), companions=number % 2)
    points = days.by_day([event])[event.pk]
    assert points == [(date(2026, 5, 11), 3), (date(2026, 6, 8), 4), (date(2026, 6, 20), 6)]
    assert days.countdown(event, points, until=DAY) == [(40, 3), (12, 4), (0, 6)]
    assert days.countdown(event, points[:2], until=date(2026, 6, 10)) == [(40, 3), (12, 4), (10, 4)]
    assert days.countdown(make_event(starts_on=None), points, until=DAY) == []


def test_compared_with_the_last_of_the_series_else_of_the_format() -> None:
    office = make_user("office")
    series = SeriesFacts(slug="kultur", name=translated(de="Kultur"))
    load.ensure_series(series, by=BY)
    of_format = make_event(starts_on=date(2026, 3, 1))
    first = make_event(starts_on=date(2025, 3, 1), series="kultur", format=EventFormat.CULTURE_WORKSHOP)
    second = make_event(starts_on=date(2025, 9, 1), series="kultur", format=EventFormat.CULTURE_WORKSHOP)
    make_event(starts_on=date(2026, 8, 1))
    event = make_event(series="kultur")
    among = comparing.earlier(event, office, "events.view_registration")
    assert among == [of_format, second, first]
    assert comparing.usual(event, among) == [second]
    plain = make_event()
    assert comparing.usual(plain, comparing.earlier(plain, office, "events.view_registration")) == [of_format]


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.of_year(2026), Period.of_year(2025)),
        (Period(date(2026, 4, 1), date(2026, 6, 30)), Period(date(2026, 1, 1), date(2026, 3, 31))),
        (Period(date(2026, 3, 10), date(2026, 3, 19)), Period(date(2026, 2, 28), date(2026, 3, 9))),
    ],
)
def test_the_time_before(period: Period, before: Period) -> None:
    assert period.before == before


def a_year() -> User:
    held: dict[str, Any] = {"state": EventState.HELD, "takes_registrations": False}
    title = translated(de="Forum")
    make_event(
        starts_on=date(2026, 1, 1),
        format=EventFormat.CENTRAL_CONFERENCE,
        participants=Count(560, CountWord.ABOUT),
        registered=Count(650),
        stands=Count(30, CountWord.MORE_THAN),
        forums=(ForumFacts(title=title, rounds=2), ForumFacts(title=title)),
        **held,
    )
    make_event(starts_on=date(2026, 12, 31), format=EventFormat.FAIR_STAND, reach=Count(300_000), **held)
    make_event(starts_on=date(2026, 5, 2), participants=Count(70), **held)
    make_event(starts_on=date(2026, 5, 3), state=EventState.CANCELLED, registered=Count(1000))
    make_event(starts_on=date(2025, 12, 31), participants=Count(5), **held)
    make_event(starts_on=date(2026, 5, 4), state=EventState.DRAFT)
    return make_user("office")


def test_the_events_of_a_year_together() -> None:
    among = periods.chosen(a_year(), "events.view_registration")
    year, before = periods.of(among, Period.of_year(2026), Period.of_year(2025), at=AFTER)
    found = periods.together(Period.of_year(2026), among, year)
    assert (found.events, found.held, found.cancelled) == (4, 3, 1)
    assert (found.registered, found.participants) == (Count(650), Count(630, CountWord.ABOUT))
    assert (found.no_show, found.conferences) == (Count(90, CountWord.ABOUT), 2)
    assert found.people_connected == Count(630, CountWord.ABOUT)
    assert (found.workshop_forums, found.stands) == (3, Count(30, CountWord.ABOUT))
    assert found.reach == Count(300_000)
    assert periods.together(Period.of_year(2025), among, before).participants == Count(5)


def test_a_regional_office_sees_the_events_of_its_region() -> None:
    make_district()
    own = make_event(region="braunschweig", participants=Count(20), state=EventState.HELD, takes_registrations=False)
    a_year()
    regional = make_user("regional", scope="braunschweig")
    among = periods.chosen(regional, "events.view_registration")
    ((only,),) = periods.of(among, Period.of_year(2026), at=AFTER)
    assert only.event == own
    found = periods.together(Period.of_year(2026), among, [only])
    assert (found.people_connected, found.workshop_forums) == (Count(20), 0)


def test_themes_of_those_who_come() -> None:
    speech = Theme.objects.create(slug="sprache", name=translated(de="Sprache"), position=1)
    work = Theme.objects.create(slug="arbeit", name=translated(de="Arbeit"), position=2)
    event, other = make_event(), make_event()
    for number, themes in enumerate(([speech], [speech, work], []), start=1):
        make_person(number).themes.set(themes)
        register(event, f"ada{number}@example.org")
    shadow = Person.everyone.get(email_key="ada1@example.org")
    kept = make_person(4)
    kept.themes.set([work])
    Person.everyone.filter(pk=shadow.pk).update(merged_into=kept)
    found = people.themes([event, other])
    assert (found[event.pk].people, found[event.pk].by_theme) == (2, {"Arbeit": 2, "Sprache": 1})
    assert (found[other.pk].people, found[other.pk].by_theme) == (0, {})
