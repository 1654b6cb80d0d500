"""What has been kept long enough goes, nothing else does, and a rule that fails stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from anpacken.accounts.models import SignInFailure
from anpacken.audit.actions import record
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.models import Registration
from anpacken.events.queries.seats import seat_drift
from anpacken.mail.actions.hand_over import hand_over
from anpacken.mail.models import OutgoingMail
from anpacken.people.actions import consents, roles, supporters
from anpacken.people.choices import AffiliationKind, Channel, ConsentPurpose, RoleKind
from anpacken.people.models import Affiliation, Confirmation, Consent, Organisation, Person, SignUp
from anpacken.privacy import jobs, retention
from anpacken.privacy.actions.retention import RulesFailed, apply, apply_all, set_days
from anpacken.privacy.errors import PeriodOutOfBounds
from anpacken.privacy.models import RetentionPeriod
from anpacken.privacy.queries.retention import count, preview, standing, standings
from anpacken.privacy.retention import Rule
from tests.factories.accounts import make_user
from tests.factories.events import make_event
from tests.factories.events import register as register_for
from tests.factories.people import NEWSLETTER, REGISTER, asked, confirm, make_institution, make_person, words

pytestmark = pytest.mark.django_db
BY = Actor.job("test")
NOW = datetime(2026, 8, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_rest() -> Iterator[None]:
    with clock.frozen(NOW), translation.override("en"):
        yield


def rule(name: str) -> Rule:
    found = retention.named(name)
    assert found is not None
    return found


def due(name: str, at: datetime = NOW) -> int:
    return count(standing(rule(name)), at=at)


def run(name: str, at: datetime = NOW) -> int:
    return apply(rule=rule(name), by=BY, at=at)


def test_sign_ups_that_nobody_confirmed_go_after_14_days_to_the_second() -> None:
    sign_up = asked(at=NOW - timedelta(days=14))
    asked("bo@example.org", at=NOW - timedelta(days=14) + timedelta(seconds=1))
    assert due("people.unconfirmed_sign_ups") == 1
    assert run("people.unconfirmed_sign_ups") == 1
    assert [left.email for left in SignUp.objects.all()] == ["bo@example.org"]
    entry = Entry.objects.get(action="sign_up.deleted")
    assert (entry.target_ref, entry.details) == (sign_up.public_id, {"reason": "not confirmed"})
    assert run("people.unconfirmed_sign_ups") == 0


def test_confirmed_sign_ups_go_after_a_year_and_the_proof_of_the_consent_stays() -> None:
    at = NOW - timedelta(days=366)
    person = confirm(asked(at=at), at=at)
    assert run("people.confirmed_sign_ups") == 1
    assert SignUp.objects.count() == 0
    assert Consent.objects.of(person).exclude(evidence="").count() == 2
    assert Person.objects.count() == 1


def test_support_needs_go_two_weeks_after_the_event_and_names_after_a_year() -> None:
    old, long_ago = make_event(starts_on=date(2026, 7, 17)), make_event(starts_on=date(2025, 7, 31), capacity=9)
    new = make_event(starts_on=date(2026, 7, 18))
    for event in (old, new):
        register_for(event, "ada@example.org", support_needs="a ramp")
    register_for(long_ago, "ada@example.org", at=datetime(2025, 6, 1, tzinfo=UTC), companions=3, organisation="Chor")
    assert due("events.support_needs") == 1
    assert run("events.support_needs") == 1
    assert [one.support_needs for one in Registration.objects.order_by("pk")] == ["", "a ramp", ""]
    assert run("events.registrations") == 1
    one = Registration.objects.get(event=long_ago)
    assert (one.name, one.email, one.organisation_name, one.state, one.seats) == ("", "", "", "confirmed", 4)
    assert seat_drift() == []
    assert Registration.objects.exclude(name="").count() == 2


def test_an_event_of_several_days_counts_from_its_last() -> None:
    event = make_event(starts_on=date(2026, 7, 10), ends_on=date(2026, 7, 18))
    register_for(event, "ada@example.org", support_needs="a ramp")
    assert due("events.support_needs") == 0


def test_words_of_mails_go_after_a_year_and_the_confirmation_beside_the_ledger_stays() -> None:
    at = NOW - timedelta(days=366)
    with clock.frozen(at):
        asked(at=at)
        hand_over(at=at)
    asked("bo@example.org", at=NOW - timedelta(days=1))
    Confirmation.objects.create(mail_ref="m", to_email="ada@example.org", subject="x", text="Please confirm")
    assert due("mail.contents") == 1
    assert run("mail.contents") == 1
    left = OutgoingMail.objects.order_by("queued_at").first()
    assert left is not None
    assert (left.to_email, left.text, left.html, left.context, left.state) == ("", "", "", {}, "sent")
    assert due("mail.contents") == 0
    assert Confirmation.objects.get().text == "Please confirm"


LEFT = NOW - timedelta(days=400)


def left(person: Person | Organisation, at: datetime = LEFT) -> Person | Organisation:
    supporters.leave(subject=person, channel=Channel.LINK, by=BY, at=at)
    return person


def test_whoever_left_a_year_ago_is_erased() -> None:
    gone = left(make_person(1, consents=words(REGISTER)))
    institution = left(make_institution(1))
    make_person(2)
    assert preview(standing(rule("people.former_persons")), at=NOW).oldest == date(2025, 6, 27)
    assert run("people.former_persons") == 1
    assert run("people.former_organisations") == 1
    assert [person.last_name for person in Person.objects.all()] == ["Muster2"]
    assert Person.everyone.get(pk=gone.pk).erased_at == NOW
    assert Organisation.everyone.get(pk=institution.pk).erased_at == NOW


def test_nobody_is_erased_who_is_something_still() -> None:
    """One person for each reason to stay."""
    left(make_person(1), at=NOW - timedelta(days=364))
    newsletter = left(make_person(2))
    consents.give(
        subject=newsletter,
        wording=words(NEWSLETTER)[0],
        channel=Channel.OFFICE,
        asked_at=LEFT,
        evidence="paper",
        by=BY,
        at=LEFT + timedelta(days=1),
    )
    juror = left(make_person(3))
    roles.begin(subject=juror, kind=RoleKind.JUROR, from_on=date(2020, 1, 1), by=BY, at=LEFT)
    board = left(make_person(4))
    Affiliation.objects.create(person=board, organisation=make_institution(9), kind=AffiliationKind.BOARD)
    figure = left(make_person(5))
    Person.objects.filter(pk=figure.pk).update(is_public_figure=True)
    Person.objects.create(last_name="Entered by hand", created_at=LEFT)
    assert due("people.former_persons") == 0
    assert run("people.former_persons") == 0
    assert Person.objects.count() == 6


def test_readers_who_left_the_newsletter_a_year_ago_are_erased() -> None:
    """They were never more than readers, so that no role of theirs can end."""
    for number, days in ((1, 400), (2, 364)):
        reader = Person.objects.create(last_name=f"Reader{number}", email=f"reader{number}@example.org")
        at = NOW - timedelta(days=500)
        said = words(NEWSLETTER)[0]
        consents.give(subject=reader, wording=said, channel=Channel.WEB, asked_at=at, evidence="form", by=BY, at=at)
        consents.withdraw(
            subject=reader,
            purpose=ConsentPurpose.NEWSLETTER,
            channel=Channel.LINK,
            by=BY,
            at=NOW - timedelta(days=days),
        )
    assert preview(standing(rule("people.former_persons")), at=NOW).oldest == (NOW - timedelta(days=400)).date()
    assert run("people.former_persons") == 1
    assert [person.last_name for person in Person.objects.all()] == ["Reader2"]


def test_whoever_has_a_seat_at_an_event_to_come_is_erased_after_it() -> None:
    guest = left(make_person(1))
    register_for(make_event(starts_on=date(2026, 8, 20)), guest.email, at=NOW)
    assert run("people.former_persons") == 0
    assert run("people.former_persons", at=NOW + timedelta(days=30)) == 1


def test_the_log_and_what_lies_below_go_by_their_own_periods() -> None:
    user = make_user("office")
    for days in (1, 4 * 365, 5 * 365 + 1):
        record(by=BY, action="person.changed", target=user, at=NOW - timedelta(days=days))
    SignInFailure.objects.create(key="k", at=NOW - timedelta(days=2))
    Session.objects.create(session_key="s", session_data="", expire_date=NOW - timedelta(days=2))
    before = Entry.objects.filter(action="person.changed").count()
    assert [run(name) for name in ("audit.entries", "accounts.sign_in_failures", "accounts.sessions")] == [1, 1, 1]
    assert Entry.objects.filter(action="person.changed").count() == before - 1
    assert Entry.objects.filter(action="retention.applied").count() == 3


def test_the_office_chooses_a_period_within_bounds_and_the_log_says_so() -> None:
    mails = rule("mail.contents")
    set_days(rule=mails, days=60, by=BY, at=NOW)
    assert standing(mails).days == 60
    assert standing(mails).is_own
    entry = Entry.objects.get(action="retention.changed")
    assert (entry.details["old"], entry.details["new"]) == (365, 60)
    for days in (29, 1096):
        with pytest.raises(PeriodOutOfBounds, match="Between 30 and 1095 days"):
            set_days(rule=mails, days=days, by=BY, at=NOW)
    set_days(rule=mails, days=365, by=BY, at=NOW)
    assert not standing(mails).is_own
    assert RetentionPeriod.objects.get(rule="mail.contents").days is None


def test_bounds_that_became_narrower_bind_an_older_choice() -> None:
    RetentionPeriod.objects.create(rule="accounts.sessions", days=100)
    assert standing(rule("accounts.sessions")).days == 7


def _nothing(before: datetime) -> QuerySet[Any]:
    return SignUp.objects.none()


def _broken(*, before: datetime, by: Actor, at: datetime) -> int:
    raise RuntimeError("Ada Muster stands in the way")


def test_a_rule_that_fails_stops_no_other_and_tells_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Rule(
        name="a.broken",
        what="x",
        why="x",
        counted_from="x",
        outcome="x",
        days=1,
        least=1,
        most=1,
        due=_nothing,
        since="asked_at",
        apply=_broken,
    )
    monkeypatch.setitem(retention._registry.rules, "a.broken", broken)
    asked(at=NOW - timedelta(days=15))
    with pytest.raises(RulesFailed, match=r"^a\.broken$"):
        apply_all(by=BY, at=NOW)
    assert SignUp.objects.count() == 0
    assert RetentionPeriod.objects.get(rule="a.broken").problem == "RuntimeError"


def test_the_nightly_walker_keeps_to_every_rule() -> None:
    asked(at=NOW - timedelta(days=15))
    jobs.keep_to_periods()
    assert SignUp.objects.count() == 0
    assert RetentionPeriod.objects.filter(applied_at=NOW).count() == len(retention.every())


@pytest.mark.parametrize("name", [rule.name for rule in retention.every()])
def test_every_rule_can_be_counted_and_previewed_where_there_is_nothing(name: str) -> None:
    shown = preview(standing(rule(name)), at=NOW)
    assert (shown.count, shown.oldest, shown.first) == (0, None, [])


def test_a_preview_names_nobody() -> None:
    asked("ada@example.org", at=NOW - timedelta(days=15))
    left(make_person(1))
    register_for(make_event(starts_on=date(2025, 7, 1)), "ada@example.org", at=datetime(2025, 6, 1, tzinfo=UTC))
    said = ""
    for held in standings():
        said += " ".join(one.words for one in preview(held, at=NOW).first)
    assert "left the alliance" in said
    assert "Ada" not in said
    assert "Muster" not in said
    assert "@" not in said


def test_all_periods_are_read_at_once() -> None:
    with CaptureQueriesContext(connection) as asked_queries:
        assert standings()
    assert len(asked_queries) == 1


@pytest.mark.once
def test_a_rule_says_its_bounds_truly_and_stands_once() -> None:
    own = rule("mail.contents")
    with pytest.raises(ValueError, match="outside its bounds"):
        retention.register(
            Rule(
                name="x.y",
                what="",
                why="",
                counted_from="",
                outcome="",
                days=5,
                least=6,
                most=7,
                due=_nothing,
                since="pk",
                apply=_broken,
            )
        )
    with pytest.raises(ValueError, match="two retention rules"):
        retention.register(
            Rule(
                name=own.name,
                what="",
                why="",
                counted_from="",
                outcome="",
                days=5,
                least=1,
                most=7,
                due=_nothing,
                since="pk",
                apply=_broken,
            )
        )
