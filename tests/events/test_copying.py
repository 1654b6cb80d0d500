"""A new event after the pattern of an earlier one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.core.actors import Actor
from anpacken.core.counts import Count
from anpacken.core.texts import translated
from anpacken.events.actions import copying, load
from anpacken.events.choices import ContributionKind, EventFormat, EventState, PartnerRole
from anpacken.events.facts import ContributionFacts, DayFacts, EventFacts, ForumFacts
from anpacken.events.models import Event
from tests.consistency import world

pytestmark = pytest.mark.django_db
AT = datetime(2019, 10, 10, 9, tzinfo=UTC)
BY = Actor.command("test")


@pytest.fixture
def original() -> Event:
    """The conference of 3 June 2019, with a second day two days later."""
    facts = EventFacts(
        slug="konferenz-2019",
        format=EventFormat.CENTRAL_CONFERENCE,
        state=EventState.HELD,
        title=translated(de="Werkstatt", en="Workshop"),
        findings=translated(de="Viel kam heraus."),
        starts_on=date(2019, 6, 3),
        ends_on=date(2019, 6, 5),
        days=(DayFacts(on=date(2019, 6, 3)), DayFacts(on=date(2019, 6, 5))),
        partners=((world.organisation(), PartnerRole.HOST),),
        contributions=(ContributionFacts(kind=ContributionKind.KEYNOTE, name="Muster Redner"),),
        forums=(ForumFacts(title=translated(de="Sprache"), rounds=2, findings=translated(de="Mehr Kurse.")),),
        participants=Count(560),
        takes_registrations=True,
        capacity=650,
        opens_at=datetime(2019, 4, 1, 8, tzinfo=UTC),
        closes_at=datetime(2019, 5, 20, 8, tzinfo=UTC),
    )
    return load.create(facts, by=BY)


def test_what_carries_over_and_what_stays(original: Event) -> None:
    new = copying.copy(original=original, starts_on=date(2020, 6, 8), by=BY, at=AT)
    new.refresh_from_db()
    assert (new.state, new.starts_on, new.ends_on) == (EventState.DRAFT, date(2020, 6, 8), date(2020, 6, 10))
    assert [day.on for day in new.days.all()] == [date(2020, 6, 8), date(2020, 6, 10)]
    # 371 days later, as the first day is.
    assert new.registration_opens_at == datetime(2020, 4, 6, 8, tzinfo=UTC)
    assert (new.capacity, new.takes_registrations, new.taken_seats, new.participants) == (650, True, 0, None)
    assert [(str(forum.title), forum.rounds, bool(forum.findings)) for forum in new.forums.all()] == [
        ("Sprache", 2, False)
    ]
    assert [partner.organisation_id for partner in new.partners.all()] == [world_partner(original)]
    assert (bool(new.findings), new.contributions.count()) == (False, 0)
    assert new.public_id != original.public_id
    original.refresh_from_db()
    assert (original.forums.count(), original.days.count(), original.participants) == (1, 2, 560)


def world_partner(original: Event) -> int:
    return original.partners.get().organisation_id


def test_of_an_event_without_a_day(original: Event) -> None:
    Event.objects.filter(pk=original.pk).update(starts_on=None, ends_on=None, state=EventState.ANNOUNCED)
    original.days.all().delete()
    original.refresh_from_db()
    new = copying.copy(original=original, starts_on=date(2020, 6, 8), by=BY, at=AT)
    assert (new.starts_on, new.ends_on, new.registration_opens_at) == (date(2020, 6, 8), None, None)


def test_in_the_office(original: Event, signed_in: Callable[..., Client]) -> None:
    client = signed_in("office")
    address = reverse("events_office:copy", args=[original.pk])
    for wrong in ("", "abc", "0020-06-08"):
        assert client.post(address, {"starts_on": wrong}).status_code == 422
    assert Event.objects.count() == 1
    answer = client.post(address, {"starts_on": "2020-06-08"}, follow=True)
    assert "Die Kopie ist ein Entwurf." in answer.content.decode()
    assert Event.objects.count() == 2
