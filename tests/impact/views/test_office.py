"""The office: who may see and change what, and that saves go through the actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from anpacken.audit.models import Entry
from anpacken.impact.models import AllianceYear, Indicator, OpeningBalance, Prize
from tests.factories.impact import make_prize

SignIn = Callable[..., Client]
LISTS = ["alliance_years", "opening_balances", "outcomes", "indicators", "prizes", "publications", "press"]


@pytest.mark.parametrize("role", ["office", "editor", "regional"])
def test_lists_and_figures_open_for_everybody_in_the_office(
    signed_in: SignIn, fourth_year: AllianceYear, role: str
) -> None:
    client = signed_in(role, region_code="lueneburg") if role == "regional" else signed_in(role)
    for name in LISTS:
        assert client.get(f"/office/{name}/").status_code == 200, name
        assert client.get(f"/office/{name}/?q=viertes").status_code == 200, name
    page = client.get("/office/figures/?am=2019-10-10")
    assert page.status_code == 200
    assert "rund 4.680" in page.content.decode()
    assert client.get("/office/figures/?am=quark").status_code == 200


def test_a_regional_office_changes_nothing(signed_in: SignIn, fourth_year: AllianceYear) -> None:
    client = signed_in("regional", region_code="lueneburg")
    assert client.get(f"/office/alliance_years/edit/{fourth_year.pk}/").status_code == 302
    assert client.post(f"/office/alliance_years/{fourth_year.pk}/make-pdf/").status_code == 302
    assert not Entry.objects.filter(action="allianceyear.report_asked").exists()


def test_a_balance_is_changed_through_the_action(signed_in: SignIn, fourth_year: AllianceYear) -> None:
    record = OpeningBalance.objects.get(figure="people_connected")
    form = {
        "figure": "people_connected",
        "part": "",
        "value": "4640",
        "word": "exact",
        "as_of": "2018-11-05",
        "source_de": "Neu gezählt",
        "source_en": "",
    }
    client = signed_in("office")
    assert client.post(f"/office/opening_balances/edit/{record.pk}/", form).status_code == 302
    record.refresh_from_db()
    assert (record.value, str(record.source)) == (4640, "Neu gezählt")
    assert Entry.objects.filter(action="openingbalance.changed", target_ref=record.public_id).exists()
    refused = client.post(f"/office/opening_balances/edit/{record.pk}/", {**form, "part": "persons"})
    assert refused.status_code == 200
    assert "persons" in refused.content.decode()
    record.refresh_from_db()
    assert record.part == ""


def test_a_jury_is_written_line_by_line(signed_in: SignIn, fourth_year: AllianceYear) -> None:
    prize = make_prize(fourth_year.cut_off_on, jury=["Ada"])
    form = {
        "award_name_de": "Preis",
        "name_de": "Sonderpreis",
        "awarded_on": "2019-10-10",
        "jury": " Ada \r\n\r\nBen",
        "winning_entry": "",
        "endowment": "",
        "winner": "",
        "event": "",
    }
    assert signed_in("editor").post(f"/office/prizes/edit/{prize.pk}/", form).status_code == 302
    assert Prize.objects.get(pk=prize.pk).jury == ["Ada", "Ben"]


def test_an_indicator_is_saved_with_its_values(signed_in: SignIn, fourth_year: AllianceYear) -> None:
    indicator = Indicator.objects.get()
    points = list(indicator.points.all())
    form = {
        "slug": "arbeit",
        "name_de": "In Arbeit",
        "unit_de": "Personen",
        "note_de": "",
        "theme": "",
        "position": "0",
        "points-TOTAL_FORMS": "2",
        "points-INITIAL_FORMS": "2",
        "points-MIN_NUM_FORMS": "0",
        "points-MAX_NUM_FORMS": "1000",
    }
    for number, point in enumerate(points):
        form |= {
            f"points-{number}-id": str(point.pk),
            f"points-{number}-as_of": point.as_of.isoformat(),
            f"points-{number}-date_precision": "month",
            f"points-{number}-value": str(point.value + 1),
            f"points-{number}-word": "exact",
            f"points-{number}-source_de": "Agentur",
        }
    assert signed_in("editor").post(f"/office/indicators/edit/{indicator.pk}/", form).status_code == 302
    assert [point.value for point in Indicator.objects.get().points.all()] == [8962, 11851]


def test_the_button_asks_the_worker_for_the_pdf(signed_in: SignIn, fourth_year: AllianceYear, media: Path) -> None:
    client = signed_in("editor")
    page = client.get(f"/office/alliance_years/inspect/{fourth_year.pk}/")
    assert "make-pdf" in page.content.decode()
    assert client.post(f"/office/alliance_years/{fourth_year.pk}/make-pdf/").status_code == 302
    assert Entry.objects.filter(action="allianceyear.report_asked").count() == 1
    assert client.get(f"/office/alliance_years/{fourth_year.pk}/make-pdf/").status_code == 405


def test_a_public_year_gets_its_pdf_made_anew_when_it_is_saved(signed_in: SignIn, fourth_year: AllianceYear) -> None:
    form = {
        "number": "4",
        "starts_on": "2018-11-06",
        "ends_on": "2019-11-05",
        "cut_off_on": "2019-10-10",
        "title_de": "Neuer Titel",
        "is_published": "on",
    }
    address = f"/office/alliance_years/edit/{fourth_year.pk}/"
    client = signed_in("editor")
    assert client.post(address, form).status_code == 302
    assert str(AllianceYear.objects.get().title) == "Neuer Titel"
    assert Entry.objects.filter(action="allianceyear.report_asked").count() == 1
    refused = client.post(address, {**form, "title_de": ""})
    assert refused.status_code == 200
    assert "Titel des Berichts" in refused.content.decode()
    assert str(AllianceYear.objects.get().title) == "Neuer Titel"


def test_visitors_are_sent_to_the_log_in(client: Client, fourth_year: AllianceYear) -> None:
    for name in [*LISTS, "figures"]:
        answer = client.get(f"/office/{name}/")
        assert (answer.status_code, answer["Location"].startswith("/anmeldung/")) == (302, True)
