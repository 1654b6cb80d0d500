"""What the market holds about people: told, kept for a while, and erased."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from anpacken.core import clock
from anpacken.mail.models import OutgoingMail
from anpacken.market.actions import anonymising, linking, stands
from anpacken.market.chapter import StandApplications
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application
from anpacken.people.actions import erasures
from anpacken.people.models import Organisation, Person
from anpacken.privacy import processing, retention
from tests.factories.events import AT, BY
from tests.factories.market import make_application, make_call, make_stands

pytestmark = pytest.mark.django_db
ACCEPTED, WAITING = ApplicationState.ACCEPTED, ApplicationState.WAITING
CHAPTER = StandApplications()


def ada(**details) -> Person:
    return Person.objects.create(
        first_name="Ada", last_name="Muster", email="ada@example.org", email_key="ada@example.org", **details
    )


def test_somebody_reads_all_that_is_held_and_finds_the_way_to_change_it():
    with clock.frozen(AT.replace(hour=10)):
        application = make_application(make_call(), ACCEPTED, email="ada@example.org", support_needs="Rampe")
        make_application(application.call, email="bert@example.org")
        person = ada()
        [told] = CHAPTER.held(person)
        assert (told["Unterstützungsbedarf"], told["E-Mail-Adresse"]) == ("Rampe", "ada@example.org")
        [shown] = CHAPTER.shown(person, at=AT)
        # Nobody has told her yet that she gets a stand.
        assert shown.detail == f"{application.title} · zu prüfen"
        assert "/markt/" in shown.url
        assert [moment.kind for moment in CHAPTER.moments(person, before=None, most=5)] == ["stands", "stands"]


def test_an_organisation_is_told_what_was_linked_to_it():
    application = make_application(make_call())
    organisation = Organisation.objects.create(name="Verein Probe")
    assert CHAPTER.held(organisation) == []
    linking.link(application=application, organisation=organisation, project=None, by=BY, at=AT)
    assert len(CHAPTER.held(organisation)) == 1


def test_erasing_somebody_frees_the_stand_and_leaves_nothing_to_tell_them_by():
    call = make_call(most_stands=1, moves_up=True)
    mine = make_application(call, ACCEPTED, email="ada@example.org", title="Meins")
    waiting = make_application(call, WAITING)
    [stand] = make_stands(call)
    stands.assign(stand=stand, application=mine, seen="", by=BY, at=AT)
    person = ada()
    erasures.erase(subject=person, by=BY, at=AT)
    erased = Application.objects.get(pk=mine.pk)
    told = [erased.contact_name, erased.email, erased.phone, erased.organisation_name, erased.title, erased.shows]
    assert (erased.state, told) == ("withdrawn", [""] * 6)
    assert erased.public_id != mine.public_id
    stand.refresh_from_db()
    waiting.refresh_from_db()
    assert (stand.application, waiting.state) == (None, "accepted")
    assert not OutgoingMail.objects.filter(to_email="ada@example.org").exists()


def test_erasing_the_contact_person_leaves_what_the_institution_showed():
    application = make_application(make_call(), email="ada@example.org", title="Lesepaten")
    organisation = Organisation.objects.create(name="Leseverein")
    linking.link(application=application, organisation=organisation, project=None, by=BY, at=AT)
    anonymising.erase(subject=ada(), by=BY, at=AT)
    application.refresh_from_db()
    assert (application.email, application.title) == ("", "Lesepaten")
    anonymising.erase(subject=organisation, by=BY, at=AT)
    application.refresh_from_db()
    assert (application.title, application.organisation_name) == ("", "")


def test_needs_are_forgotten_soon_and_contacts_later_while_exhibitors_stay():
    application = make_application(make_call(), ACCEPTED, support_needs="Rampe", phone="0511 123456", title="Lesepaten")
    soon, later = datetime(2026, 6, 22, tzinfo=UTC), datetime(2026, 6, 20, tzinfo=UTC)
    for name in ("market.support_needs", "market.contacts"):
        rule = retention.named(name)
        assert rule is not None
        assert rule.due(later).count() == 0
        assert rule.due(soon).count() == 1
        assert rule.apply(before=soon, by=BY, at=AT) == 1
        assert rule.apply(before=soon, by=BY, at=AT) == 0
    application.refresh_from_db()
    assert (application.support_needs, application.contact_name, application.phone) == ("", "", "")
    assert (application.title, application.state) == ("Lesepaten", "accepted")
    assert not OutgoingMail.objects.exclude(to_email="").exists()


def test_the_record_of_processing_names_it():
    assert "market.applications" in {activity.name for activity in processing.every()}
