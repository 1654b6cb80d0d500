"""Erasing somebody: nothing stays by which they could be told, and no figure of the past changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, models, transaction
from django.utils import translation

from anpacken.accounts.models import User
from anpacken.audit.actions import record
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.events.choices import EventState, PartnerRole, RegistrationState
from anpacken.events.models import Event, EventPartner, Registration
from anpacken.events.queries import figures
from anpacken.events.queries.registrations import standing
from anpacken.events.queries.seats import seat_drift
from anpacken.mail.actions.hand_over import hand_over
from anpacken.mail.choices import MailState
from anpacken.mail.models import OutgoingMail
from anpacken.people import chapters, queries
from anpacken.people.actions import _blanks, consents, erasures, roles
from anpacken.people.chapters import Chapter
from anpacken.people.choices import AffiliationKind, Channel, ConsentPurpose, FieldKind, FieldOwner, RoleKind
from anpacken.people.models import (
    Affiliation,
    Confirmation,
    Consent,
    CustomField,
    CustomValue,
    DuplicatePair,
    Merge,
    Note,
    Organisation,
    Person,
    PersonLogin,
    Role,
    SignUp,
    SpokenLanguage,
    Tag,
)
from anpacken.people.queries.consents import live_count
from anpacken.people.queries.suppressions import is_suppressed
from tests.factories.accounts import make_user
from tests.factories.events import make_event
from tests.factories.events import register as register_for
from tests.factories.people import (
    AT,
    NEWSLETTER,
    REGISTER,
    ask,
    asked,
    confirm,
    make_district,
    make_institution,
    make_person,
    words,
)

pytestmark = pytest.mark.django_db
BY = Actor.command("tests")
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_rest() -> Iterator[None]:
    with clock.frozen(NOW), translation.override("en"):
        yield


def erase(subject: Person | Organisation, at: datetime = NOW) -> None:
    erasures.erase(subject=subject, by=BY, at=at)


def whole_database() -> str:
    """Every row of every table there is, as text."""
    held: dict[str, list[tuple[object, ...]]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            held[table] = cursor.fetchall()
    return json.dumps(held, default=str, ensure_ascii=False)


def a_full_life() -> Person:
    """Somebody who is in every table that can hold a person."""
    make_district()
    person = confirm(asked("zora.quast@example.org", first_name="Zora", last_name="Quast", postcode="38518"))
    assert isinstance(person, Person)
    person.phone, person.place, person.statement = "05371-7788", "Quasthausen", "Quast supports this."
    person.save()
    person.tags.add(Tag.objects.create(name="calls"))
    SpokenLanguage.objects.create(person=person, code="fa")
    field = CustomField.objects.create(owner=FieldOwner.PERSON, kind=FieldKind.TEXT, label=translated(de="Kuchen"))
    CustomValue.objects.create(field=field, person=person, text="Quastkuchen")
    Note.objects.create(person=person, text="Quast calls often.")
    Role.objects.create(person=person, kind=RoleKind.AMBASSADOR, from_on=date(2020, 1, 1), remark="Quast award")
    Affiliation.objects.create(
        person=person, organisation=make_institution(), kind=AffiliationKind.BOARD, function="Quastmeisterin"
    )
    shadow = make_person(7, first_name="Zora", last_name="Quast-Altenberg", email="altenberg@example.org")
    shadow.merged_into = person
    shadow.save()
    Merge.objects.create(kept_person=person, shadow_person=shadow, journal={"last_name": "Quast-Altenberg"})
    other = make_person(8)
    DuplicatePair.objects.create(first_person=person, second_person=other)
    user = User.objects.create_user("zora.quast@example.org", None, first_name="Zora", last_name="Quast")
    PersonLogin.objects.create(person=person, user=user)
    record(by=user.as_actor(), action="user.signed_in", target=user, at=AT)
    ask("zora.quast@example.org", first_name="Zora", last_name="Quast", at=AT + timedelta(days=3))
    past = make_event(starts_on=date(2026, 5, 20))
    register_for(past, "zora.quast@example.org", name="Zora Quast", support_needs="Quast needs a ramp", companions=1)
    Event.objects.filter(pk=past.pk).update(state=EventState.HELD)
    register_for(make_event(), "zora.quast@example.org", name="Zora Quast", organisation="Quast e.V.")
    register_for(make_event(), "altenberg@example.org", name="Zora Quast-Altenberg")
    hand_over(at=NOW)
    return person


def test_no_table_holds_a_trace_of_the_name_or_the_address() -> None:
    person = a_full_life()
    old_id = person.public_id
    assert "Quast" in whole_database()
    erase(person)
    left = whole_database()
    for trace in ("Quast", "quast", "Zora", "zora", "altenberg", "05371-7788", '38518", "place": "Quast'):
        assert trace not in left
    assert is_suppressed("zora.quast@example.org")
    assert is_suppressed("altenberg@example.org")
    assert not Person.everyone.filter(public_id=old_id).exists()
    assert Entry.objects.filter(action="person.erased", target_ref=old_id).count() == 1


def test_what_stays_is_an_empty_row_with_its_district_and_the_days_of_its_roles() -> None:
    person = a_full_life()
    erase(person)
    assert not Person.objects.filter(pk=person.pk).exists()
    row = Person.everyone.get(pk=person.pk)
    assert (row.first_name, row.last_name, row.email, row.email_key, row.postcode) == ("", "", "", None, "")
    assert row.district is not None
    assert row.erased_at == NOW
    assert [(role.kind, role.until_on, role.remark) for role in Role.objects.of(row)] == [
        ("supporter", date(2026, 6, 1), ""),
        ("ambassador", date(2026, 6, 1), ""),
    ]
    assert not User.objects.filter(email="zora.quast@example.org").exists()
    assert SignUp.objects.count() == 0
    assert [Note.objects.count(), Affiliation.objects.count(), CustomValue.objects.count()] == [0, 0, 0]
    assert [DuplicatePair.objects.count(), Merge.objects.count(), SpokenLanguage.objects.count()] == [0, 0, 0]
    assert row.tags.count() == 0


def test_the_ledger_keeps_blank_lines_in_the_order_in_which_they_stood() -> None:
    person = make_person(consents=words(REGISTER, NEWSLETTER))
    mail = Confirmation.objects.create(mail_ref="m1", to_email=person.email, subject="Please confirm", text="Ada")
    Consent.objects.create(
        person=person, purpose=NEWSLETTER, deed="withdrawn", language="de", channel="link", asked_at=AT,
        confirmed_at=AT, evidence="a letter by Ada", confirmation=mail,
    )  # fmt: skip
    before = list(Consent.objects.order_by("pk").values_list("purpose", "deed", "confirmed_at", "wording_version"))
    erase(person)
    lines = Consent.objects.filter(person=person.pk).order_by("pk")
    after = list(lines.values_list("purpose", "deed", "confirmed_at", "wording_version"))
    # The register's consent was live; leaving withdrew it.
    assert after[: len(before)] == before
    assert [line.deed for line in lines][len(before) :] == ["withdrawn"]
    assert set(lines.values_list("evidence", "wording", "confirmation")) == {("", "", None)}
    assert Confirmation.objects.count() == 0


DAYS = [date(2018, 2, 1), date(2018, 4, 1), date(2019, 10, 10), date(2019, 12, 1), date(2026, 5, 31)]


def all_figures(event: Event) -> dict[str, object]:
    found: dict[str, object] = {}
    for day in DAYS:
        found[f"counts {day}"] = queries.supporter_counts(day)
        found[f"districts {day}"] = queries.supporters_by_district(day)
        found[f"newsletter {day}"] = queries.newsletter_subscriptions_since(DAYS[0], day)
        end = datetime(day.year, day.month, day.day, 23, tzinfo=UTC)
        found[f"live {day}"] = [live_count(purpose, at=end) for purpose in ConsentPurpose]
    event.refresh_from_db()
    found["standing"] = standing(event)
    found["people"] = figures.people_connected(since=DAYS[0], until=DAYS[-1])
    found["conferences"] = figures.conferences(since=DAYS[0], until=DAYS[-1])
    return found


def test_no_figure_of_a_day_gone_by_changes_when_people_are_erased() -> None:
    district = make_district()
    people: list[Person | Organisation] = [
        make_person(number, postcode="38518", consents=words(REGISTER, NEWSLETTER)) for number in range(4)
    ]
    people += [make_institution(number, postcode="38518", consents=words(NEWSLETTER)) for number in range(2)]
    consents.withdraw(subject=people[0], purpose=NEWSLETTER, channel=Channel.LINK, by=BY, at=AT + timedelta(days=20))
    roles.end(subject=people[1], kind=RoleKind.SUPPORTER, by=BY, at=AT + timedelta(days=30))
    event = make_event(starts_on=date(2026, 5, 20), participants=None)
    for person in people:
        register_for(event, person.email, companions=1)
    Event.objects.filter(pk=event.pk).update(state=EventState.HELD)
    before = all_figures(event)
    assert before["counts 2019-10-10"] == (4, 2)
    assert before["districts 2026-05-31"] == {district.ags: 5}
    assert before["live 2026-05-31"] == [4, 5, 0, 0, 0]
    for person in people[:3] + people[4:5]:
        erase(person)
    assert all_figures(event) == before
    assert seat_drift() == []
    # From the day on, they are no supporters any more.
    assert queries.supporter_counts(date(2026, 6, 1)) == (1, 1)


def test_seats_for_what_is_to_come_go_to_whoever_waits() -> None:
    event = make_event(capacity=2)
    person = make_person(consents=words(REGISTER))
    seat = register_for(event, person.email, companions=1)
    waiting = register_for(event, "waits@example.org")
    erase(person, at=datetime(2026, 6, 2, 9, tzinfo=UTC))
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.OFFERED
    seat.refresh_from_db()
    assert (seat.state, seat.name, seat.email, seat.companions) == (RegistrationState.CANCELLED, "", "", 1)
    assert seat.email_key == f"erased-{seat.public_id}"
    assert seat_drift() == []
    # Only whoever waited is written to.
    waiting_mails = OutgoingMail.objects.filter(state=MailState.QUEUED)
    assert {mail.to_email for mail in waiting_mails} == {"waits@example.org"}


def test_a_seat_at_an_event_that_was_made_a_draft_again_is_given_up_too() -> None:
    event = make_event(capacity=2)
    person = make_person()
    register_for(event, person.email)
    Event.objects.filter(pk=event.pk).update(state=EventState.DRAFT)
    erase(person)
    event.refresh_from_db()
    assert event.taken_seats == 0
    assert seat_drift() == []


def test_two_erased_registrations_for_one_event_stand_beside_each_other() -> None:
    event = make_event(starts_on=date(2026, 5, 20))
    for number in (1, 2):
        register_for(event, make_person(number).email)
    for person in Person.objects.all():
        erase(person)
    assert Registration.objects.filter(state=RegistrationState.CONFIRMED, email="").count() == 2
    assert len(set(Registration.objects.values_list("email_key", flat=True))) == 2


def test_an_event_with_erased_guests_can_still_be_cancelled() -> None:
    from anpacken.events.actions import events

    event = make_event(starts_on=date(2026, 5, 20))
    person = make_person()
    register_for(event, person.email)
    erase(person)
    event.refresh_from_db()
    events.cancel(event=event, by=BY, at=NOW)
    assert not OutgoingMail.objects.filter(state=MailState.QUEUED).exists()


def test_mails_that_wait_are_taken_away_and_sent_ones_lose_their_words() -> None:
    person = confirm(asked())
    assert isinstance(person, Person)
    confirmation = OutgoingMail.objects.get(template="people/mail/confirm.html")
    OutgoingMail.objects.exclude(pk=confirmation.pk).update(next_try_at=NOW + timedelta(days=1))
    hand_over(at=NOW)
    erase(person)
    left = OutgoingMail.objects.get()
    assert left.pk == confirmation.pk
    assert (left.state, left.template) == (MailState.SENT, "people/mail/confirm.html")
    assert (left.to_email, left.to_key, left.text, left.html, left.subject, left.context) == ("", "", "", "", "", {})


def test_a_mail_that_is_being_handed_over_writes_nothing_back() -> None:
    from anpacken.mail.actions import hand_over as handing

    person = confirm(asked())
    pk = OutgoingMail.objects.latest("pk").pk
    (claimed,) = handing.claim(pks=[pk], at=NOW)
    erase(person)
    claimed.text = "Dear Ada"
    handing._settle(claimed, state=MailState.SENT, sent_at=NOW, last_error="")
    assert not OutgoingMail.objects.filter(text__contains="Ada").exists()


def test_an_association_under_the_same_address_keeps_its_own() -> None:
    person = confirm(asked("both@example.org"))
    verein = confirm(
        asked("both@example.org", organisation_name="Chor", organisation_kind="culture"), at=AT + timedelta(days=1)
    )
    hand_over(at=NOW)
    erase(person)
    verein.refresh_from_db()
    assert verein.email == "both@example.org"
    assert not is_suppressed("both@example.org")
    kept = OutgoingMail.objects.filter(related_type="people.organisation", to_key="both@example.org")
    assert kept.count() == 1
    assert SignUp.objects.filter(organisation=verein.pk).count() == 1
    erase(verein)
    assert is_suppressed("both@example.org")
    assert not OutgoingMail.objects.exclude(to_key="").exists()


def test_erasing_twice_changes_nothing_and_writes_nothing() -> None:
    person = a_full_life()
    erase(person)
    once = whole_database()
    erase(person, at=NOW + timedelta(days=1))
    erase(Person.everyone.get(pk=person.pk), at=NOW + timedelta(days=1))
    assert whole_database() == once


def test_whoever_erases_a_shadow_erases_the_one_who_was_kept() -> None:
    kept, shadow = make_person(1), make_person(2)
    Person.everyone.filter(pk=shadow.pk).update(merged_into=kept)
    erase(Person.everyone.get(pk=shadow.pk))
    assert Person.everyone.filter(erased_at=None).count() == 0


def test_an_organisation_that_an_event_names_keeps_its_name_and_nothing_else() -> None:
    verein, other = make_institution(1), make_institution(2)
    for one in (verein, other):
        one.contact_name = "Bo Beispiel"
        one.save()
        erase_after = one
    EventPartner.objects.create(event=make_event(), organisation=verein, role=PartnerRole.HOST)
    erase(verein)
    erase(erase_after)
    verein, other = Organisation.everyone.get(pk=verein.pk), Organisation.everyone.get(pk=other.pk)
    assert (verein.name, verein.contact_name, verein.email) == ("Verein 1", "", "")
    assert (other.name, other.contact_name, other.email) == ("", "", "")


def test_a_log_in_with_a_role_stays() -> None:
    person = make_person()
    user = make_user("editor")
    PersonLogin.objects.create(person=person, user=user)
    erase(person)
    assert User.objects.filter(pk=user.pk).exists()
    assert PersonLogin.objects.count() == 0


def test_nobody_else_is_touched() -> None:
    person, other = make_person(1, consents=words(NEWSLETTER)), make_person(2, consents=words(NEWSLETTER))
    Note.objects.create(person=other, text="stays")
    registration = register_for(make_event(), other.email, name="Bo")
    erase(person)
    registration.refresh_from_db()
    assert registration.name == "Bo"
    assert Note.objects.get().text == "stays"
    assert Consent.objects.filter(person=other).exclude(wording="").count() == 1
    assert Person.objects.get() == other


class Failing(Chapter):
    name = "failing"
    erased_last = True

    def erase(self, *args: object, **facts: object) -> None:
        raise RuntimeError("the power went")


def test_what_fails_half_way_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_full_life()
    before = whole_database()
    with monkeypatch.context() as patched:
        patched.setitem(chapters._registry.chapters, "failing", Failing())
        with pytest.raises(RuntimeError), transaction.atomic():
            erase(person)
    assert whole_database() == before


@pytest.mark.once
@pytest.mark.parametrize(("model", "blanks"), [(Person, _blanks.PERSON), (Organisation, _blanks.ORGANISATION)])
def test_every_column_is_emptied_or_says_nothing_of_somebody(
    model: type[models.Model], blanks: dict[str, object]
) -> None:
    own = {field.name for field in [*model._meta.fields, *model._meta.many_to_many]}
    stays = {"id", "public_id", "district", "created_at", "merged_into", "erased_at"}
    follows = {"name_key", "search_key", "themes", "tags"}
    kinds = {"kind"} if model is Organisation else set()
    assert own == set(blanks) | stays | follows | kinds
