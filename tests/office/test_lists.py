"""What every list of the office does, shown on events (limited to regions) and themes (not limited)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from anpacken.accounts.exports import cell as cell_of
from anpacken.alliance.models import Theme
from anpacken.audit.models import Entry
from anpacken.core.spreadsheets import neutralised
from anpacken.core.texts import translated
from anpacken.events.models import Event
from tests import exports
from tests.consistency import world

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


def listed(client: Client, name: str, **query: str) -> str:
    answer = client.get(reverse(f"{name}:index"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def exported(client: Client, name: str, **query: str) -> list[list[str]]:
    return exports.rows(exports.export(client, name, **query))


def theme_form(**given: Any) -> dict[str, Any]:
    form = {
        "slug": "sprache",
        "name_de": "Sprache",
        "name_en": "Language",
        "description_de": "",
        "description_en": "",
        "position": "3",
    }
    return {**form, **given}


def event_form(client: Client, event: Event | None, **given: Any) -> dict[str, Any]:
    """What the browser would send back if nobody typed anything but `given`."""
    url = reverse("events_office:edit", args=[event.pk]) if event else reverse("events_office:add")
    form = client.get(url).context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        for name, value in _inputs(bound.html_name, bound.value(), bound):
            sent[name] = value
    for name, formset in form.formsets.items():
        sent |= {f"{formset.prefix}-{word}": "0" for word in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        sent[f"{formset.prefix}-MAX_NUM_FORMS"] = "1000"
        assert name
    return {**sent, **given}


def _inputs(name: str, value: Any, bound: Any) -> list[tuple[str, Any]]:
    if hasattr(value, "get") and not isinstance(value, str):
        return [(f"{name}_{code}", value.get(code) or "") for code in ("de", "en")]
    if isinstance(value, list):
        return [(name, [getattr(entry, "pk", entry) for entry in value])]
    return [] if value is None or value is False else [(name, value)]


def test_saving_goes_through_the_action_and_is_written_down(signed_in: SignedIn) -> None:
    answer = signed_in("office").post(reverse("theme:add"), theme_form())
    assert answer.status_code == 302
    theme = Theme.objects.get(slug="sprache")
    assert str(theme.name) == "Sprache"
    entry = Entry.objects.get(action="theme.created")
    assert (entry.actor_kind, entry.target_ref) == ("user", theme.public_id)


def test_a_mistake_is_said_in_the_form_and_nothing_is_saved(signed_in: SignedIn) -> None:
    answer = signed_in("office").post(reverse("theme:add"), theme_form(name_de="", name_en=""))
    assert answer.status_code == 200
    assert "Noch nicht gespeichert" in answer.content.decode()
    assert not Theme.objects.exists()
    assert not Entry.objects.filter(action="theme.created").exists()


def test_a_list_leads_to_the_record_and_shows_texts_as_texts(signed_in: SignedIn) -> None:
    theme = world.theme()
    text = listed(signed_in("office"), "theme")
    assert reverse("theme:inspect", args=[theme.pk]) in text
    assert "Thema 1" in text
    assert "{&#x27;de" not in text
    assert "&quot;text&quot;" not in text


@pytest.mark.parametrize("word", ["übergänge", "ÜBERGÄNGE", "transitions", "Übergänge Schule"])
def test_the_search_reads_all_languages_and_umlauts_in_any_case(word: str, signed_in: SignedIn) -> None:
    world.theme(2)
    name = translated(de="Übergänge in die Schule", en="Transitions to school")
    Theme.objects.create(slug="schule", name=name, position=1)
    text = listed(signed_in("office"), "theme", q=word)
    assert "Übergänge in die Schule" in text
    assert "Thema 2" not in text


def test_twenty_five_to_a_page(signed_in: SignedIn) -> None:
    for number in range(1, 28):
        world.theme(number)
    client = signed_in("office")
    assert len(client.get(reverse("theme:index")).context["object_list"]) == 25
    assert len(client.get(reverse("theme:index"), {"p": "2"}).context["object_list"]) == 2


def test_an_export_speaks_the_offices_language_and_is_written_down(signed_in: SignedIn) -> None:
    world.upcoming_event()
    header, row = exported(signed_in("office"), "events_office")
    cells = dict(zip(header, row, strict=True))
    assert (cells["Titel"], cells["Stand"], cells["Ort"], cells["Regionalbüro"]) == (
        "Dialog 1",
        "angekündigt",
        "Ort 1",
        "Region 1",
    )
    entry = Entry.objects.get(action="list.exported")
    assert entry.details == {
        "list": "events.event",
        "rows": 1,
        "format": "csv",
        "purpose": exports.PURPOSE,
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_would_be_a_formula_is_text(start: str) -> None:
    assert neutralised(f"{start}1+1") == f"'{start}1+1"
    assert neutralised("1+1") == "1+1"
    assert neutralised(-1) == -1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_runs_no_formula(kind: str, signed_in: SignedIn) -> None:
    evil = '=HYPERLINK("https://example.org","Klick")'
    Theme.objects.create(slug="boese", name=translated(de=evil), position=1)
    client = signed_in("office")
    if kind == "csv":
        assert exported(client, "theme")[1][1] == f"'{evil}"
        return
    content = exports.content(exports.export(client, "theme", "xlsx"))
    cell = load_workbook(io.BytesIO(content)).active["B2"]
    assert (cell.data_type, cell.value) == ("s", f"'{evil}")


def test_moments_leave_the_house_by_the_clock_on_the_wall() -> None:
    assert cell_of(datetime(2019, 10, 10, 9, 0, 5, 7, tzinfo=UTC)) == datetime(2019, 10, 10, 11, 0, 5)
    assert cell_of(True) == "ja"
    assert cell_of(date(2019, 10, 10)) == date(2019, 10, 10)


def test_an_editor_exports_nothing(signed_in: SignedIn) -> None:
    world.upcoming_event()
    editor = signed_in("editor")
    assert reverse("events_office:export") not in listed(editor, "events_office")
    assert editor.get(reverse("events_office:export")).status_code == 302
    assert exports.export(editor, "events_office").status_code == 302
    for file_format in ("csv", "xlsx"):
        answer = editor.get(reverse("events_office:index"), {"export": file_format})
        assert answer["Content-Type"].startswith("text/html")
    assert not Entry.objects.filter(action="list.exported").exists()


def test_a_regional_office_exports_and_counts_its_own_region_only(signed_in: SignedIn) -> None:
    mine, other = world.upcoming_event(1), world.upcoming_event(2)
    Event.objects.filter(pk=other.pk).update(region=world.region(2))
    regional = signed_in("regional")
    assert [row[1] for row in exported(regional, "events_office")[1:]] == [str(mine.title)]
    assert Entry.objects.get(action="list.exported").details["rows"] == 1
    text = listed(regional, "events_office")
    assert "Dialog 1" in text
    assert "Dialog 2" not in text
    for page in ("inspect", "edit"):
        assert regional.get(reverse(f"events_office:{page}", args=[mine.pk])).status_code == 200
        assert regional.get(reverse(f"events_office:{page}", args=[other.pk])).status_code == 404
    for deed in ("hold", "withdraw", "cancel"):
        answer = regional.post(reverse("events_office:deed", args=[other.pk, deed]), {"sure": "yes"})
        assert answer.status_code == 404


def test_a_regional_office_is_offered_its_own_region_and_it_is_filled_in(signed_in: SignedIn) -> None:
    mine = world.region()
    world.region(2)
    field = signed_in("regional").get(reverse("events_office:add")).context["form"].fields["region"]
    assert list(field.queryset) == [mine]
    assert field.initial == mine
    assert signed_in("office").get(reverse("events_office:add")).context["form"].fields["region"].queryset.count() == 2


@pytest.mark.parametrize("where", ["region-2", ""])
def test_a_regional_office_moves_no_event_out_of_its_region(where: str, signed_in: SignedIn) -> None:
    event, other = world.upcoming_event(), world.region(2)
    regional = signed_in("regional")
    region = str(other.pk) if where else ""
    sent = event_form(regional, event, region=region)
    answer = regional.post(reverse("events_office:edit", args=[event.pk]), sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    event.refresh_from_db()
    assert event.region == world.region()
    assert not Entry.objects.filter(action="event.changed").exists()


def test_a_regional_office_adds_no_event_elsewhere(signed_in: SignedIn) -> None:
    other = world.region(2)
    regional = signed_in("regional")
    title = {"title_de": "Anderswo", "title_en": "Elsewhere", "starts_on": "2030-01-01"}
    for region in (str(other.pk), ""):
        sent = event_form(regional, None, format="regional_dialogue", region=region, **title)
        assert regional.post(reverse("events_office:add"), sent).status_code == 200
    assert not Event.objects.exists()


def test_the_office_changes_an_event_and_the_fields_are_named(signed_in: SignedIn) -> None:
    event = world.upcoming_event()
    office = signed_in("office")
    sent = event_form(office, event, title_de="Neuer Titel")
    assert office.post(reverse("events_office:edit", args=[event.pk]), sent).status_code == 302
    event.refresh_from_db()
    assert str(event.title) == "Neuer Titel"
    assert "title" in Entry.objects.get(action="event.changed").details["fields"]
    assert "Felder: Titel" in office.get(reverse("events_office:inspect", args=[event.pk])).content.decode()


def test_what_is_given_is_not_added(signed_in: SignedIn) -> None:
    world.alliance()
    world.region()
    office = signed_in("office")
    for name in ("alliance", "region"):
        assert "/new/" not in listed(office, name)
        assert office.get(f"/office/{name}/new/").status_code == 404


def test_a_record_says_languages_by_name_and_no_numbers_of_the_database(signed_in: SignedIn) -> None:
    guest = world.registration()
    text = signed_in("office").get(reverse("registrations:inspect", args=[guest.pk])).content.decode()
    assert re.search(r"<dd>\s*Deutsch\s*</dd>", text)
    alliance = signed_in("office").get(reverse("alliance:inspect", args=[world.alliance().pk])).content.decode()
    assert world.alliance().public_id not in alliance.split("Was geschah")[0].split("<dl>")[1]


def test_yes_and_no_stand_in_the_lists_in_words(signed_in: SignedIn) -> None:
    client = signed_in("office")
    text = client.get(reverse("log_ins:index")).content.decode()
    assert re.search(r"<td[^>]*>\s*ja\s*</td>", text)
    assert not re.search(r"<td[^>]*>\s*True\s*</td>", text)
