"""What is told and held about somebody: complete, in order, and with the same number of queries for any length."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.actions import registrations
from anpacken.mail.actions import outbox
from anpacken.people.actions import consents, roles
from anpacken.people.chapters import Chapter, Moment, register
from anpacken.people.choices import AffiliationKind, Channel, RoleKind
from anpacken.people.models import Affiliation, Note, Person
from anpacken.people.queries import timeline
from tests.factories.events import make_event
from tests.factories.events import register as register_for
from tests.factories.people import AT, NEWSLETTER, asked, confirm, make_institution, make_person

pytestmark = pytest.mark.django_db
BY = Actor.command("tests")
NOW = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_rest() -> object:
    with clock.frozen(NOW), translation.override("en"):
        yield


def titles(person: Person, **how: object) -> list[str]:
    return [one.title for one in timeline.moments(person, **how)]


def test_the_story_of_a_supporter_the_newest_first() -> None:
    sign_up = asked()
    person = confirm(sign_up, at=AT + timedelta(hours=1))
    assert isinstance(person, Person)
    verein = make_institution()
    Affiliation.objects.create(
        person=person, organisation=verein, kind=AffiliationKind.BOARD, from_on=date(2020, 1, 1), until_on=None
    )
    Note.objects.create(
        person=person, text="Calls back in May.", written_at=AT + timedelta(days=400), author_name="Vera"
    )
    consents.withdraw(subject=person, purpose=NEWSLETTER, channel=Channel.LINK, by=BY, at=AT + timedelta(days=500))
    event = make_event()
    registration = register_for(event, "Ada@Example.org")
    registrations.cancel(registration=registration, by=BY, at=registration.registered_at + timedelta(days=2))
    roles.end(subject=person, kind=RoleKind.SUPPORTER, by=BY, at=NOW - timedelta(days=1))
    told = timeline.moments(person)
    assert [(one.kind, one.title) for one in told if one.kind != "mails"] == [
        ("roles", "Role ended: supporter"),
        ("registrations", f"Registration ended: {event.title}"),
        ("registrations", f"Registered: {event.title}"),
        ("consents", "Consent withdrawn: newsletter"),
        ("notes", "Note of the office"),
        ("affiliations", f"Begun: on the board of {verein.name}"),
        ("sign_ups", "Sign-up confirmed"),
        ("consents", "Consent given: newsletter"),
        ("consents", "Consent given: kept in the register of supporters"),
        ("log", "Person created"),
        ("sign_ups", "Asked to become a supporter"),
        ("roles", "Role begun: supporter"),
    ]
    mails = [one for one in told if one.kind == "mails"]
    # Welcome, confirmation, ticket and farewell to the seat; all of them still wait to be handed over.
    assert len(mails) == 4
    assert {one.detail for one in mails} == {"waiting"}
    assert next(one for one in told if one.kind == "notes").by == "Vera"


def test_an_organisation_is_told_who_works_for_it() -> None:
    verein, person = make_institution(), make_person()
    Affiliation.objects.create(
        person=person,
        organisation=verein,
        kind=AffiliationKind.WORKS,
        from_on=date(2020, 1, 1),
        until_on=date(2021, 1, 1),
    )
    told = [one.title for one in timeline.moments(verein, kind="affiliations")]
    assert told == ["Ended: Ada Muster1, works for", "Begun: Ada Muster1, works for"]


def test_what_lies_ahead_is_not_told_yet() -> None:
    person = make_person(since=date(2026, 9, 1))
    assert titles(person, kind="roles") == []
    assert titles(person, kind="roles", before=NOW + timedelta(days=60)) == ["Role begun: supporter"]


def test_pages_follow_one_another_without_loss_even_when_much_happens_at_one_moment() -> None:
    person = make_person()
    for number in range(30):
        Note.objects.create(person=person, text=f"{number}", written_at=AT + timedelta(minutes=number // 7))
    seen, before = [], None
    for _page in range(40):
        page = timeline.page(person, before=before, most=10, kind="notes")
        seen += [one.detail for one in page.moments]
        if page.older is None:
            break
        before = page.older
    assert sorted(seen, key=int) == [str(number) for number in range(30)]
    assert timeline.page(person, most=3, kind="notes").moments[0].at == AT + timedelta(minutes=4)


def _fill(person: Person, count: int) -> None:
    for number in range(count):
        at = AT + timedelta(hours=number)
        Note.objects.create(person=person, text="x", written_at=at)
        record(by=BY, action="person.changed", target=person, at=at, fields=["place"])
        outbox.queue(template="people/mail/welcome.html", to_email=person.email, language="de", by=BY, at=at)


def test_the_number_of_queries_does_not_grow() -> None:
    person = make_person()
    counts = []
    for number in (1, 30):
        _fill(person, number)
        register_for(make_event(), person.email)
        with CaptureQueriesContext(connection) as asked_queries:
            assert timeline.moments(person, most=200)
        counts.append(len(asked_queries))
    assert counts[0] == counts[1]
    # Every room that tells something asks once more; the last to come was invitations.
    assert counts[1] <= 13


def test_mails_to_others_and_about_others_are_not_told() -> None:
    person, other = make_person(1), make_person(2)
    outbox.queue(template="people/mail/welcome.html", to_email=other.email, language="de", related=other, by=BY, at=AT)
    assert [one for one in timeline.moments(person) if one.kind == "mails"] == []


def test_a_shadow_is_told_with_the_one_who_was_kept() -> None:
    kept, shadow = make_person(1), make_person(2)
    outbox.queue(template="people/mail/welcome.html", to_email=shadow.email, language="de", by=BY, at=AT)
    record(by=BY, action="person.changed", target=shadow, at=AT, fields=["place"])
    register_for(make_event(), shadow.email)
    shadow.merged_into = kept
    shadow.save()
    told = timeline.moments(kept)
    assert {one.kind for one in told} >= {"mails", "log", "registrations"}


class Strange(Chapter):
    name = "log"

    def moments(self, subject: object, **how: object) -> list[Moment]:
        return []


def test_two_chapters_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two chapters"):
        register(Strange())
