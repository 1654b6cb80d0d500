"""The public pages: what they say, and that nothing a visitor types breaks them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from anpacken.impact.models import AllianceYear
from anpacken.impact.queries.report import report

PAGES = [
    "/zahlen/",
    "/zahlen/conferences/",
    "/berichte/",
    "/berichte/4/",
    "/wirkung/",
    "/publikationen/",
    "/publikationen/presse/",
]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_opens_is_kept_and_sets_no_cookie(client: Client, fourth_year: AllianceYear, prefix: str) -> None:
    for page in PAGES:
        answer = client.get(prefix + page)
        assert (answer.status_code, answer.cookies) == (200, {}), page
        assert answer["X-Anpacken-Keep"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["/zahlen/", "/zahlen/supporters/", "/berichte/", "/wirkung/", "/publikationen/", "/publikationen/presse/"]
)
def test_an_empty_installation_has_no_broken_page(client: Client, page: str) -> None:
    assert client.get(page).status_code == 200


def test_the_figures_of_a_day(client: Client, fourth_year: AllianceYear) -> None:
    page = text(client, "/zahlen/?am=2019-10-10")
    assert "rund 4.680" in page
    assert "/zahlen/people_connected/?am=2019-10-10" in page
    assert "rund 4.680" not in text(client, "/zahlen/?am=2019-05-06")


@pytest.mark.parametrize(
    "day", ["quark", "2019-02-30", "1000-01-01", "2999-01-01", "%00", "٢٠١٩-١٠-١٠x", "-1", "9" * 400]
)
@pytest.mark.parametrize("page", ["/zahlen/", "/zahlen/conferences/"])
def test_a_day_that_is_none_is_told_so(client: Client, fourth_year: AllianceYear, page: str, day: str) -> None:
    assert "field-error" in text(client, f"{page}?am={day}") or "error" in text(client, f"{page}?am={day}")


def test_a_figure_shows_definition_sum_source_and_records(client: Client, fourth_year: AllianceYear) -> None:
    page = text(client, "/zahlen/people_connected/?am=2019-10-10")
    for wanted in (
        "4.630",
        "rund 50",
        "rund 4.680",
        "5. November 2018",
        "Aus dem Bericht",
        "Dialog Wohnen",
        "7. Mai 2019",
    ):
        assert wanted in page
    assert "Im Jahr davor" not in page
    assert "Jahrestag" not in page.split('id="records"')[1]


def test_a_reading_says_from_when_and_before_it_that_nothing_is_known(
    client: Client, fourth_year: AllianceYear
) -> None:
    assert "1.291" in text(client, "/zahlen/facebook_likes/?am=2019-10-10")
    assert "nicht bekannt" in text(client, "/zahlen/facebook_likes/?am=2019-10-09")


@pytest.mark.parametrize(
    "address", ["/zahlen/nonsense/", "/berichte/5/", "/berichte/99999999999999999999/", "/berichte/5/bericht.pdf"]
)
def test_what_there_is_not_is_not_found(client: Client, fourth_year: AllianceYear, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_report_that_is_not_published_is_not_found(client: Client, fourth_year: AllianceYear) -> None:
    AllianceYear.objects.update(is_published=False)
    assert client.get("/berichte/4/").status_code == 404
    assert client.get("/berichte/4/bericht.pdf").status_code == 404
    assert "Viertes Jahr" not in text(client, "/berichte/")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_web_report_says_what_the_tree_says(client: Client, fourth_year: AllianceYear, language: str) -> None:
    told = report(fourth_year, language=language)
    page = " ".join(text(client, ("" if language == "de" else "/en") + "/berichte/4/").split())
    wanted = [
        str(told.title),
        told.period,
        *(line.total for line in told.figures),
        *(line.basis for line in told.figures),
    ]
    for chapter in told.chapters:
        wanted += [chapter.title, *(str(event.title) for event in chapter.events)]
        wanted += [fact.value for event in chapter.events for fact in event.facts]
    wanted += [row.when for row in told.workshops] + [str(row.title) for row in told.planned]
    wanted += [one.outlet for one in told.press] + [str(one.title) for one in told.publications]
    for phrase in wanted:
        assert phrase in page, phrase


def test_the_pdf_is_served_once_made_and_again_by_its_tag(
    client: Client, fourth_year: AllianceYear, media: Path
) -> None:
    first = client.get("/berichte/4/bericht.pdf")
    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    assert first.content.startswith(b"%PDF-")
    assert "jahresbericht-4.pdf" in first["Content-Disposition"]
    again = client.get("/berichte/4/bericht.pdf", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_outcomes_show_source_and_the_alliances_part(client: Client, fourth_year: AllianceYear) -> None:
    page = text(client, "/wirkung/?theme=sprache")
    for wanted in ("Mehr Kurse", "200 Kurse.", "Ministerium", "Auf einer Konferenz gefordert.", "11.850"):
        assert wanted in page


def test_publications_are_searched(client: Client, fourth_year: AllianceYear) -> None:
    assert "Wege" in text(client, "/publikationen/?q=wege")
    page = text(client, "/publikationen/?q=wege&kind=newsletter")
    assert "Keine Publikation gefunden" in page


@pytest.mark.parametrize(
    "query",
    ["?page=0", "?page=zwei", "?page=9999", "?theme=%00", "?year=x", "?q=" + "x" * 500, "?kind=%F0", "?q=%25_%27"],
)
@pytest.mark.parametrize(
    "page", ["/wirkung/", "/publikationen/", "/publikationen/presse/", "/berichte/", "/zahlen/conferences/"]
)
def test_strange_filters_are_answered(client: Client, fourth_year: AllianceYear, page: str, query: str) -> None:
    assert client.get(page + query).status_code == 200
