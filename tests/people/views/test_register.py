"""The register in the office: forms, records, lists and exports of persons and organisations."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anpacken.alliance.models import Theme
from anpacken.audit.models import Entry
from anpacken.core.texts import translated
from anpacken.people.models import Affiliation, CustomField, CustomValue, Note, Person, Role, Tag
from tests.exports import content, export, rows
from tests.factories.people import NEWSLETTER, make_district, make_institution, make_person, words

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
FORM = {"first_name": "Ada", "last_name": "Neu", "email": "neu@example.org", "language": "de", "postcode": ""}


def own_field(kind: str = "choice", **facts: Any) -> CustomField:
    given = {"owner": "person", "kind": kind, "label": translated(de=f"Feld {kind}"), "answers": ["Rot", "Blau"]}
    return CustomField.objects.create(**{**given, **facts})


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_person_is_entered_with_tags_languages_themes_and_answers(signed_in: SignIn) -> None:
    theme = Theme.objects.create(slug="x", name=translated(de="Sprache"), position=1)
    fields = {kind: own_field(kind) for kind in ("text", "number", "date", "choice", "flag")}
    said = {"text": "frei", "number": "12,5", "date": "2019-05-01", "choice": "Rot", "flag": "yes"}
    sent = {f"custom_{fields[kind].public_id}": value for kind, value in said.items()}
    client = signed_in("office")
    sent |= {"tags": "Presse, Ehrenamt, presse", "languages": "Arabisch, Deutsch, Tigrinya", "themes": [theme.pk]}
    answer = client.post(reverse("person:add"), {**FORM, **sent, "phone": "0511 123"})
    assert answer.status_code == 302, answer.context["form"].errors
    person = Person.objects.get()
    assert sorted(tag.name for tag in person.tags.all()) == ["Ehrenamt", "Presse"]
    assert [one.code for one in person.spoken_languages.all()] == ["ar", "de", "ti"]
    assert list(person.themes.all()) == [theme]
    assert CustomValue.objects.filter(person=person).count() == 5
    page = text_of(client.get(reverse("person:inspect", args=[person.pk])))
    for shown in ("Arabisch, Deutsch, Tigrinya", "12,5", "01.05.2019", "Rot", "frei", "0511 123", "Presse"):
        assert shown in page, shown
    form = text_of(client.get(reverse("person:edit", args=[person.pk])))
    assert 'value="Arabisch, Deutsch, Tigrinya"' in form
    again = {**FORM, "tags": "Ehrenamt", "languages": "", f"custom_{fields['choice'].public_id}": ""}
    assert client.post(reverse("person:edit", args=[person.pk]), again).status_code == 302
    assert [tag.name for tag in person.tags.all()] == ["Ehrenamt"]
    assert not person.spoken_languages.exists()
    assert not person.custom_values.exists()
    assert "frei" not in str(list(Entry.objects.values_list("details", flat=True)))


HOSTILE = {
    "very long": "x" * 10_000,
    "null": "A\x00da",
    "right to left": "\u202eadA",
    "many marks": "A" + "\u0301" * 8,
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("name", ["first_name", "last_name", "place", "phone", "tags", "languages", "statement"])
def test_hostile_words_are_refused_in_the_form(signed_in: SignIn, name: str, what: str) -> None:
    if what == "many marks" and name not in {"first_name", "last_name", "languages"}:
        return
    answer = signed_in("office").post(reverse("person:add"), {**FORM, name: HOSTILE[what]})
    assert answer.status_code == 200
    assert name in answer.context["form"].errors
    assert not Person.objects.exists()
    assert not Tag.objects.exists()


def test_wrong_answers_to_own_fields_are_refused(signed_in: SignIn) -> None:
    client = signed_in("office")
    wrong = {"number": "viel", "date": "2019-02-30", "choice": "Lila", "flag": "vielleicht", "text": "x" * 501}
    for kind, value in wrong.items():
        name = f"custom_{own_field(kind).public_id}"
        answer = client.post(reverse("person:add"), {**FORM, name: value})
        assert list(answer.context["form"].errors) == [name], kind
    assert not Person.objects.exists()


def test_affiliations_are_entered_from_either_side(signed_in: SignIn) -> None:
    person, house = make_person(1), make_institution(1, name="Haus Süd")
    make_institution(2, name="Haus Nord")
    client = signed_in("office")
    url = reverse("people_register:affiliation_add", args=["person", person.pk])
    for wrong in ("Niemand", "Haus", "#nonsense", "\x00", "x" * 5000):
        answer = client.post(url, {"other": wrong, "kind": "works"})
        assert answer.status_code == 200
        assert answer.context["form"].errors["other"]
    assert client.post(url, {"other": "haus süd", "kind": "works", "from_on": "2019-01-01"}).status_code == 302
    back = reverse("people_register:affiliation_add", args=["organisation", house.pk])
    assert client.post(back, {"other": f"Ada #{person.public_id}", "kind": "board"}).status_code == 302
    assert client.post(back, {"other": f"Ada #{person.public_id}", "kind": "board"}).status_code == 200
    assert sorted(Affiliation.objects.values_list("kind", flat=True)) == ["board", "works"]
    for record, shown in (("person", "Haus Süd"), ("organisation", "Ada Muster1")):
        pk = person.pk if record == "person" else house.pk
        assert shown in text_of(client.get(reverse(f"{record}:inspect", args=[pk])))
    works = Affiliation.objects.get(kind="works")
    edit = reverse("people_register:affiliation_edit", args=["person", works.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"kind": "works", "from_on": "2019-01-01", "until_on": "2018-01-01"}).status_code == 200
    assert client.post(edit, {"kind": "volunteers", "function": "Vorlesen"}).status_code == 302
    assert (
        client.post(reverse("people_register:affiliation_deed", args=["organisation", works.pk, "end"])).status_code
        == 302
    )
    works.refresh_from_db()
    assert (works.kind, works.function, works.until_on is not None) == ("volunteers", "Vorlesen", True)
    client.post(reverse("people_register:affiliation_deed", args=["person", works.pk, "remove"]))
    assert Affiliation.objects.count() == 1


def test_roles_and_notes_are_entered_on_the_record(signed_in: SignIn) -> None:
    person = make_person(1)
    client = signed_in("office")
    url = reverse("people_register:role_add", args=["person", person.pk])
    sent = {"kind": "juror", "from_on": "2019-01-01", "until_on": "", "remark": "Integrationspreis"}
    assert client.post(url, {**sent, "kind": "emperor"}).status_code == 200
    assert client.post(url, sent).status_code == 302
    assert "gehalten" in text_of(client.post(url, sent)) or client.post(url, sent).status_code == 200
    role = Role.objects.get(kind="juror")
    edit = reverse("people_register:role_edit", args=[role.pk])
    assert client.post(edit, {"from_on": "2019-01-01", "until_on": "2019-06-01", "remark": ""}).status_code == 302
    support = Role.objects.get(kind="supporter")
    ended = {"from_on": "2019-01-01", "until_on": "2019-06-01", "remark": ""}
    assert client.post(reverse("people_register:role_edit", args=[support.pk]), ended).status_code == 200
    note = reverse("people_register:note_add", args=["person", person.pk])
    assert client.post(note, {"text": "Ruft gern abends an. <b>"}).status_code == 302
    assert client.post(note, {"text": "x" * 4001}).status_code == 200
    page = text_of(client.get(reverse("person:inspect", args=[person.pk])))
    assert "Ruft gern abends an. &lt;b&gt;" in page
    assert client.post(reverse("people_register:note_delete", args=[Note.objects.get().pk])).status_code == 302
    assert not Note.objects.exists()


@pytest.mark.parametrize("role", ["regional", "editor", None])
def test_others_change_nothing(signed_in: SignIn, role: str | None) -> None:
    make_district()
    person = make_person(1, postcode="38518")
    one = Affiliation.objects.create(person=person, organisation=make_institution(1), kind="works")
    note = Note.objects.create(person=person, text="Notiz")
    client = (
        signed_in(role, region_code="braunschweig") if role == "regional" else signed_in(role) if role else Client()
    )
    for name, args, data in (
        ("role_add", ["person", person.pk], {"kind": "juror", "from_on": "2019-01-01"}),
        ("role_edit", [person.roles.get().pk], {"from_on": "2019-01-01"}),
        ("affiliation_deed", ["person", one.pk, "remove"], {}),
        ("note_add", ["person", person.pk], {"text": "x"}),
        ("note_delete", [note.pk], {}),
    ):
        assert client.post(reverse(f"people_register:{name}", args=args), data).status_code == 302, name
    assert (Role.objects.filter(kind="juror").count(), Affiliation.objects.count(), Note.objects.count()) == (0, 1, 1)


def test_suggestions_stay_within_the_region(signed_in: SignIn) -> None:
    make_district()
    make_district("Celle", "03351", "lueneburg", "29221")
    make_person(1, last_name="Gifhorner", postcode="38518")
    make_person(2, last_name="Cellenhorner", postcode="29221")
    Tag.objects.create(name="Presse")

    def suggested(client: Client, kind: str, word: str) -> str:
        return str(client.get(reverse("people_register:suggest", args=[kind]), {"q": word}).json()["found"])

    regional, office = signed_in("regional", region_code="braunschweig"), signed_in("office")
    assert "Gifhorner" in suggested(regional, "person", "horner")
    assert "Cellenhorner" not in suggested(regional, "person", "horner")
    assert "Cellenhorner" in suggested(office, "person", "horner")
    assert suggested(office, "tag", "pre") == "['Presse']"
    assert "Arabisch" in suggested(office, "language", "arab")
    assert suggested(office, "person", "\x00") == "[]"
    assert signed_in("editor").get(reverse("people_register:suggest", args=["person"]), {"q": "a"}).status_code == 302


def test_filters_by_all_that_the_office_keeps(signed_in: SignIn) -> None:
    theme = Theme.objects.create(slug="x", name=translated(de="Sprache"), position=1)
    tag = Tag.objects.create(name="Presse")
    choice, flag, text = own_field("choice"), own_field("flag"), own_field("text")
    person, _other = make_person(1, last_name="Gesucht"), make_person(2, last_name="Andere")
    person.tags.add(tag)
    person.themes.add(theme)
    person.spoken_languages.create(code="ar")
    Affiliation.objects.create(person=person, organisation=make_institution(1, name="Haus Süd"), kind="board")
    CustomValue.objects.create(field=choice, person=person, text="Rot")
    CustomValue.objects.create(field=flag, person=person, flag=False)
    CustomValue.objects.create(field=text, person=person, text="Fährt gern Rad")
    client = signed_in("office")

    def found(**query: object) -> tuple[bool, bool]:
        page = text_of(client.get(reverse("person:index"), query))
        return ("Gesucht" in page, "Andere" in page)

    assert found() == (True, True)
    for query in (
        {"tag": tag.pk},
        {"theme": theme.pk},
        {"speaks": "ar"},
        {"affiliation": "board"},
        {"q": "haus süd"},
        {f"custom_{choice.public_id}": "Rot"},
        {f"custom_{flag.public_id}": "no"},
        {f"custom_{text.public_id}": "rad"},
    ):
        assert found(**query) == (True, False), query
    assert found(**{f"custom_{choice.public_id}": "Blau"}) == (False, False)
    for ordering in ("supporter_since", "-supporter_since", "email", "district__name", "password"):
        assert found(ordering=ordering) == (True, True)


@pytest.mark.parametrize("name", ["person", "organisation"])
def test_a_hundred_rows_cost_no_more_queries_than_twenty_five(signed_in: SignIn, name: str) -> None:
    district = make_district()
    make = make_person if name == "person" else make_institution
    for number in range(101):
        make(number, postcode="38518")
    client = signed_in("office")
    costs = []
    for size in (25, 25, 50, 100):
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(
                reverse(f"{name}:index"),
                {"size": size, "role": "supporter", "region": district.region_id, "q": "example"},
            )
        assert len(answer.context["object_list"]) == size
        costs.append(len(seen))
    assert len(set(costs[1:])) == 1


def test_a_long_story_comes_in_pages_and_by_kind(signed_in: SignIn) -> None:
    person = make_person(1)
    for number in range(120):
        Note.objects.create(person=person, text=f"Notiz {number:03}", author_name="Büro")
    client = signed_in("office")
    url = reverse("person:inspect", args=[person.pk])
    seen: set[str] = set()
    address, pages = f"{url}?kind=notes", 0
    while address:
        page = text_of(client.get(address))
        seen |= set(re.findall(r"Notiz \d{3}", page.split("Notiz löschen")[0]))
        older = re.search(r'href="(\?kind=notes&amp;before=[^"#]+)', page)
        address = url + older[1].replace("&amp;", "&") if older else ""
        pages += 1
    assert (len(seen), pages) == (120, 3)
    for nonsense in ("before=x", "before=9999-12-31T23:59:59", "kind=%00", "before=%00&kind=notes"):
        assert client.get(f"{url}?{nonsense}").status_code == 200


def test_an_export_holds_only_those_who_agreed_and_says_what_for(signed_in: SignIn) -> None:
    make_person(1, last_name="Agrees", consents=words(NEWSLETTER))
    make_person(2, last_name="=1+1")
    field = own_field("choice")
    CustomValue.objects.create(field=field, person=Person.objects.get(last_name="Agrees"), text="Rot")
    client = signed_in("office")
    page = text_of(client.get(reverse("person:export")))
    assert "In der Datei" in page
    assert export(client, "person", form={"use": "newsletter", "purpose": ""}).status_code == 200
    assert not Entry.objects.filter(action="list.exported").exists()
    everybody = rows(export(client, "person", form={"use": "counting"}))
    assert len(everybody) == 3
    assert "'=1+1" in str(everybody)
    # Who is only counted cannot be written to with the file.
    assert "@" not in str(everybody)
    assert everybody[0][-1] == "Feld choice"
    assert "Rot" in everybody[1] or "Rot" in everybody[2]
    written_to = rows(export(client, "person", form={"use": "newsletter"}, role="supporter", q="ada"))
    assert [row[2] for row in written_to[1:]] == ["Agrees"]
    assert "ada1@example.org" in written_to[1]
    details = Entry.objects.filter(action="list.exported").latest("pk").details
    assert (details["rows"], details["left_out"], details["use"]) == (1, 1, "newsletter")
    assert details["filters"] == ["Rolle, heute: Unterstützer*in", "Suche"] or len(details["filters"]) == 2
    assert "ada" not in str(details["filters"]).lower()
    assert content(export(client, "person", "xlsx", form={"use": "listing"}))[:2] == b"PK"
    assert "@" not in str(rows(export(client, "person", form={"use": "listing"})))


def test_a_card_is_what_the_standard_asks(signed_in: SignIn) -> None:
    person = make_person(1, last_name="Muster; Ä,n", place="Lüneburg\\Süd", postcode="21335")
    Person.objects.update(phone="+49 511 1\r\nX-EVIL:1")
    person.tags.add(Tag.objects.create(name="Presse, Funk"))
    Affiliation.objects.create(
        person=person, organisation=make_institution(1, name="Ein sehr langer Name " * 6), kind="works"
    )
    text = content(export(signed_in("office"), "person", "vcf", form={"use": "counting"})).decode()
    assert text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert "N:Muster\\; Ä\\,n;Ada;;;\r\n" in text
    assert "ADR:;;;Lüneburg\\\\Süd;;21335;\r\n" in text
    assert "CATEGORIES:Presse\\, Funk\r\n" in text
    assert "\r\nX-EVIL" not in text
    assert "EMAIL" not in text
    assert "TEL" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    make_person(2, last_name="Agrees", consents=words(NEWSLETTER))
    Person.objects.update(phone="+49 511 1\r\nX-EVIL:1")
    text = content(export(signed_in("office"), "person", "vcf", form={"use": "newsletter"})).decode()
    assert "EMAIL:ada2@example.org\r\n" in text
    assert "TEL;VALUE=text:+49 511 1\\nX-EVIL:1\r\n" in text
    assert "Muster" not in text


def test_a_regional_office_exports_its_own_region_only(signed_in: SignIn) -> None:
    make_district()
    make_district("Celle", "03351", "lueneburg", "29221")
    make_person(1, last_name="Gifhorner", postcode="38518")
    make_person(2, last_name="Celler", postcode="29221")
    client = signed_in("regional", region_code="braunschweig")
    for kind in ("csv", "vcf"):
        text = content(export(client, "person", kind, form={"use": "counting"})).decode()
        assert "Gifhorner" in text
        assert "Celler" not in text
    for role in ("editor", "reader"):
        assert export(signed_in(role), "person", form={"use": "counting"}).status_code == 302


def test_fields_of_our_own_are_defined_in_the_office(signed_in: SignIn) -> None:
    client = signed_in("office")
    sent = {
        "owner": "person",
        "label_de": "Gruppe",
        "label_en": "Group",
        "kind": "choice",
        "position": "1",
        "is_asked": "on",
    }
    sent |= {"help_de": "", "help_en": ""}
    assert client.post(reverse("own_fields:add"), {**sent, "answers": "Rot"}).status_code == 200
    assert client.post(reverse("own_fields:add"), {**sent, "answers": "Rot\r\n\r\nBlau\nRot"}).status_code == 302
    field = CustomField.objects.get()
    assert field.answers == ["Rot", "Blau"]
    assert f"custom_{field.public_id}" in text_of(client.get(reverse("person:add")))
    CustomValue.objects.create(field=field, person=make_person(1), text="Rot")
    edit = reverse("own_fields:edit", args=[field.pk])
    assert client.post(edit, {**sent, "kind": "text", "answers": ""}).status_code == 200
    assert client.post(edit, {**sent, "is_asked": "", "answers": "Rot\nBlau"}).status_code == 302
    assert f"custom_{field.public_id}" not in text_of(client.get(reverse("person:add")))
    assert "Gruppe" in rows(export(client, "person", form={"use": "counting"}))[0]
