from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anpacken.alliance.models import Theme
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.mail.models import OutgoingMail
from anpacken.people import rules
from anpacken.people.actions import confirmations, consents, keeping, supporters
from anpacken.people.choices import Channel, ConsentDeed, SignUpState
from anpacken.people.errors import (
    AddressUnreadable,
    ConsentMissing,
    SignUpGone,
    StatementMissing,
    StatementNotAgreed,
)
from anpacken.people.models import Confirmation, Consent, Organisation, Person, Role, SignUp
from tests.factories.people import (
    AT,
    LISTING,
    NEWSLETTER,
    REGISTER,
    STATEMENT,
    ask,
    asked,
    confirm,
    make_district,
    make_institution,
    make_person,
    words,
)

pytestmark = pytest.mark.django_db


def test_asking_keeps_the_request_and_mails_its_link() -> None:
    sign_up = asked()
    mail = OutgoingMail.objects.get()
    assert (sign_up.state, sign_up.email_key, Person.objects.count()) == ("pending", "ada@example.org", 0)
    assert (mail.template, mail.to_email, mail.to_name) == ("people/mail/confirm.html", "ada@example.org", "")
    assert sign_up.confirmation_mail == mail.public_id
    assert mail.context["confirm_url"].startswith("http://127.0.0.1:8000/mitmachen/bestaetigen/")
    assert Entry.objects.get().action == "sign_up.asked"


def test_the_words_are_kept_as_they_stood_beside_the_boxes() -> None:
    sign_up = asked(wordings=words(REGISTER, LISTING))
    assert [(entry["purpose"], entry["version"], entry["language"]) for entry in sign_up.consents] == [
        ("register", "2027-01", "de"),
        ("listing", "2027-01", "de"),
    ]
    assert sign_up.consents[1]["wording"].startswith(
        "Mein Name, mein Landkreis oder meine kreisfreie Stadt und, wenn ich welche"
    )


def test_without_the_register_nobody_signs_up() -> None:
    with pytest.raises(ConsentMissing):
        ask(wordings=words(NEWSLETTER))
    assert SignUp.objects.count() == OutgoingMail.objects.count() == 0


def test_an_unreadable_address_is_refused() -> None:
    with pytest.raises(AddressUnreadable):
        ask("ada@@example.org")


def test_confirming_makes_person_role_consents_and_welcome() -> None:
    make_district()
    sign_up = asked(postcode="38518")
    person = confirm(sign_up, at=AT + timedelta(hours=1))
    assert isinstance(person, Person)
    assert (str(person), person.email_key, person.language) == ("Ada Muster", "ada@example.org", "de")
    assert person.district is not None
    assert person.district.ags == "03151"
    role = Role.objects.get(person=person)
    assert (role.kind, role.from_on, role.until_on) == ("supporter", date(2019, 10, 10), None)
    lines = {line.purpose: line for line in Consent.objects.filter(person=person)}
    assert set(lines) == {"register", "newsletter"}
    newsletter = lines["newsletter"]
    assert (newsletter.deed, newsletter.channel, newsletter.language) == ("given", "web", "de")
    assert (newsletter.asked_at, newsletter.confirmed_at) == (AT, AT + timedelta(hours=1))
    assert newsletter.evidence == sign_up.confirmation_mail
    assert newsletter.wording.startswith("Ich möchte den Newsletter des Bündnisses „Niedersachsen packt an“ per E-Mail")
    welcome = OutgoingMail.objects.exclude(public_id=sign_up.confirmation_mail).get()
    assert (welcome.template, welcome.to_name) == ("people/mail/welcome.html", "Ada Muster")
    assert sorted(Entry.objects.filter(target_type="people.person").values_list("action", flat=True)) == [
        "consent.given",
        "consent.given",
        "person.created",
        "role.begun",
    ]
    sign_up.refresh_from_db()
    assert (sign_up.state, sign_up.person) == (SignUpState.CONFIRMED, person)


def test_near_midnight_the_role_begins_on_the_day_in_berlin() -> None:
    late = datetime(2019, 10, 10, 22, 30, tzinfo=UTC)
    person = confirm(asked(at=late), at=late)
    assert Role.objects.of(person).get().from_on == date(2019, 10, 11)


def test_confirming_again_changes_nothing() -> None:
    sign_up = asked()
    first = confirm(sign_up)
    entries = Entry.objects.count()
    second = confirm(sign_up, at=AT + timedelta(days=20))
    assert first == second
    assert (Person.objects.count(), Role.objects.count(), Consent.objects.count()) == (1, 1, 2)
    assert (OutgoingMail.objects.count(), Entry.objects.count()) == (2, entries)


def test_an_institution_becomes_an_organisation_with_its_contact() -> None:
    sign_up = asked(organisation_name="Verein für Nachbarschaft", organisation_kind="association")
    organisation = confirm(sign_up)
    assert isinstance(organisation, Organisation)
    assert (organisation.name, organisation.kind, organisation.contact_name) == (
        "Verein für Nachbarschaft",
        "association",
        "Ada Muster",
    )
    assert Role.objects.get().organisation == organisation
    assert Consent.objects.filter(organisation=organisation).count() == 2
    assert Person.objects.count() == 0


def test_one_address_may_speak_for_two_institutions_but_once_for_each() -> None:
    first = confirm(asked(organisation_name="Verein A", organisation_kind="association"))
    again = confirm(asked(organisation_name="VEREIN  a", organisation_kind="other"))
    other = confirm(asked(organisation_name="Verein B", organisation_kind="association"))
    assert first == again != other
    assert Organisation.objects.count() == 2


def test_a_known_address_gets_another_mail_and_keeps_its_name() -> None:
    person = make_person(1)
    sign_up = asked("ADA1@Example.org", first_name="Someone", last_name="Else", wordings=words(REGISTER, LISTING))
    mail = OutgoingMail.objects.get()
    assert mail.template == "people/mail/known.html"
    assert mail.context["purposes"] == ["register", "listing"]
    assert confirm(sign_up) == person
    person.refresh_from_db()
    assert str(person) == "Ada Muster1"
    assert set(Consent.objects.filter(person=person).values_list("purpose", flat=True)) == {"register", "listing"}
    assert Role.objects.get(person=person).from_on == date(2018, 3, 1)
    assert OutgoingMail.objects.count() == 1


def test_only_what_was_empty_is_filled_in() -> None:
    make_district()
    make_district("Celle", "03351", "lueneburg", "29221")
    empty, full = make_person(1), make_person(2, postcode="29221")
    confirm(asked("ada1@example.org", postcode="38518"))
    confirm(asked("ada2@example.org", postcode="38518"))
    empty.refresh_from_db()
    full.refresh_from_db()
    assert (empty.postcode, empty.district.ags if empty.district else "") == ("38518", "03151")
    assert (full.postcode, full.district.ags if full.district else "") == ("29221", "03351")


def test_what_was_agreed_to_already_is_not_asked_for_again() -> None:
    confirm(asked(wordings=words(REGISTER, NEWSLETTER)))
    asked(at=AT + timedelta(hours=2), wordings=words(REGISTER, NEWSLETTER))
    assert OutgoingMail.objects.get(template="people/mail/known.html").context["purposes"] == []


def test_who_left_is_welcomed_anew() -> None:
    person = confirm(asked())
    supporters.leave(subject=person, channel=Channel.LINK, by=Actor.link("withdraw"), at=AT + timedelta(days=1))
    later = AT + timedelta(days=30)
    sign_up = asked(at=later)
    assert OutgoingMail.objects.get(public_id=sign_up.confirmation_mail).template == "people/mail/confirm.html"
    assert confirm(sign_up, at=later) == person
    assert [(role.from_on, role.until_on) for role in Role.objects.of(person)] == [
        (date(2019, 10, 10), date(2019, 10, 11)),
        (date(2019, 11, 9), None),
    ]
    assert rules.may_contact(person, NEWSLETTER, at=later)
    assert OutgoingMail.objects.filter(template="people/mail/welcome.html").count() == 2


def test_a_double_click_is_one_request() -> None:
    asked()
    assert ask(at=AT + timedelta(seconds=2)) is None
    assert SignUp.objects.count() == OutgoingMail.objects.count() == 1


def test_an_address_gets_three_mails_an_hour_at_most() -> None:
    for minute in (0, 5, 10):
        assert ask(at=AT + timedelta(minutes=minute)) is not None
    assert ask("Ada@EXAMPLE.org", at=AT + timedelta(minutes=15)) is None
    assert SignUp.objects.count() == OutgoingMail.objects.count() == 3
    assert ask(at=AT + timedelta(minutes=61)) is not None


def test_known_and_unknown_addresses_cost_the_same_queries() -> None:
    known = confirm(asked("known@example.org"))
    assert rules.may_contact(known, NEWSLETTER, at=AT)
    make_institution(1)
    costs = []
    for number, (email, details) in enumerate(
        [
            ("known@example.org", {}),
            ("unknown@example.org", {}),
            ("verein1@example.org", {"organisation_name": "Verein 1", "organisation_kind": "association"}),
            ("verein9@example.org", {"organisation_name": "Verein 9", "organisation_kind": "association"}),
        ]
    ):
        with CaptureQueriesContext(connection) as seen:
            ask(email, at=AT + timedelta(hours=2, minutes=number), **details)
        costs.append([query["sql"].split()[0] for query in seen])
    assert costs[0] == costs[1]
    assert costs[2] == costs[3]


def test_overdue_requests_are_deleted_and_others_stay() -> None:
    overdue, waiting, confirmed = (
        asked("a@example.org"),
        asked("b@example.org", at=AT + timedelta(hours=1)),
        asked("c@example.org"),
    )
    confirm(confirmed)
    at = AT + timedelta(days=14)
    assert keeping.delete_unconfirmed(before=at - rules.SIGN_UP_GOOD_FOR, by=Actor.job("test"), at=at) == 1
    assert set(SignUp.objects.all()) == {waiting, confirmed}
    assert Entry.objects.get(action="sign_up.deleted").target_ref == overdue.public_id
    assert keeping.delete_unconfirmed(before=at - rules.SIGN_UP_GOOD_FOR, by=Actor.job("test"), at=at) == 0


def test_too_late_is_too_late_even_before_the_night() -> None:
    sign_up = asked()
    with pytest.raises(SignUpGone):
        confirm(sign_up, at=AT + timedelta(days=14))
    assert Person.objects.count() == 0


def test_a_statement_comes_with_its_consent_and_the_other_way_round() -> None:
    with pytest.raises(StatementNotAgreed):
        ask(statement="Weil wir hier leben.")
    with pytest.raises(StatementMissing):
        ask(wordings=words(REGISTER, STATEMENT))
    assert SignUp.objects.count() == 0


def test_who_is_known_keeps_themes_and_statement_unless_there_are_none() -> None:
    work, language = (Theme.objects.create(slug=slug, name=translated(de=slug)) for slug in ("work", "language"))
    both = words(REGISTER, STATEMENT)
    first = confirm(asked(wordings=both, statement="Weil.", themes=[work]))
    again = asked(at=AT + timedelta(hours=2), wordings=both, statement="Darum.", themes=[language])
    assert confirm(again, at=AT + timedelta(hours=2)) == first
    first.refresh_from_db()
    assert (first.statement, list(first.themes.all())) == ("Weil.", [work])
    empty = confirm(asked("b@example.org"))
    later = asked("b@example.org", at=AT + timedelta(hours=2), wordings=both, statement="Darum.", themes=[language])
    confirm(later, at=AT + timedelta(hours=2))
    empty.refresh_from_db()
    assert (empty.statement, list(empty.themes.all())) == ("Darum.", [language])


def test_the_confirmation_mail_is_kept_as_it_was_sent_and_every_line_refers_to_it() -> None:
    sign_up = asked()
    OutgoingMail.objects.update(
        state="sent", subject="Bitte bestätigen", text="Guten Tag,", sent_at=AT, last_error="250 2.0.0 Ok: queued as 4"
    )
    confirm(sign_up, at=AT + timedelta(hours=1))
    kept = Confirmation.objects.get()
    assert (kept.mail_ref, kept.to_email, kept.subject) == (
        sign_up.confirmation_mail,
        "ada@example.org",
        "Bitte bestätigen",
    )
    assert (kept.text, kept.sent_at, kept.answer) == ("Guten Tag,", AT, "250 2.0.0 Ok: queued as 4")
    assert [line.confirmation for line in Consent.objects.all()] == [kept, kept]


def test_a_mail_that_is_still_leaving_is_copied_once_it_has_left() -> None:
    sign_up = asked()
    confirm(sign_up)
    assert (Confirmation.objects.get().sent_at, confirmations.complete()) == (None, 0)
    OutgoingMail.objects.filter(public_id=sign_up.confirmation_mail).update(
        state="sent", subject="Bitte bestätigen", text="Guten Tag,", sent_at=AT
    )
    assert (confirmations.complete(), confirmations.complete()) == (1, 0)
    kept = Confirmation.objects.get()
    assert (kept.text, kept.sent_at) == ("Guten Tag,", AT)
    assert Consent.objects.filter(confirmation=kept).count() == 2


def shadow_of(kept: Person | Organisation, **facts: str) -> Person | Organisation:
    """A record that was merged into `kept`, as merging leaves it behind."""
    shadow = type(kept)(**facts)
    shadow.merged_into = kept
    shadow.save()
    return shadow


def test_the_address_of_a_merged_person_leads_to_the_one_who_was_kept() -> None:
    kept = make_person(1)
    shadow_of(kept, last_name="Alt", email="alt@example.org", email_key="alt@example.org")
    sign_up = asked("alt@example.org")
    assert OutgoingMail.objects.get(public_id=sign_up.confirmation_mail).template == "people/mail/known.html"
    assert confirm(sign_up) == kept
    assert rules.may_contact(kept, NEWSLETTER, at=AT)


def test_the_name_and_address_of_a_merged_organisation_lead_to_the_one_that_was_kept() -> None:
    kept = make_institution(1)
    shadow_of(kept, name="Verein Alt", email="alt@example.org", email_key="alt@example.org")
    sign_up = asked("alt@example.org", organisation_name="VEREIN  ALT", organisation_kind="other")
    assert confirm(sign_up) == kept
    assert Organisation.objects.count() == 1


def test_an_address_that_leads_to_nobody_any_more_is_free_again() -> None:
    kept, verein = make_person(1), make_institution(1)
    shadow_of(kept, last_name="Alt", email="alt@example.org", email_key="alt@example.org")
    shadow_of(verein, name="Verein Alt", email="alt@example.org", email_key="alt@example.org")
    for model, erased in ((Person, kept), (Organisation, verein)):
        model.everyone.filter(pk=erased.pk).update(erased_at=AT, email="", email_key=None)
    person = confirm(asked("alt@example.org"))
    assert isinstance(person, Person)
    assert (person != kept, person.email_key) == (True, "alt@example.org")
    organisation = confirm(asked("alt@example.org", organisation_name="Verein Alt", organisation_kind="other"))
    assert organisation != verein


def test_confirmed_before_a_merge_and_pressed_again_after_it_shows_the_kept_one() -> None:
    sign_up = asked()
    shadow = confirm(sign_up)
    kept = make_person(1)
    Person.everyone.filter(pk=shadow.pk).update(merged_into=kept)
    assert confirm(sign_up, at=AT + timedelta(days=20)) == kept


def test_a_confirmed_consent_that_was_withdrawn_is_given_anew_by_a_new_confirmation() -> None:
    person = confirm(asked())
    consents.withdraw(
        subject=person, purpose=NEWSLETTER, channel=Channel.LINK, by=Actor.link("withdraw"), at=AT + timedelta(days=1)
    )
    confirm(asked(at=AT + timedelta(days=2)), at=AT + timedelta(days=2))
    deeds = Consent.objects.filter(purpose=NEWSLETTER).order_by("pk").values_list("deed", flat=True)
    assert list(deeds) == [ConsentDeed.GIVEN, ConsentDeed.WITHDRAWN, ConsentDeed.GIVEN]
