"""The search finds who may be the same, forgets nothing that was decided, and leaves alone who is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.transitions import TransitionRefused
from anpacken.people.actions import duplicates, merges
from anpacken.people.actions._made_up_rows import Dice
from anpacken.people.actions._made_up_rows import organisation as organisation_row
from anpacken.people.choices import AffiliationKind, PairState
from anpacken.people.models import Affiliation, DuplicatePair, Organisation, Person
from anpacken.people.queries import candidates, name_blocks, similarity
from anpacken.people.queries import duplicates as queries

BY = Actor.command("tests")
AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


def person(name: str, address: str = "", postcode: str = "", **details: Any) -> Person:
    first, _space, last = name.rpartition(" ")
    given = {"email": address, "email_key": address or None, "postcode": postcode, **details}
    return Person.objects.create(first_name=first, last_name=last, **given)


def organisation(name: str, address: str = "", postcode: str = "", **details: Any) -> Organisation:
    given = {"email": address, "email_key": address or None, "postcode": postcode, **details}
    return Organisation.objects.create(name=name, **given)


def search() -> dict[str, int]:
    return duplicates.search(by=BY, at=AT)


def found(kind: str = "person") -> list[tuple[str, str, list[str]]]:
    pairs = DuplicatePair.objects.filter(**{f"first_{kind}__isnull": False}).order_by("pk")
    return [(str(one), str(other), pair.reasons) for pair in pairs for one, other in [queries.sides(pair)]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kulturverein Süd e. V.", "Kulturverein Sued"),
        ("Jugendhilfe Ems gGmbH", "Jugendhilfe Ems gemeinnützige GmbH"),
        ("Caritasverband für Hannover e.V.", "Caritasverband Hannover eV"),
        ("Flüchtlingsrat Niedersachsen", "Fluechtlingsrat Niedersachen"),
        ("Ev. Kirche St. Marien", "Kirche Sankt Marien"),
        ("Stadt Gifhorn", "STADT  GIFHORN"),
    ],
)
def test_alike_organisations(one: str, other: str) -> None:
    keys = {similarity.organisation_key(one), similarity.organisation_key(other)}
    assert len(keys) == 1 or len(list(similarity.alike(keys))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jugendhilfe Ems gGmbH", "Jugendhilfe Emss gemeinnützige GmbH"),
        ("Flüchtlingsrat Niedersachsen", "Fluechtlingrat Niedersachen"),
        ("AWO Kreisverband Gifhorn", "AWO Keisverband Gifhron"),
        ("Freiwillige Feuerwehr Bad Bentheim", "Freiwillige Feuerwer Bad Benthiem"),
        ("Stiftung Kloster Michael Celle", "Stiftung Klostermichael Celle"),
        ("Mehrgenerationenhaus Salzgitter Lebenstedt", "Mehrgenerationenhaus Salzgitter-Lebenstedt M"),
    ],
)
def test_alike_among_many(one: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "ALL_WITH_ALL", 0)
    keys = {similarity.organisation_key(name) for name in (one, other)}
    many = {f"{kind} {town}" for kind in ("kreisverband", "grundschule") for town in ("emden", "leer", "celle")}
    assert [{first, second} for first, second, _score in similarity.alike(keys | many)] == [keys]


def test_of_many_names_one_pair_in_a_hundred_is_compared_at_most() -> None:
    dice = Dice(3)
    keys = {similarity.organisation_key(organisation_row(dice, number, [], AT)[1]) for number in range(10_000)}
    pairs = sum(len(block) * (len(block) - 1) // 2 for block in name_blocks.blocks(sorted(keys)))
    assert pairs < len(keys) * (len(keys) - 1) // 2 // 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Grundschule Nord Emden", "Grundschule Süd Emden"),
        ("AWO Kreisverband Gifhorn", "AWO Kreisverband Uelzen"),
        ("Stadt Gifhorn", "Landkreis Gifhorn"),
        ("Sportverein 1904 Leer", "Sportverein 1908 Leer"),
        ("Kita Regenbogen I", "Kita Regenbogen II"),
    ],
)
def test_organisations_that_only_sound_alike(one: str, other: str) -> None:
    keys = {similarity.organisation_key(one), similarity.organisation_key(other)}
    assert len(keys) == 2
    assert list(similarity.alike(keys)) == []


@pytest.mark.parametrize(
    ("key", "loose"),
    [
        ("ada+bip@example.org", "ada@example.org"),
        ("ada.m@example.org", "ada.m@example.org"),
        ("a.da.m+x@googlemail.com", "adam@gmail.com"),
        ("+49@example.org", "+49@example.org"),
    ],
)
def test_loose_addresses(key: str, loose: str) -> None:
    assert similarity.loose_address(key) == loose


def test_blanks_and_hyphens_do_not_matter() -> None:
    assert similarity.glued("Bürger-Stiftung Celle") == similarity.glued("Bürgerstiftung Celle e. V.")


@pytest.mark.django_db
class TestPersons:
    def test_by_address_name_and_postcode_and_organisation(self) -> None:
        person("Ada Muster", "ada@example.org", "38518")
        person("Ada Muster", "ada+verein@example.org", "30159")
        person("Jürgen Müller", "jm@example.org", "29221")
        person("Mueller Juergen", "j.mueller@example.org", "29221")
        person("Friederike Beispielmann", "fb@example.org", "26721")
        person("Friedericke Beispielmann", "fb2@example.org", "26721")
        chor = organisation("Chor")
        for name in ("Ute Sänger", "Ute Saenger"):
            Affiliation.objects.create(person=person(name), organisation=chor, kind=AffiliationKind.WORKS)
        # Neither of these is anybody's double.
        person("Ada Muster", "ada3@example.org", "26721")
        person("Jan Müller", "jan@example.org", "29221")
        person("Otto Beispielmann", "ob@example.org", "26721")
        assert search() == {"person": 4, "organisation": 0}
        assert found() == [
            ("Ada Muster", "Ada Muster", ["address"]),
            ("Jürgen Müller", "Mueller Juergen", ["name_and_postcode"]),
            ("Friederike Beispielmann", "Friedericke Beispielmann", ["similar_name"]),
            ("Ute Sänger", "Ute Saenger", ["name_and_organisation"]),
        ]

    def test_nobody_who_was_merged_or_erased(self) -> None:
        ada = person("Ada Muster", "ada@example.org", "38518")
        person("Ada Muster", "ada+1@example.org", "38518", merged_into=ada)
        person("Ada Muster", "ada+2@example.org", "38518", erased_at=AT)
        assert search()["person"] == 0

    def test_what_was_decided_stays_decided(self) -> None:
        person("Ada Muster", "a1@example.org", "38518")
        twin = person("Ada Muster", "a2@example.org", "38518")
        person("Bea Muster", "b1@example.org", "38518")
        bea = person("Bea Muster", "b2@example.org", "38518")
        search()
        ada_pair, bea_pair = DuplicatePair.objects.order_by("pk")
        duplicates.say_distinct(pair=ada_pair, by=BY, at=AT)
        duplicates.say_distinct(pair=ada_pair, by=BY, at=AT)
        twin.phone = "1"
        twin.save()
        assert search() == {"person": 0, "organisation": 0}
        ada_pair.refresh_from_db()
        assert (ada_pair.state, ada_pair.decided_at) == (PairState.DISTINCT, AT)
        # An open pair of which nothing speaks any more goes.
        bea.last_name = "Anders"
        bea.save()
        search()
        assert list(DuplicatePair.objects.all()) == [ada_pair]
        duplicates.reopen(pair=ada_pair, by=BY, at=AT)
        ada_pair.refresh_from_db()
        assert (ada_pair.state, ada_pair.decided_at) == (PairState.OPEN, None)
        assert Entry.objects.filter(action="duplicate.distinct").count() == 2
        assert not DuplicatePair.objects.filter(pk=bea_pair.pk).exists()

    def test_a_merged_pair_is_reopened_by_undoing_only(self) -> None:
        one, other = person("Ada Muster", "a1@example.org", "38518"), person("Ada Muster", "a2@example.org", "38518")
        search()
        pair = DuplicatePair.objects.get()
        done = merges.merge(kept=one, shadow=other, chosen={}, by=BY, at=AT)
        with pytest.raises(TransitionRefused):
            duplicates.say_distinct(pair=pair, by=BY, at=AT)
        assert search() == {"person": 0, "organisation": 0}
        merges.undo(merge=done, by=BY, at=AT + timedelta(days=1))
        pair.refresh_from_db()
        assert pair.state == PairState.OPEN

    def test_many_of_one_name_are_paired_with_the_first(self) -> None:
        Person.objects.bulk_create(
            Person(first_name="Test", last_name="Test", postcode="38518") for _number in range(100)
        )
        assert search()["person"] == 99

    def test_a_large_block_is_cut_into_those_who_share_a_word(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(candidates, "LARGE_BLOCK", 4)
        for name in ("Ada Muster", "Bea Busch", "Cem Demir", "Jürgen Schmidt", "Jürgen Schmitt", "Eva Ems"):
            person(name, postcode="38518")
        search()
        assert found() == [("Jürgen Schmidt", "Jürgen Schmitt", ["similar_name"])]

    def test_the_number_of_queries_does_not_grow_with_the_register(self, django_assert_max_num_queries: Any) -> None:
        for number in range(60):
            person(f"Name{number} Familie{number}", f"p{number}+x@example.org", f"{26000 + number}")
        with django_assert_max_num_queries(25):
            search()


@pytest.mark.django_db
class TestOrganisations:
    def test_by_name_address_and_short_name(self) -> None:
        organisation("Kulturverein Süd e. V.", postcode="38518")
        organisation("Kulturverein Sued")
        organisation("Flüchtlingsrat Niedersachsen", short_name="FR NDS")
        organisation("FR NDS")
        organisation("Musikschule Leer", "post@example.org")
        organisation("Musikschule der Stadt Leer", "post@example.org")
        organisation("AWO Kreisverband Gifhorn", short_name="AWO", postcode="38518")
        organisation("AWO Kreisverband Uelzen", short_name="AWO", postcode="29525")
        assert search() == {"person": 0, "organisation": 3}
        assert sorted(found("organisation")) == [
            ("Flüchtlingsrat Niedersachsen", "FR NDS", ["short_name"]),
            ("Kulturverein Süd e. V.", "Kulturverein Sued", ["similar_name"]),
            ("Musikschule Leer", "Musikschule der Stadt Leer", ["address"]),
        ]

    def test_one_address_that_speaks_for_many_is_no_reason_by_itself(self) -> None:
        towns = ("Emden", "Leer", "Celle", "Peine", "Goslar", "Stade", "Jever", "Aurich", "Uelzen", "Vechta", "Lingen")
        for town in towns:
            organisation(f"Chor {town}", "verband@example.org")
        assert search()["organisation"] == 0

    def test_the_log_tells_of_a_search(
        self,
    ) -> None:
        organisation("Chor")
        organisation("Chor e. V.")
        search()
        entry = queries.last_search()
        assert entry is not None
        assert entry.details | {"seconds": 0} == {"new_persons": 0, "new_organisations": 1, "seconds": 0}


@pytest.mark.django_db
def test_the_list_is_narrowed() -> None:
    person("Ada Muster", "a1@example.org", "38518")
    person("Ada Muster", "a2@example.org", "38518")
    person("Bea Busch", "bea@example.org")
    person("Bea Busch", "bea+1@example.org")
    search()
    pairs = queries.pairs("person")
    assert pairs.count() == 2
    assert queries.open_counts() == {"person": 2, "organisation": 0}
    assert queries.narrowed(pairs, "person", reason="address").get().first_person.first_name == "Bea"  # type: ignore[union-attr]
    assert queries.narrowed(pairs, "person", words="muster 38518").get().first_person.first_name == "Ada"  # type: ignore[union-attr]
    assert not queries.narrowed(pairs, "person", words="muster\x00 busch").exists()
    assert not queries.narrowed(pairs, "person", state="distinct").exists()
    assert not queries.narrowed(pairs, "person", region="weser-ems").exists()
