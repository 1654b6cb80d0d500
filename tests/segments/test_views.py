"""The builder as a browser without scripts meets it, and the pages around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anpacken.audit.models import Entry
from anpacken.segments import uses
from anpacken.segments.models import Segment
from tests.factories.people import NEWSLETTER, REGISTER, make_institution, make_person, words
from tests.segments.conftest import leaf

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in("office")


def flat(answer: HttpResponse) -> str:
    """The page without its line breaks, which say nothing."""
    return " ".join(answer.content.decode().split())


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return flat(answer)


def sent(*conditions: dict[str, Any], **details: Any) -> dict[str, Any]:
    """A form with these conditions in its outermost group."""
    form: dict[str, Any] = {"name": "Die Langen", "subject": "person", "row": ["1.0"], "r1.group": "all", "do": "save"}
    for number, condition in enumerate(conditions, start=2):
        form["row"].append(f"{number}.1")
        form |= {f"r{number}.{name}": value for name, value in condition.items()}
    return {**form, **details}


PLACE = {"condition": "place", "operator": "is", "value": "Celle"}


def make_segment(*nodes: dict[str, Any], **details: Any) -> Segment:
    conditions = {"all": list(nodes) or [leaf("place", "is", "Celle")]}
    return Segment.objects.create(**{"name": "Celle", "conditions": conditions, **details})


def test_a_segment_is_saved_with_who_made_it(office: Client) -> None:
    answer = office.post(reverse("segments:add"), sent(PLACE, description="Für die Einladung"))
    made = Segment.objects.get()
    assert answer.url == reverse("segments:inspect", args=[made.pk])
    assert made.conditions == {"all": [{"condition": "place", "operator": "is", "value": ["Celle"]}]}
    entry = Entry.objects.get(target_ref=made.public_id)
    assert (entry.action, entry.actor_kind) == ("segment.created", "user")
    assert set(entry.details["fields"]) == {"name", "description", "conditions"}


def test_buttons_change_the_form_and_save_nothing(office: Client) -> None:
    url = reverse("segments:add")
    text = flat(office.post(url, sent(PLACE, do="add-condition:1")))
    assert re.findall(r'name="row" value="([^"]+)"', text) == ["1.0", "2.1", "3.1"]
    assert 'id="r3-condition" data-structure autofocus' in text
    text = flat(office.post(url, sent(PLACE, do="add-group:1")))
    assert re.findall(r'name="row" value="([^"]+)"', text) == ["1.0", "2.1", "3.1", "4.3"]
    text = flat(office.post(url, sent(PLACE, {**PLACE, "value": "Uelzen"}, do="up:3")))
    assert re.findall(r'name="row" value="([^"]+)"', text) == ["1.0", "3.1", "2.1"]
    text = flat(office.post(url, sent(PLACE, {**PLACE, "value": "Uelzen"}, do="remove:2")))
    assert re.findall(r'name="row" value="([^"]+)"', text) == ["1.0", "3.1"]
    assert not Segment.objects.exists()


def test_what_is_built_comes_back_as_it_was(office: Client) -> None:
    nested = {"none": [leaf("role", "any_of", "speaker", "juror"), {"any": [leaf("entered", "last_days", "30")]}]}
    segment = make_segment(leaf("role_begun", "days_between", "2019-01-01", "2019-12-31", of="speaker"), nested)
    text = page(office, reverse("segments:edit", args=[segment.pk]))
    form: dict[str, Any] = {}
    for name, value in re.findall(
        r'<input type="(?:hidden|number|date|text)" name="([^"]+)"[^>]* value="([^"]*)"', text
    ):
        form.setdefault(name, []).append(value)
    for name, value in re.findall(r'<input type="checkbox" name="([^"]+)" value="([^"]+)" checked', text):
        form.setdefault(name, []).append(value)
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL):
        form[name] = re.findall(r'value="([^"]*)" selected', options)[0]
    form |= {"name": "Neu", "subject": "person", "do": "save"}
    assert office.post(reverse("segments:edit", args=[segment.pk]), form).status_code == 302
    before = segment.conditions
    segment.refresh_from_db()
    assert (segment.name, segment.conditions) == ("Neu", before)


def test_a_mistake_is_said_above_and_beside_the_row(office: Client) -> None:
    answer = office.post(reverse("segments:add"), sent({**PLACE, "value": ""}, name=""))
    text = flat(answer)
    assert answer.status_code == 200
    assert 'href="#row-2"' in text
    assert 'id="error-2"' in text
    assert 'aria-describedby="error-2"' in text
    assert 'href="#id_name"' in text
    assert not Segment.objects.exists()


def test_a_name_is_taken_whatever_its_capitals(office: Client) -> None:
    make_segment(name="Die Langen")
    text = flat(office.post(reverse("segments:add"), sent(PLACE, name="DIE  LANGEN")))
    assert "Eine Zielgruppe mit diesem Namen gibt es schon" in text
    assert Segment.objects.count() == 1


def test_the_count_says_who_is_left_out_and_why(office: Client) -> None:
    newsletter = words(REGISTER, NEWSLETTER)
    for number in (1, 2, 3):
        make_person(number, place="Celle", consents=newsletter if number == 1 else words(REGISTER))
    answer = office.post(reverse("segments:add"), sent(PLACE, do="refresh"), headers={"X-Fragment": "reach"})
    text = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert "<html" not in answer.content.decode()
    assert "3 Personen" in text
    assert "1 davon darf kontaktiert werden" in text
    assert "2 haben nie eingewilligt" in text


def test_the_same_questions_to_the_database_for_many_rows(office: Client) -> None:
    url, forms = reverse("segments:add"), []
    for many in (2, 12):
        tags = [{"condition": "tag", "operator": "filled"}, {"condition": "region", "operator": "filled"}] * (many // 2)
        forms.append(sent(*tags, do="refresh"))
    office.post(url, forms[0])
    counts = []
    for form in forms:
        with CaptureQueriesContext(connection) as captured:
            office.post(url, form)
        counts.append(len(captured))
    # One more for each region and district that is asked about; the choices are read once.
    assert counts[1] - counts[0] <= 10


def test_the_list_says_which_segments_are_broken(office: Client) -> None:
    make_segment()
    make_segment(leaf("tag", "any_of", "aaaaaaaaaaaa"), name="Kaputt")
    text = page(office, reverse("segments:index"))
    assert text.count("defekt: erreicht niemanden") == 1
    broken = Segment.objects.get(name="Kaputt")
    assert "erreicht sie niemanden" in page(office, reverse("segments:inspect", args=[broken.pk]))
    assert "Kaputt" not in page(office, f"{reverse('segments:index')}?q=celle")


def test_an_editor_sees_how_many_but_not_who(signed_in: SignedIn) -> None:
    make_person(1, last_name="Geheim", place="Celle")
    segment = make_segment()
    text = page(signed_in("editor"), reverse("segments:inspect", args=[segment.pk]))
    assert "<b>1</b>" in text
    assert "Geheim" not in text
    assert "Geheim" in page(signed_in("office"), reverse("segments:inspect", args=[segment.pk]))
    answer = signed_in("editor").post(reverse("segments:edit", args=[segment.pk]), sent(PLACE, name="Anders"))
    assert answer.status_code == 302
    assert Segment.objects.get().name == "Celle"


def test_a_copy_has_a_name_of_its_own(office: Client) -> None:
    segment = make_segment()
    for _each in range(2):
        office.post(reverse("segments:copy", args=[segment.pk]))
    assert sorted(Segment.objects.values_list("name", flat=True)) == ["Celle", "Celle (Kopie 2)", "Celle (Kopie)"]


def test_what_is_used_is_not_deleted(office: Client) -> None:
    segment = make_segment()
    uses.register("test", lambda asked: ["Rundbrief Mai"] if asked.name == "Celle" else [])
    try:
        text = flat(office.post(reverse("segments:delete", args=[segment.pk]), follow=True))
        assert Segment.objects.exists()
        assert "Rundbrief Mai" in text
        assert "Rundbrief Mai" in page(office, reverse("segments:inspect", args=[segment.pk]))
    finally:
        uses._registry.asked.pop("test")
    office.post(reverse("segments:delete", args=[segment.pk]))
    assert not Segment.objects.exists()


def test_an_export_holds_only_who_agreed_and_is_written_down(office: Client) -> None:
    newsletter = words(REGISTER, NEWSLETTER)
    make_person(1, last_name="=Ja()", place="Celle", consents=newsletter)
    make_person(2, last_name="Nein", place="Celle")
    make_institution(1, place="Celle", consents=newsletter)
    segment = make_segment(subject="both")
    url = reverse("segments:export", args=[segment.pk])
    answer = office.post(url, {"contact": "newsletter", "purpose": "Einladung", "format": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 3
    assert "ada1@example.org" in lines[1]
    assert "verein1@example.org" in lines[2]
    entry = Entry.objects.get(action="segment.exported")
    assert entry.details == {"contact": "newsletter", "purpose": "Einladung", "format": "csv", "rows": 2}
    answer = office.post(url, {"contact": "none", "purpose": "Statistik", "format": "xlsx"})
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)  # type: ignore[attr-defined, union-attr]
    assert len(rows) == 4
    assert not any("@" in str(cell) for row in rows for cell in row)


def test_an_export_without_a_purpose_is_refused(office: Client) -> None:
    make_person(1, place="Celle")
    segment = make_segment()
    answer = office.post(reverse("segments:export", args=[segment.pk]), {"contact": "newsletter", "format": "csv"})
    assert answer["Content-Type"].startswith("text/html")
    assert not Entry.objects.filter(action="segment.exported").exists()


def test_records_are_suggested_by_a_part_of_the_name(office: Client) -> None:
    make_institution(1, name="Verein für Müßiggang")
    url = reverse("segments:records", kwargs={"condition": "affiliated_with"})
    assert office.get(url, {"q": "mussig"}).json() == {"found": ["Verein für Müßiggang"]}
    assert office.get(url, {"q": "\x00" * 9}).json() == {"found": []}
    assert office.get(reverse("segments:records", kwargs={"condition": "nothing"})).status_code == 404


def test_an_organisation_is_named_in_words(office: Client) -> None:
    made = make_institution(1, name="Verein Eins")
    make_institution(2, name="Verein Eins und Zwei")
    asked = {"condition": "affiliated_with", "operator": "is", "of": "any"}
    office.post(reverse("segments:add"), sent({**asked, "words": "verein eins"}))
    assert Segment.objects.get().conditions["all"][0]["value"] == [made.public_id]
    text = flat(office.post(reverse("segments:add"), sent({**asked, "words": "verein"}, name="Anders")))
    assert "Mehrere passen" in text
    assert text.count('type="radio" name="r2.value"') == 2
    assert Segment.objects.count() == 1
