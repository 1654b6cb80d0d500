"""Two records become one and two again; nothing is lost, and nobody is written to without a consent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.events.models import Registration
from anpacken.people.actions import consents, erasures, merges, persons, roles, settling
from anpacken.people.choices import (
    AffiliationKind,
    Channel,
    ConsentDeed,
    ConsentPurpose,
    FieldKind,
    FieldOwner,
    MergeState,
    OrganisationKind,
    PairState,
    RoleKind,
)
from anpacken.people.errors import (
    AddressTaken,
    AlreadyMerged,
    KindsDiffer,
    MergeOver,
    MergeRestsOnLater,
    NamesakeKnown,
    RecordChanged,
    RecordErased,
    SameRecord,
)
from anpacken.people.models import (
    Affiliation,
    Consent,
    CustomField,
    CustomValue,
    DuplicatePair,
    Merge,
    Note,
    Organisation,
    Person,
    Role,
    SignUp,
    SpokenLanguage,
    Tag,
)
from anpacken.people.queries import merging, subjects, supporter_counts
from anpacken.people.rules import UNDO_GOOD_FOR, may_contact
from tests.factories.events import make_event, register
from tests.factories.network import make_theme
from tests.factories.people import make_district, make_institution, make_person, words

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")
AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
NEWSLETTER, REGISTER, LISTING = ConsentPurpose.NEWSLETTER, ConsentPurpose.REGISTER, ConsentPurpose.LISTING


def person(name: str, address: str = "", **details: Any) -> Person:
    first, _space, last = name.rpartition(" ")
    given = {"email": address, "email_key": address or None, "created_at": AT - timedelta(days=100), **details}
    return Person.objects.create(first_name=first, last_name=last, **given)


def organisation(name: str, address: str = "", **details: Any) -> Organisation:
    given = {"email": address, "email_key": address or None, "created_at": AT - timedelta(days=100), **details}
    return Organisation.objects.create(name=name, **given)


def give(subject: Person | Organisation, purpose: ConsentPurpose, at: datetime = AT) -> Consent:
    [wording] = words(purpose, institution=isinstance(subject, Organisation))
    return consents.give(
        subject=subject, wording=wording, channel=Channel.PAPER, asked_at=at, evidence="Bogen 7", by=BY, at=at
    )


def withdraw(subject: Person | Organisation, purpose: ConsentPurpose, at: datetime = AT) -> Consent | None:
    return consents.withdraw(subject=subject, purpose=purpose, channel=Channel.LINK, by=BY, at=at)


def merge(kept: Any, shadow: Any, at: datetime = AT, seen: str = "", **chosen: str) -> Merge:
    return merges.merge(kept=kept, shadow=shadow, chosen=chosen, by=BY, at=at, seen=seen)


def undo(merge: Merge, at: datetime = AT + timedelta(days=1)) -> merges.Undone:
    return merges.undo(merge=merge, by=BY, at=at)


def settle(at: datetime) -> int:
    """As the nightly walker does it: what is older than can be undone."""
    return settling.settle_old(before=at - UNDO_GOOD_FOR, by=BY, at=at)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables that a merge touches, but for merges themselves and the log."""
    tables = [
        Person, Organisation, Role, Consent, Affiliation, Note, CustomValue, SpokenLanguage, SignUp, Registration,
        Person.tags.through, Person.themes.through, Organisation.tags.through, Organisation.themes.through,
        DuplicatePair,
    ]  # fmt: skip
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tables}


class TestPersons:
    def test_everything_moves_and_comes_back(self) -> None:
        ada = person("Ada Muster", "ada@example.org", postcode="38518")
        alt = person("A. Muster", "a.muster@example.org", phone="05371 1234", district=make_district())
        event = make_event()
        theme, other_theme = make_theme(), make_theme("arbeit", "Arbeit", "Work")
        alt.themes.add(theme, other_theme)
        ada.themes.add(theme)
        alt.tags.add(Tag.objects.create(name="Presse"))
        for code in ("ar", "de"):
            SpokenLanguage.objects.create(person=alt, code=code)
        SpokenLanguage.objects.create(person=ada, code="de")
        Note.objects.create(person=alt, text="Ruft lieber an.")
        registration = register(event, "a.muster@example.org")
        Registration.objects.filter(pk=registration.pk).update(person=alt)
        give(ada, REGISTER, AT - days(20))
        original = give(alt, NEWSLETTER, AT - days(10))
        roles.begin(subject=ada, kind=RoleKind.SUPPORTER, from_on=date(2024, 3, 1), by=BY, at=AT)
        roles.begin(subject=alt, kind=RoleKind.SUPPORTER, from_on=date(2021, 9, 1), by=BY, at=AT)
        roles.begin(subject=alt, kind=RoleKind.SPEAKER, from_on=date(2025, 1, 1), by=BY, at=AT)
        assert supporter_counts(date(2026, 5, 4)) == (2, 0)
        before = everything()

        done = merge(ada, alt, email="shadow")

        ada.refresh_from_db()
        alt = Person.everyone.get(pk=alt.pk)
        assert (ada.email, ada.email_key) == ("a.muster@example.org", "a.muster@example.org")
        assert (alt.merged_into, alt.email_key) == (ada, "ada@example.org")
        assert subjects.by_address("ada@example.org") == subjects.by_address("a.muster@example.org") == ada
        # What was empty is filled in, the rest stays.
        assert (ada.first_name, ada.phone, ada.postcode) == ("Ada", "05371 1234", "38518")
        assert ada.registrations.get() == registration
        assert set(ada.themes.all()) == {theme, other_theme}
        assert [tag.name for tag in ada.tags.all()] == ["Presse"]
        assert {spoken.code for spoken in ada.spoken_languages.all()} == {"ar", "de"}
        assert ada.notes.get().text == "Ruft lieber an."
        assert supporter_counts(date(2026, 5, 4)) == supporter_counts(date(2022, 1, 1)) == (1, 0)
        assert Role.objects.of(ada).supporters().get().from_on == date(2021, 9, 1)
        assert Role.objects.of(ada).filter(kind=RoleKind.SPEAKER).exists()
        copy = Consent.objects.of(ada).get(purpose=NEWSLETTER)
        assert (copy.copy_of, copy.confirmed_at, copy.channel) == (original.public_id, AT - days(10), Channel.PAPER)
        assert (copy.evidence, copy.wording, copy.recorded_at) == ("Bogen 7", original.wording, original.recorded_at)
        assert Consent.objects.of(alt).get() == original
        assert may_contact(ada, NEWSLETTER, at=AT)
        assert list(Person.objects.all()) == [ada]
        assert Entry.objects.filter(action="merge.kept", target_ref=ada.public_id).count() == 1
        assert Entry.objects.filter(action="merge.shadow", target_ref=alt.public_id).count() == 1

        undone = undo(done)

        assert undone.is_exact
        assert everything() == before
        done.refresh_from_db()
        assert (done.state, done.journal, done.undone_at) == (MergeState.UNDONE, {}, AT + days(1))

    def test_refused(self) -> None:
        ada, alt, third = person("Ada Muster"), person("A Muster"), person("Bea Muster")
        gone = person("", erased_at=AT)
        with pytest.raises(SameRecord):
            merge(ada, ada)
        with pytest.raises(KindsDiffer):
            merge(ada, organisation("Ada Muster"))
        with pytest.raises(RecordErased):
            merge(ada, gone)
        with pytest.raises(ValueError, match="no such choice"):
            merge(ada, alt, nonsense="kept")
        with pytest.raises(ValueError, match="no such choice"):
            merge(ada, alt, phone="both")
        merge(ada, alt)
        for kept, shadow in ((ada, alt), (alt, ada), (third, alt), (alt, third)):
            with pytest.raises(AlreadyMerged):
                merge(kept, shadow)
        assert Merge.objects.count() == 1

    def test_what_changed_since_the_page_was_shown_is_looked_at_again(self) -> None:
        ada, alt = person("Ada Muster"), person("A Muster")
        seen = merging.fingerprint(ada, alt)
        assert seen == merging.fingerprint(alt, ada)
        Person.objects.filter(pk=alt.pk).update(phone="05371 1")
        with pytest.raises(RecordChanged):
            merge(ada, alt, seen=seen)
        now = merging.fingerprint(ada, Person.objects.get(pk=alt.pk))
        give(alt, REGISTER)
        with pytest.raises(RecordChanged):
            merge(ada, alt, seen=now)
        merge(ada, alt, seen=merging.fingerprint(ada, Person.objects.get(pk=alt.pk)))

    def test_chains_are_flat_and_undone_one_by_one(self) -> None:
        a, b, c = (
            person("A Eins", "a@example.org"),
            person("A Zwei", "b@example.org"),
            person("A Drei", "c@example.org"),
        )
        before = everything()
        first = merge(b, a)
        second = merge(c, b)
        assert Person.everyone.get(pk=a.pk).merged_into == c
        assert {subjects.by_address(f"{name}@example.org") for name in "abc"} == {c}
        assert subjects.all_ids(c) == [c.public_id, a.public_id, b.public_id]
        with pytest.raises(MergeRestsOnLater):
            undo(first)
        undo(second)
        assert Person.everyone.get(pk=a.pk).merged_into == b
        undo(first)
        assert everything() == before

    def test_the_same_ties_become_one(self) -> None:
        ada, alt = person("Ada Muster"), person("A Muster")
        club, other = organisation("Chor"), organisation("Turnverein")
        works, board = AffiliationKind.WORKS, AffiliationKind.BOARD
        Affiliation.objects.create(
            person=ada, organisation=club, kind=works, function="Leitung", from_on=date(2024, 1, 1)
        )
        Affiliation.objects.create(
            person=alt, organisation=club, kind=works, function="leitung", from_on=date(2020, 1, 1)
        )
        Affiliation.objects.create(person=alt, organisation=club, kind=board)
        Affiliation.objects.create(person=alt, organisation=other, kind=works)
        before = everything()
        done = merge(ada, alt)
        ties = [(tie.organisation, tie.kind, tie.from_on) for tie in ada.affiliations.order_by("pk")]
        assert ties == [(club, works, date(2020, 1, 1)), (club, board, None), (other, works, None)]
        assert undo(done).is_exact
        assert everything() == before

    def test_own_answers_stay_unless_the_others_are_chosen(self) -> None:
        ada, alt = person("Ada Muster"), person("A Muster")
        size, diet, only = (
            CustomField.objects.create(owner=FieldOwner.PERSON, kind=FieldKind.TEXT, label={"de": {"text": word}})
            for word in ("Größe", "Essen", "Anreise")
        )
        for field, mine, others in ((size, "M", "L"), (diet, "vegan", "halal")):
            CustomValue.objects.create(field=field, person=ada, text=mine)
            CustomValue.objects.create(field=field, person=alt, text=others)
        CustomValue.objects.create(field=only, person=alt, text="Bahn")
        before = everything()
        done = merge(ada, alt, **{f"custom_{diet.public_id}": "shadow"})
        answers = {value.field_id: value.text for value in ada.custom_values.all()}
        assert answers == {size.pk: "M", diet.pk: "halal", only.pk: "Bahn"}
        assert undo(done).is_exact
        assert everything() == before

    def test_pairs_follow_and_not_the_same_stays_not_the_same(self) -> None:
        ada, alt, third, fourth = (person(f"Ada Muster{number}") for number in range(4))
        found = DuplicatePair.objects.create(first_person=ada, second_person=alt, score=90)
        DuplicatePair.objects.create(first_person=alt, second_person=third, score=80, state=PairState.DISTINCT)
        DuplicatePair.objects.create(first_person=ada, second_person=fourth, score=70)
        DuplicatePair.objects.create(first_person=alt, second_person=fourth, score=70, state=PairState.DISTINCT)
        before = everything()
        done = merge(ada, alt)
        found.refresh_from_db()
        assert found.state == PairState.MERGED
        assert DuplicatePair.objects.get(first_person=ada, second_person=third).state == PairState.DISTINCT
        assert DuplicatePair.objects.get(first_person=ada, second_person=fourth).state == PairState.DISTINCT
        assert undo(done).is_exact
        assert everything() == before


class TestConsents:
    def test_the_newest_line_over_both_decides(self) -> None:
        ada, alt = person("Ada Muster", "ada@example.org"), person("A Muster", "alt@example.org")
        give(ada, LISTING, AT - days(9))
        give(alt, LISTING, AT - days(8))
        withdraw(alt, LISTING, AT - days(7))
        give(alt, REGISTER, AT - days(6))
        done = merge(ada, alt)
        assert not may_contact(ada, LISTING, at=AT)
        assert may_contact(ada, REGISTER, at=AT)
        assert Consent.objects.of(ada).count() == 4
        undo(done)
        assert may_contact(ada, LISTING, at=AT + days(2))
        assert not may_contact(Person.objects.get(pk=alt.pk), LISTING, at=AT + days(2))

    def test_of_two_lines_of_one_moment_the_withdrawal_counts(self) -> None:
        ada, alt = person("Ada Muster"), person("A Muster")
        give(ada, LISTING, AT - days(9))
        withdraw(ada, LISTING, AT - days(5))
        give(alt, LISTING, AT - days(5))
        merge(ada, alt)
        assert not may_contact(ada, LISTING, at=AT)

    @pytest.mark.parametrize(
        ("keep", "mine", "others", "is_live"),
        [
            # Only the other address agreed: the newsletter goes there or nowhere.
            ("kept", None, "given", False),
            ("shadow", None, "given", True),
            ("kept", "given", None, True),
            ("shadow", "given", None, False),
            # Both agreed.
            ("kept", "given", "given", True),
            ("shadow", "given", "given", True),
            # This address said no; the other said yes later.
            ("kept", "withdrawn", "given", False),
            ("shadow", "withdrawn", "given", True),
        ],
    )
    def test_the_newsletter_goes_only_to_an_address_that_agreed(
        self, keep: str, mine: str | None, others: str | None, is_live: bool
    ) -> None:
        ada, alt = person("Ada Muster", "ada@example.org"), person("A Muster", "alt@example.org")
        for subject, deed, ago in ((ada, mine, 20), (alt, others, 10)):
            if deed:
                give(subject, NEWSLETTER, AT - days(ago))
            if deed == "withdrawn":
                withdraw(subject, NEWSLETTER, AT - days(ago - 1))
        before = everything()
        done = merge(ada, alt, email=keep)
        assert may_contact(ada, NEWSLETTER, at=AT) is is_live
        assert undo(done).is_exact
        assert everything() == before

    def test_a_withdrawal_after_the_merge_holds_for_both(self) -> None:
        ada, alt = person("Ada Muster", "ada@example.org"), person("A Muster", "alt@example.org")
        give(ada, NEWSLETTER, AT - days(9))
        give(alt, NEWSLETTER, AT - days(8))
        give(alt, LISTING, AT - days(8))
        done = merge(ada, alt)
        withdraw(ada, NEWSLETTER, AT + days(1))
        undo(done, AT + days(2))
        alt.refresh_from_db()
        assert not may_contact(ada, NEWSLETTER, at=AT + days(3))
        assert not may_contact(alt, NEWSLETTER, at=AT + days(3))
        assert may_contact(alt, LISTING, at=AT + days(3))
        assert Consent.objects.of(ada).filter(deed=ConsentDeed.WITHDRAWN).count() == 1

    def test_a_consent_for_an_address_that_goes_back_counts_with_neither(self) -> None:
        ada, alt = person("Ada Muster", "ada@example.org"), person("A Muster", "alt@example.org")
        done = merge(ada, alt, email="shadow")
        give(ada, NEWSLETTER, AT + days(1))
        undo(done, AT + days(2))
        ada.refresh_from_db()
        alt.refresh_from_db()
        assert ada.email == "ada@example.org"
        assert not may_contact(ada, NEWSLETTER, at=AT + days(3))
        assert not may_contact(alt, NEWSLETTER, at=AT + days(3))

    def test_a_statement_is_shown_only_if_it_was_agreed_to(self) -> None:
        ada = person("Ada Muster", statement="Ich packe mit an.")
        alt = person("A Muster", statement="Gemeinsam geht es.")
        give(alt, ConsentPurpose.STATEMENT)
        merge(ada, alt)
        assert ada.statement == "Ich packe mit an."
        assert not may_contact(ada, ConsentPurpose.STATEMENT, at=AT)


class TestSince:
    def test_what_came_after_stays_and_what_was_changed_is_not_overwritten(self) -> None:
        ada, alt = (
            person("Ada Muster", "ada@example.org"),
            person("A Muster", "alt@example.org", phone="1", place="Celle"),
        )
        Note.objects.create(person=alt, text="alt")
        moved_away = Note.objects.create(person=alt, text="fort")
        done = merge(ada, alt)
        moved_away.delete()
        Note.objects.create(person=ada, text="neu")
        ada.refresh_from_db()
        ada.phone = "2"
        ada.save()
        undone = undo(done)
        ada.refresh_from_db()
        alt.refresh_from_db()
        assert not undone.is_exact
        assert (undone.columns, undone.rows) == ({"kept": ["phone"]}, {"people.note": 1})
        assert (ada.phone, ada.place, alt.phone) == ("2", "", "1")
        assert [note.text for note in ada.notes.all()] == ["neu"]
        assert [note.text for note in alt.notes.all()] == ["alt"]

    def test_an_address_that_somebody_else_has_by_now_stays_with_them(self) -> None:
        ada, alt = person("Ada Muster", "ada@example.org"), person("A Muster", "alt@example.org")
        done = merge(ada, alt, email="shadow")
        Person.objects.filter(pk=ada.pk).update(email="neu@example.org", email_key="neu@example.org")
        third = person("Bea Beispiel", "alt@example.org")
        undone = undo(done)
        ada.refresh_from_db()
        alt.refresh_from_db()
        assert ada.email == "neu@example.org"
        assert (alt.email, alt.email_key) == ("", None)
        assert subjects.by_address("alt@example.org") == third
        assert undone.columns == {"kept": ["email"], "shadow": ["email"]}

    def test_whoever_left_since_left_as_both(self) -> None:
        ada, alt = person("Ada Muster"), person("A Muster")
        for subject in (ada, alt):
            roles.begin(subject=subject, kind=RoleKind.SUPPORTER, from_on=date(2024, 3, 1), by=BY, at=AT)
        done = merge(ada, alt)
        roles.end(subject=ada, kind=RoleKind.SUPPORTER, by=BY, at=AT + days(1))
        undo(done, AT + days(2))
        assert supporter_counts(date(2026, 5, 4)) == (2, 0)
        assert supporter_counts(date(2026, 5, 5)) == (0, 0)

    def test_not_after_30_days_and_not_twice(self) -> None:
        ada, alt = person("Ada Muster"), person("A Muster")
        done = merge(ada, alt)
        with pytest.raises(MergeOver):
            undo(done, AT + days(30))
        undo(done, AT + days(30) - timedelta(seconds=1))
        with pytest.raises(MergeOver):
            undo(done)
        # And once more, since it was undone.
        merge(ada, alt, AT + days(40))

    def test_after_30_days_a_pointer_stays(self) -> None:
        ada = person("Ada Muster", "ada@example.org")
        alt = person("A Muster", "alt@example.org", phone="1", place="Celle", statement="Ja.", district=make_district())
        theme = make_theme()
        ada.themes.add(theme)
        alt.themes.add(theme)
        give(alt, REGISTER)
        done = merge(ada, alt)
        assert settle(AT + days(29)) == 0
        assert settle(AT + days(30)) == 1
        assert settle(AT + days(31)) == 0
        done.refresh_from_db()
        assert (done.state, done.journal) == (MergeState.SETTLED, {})
        alt = Person.everyone.get(pk=alt.pk)
        told = [alt.first_name, alt.last_name, alt.email, alt.phone, alt.place, alt.statement, alt.name_key]
        assert told == [""] * 7
        assert (alt.district, alt.email_key, alt.themes.count()) == (None, "alt@example.org", 0)
        assert subjects.by_address("alt@example.org") == ada
        assert may_contact(ada, REGISTER, at=AT + days(30))
        with pytest.raises(MergeOver):
            undo(done, AT + days(31))

    def test_what_was_erased_cannot_be_undone(self) -> None:
        ada, alt = person("Ada Muster", "ada@example.org"), person("A Muster", "alt@example.org")
        done = merge(ada, alt)
        erasures.erase(subject=ada, by=BY, at=AT)
        with pytest.raises(MergeOver):
            undo(done)

    def test_an_address_of_its_own_may_be_taken_up_again(self) -> None:
        ada, alt = person("Ada Muster", "ada@example.org"), person("A Muster", "alt@example.org")
        merge(ada, alt)
        ada.refresh_from_db()
        ada.email = "alt@example.org"
        persons.save(record=ada, changed=["email"], save_related=lambda: None, by=BY)
        assert subjects.by_address("alt@example.org") == subjects.by_address("ada@example.org") == ada
        assert Person.everyone.get(pk=alt.pk).email_key == "ada@example.org"
        # That of a third person may not.
        person("Bea Busch", "bea@example.org")
        ada.email = "bea@example.org"
        with pytest.raises(AddressTaken):
            persons.save(record=ada, changed=["email"], save_related=lambda: None, by=BY)

    def test_a_list_with_the_old_address_means_the_kept_one(self) -> None:
        ada, alt = person("Ada Muster", "ada@example.org"), person("A Muster", "alt@example.org")
        merge(ada, alt)
        assert make_person(1, email="alt@example.org") == ada
        assert Role.objects.of(ada).supporters().count() == 1
        club, other = organisation("Chor", "chor@example.org"), organisation("Südchor", "post@example.org")
        merge(club, other)
        assert make_institution(1, name="Südchor", email="chor@example.org") == club


class TestOrganisations:
    def test_names_and_addresses_change_places_and_rooms_above_follow(self) -> None:
        club = organisation("Chor Süd", "chor@example.org", kind=OrganisationKind.CULTURE)
        other = organisation("Südchor e. V.", "post@example.org", website="https://chor.example.org/")
        ada = person("Ada Muster")
        Affiliation.objects.create(person=ada, organisation=other, kind=AffiliationKind.BOARD)
        before = everything()
        done = merge(club, other, name="shadow", email="shadow")
        club.refresh_from_db()
        assert (club.name, club.name_key, club.email) == ("Südchor e. V.", "sudchor e. v.", "post@example.org")
        assert (club.website, club.kind) == ("https://chor.example.org/", OrganisationKind.CULTURE)
        assert ada.affiliations.get().organisation == club
        for address in ("chor@example.org", "post@example.org"):
            for name in ("chor sud", "sudchor e. v."):
                assert subjects.organisation_by_key(address, name) == club
        assert undo(done).is_exact
        assert everything() == before

    def test_one_name_with_two_addresses(self) -> None:
        club, other = organisation("Chor", "chor@example.org"), organisation("Chor", "post@example.org")
        before = everything()
        done = merge(club, other, email="shadow")
        assert subjects.organisation_by_key("chor@example.org", "chor") == club
        assert subjects.organisation_by_key("post@example.org", "chor") == club
        assert undo(done).is_exact
        assert everything() == before

    def test_a_third_of_the_new_name_and_address_is_in_the_way(self) -> None:
        club, other = organisation("Chor", "chor@example.org"), organisation("Südchor", "post@example.org")
        organisation("Chor", "post@example.org")
        before = everything()
        with pytest.raises(NamesakeKnown):
            merge(club, other, email="shadow")
        assert everything() == before

    def test_a_shadow_of_the_new_name_and_address_is_not(self) -> None:
        club = organisation("Chor", "chor@example.org")
        old, other = organisation("Chor", "post@example.org"), organisation("Südchor", "post@example.org")
        merge(club, old, name="kept", email="kept")
        before = everything()
        done = merge(club, other, email="shadow")
        assert subjects.organisation_by_key("post@example.org", "chor") == club
        assert undo(done).is_exact
        assert everything() == before

    def test_settled_it_keeps_its_name_and_nobodys(self) -> None:
        club, other = organisation("Chor"), organisation("Südchor", contact_name="Ada Muster", phone="1")
        merge(club, other)
        settle(AT + days(31))
        other = Organisation.everyone.get(pk=other.pk)
        assert (other.name, other.contact_name, other.phone) == ("Südchor", "", "")
        assert subjects.organisation_by_name("sudchor") == club
