"""Events from a data file: made once, then the office's."""

from __future__ import annotations

from datetime import date

import pytest

from anpacken.audit.models import Entry
from anpacken.core.counts import Count, CountWord
from anpacken.core.texts import translated
from anpacken.events import errors
from anpacken.events.actions import load
from anpacken.events.choices import ContributionKind, EventFormat, EventState, PartnerRole
from anpacken.events.facts import ContributionFacts, DayFacts, EventFacts, ForumFacts, SeriesFacts
from anpacken.events.models import Event, Series
from anpacken.people.models import Organisation
from tests.factories.events import BY

pytestmark = pytest.mark.django_db


def facts(**changed) -> EventFacts:
    given = {
        "slug": "werkstatt-frauen",
        "format": EventFormat.CENTRAL_CONFERENCE,
        "state": EventState.HELD,
        "title": translated(de="Werkstatt", en="Workshop"),
        "starts_on": date(2019, 6, 3),
    }
    return EventFacts(**{**given, **changed})


def test_makes_an_event_with_all_its_parts_in_order():
    host, cohost = Organisation.objects.create(name="Haus A"), Organisation.objects.create(name="Haus B")
    event = load.ensure(
        facts(
            participants=Count(560, CountWord.ABOUT),
            partners=((cohost, PartnerRole.COHOST), (host, PartnerRole.HOST)),
            contributions=(ContributionFacts(kind=ContributionKind.KEYNOTE, name="Düzen Tekkal"),),
            forums=(ForumFacts(title=translated(de="Eins"), rounds=2), ForumFacts(title=translated(de="Zwei"))),
            days=(DayFacts(on=date(2019, 6, 3)),),
        ),
        by=BY,
    )
    assert event.participants_count == Count(560, CountWord.ABOUT)
    assert [partner.organisation.name for partner in event.partners.all()] == ["Haus B", "Haus A"]
    assert [(str(forum.title), forum.rounds) for forum in event.forums.all()] == [("Eins", 2), ("Zwei", 1)]
    assert [one.name for one in event.contributions.all()] == ["Düzen Tekkal"]
    assert "duzen tekkal" in event.search_text
    assert Entry.objects.get().action == "event.created"


def test_loading_again_changes_nothing_that_the_office_changed():
    event = load.ensure(facts(), by=BY)
    Event.objects.filter(pk=event.pk).update(venue="Umgezogen")
    again = load.ensure(facts(venue="Altes Haus", forums=(ForumFacts(title=translated(de="Neu")),)), by=BY)
    assert (again.pk, again.venue, again.forums.count()) == (event.pk, "Umgezogen", 0)
    series = SeriesFacts(slug="kultur", name=translated(de="Kultur"))
    assert load.ensure_series(series, by=BY) == load.ensure_series(series, by=BY)
    assert (Event.objects.count(), Series.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "name"),
    [({"series": "keine"}, "keine"), ({"themes": ("x",)}, "x"), ({"region": "y"}, "y"), ({"follows": "z"}, "z")],
)
def test_names_that_lead_nowhere_are_said_and_nothing_is_left(changed, name):
    with pytest.raises(errors.FactUnknown) as raised:
        load.ensure(facts(**changed), by=BY)
    assert f"„{name}“" in raised.value.message
    assert Event.objects.count() == 0


def test_contradictions_are_refused():
    with pytest.raises(errors.ReachIsNotParticipants):
        load.ensure(facts(format=EventFormat.FAIR_STAND, participants=Count(300_000)), by=BY)
    assert Event.objects.count() == 0
