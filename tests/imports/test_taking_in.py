"""From a file to persons and organisations: who is new, who is known, who is rejected."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from anpacken.audit.models import Entry
from anpacken.core.texts import translated
from anpacken.imports import storing
from anpacken.imports.actions import applying, plans, removals, uploads
from anpacken.imports.chapter import WaitingRows
from anpacken.imports.choices import ImportState
from anpacken.imports.errors import (
    ColumnsMissing,
    ColumnTwice,
    ConsentTimeMissing,
    DocumentMissing,
    FileTooLarge,
    NotNow,
)
from anpacken.imports.jobs import go_on, take_up
from anpacken.imports.models import Import, ImportRow
from anpacken.imports.plans import plan_of
from anpacken.imports.rejected import rejected_file
from anpacken.people import rules
from anpacken.people.actions import consents, erasures
from anpacken.people.choices import Channel, ConsentPurpose
from anpacken.people.models import Affiliation, Consent, CustomField, Organisation, Person, Role, Suppression, Tag
from anpacken.people.queries.suppressions import hashed
from anpacken.people.wordings import CURRENT
from tests.factories.people import AT, make_district, make_institution, make_person, words
from tests.imports.lists import BY, as_csv, as_xlsx, taken_in, tried, upload

pytestmark = pytest.mark.django_db
NEWSLETTER = ConsentPurpose.NEWSLETTER
HEAD = ["E-Mail", "Vorname", "Nachname", "PLZ", "Ort", "Telefon", "Schlagworte", "Unterstützt seit"]
ADA = ["ada@example.org", "Ada", "Muster", "38518", "Gifhorn", "+49 5371 1", "Chor; Sport", "3.6.2019"]
DOCUMENT = {"source_document": "Liste der Tagung", "document_on": "2019-06-03"}


def test_a_person_comes_in_whole() -> None:
    district = make_district()
    of = taken_in(as_csv([HEAD, ADA]), tag="Import", language="de")
    ada = Person.objects.get()
    assert (ada.first_name, ada.last_name, ada.email, ada.email_key) == ("Ada", "Muster", ADA[0], ADA[0])
    assert (ada.postcode, ada.place, ada.phone, ada.language) == ("38518", "Gifhorn", "+49 5371 1", "de")
    assert ada.district == district
    assert (ada.name_key, sorted(tag.name for tag in ada.tags.all())) == ("ada muster", ["Chor", "Import", "Sport"])
    assert [(role.kind, role.from_on) for role in ada.roles.all()] == [("supporter", date(2019, 6, 3))]
    assert (of.state, of.done) == (ImportState.DONE, {"new": 1, "rejected": 0})
    assert ImportRow.objects.count() == 0
    assert Entry.objects.get(action="person.created").details == {"source": of.public_id}
    assert Entry.objects.get(action="import.batch_taken_in").details == {"new": 1}
    assert ada.email not in json.dumps(list(Entry.objects.values_list("details", flat=True)))


def test_a_spreadsheet_comes_in_as_well() -> None:
    of = taken_in(as_xlsx([HEAD, [*ADA[:7], datetime(2019, 6, 3)]]), "liste.xlsx")
    assert (of.kind, of.done["new"]) == ("xlsx", 1)
    assert Role.objects.get().from_on == date(2019, 6, 3)


@pytest.mark.parametrize(
    ("decided", "kept"),
    [
        ({"known": "skip"}, ("Ada", "Muster1", "", "", "unchanged")),
        ({"known": "fill"}, ("Ada", "Muster1", "38518", "Gifhorn", "changed")),
        (
            {"known": "overwrite", "overwrite": ["last_name", "first_name"]},
            ("Adele", "Neu", "38518", "Gifhorn", "changed"),
        ),
    ],
    ids=["skip", "fill", "overwrite"],
)
def test_whoever_is_known(decided: dict[str, Any], kept: tuple[str, ...]) -> None:
    person = make_person(1)
    row = ["ADA1@example.org", "Adele", "Neu", "38518", "Gifhorn", "", "", ""]
    of = taken_in(as_csv([HEAD, row]), **decided)
    person.refresh_from_db()
    outcome = next(name for name in ("changed", "unchanged") if of.done.get(name))
    assert (person.first_name, person.last_name, person.postcode, person.place, outcome) == kept
    assert of.found == of.done
    assert Person.objects.count() == 1


def test_the_same_list_again_changes_nothing() -> None:
    content = as_csv([HEAD, ADA, ["b@example.org", "Bea", "Muster", "", "", "", "Chor", "2019-01-01"]])
    taken_in(content)
    entries = Entry.objects.filter(action__startswith="person.").count()
    of = taken_in(content)
    assert of.done == {"unchanged": 2, "rejected": 0}
    assert (Person.objects.count(), Role.objects.count(), Tag.objects.count()) == (2, 2, 2)
    assert Entry.objects.filter(action__startswith="person.").count() == entries


def test_somebody_twice_in_one_list_is_one_person() -> None:
    of = taken_in(as_csv([HEAD, ADA, ["Ada@Example.org", "", "Muster", "", "", "", "Theater", ""]]))
    assert of.done == {"new": 1, "changed": 1, "rejected": 0}
    assert sorted(tag.name for tag in Person.objects.get().tags.all()) == ["Chor", "Sport", "Theater"]


def test_persons_without_an_address_are_known_by_name_and_postcode() -> None:
    content = as_csv([["Vorname", "Nachname", "PLZ"], ["Ada", "Müller", "38518"], ["ada", "MÜLLER", "38518"]])
    assert taken_in(content, needs_address=False).done == {"new": 1, "unchanged": 1, "rejected": 0}
    assert taken_in(content, needs_address=False).done == {"unchanged": 2, "rejected": 0}
    assert taken_in(content, needs_address=True).done == {"rejected": 2}


def test_organisations_are_known_by_address_and_name_or_by_name() -> None:
    kept = make_institution(1, name="Verein Nord", email="nord@example.org", postcode="38518")
    table = [
        ["Organisation", "E-Mail", "PLZ", "Art der Organisation"],
        ["VEREIN Nord", "nord@example.org", "38518", "Verein"],
        ["Verein Nord", "", "", ""],
        ["Verein Nord", "ganz@example.org", "30169", ""],
        ["Kirche Mitte", "nord@example.org", "", "Kirche oder Religionsgemeinschaft"],
    ]
    of = taken_in(as_csv(table))
    assert of.choices["brings"] == "organisations"
    assert of.done["rejected"] == 0, list(ImportRow.objects.values_list("problems", flat=True))
    assert sorted(Organisation.objects.values_list("name", "email")) == [
        ("Kirche Mitte", "nord@example.org"),
        ("Verein Nord", "ganz@example.org"),
        ("Verein Nord", "nord@example.org"),
    ]
    kept.refresh_from_db()
    assert kept.name == "Verein Nord"


def test_persons_and_organisations_in_one_list() -> None:
    table = [
        [
            *(
                "Contact ID",
                "Contact Type",
                "First Name",
                "Last Name",
                "Organization Name",
                "Current Employer",
                "Email",
            ),
            *("Job Title", "Preferred Language"),
        ],
        ["1", "Individual", "Ada", "Muster", "", "Verein Nord", "ada@example.org", "Vorsitz", "German (Germany)"],
        ["2", "Organization", "", "", "Verein Nord", "", "nord@example.org", "", "en_GB"],
        ["3", "Martian", "", "", "Mars", "", "mars@example.org", "", ""],
    ]
    of = taken_in(as_csv(table, separator=","))
    assert (of.preset, of.done) == ("civicrm", {"new": 2, "rejected": 1})
    nord = Organisation.objects.get()
    assert (nord.email, nord.language) == ("nord@example.org", "en")
    tie = Affiliation.objects.get()
    assert (tie.person.last_name, tie.organisation.name, tie.kind, tie.function) == (
        "Muster",
        "Verein Nord",
        "works",
        "Vorsitz",
    )
    assert tie.person.language == "de"
    assert ImportRow.objects.get().problems == "kind_unknown"


def test_own_fields_of_every_kind() -> None:
    kinds = ("text", "number", "date", "choice", "flag")
    fields = {
        kind: CustomField.objects.create(
            owner="person", kind=kind, label=translated(de=kind), answers=["rot", "blau"] if kind == "choice" else []
        )
        for kind in kinds
    }
    table = [["E-Mail", "Nachname", *kinds], ["a@example.org", "A", "frei", "1.234,5", "3.6.2019", "ROT", "ja"]]
    table += [["b@example.org", "B", "", "viel", "", "", ""], ["c@example.org", "C", "", "", "", "grün", ""]]
    columns = ["email", "last_name", *(f"custom:{fields[kind].public_id}" for kind in kinds)]
    of = taken_in(as_csv(table), columns=columns)
    person = Person.objects.get()
    held = {value.field.kind: value for value in person.custom_values.all()}
    assert (held["text"].text, float(held["number"].number or 0), held["date"].day) == (
        "frei",
        1234.5,
        date(2019, 6, 3),
    )
    assert (held["choice"].text, held["flag"].flag) == ("rot", True)
    assert sorted(ImportRow.objects.values_list("problems", flat=True)) == ["choice_unknown", "number_bad"]
    again = as_csv([table[0], ["a@example.org", "A", "neu", "7", "", "blau", ""]])
    decided = {"known": "overwrite", "overwrite": [columns[2]]}
    taken_in(again, columns=columns, **decided)
    held = {value.field.kind: value for value in person.custom_values.all()}
    assert (held["text"].text, held["number"].number, held["choice"].text) == ("neu", 1234.5, "rot")
    assert of.done == {"new": 1, "rejected": 2}


BAD = {
    "keine-adresse": "address_bad",
    "a@b@example.org": "address_bad",
    "": "address_missing",
}
BAD_NAMES = {
    "x" * 10_000: "too_long",
    "A\x00da": "hidden_signs",
    "A\u202eda": "hidden_signs",
    "=HYPERLINK(1)": "formula",
    "": "name_missing",
    "Z\u0351\u0343\u0344\u0346\u0347a": "name_strange",
}


def test_bad_rows_stay_behind_and_the_others_come_in() -> None:
    """Four rows of ten are bad."""
    rows = [[f"gut{number}@example.org", f"Gut{'i' * (number + 1)}"] for number in range(14)]
    for number, (address, _problem) in enumerate(BAD.items()):
        rows.insert(number * 3, [address, "Bös"])
    for number, (name, _problem) in enumerate(BAD_NAMES.items()):
        rows.insert(number * 3 + 1, [f"b{number}@example.org", name])
    of = taken_in(as_csv([["E-Mail", "Nachname"], *rows]))
    assert of.done == {"new": 14, "rejected": 9}
    assert of.found == of.done
    assert sorted(ImportRow.objects.values_list("problems", flat=True)) == sorted([*BAD.values(), *BAD_NAMES.values()])
    assert Person.objects.count() == 14


def test_right_to_left_and_composed_names_come_in() -> None:
    taken_in(as_csv([["E-Mail", "Vorname", "Nachname"], ["m@example.org", "مريم", "Jose\u0301"]]))
    assert (Person.objects.get().first_name, Person.objects.get().last_name) == ("مريم", "José")


def test_an_erased_address_is_not_entered_again() -> None:
    Suppression.objects.create(key=hashed("ada@example.org"), reason="erased")
    of = taken_in(as_csv([HEAD, ["Ada@example.org", *ADA[1:]]]))
    assert (of.found, of.done) == ({"rejected": 1}, {"rejected": 1})
    assert ImportRow.objects.get().problems == "suppressed"
    assert Person.objects.count() == 0


class TestConsents:
    head = ["E-Mail", "Nachname", "Newsletter", "Einwilligung am", "Nachweis"]

    def list(self, *rows: list[str]) -> bytes:
        return as_csv([self.head, *rows])

    def test_a_consent_comes_with_its_document(self) -> None:
        taken_in(
            self.list(
                ["a@example.org", "A", "ja", "2019-02-01 10:00", "Bogen 7"], ["b@example.org", "B", "nein", "", ""]
            ),
            **DOCUMENT,
        )
        line = Consent.objects.get()
        assert line.person is not None
        assert (line.person.last_name, line.purpose, line.deed, line.channel) == ("A", "newsletter", "given", "import")
        assert line.evidence == "Liste der Tagung #2; Bogen 7"
        assert line.confirmed_at == timezone.make_aware(datetime(2019, 2, 1, 10, 0))
        assert (line.wording_version, line.language) == (CURRENT, "de")
        assert "Newsletter" in line.wording
        assert rules.may_contact(line.person, NEWSLETTER, at=AT)

    def test_without_a_document_consents_are_refused(self) -> None:
        of = upload(self.list(["a@example.org", "A", "ja", "2019-02-01", ""]))
        with pytest.raises(DocumentMissing):
            plans.decide(of=of, plan=plan_of(of.columns, of.choices), by=BY, at=AT)
        assert Import.objects.get().state == ImportState.READ

    def test_without_a_day_consents_are_refused(self) -> None:
        of = upload(as_csv([["E-Mail", "Nachname", "Newsletter"], ["a@example.org", "A", "ja"]]))
        with pytest.raises(ConsentTimeMissing):
            plans.decide(of=of, plan=plan_of(of.columns, {"source_document": "Liste"}), by=BY, at=AT)

    def test_words_that_were_not_ours(self) -> None:
        taken_in(
            self.list(["a@example.org", "A", "ja", "2019-02-01", ""]),
            wording_version="other",
            wording_text="Ja, schickt mir Post.",
            wording_language="de",
            **DOCUMENT,
        )
        assert list(Consent.objects.values_list("wording", "wording_version")) == [("Ja, schickt mir Post.", "other")]

    @pytest.mark.parametrize(
        ("agreed_on", "is_live"),
        [("2019-02-01", False), ("", False), ("2019-09-30", True)],
        ids=["older", "none", "newer"],
    )
    def test_a_withdrawal_is_not_overruled_by_an_older_list(self, agreed_on: str, is_live: bool) -> None:
        person = make_person(1)
        (wording,) = words(NEWSLETTER)
        given_at, left_at = AT - timedelta(days=300), AT - timedelta(days=100)
        consents.give(
            subject=person, wording=wording, channel=Channel.WEB, asked_at=given_at, evidence="x", by=BY, at=given_at
        )
        consents.withdraw(subject=person, purpose=NEWSLETTER, channel=Channel.LINK, by=BY, at=left_at)
        row = ["ada1@example.org", "Muster1", "ja", agreed_on, ""]
        taken_in(self.list(row), source_document="Liste", document_on="2019-10-01")
        assert rules.may_contact(person, NEWSLETTER, at=AT) is is_live

    def test_who_left_there_has_left_here(self) -> None:
        person = make_person(1)
        (wording,) = words(NEWSLETTER)
        consents.give(
            subject=person,
            wording=wording,
            channel=Channel.WEB,
            asked_at=AT,
            evidence="x",
            by=BY,
            at=AT - timedelta(days=9),
        )
        table = [["E-Mail", "Nachname", "Abgemeldet am"], ["ada1@example.org", "Muster1", "2019-10-05"]]
        taken_in(as_csv(table), **DOCUMENT)
        assert not rules.may_contact(person, NEWSLETTER, at=AT)

    def test_whoever_wants_no_mail_gets_no_consent(self) -> None:
        table = [["E-Mail", "Nachname", "Newsletter", "Kein Newsletter"], ["a@example.org", "A", "ja", "1"]]
        taken_in(as_csv(table), **DOCUMENT)
        assert Consent.objects.count() == 0

    def test_a_consent_of_tomorrow_rejects_the_row(self) -> None:
        of = taken_in(self.list(["a@example.org", "A", "ja", "2999-01-01", ""]), **DOCUMENT)
        assert of.done == {"rejected": 1}
        assert ImportRow.objects.get().problems == "date_in_future"


def test_whoever_left_is_not_made_a_supporter_by_an_older_list() -> None:
    person = make_person(1)
    Role.objects.filter(person=person).update(until_on=date(2019, 9, 1))
    taken_in(as_csv([["E-Mail", "Nachname"], ["ada1@example.org", "M"]]), are_supporters=True, since_on="2018-05-01")
    assert Role.objects.count() == 1
    taken_in(as_csv([["E-Mail", "Nachname"], ["ada1@example.org", "M"]]), are_supporters=True, since_on="2019-10-01")
    assert Role.objects.filter(until_on=None).count() == 1


def test_rejected_rows_are_mended_and_come_in() -> None:
    content = as_csv(
        [HEAD, ADA, ["falsch", "Bea", "=Muster", "38518", 'Ort, "hier"', "+49 1", "x\ny", ""]], encoding="cp1252"
    )
    of = taken_in(content)
    out = b"".join(rejected_file(of)).decode("cp1252")
    rows = list(csv.reader(io.StringIO(out, newline=""), delimiter=";"))
    assert rows[0][:8] == HEAD
    assert len(rows) == 2
    assert rows[1][2] == "'=Muster"
    assert rows[1][4:7] == ['Ort, "hier"', "'+49 1", "x\ny"]
    assert rows[1][8]
    mended = as_csv([rows[0], ["bea@example.org", "Bea", "Muster", *rows[1][3:]]], encoding="cp1252")
    again = upload(mended)
    assert again.columns[:8] == of.columns
    assert again.columns[8] == ""
    again = tried(again)
    applying.begin(of=again, by=BY, at=AT)
    assert applying.apply_all(of=again).done == {"new": 1, "rejected": 0}
    assert Person.objects.get(email_key="bea@example.org").phone == "+49 1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_rejected_rows_come_as_they_were_uploaded(encoding: str) -> None:
    of = taken_in(
        as_csv([["E-Mail", "Nachname"], ["falsch", "Müller"], ["auch", "Öz"]], separator="\t", encoding=encoding)
    )
    out = b"".join(rejected_file(of))
    assert [line.split("\t")[:2] for line in out.decode(encoding).splitlines()][1:] == [
        ["falsch", "Müller"],
        ["auch", "Öz"],
    ]
    again = upload(out)
    assert (again.separator, again.headings[:2], again.row_count) == ("\t", ["E-Mail", "Nachname"], 2)


def test_rejected_rows_of_a_spreadsheet() -> None:
    of = taken_in(as_xlsx([["E-Mail", "Nachname"], ["falsch", "=1+1"]]), "liste.xlsx")
    again = upload(b"".join(rejected_file(of)), "liste.xlsx")
    assert (again.headings[:2], again.row_count) == (["E-Mail", "Nachname"], 1)
    assert json.loads(ImportRow.objects.get(of=again).cells)[0] == "falsch"


def test_a_heading_that_would_be_a_formula_is_text_and_known_again() -> None:
    of = taken_in(as_csv([["=E-Mail", "Nachname", "Ort"], ["falsch", "Muster", "\tCelle"]]))
    out = b"".join(rejected_file(of))
    head, row = csv.reader(io.StringIO(out.decode(), newline=""), delimiter=";")
    assert (head[0], row[2]) == ("'=E-Mail", "'\tCelle")
    again = tried(upload(out.replace(b"falsch", b"ada@example.org")))
    applying.begin(of=again, by=BY, at=AT)
    assert applying.apply_all(of=again).done == {"new": 1, "rejected": 0}
    assert (Person.objects.get().email, Person.objects.get().place) == ("ada@example.org", "Celle")


def test_the_file_is_gone_when_it_has_been_read() -> None:
    of = uploads.receive(name="../../etc/liste.csv", chunks=[as_csv([HEAD, ADA])], by=BY, at=AT)
    path = storing.path_of(of.public_id)
    assert of.name == "liste.csv"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.is_relative_to(settings.VAR)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    uploads.read_in(of=of)
    assert not path.exists()


def test_a_file_that_is_too_large_leaves_nothing_behind() -> None:
    block = b"x" * (1 << 20)
    folder = storing.path_of("x").parent
    folder.mkdir(parents=True, exist_ok=True)
    before = set(folder.iterdir())
    with pytest.raises(FileTooLarge):
        uploads.receive(name="liste.csv", chunks=[block] * 61, by=BY, at=AT)
    assert Import.objects.count() == 0
    assert set(folder.iterdir()) == before


def test_a_spreadsheet_that_breaks_in_the_middle_says_so() -> None:
    content = bytearray(as_xlsx([HEAD, *([ADA] * 3000)]))
    of = uploads.receive(name="liste.xlsx", chunks=[bytes(content)], by=BY, at=AT)
    path = storing.path_of(of.public_id)
    whole = path.read_bytes()
    at = whole.find(b"xl/worksheets/sheet1.xml") + 9000
    path.write_bytes(whole[:at] + b"\x00" * 300 + whole[at + 300 :])
    assert uploads.read_in(of=of) is False
    of.refresh_from_db()
    assert (of.state, of.row_count, ImportRow.objects.count()) == (ImportState.UNREADABLE, 0, 0)
    assert of.problem
    assert not path.exists()


def test_plans_that_cannot_be() -> None:
    of = upload(as_csv([HEAD, ADA]))
    for columns, refusal in (
        (["email", *[""] * 7], ColumnsMissing),
        (["email", "email", "last_name", *[""] * 5], ColumnTwice),
    ):
        with pytest.raises(refusal):
            plans.decide(of=of, plan=plan_of(columns, {}), by=BY, at=AT)


def test_what_does_not_fit_the_state_is_refused() -> None:
    of = upload(as_csv([HEAD, ADA]))
    with pytest.raises(NotNow):
        applying.begin(of=of, by=BY, at=AT)
    with pytest.raises(NotNow):
        applying.pause(of=of, by=BY, at=AT)
    of = tried(of)
    applying.begin(of=of, by=BY, at=AT)
    with pytest.raises(NotNow):
        removals.delete(of=of, by=BY, at=AT)


def test_stopping_and_going_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BATCH", 2)
    of = tried(upload(as_csv([["E-Mail", "Nachname"], *([f"a{n}@example.org", "A"] for n in range(7))])))
    applying.begin(of=of, by=BY, at=AT)
    work = applying.Applying(of)
    assert work.step(at=AT)
    applying.pause(of=of, by=BY, at=AT)
    assert not work.step(at=AT)
    assert (Person.objects.count(), ImportRow.objects.count()) == (2, 5)
    applying.begin(of=of, by=BY, at=AT)
    assert applying.apply_all(of=of).done == {"new": 7, "rejected": 0}


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for many in (5, 50):
        table = [[f"q{many}-{n}@example.org", "Ada", "Muster", "", "", "", "Chor", "2019-06-03"] for n in range(many)]
        of = tried(upload(as_csv([HEAD, *table])))
        applying.begin(of=of, by=BY, at=AT)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert applying.Applying(of).step(at=AT)
        counted.append(len(queries))
    assert counted[0] >= counted[1]


def test_a_worker_takes_up_what_another_left_behind() -> None:
    of = uploads.receive(name="liste.csv", chunks=[as_csv([HEAD, ADA])], by=BY, at=AT)
    go_on.call(of.public_id)
    of.refresh_from_db()
    assert of.state == ImportState.READ
    tried(of)
    applying.begin(of=of, by=BY, at=AT)
    Import.objects.update(moved_at=AT)
    take_up()
    import threading

    from anpacken.jobs.worker import Worker

    Worker(idle_seconds=0.01).run_until_idle(threading.Event())
    of.refresh_from_db()
    assert of.state == ImportState.DONE


def test_old_rows_are_deleted_and_the_counts_stay() -> None:
    of = taken_in(as_csv([HEAD, ["falsch", *ADA[1:]]]))
    Import.objects.update(moved_at=AT)
    assert removals.delete_rows(before=AT, by=BY, at=AT) == 0
    later = AT + timedelta(seconds=1)
    assert removals.delete_rows(before=later, by=BY, at=AT + timedelta(days=30)) == 1
    assert removals.delete_rows(before=later, by=BY, at=AT + timedelta(days=31)) == 0
    of.refresh_from_db()
    assert of.done == {"rejected": 1}
    assert ImportRow.objects.count() == 0


def test_whoever_is_erased_stands_in_no_waiting_row_and_does_not_come_back() -> None:
    person = make_person(1)
    rows = [["ADA1@example.org", *ADA[1:]], ["b@example.org", *ADA[1:]]]
    of = tried(upload(as_csv([HEAD, *rows])))
    (held,) = WaitingRows().held(person)
    assert held["cells"][0] == "E-Mail: ADA1@example.org"
    erasures.erase(subject=person, by=BY, at=AT)
    assert ImportRow.objects.count() == 1
    applying.begin(of=of, by=BY, at=AT)
    assert applying.apply_all(of=of).done == {"new": 1, "rejected": 0}
    assert taken_in(as_csv([HEAD, rows[0]])).done == {"rejected": 1}
    assert Person.objects.get().email_key == "b@example.org"
