from __future__ import annotations

from collections.abc import Callable

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anpacken.core.actors import Actor
from anpacken.core.page_cache import KEEP_HEADER
from anpacken.core.texts import translated
from anpacken.media.models import Picture
from anpacken.network.actions import projects
from anpacken.places import maps
from anpacken.places.actions import geography
from tests.factories.network import (
    BY,
    make_district,
    make_municipality,
    make_organisation,
    make_project,
    make_theme,
)

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, status: int = 200) -> lxml.html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == status
    return lxml.html.fromstring(answer.content.decode())


def of_class(document: lxml.html.HtmlElement, name: str) -> list[lxml.html.HtmlElement]:
    return list(document.find_class(name))


def titles(document: lxml.html.HtmlElement) -> list[str]:
    return [" ".join(title.text_content().split()) for title in of_class(document, "card-title")]


@pytest.fixture
def geography_loaded() -> None:
    geography.load(by=Actor.command("test"))
    maps.forget()


def test_the_list_shows_public_projects_with_place_and_theme(client: Client) -> None:
    make_project(municipality=make_municipality("Rhede (Ems)", make_district()), themes=[make_theme()])
    make_project(name=translated(de="Geheim"), published=False)

    document = page(client, "/projekte/")

    assert titles(document) == ["Chor der Vielfalt"]
    card = document.xpath("//main//article")[0].text_content()
    assert "Rhede (Ems)" in card
    assert "Sprache" in card
    assert "1 Projekt" in of_class(document, "section-head")[0].text_content()


def test_the_list_in_english_says_so_where_a_text_is_german(client: Client) -> None:
    make_project(name=translated(de="Nur auf Deutsch"), summary=translated(de="Singen.", en="Singing."))

    document = page(client, "/en/projekte/")

    assert document.get("lang") == "en"
    (title,) = of_class(document, "card-title")
    assert title.xpath(".//*[@lang='de']")[0].text == "Nur auf Deutsch"
    assert "in German" in title.text_content()
    assert "All projects" in document.text_content()


def test_filters_narrow_and_stay_in_the_form(client: Client) -> None:
    make_project(name=translated(de="A"), district=make_district(), themes=[make_theme()])
    make_project(name=translated(de="B"), district=make_district("03360", "Uelzen", region="lueneburg"))

    document = page(client, "/projekte/?region=lueneburg&q=singen")

    assert titles(document) == ["B"]
    assert document.xpath("//select[@name='region']/option[@selected]/@value")[0] == "lueneburg"
    assert document.xpath("//input[@name='q']/@value")[0] == "singen"


@pytest.mark.parametrize(
    "address",
    [
        "q=%00",
        "q=" + "x" * 3000,
        "theme=%F0%9F%92%A5&region=%00&district[]=1&page=-1",
        "page=99999999999999999999",
        "page=%00",
        "q=%ff%fe&page=abc",
        "district=03241'%20OR%201=1",
    ],
)
def test_bad_addresses_are_answered_kindly(client: Client, address: str) -> None:
    make_project()

    assert titles(page(client, f"/projekte/?{address}")) in (["Chor der Vielfalt"], [])


def test_what_was_left_out_of_the_filter_is_said(client: Client) -> None:
    assert len(of_class(page(client, "/projekte/?theme=nirgends"), "alert-warning")) == 1
    assert of_class(page(client, "/projekte/?utm_source=x"), "alert-warning") == []


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    assert "Noch keine Projekte" in page(client, "/projekte/").text_content()

    make_project()

    document = page(client, "/projekte/?q=nirgends")
    assert "Kein Projekt gefunden" in document.text_content()
    assert document.xpath("//main//a[text()='Alle Projekte zeigen']/@href") == ["/projekte/"]


def test_pages_hold_25_and_keep_the_filter(client: Client) -> None:
    organisation = make_organisation()
    for number in range(26):
        make_project(name=translated(de=f"Projekt {number}"), organisation=organisation)

    first, second = page(client, "/projekte/?q=projekt"), page(client, "/projekte/?q=projekt&page=2")

    assert (len(titles(first)), len(titles(second))) == (25, 1)
    assert first.xpath("//a[@rel='next']/@href") == ["?q=projekt&page=2"]


def test_the_map_leads_to_the_projects_of_a_district(client: Client, geography_loaded: None) -> None:
    town = geography.municipality("Rhede (Ems)")
    make_project(municipality=town, themes=[make_theme()])

    document = page(client, "/projekte/?theme=sprache&region=lueneburg")

    assert titles(document) == []
    links = [link for link in document.xpath("//*[name()='svg']//*[name()='a']/@href") if "district" in link]
    assert links == ["/projekte/?theme=sprache&district=03454"]
    assert "Landkreis Emsland: 1 Projekt" in document.text_content()
    assert "© GeoBasis-DE / BKG 2016 (Daten verändert)" in document.text_content()
    assert titles(page(client, links[0])) == ["Chor der Vielfalt"]


def test_a_list_of_twenty_five_costs_as_many_queries_as_a_list_of_one(client: Client, geography_loaded: None) -> None:
    theme, town = make_theme(), geography.municipality("Oyten")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, "/projekte/")
        return len(captured)

    make_project(themes=[theme], municipality=town, organisation=make_organisation("Verein 0"))
    cost()
    one = cost()
    for number in range(1, 25):
        make_project(themes=[theme], municipality=town, organisation=make_organisation(f"Verein {number}"))

    assert cost() == one <= 9


def test_a_profile_shows_who_where_and_the_way_to_its_website(client: Client, geography_loaded: None) -> None:
    project = make_project(
        municipality=geography.municipality("Oyten"),
        organisation=make_organisation("Tanzverein"),
        themes=[make_theme()],
        website="https://tanz.example.org/",
        body=translated(de="Erster Absatz.\n\nZweiter Absatz."),
    )

    document = page(client, f"/projekte/{project.public_id}/")

    assert document.xpath("//h1")[0].text_content() == "Chor der Vielfalt"
    facts = " ".join(of_class(document, "facts")[0].text_content().split())
    for said in ("Tanzverein", "Oyten", "Landkreis Verden", "Amt für regionale Landesentwicklung Lüneburg"):
        assert said in facts
    (website,) = document.xpath("//a[@href='https://tanz.example.org/']")
    assert website.get("rel") == "noopener"
    assert document.xpath("//main//a[@href='/projekte/?theme=sprache']")
    assert document.xpath("//main//a[@href='/projekte/?district=03361']")
    assert document.xpath("count(//*[name()='path'][@data-level])") == 45
    assert document.xpath("count(//*[name()='circle'])") == 1
    assert "Erster Absatz." in document.text_content()


def test_a_profile_shows_its_neighbours(client: Client) -> None:
    emsland = make_district()
    project = make_project(district=emsland)
    make_project(name=translated(de="Nachbar"), district=emsland)

    assert titles(page(client, f"/projekte/{project.public_id}/")) == ["Nachbar"]


def test_a_project_of_the_whole_state_has_neither_map_nor_neighbours(client: Client) -> None:
    project = make_project()
    make_project()

    document = page(client, f"/projekte/{project.public_id}/")

    assert of_class(document, "map") == []
    assert titles(document) == []
    assert "Landesweit" in of_class(document, "facts")[0].text_content()


def test_texts_cannot_bring_markup(client: Client) -> None:
    evil = '"><script>alert(1)</script>'
    project = make_project(
        name=translated(de=evil),
        summary=translated(de=evil),
        organisation=make_organisation(evil),
        themes=[make_theme("x", evil, evil)],
    )

    for address in ("/projekte/", f"/projekte/{project.public_id}/"):
        assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.parametrize("how", [projects.retire, projects.withdraw])
def test_what_is_no_longer_public_is_not_found(client: Client, how: object) -> None:
    project = make_project()
    how(project=project, by=BY)  # type: ignore[operator]

    page(client, f"/projekte/{project.public_id}/", 404)


@pytest.mark.parametrize("public_id", ["222222222222", "1", "%00", "AAAAAAAAAAAA"])
def test_unknown_ids_are_not_found(client: Client, public_id: str) -> None:
    page(client, f"/projekte/{public_id}/", 404)


def test_pages_may_be_kept_and_set_no_cookie(client: Client) -> None:
    project = make_project()

    for address, tag in (
        ("/projekte/", "projects"),
        (f"/projekte/{project.public_id}/", f"project:{project.public_id}"),
    ):
        answer = client.get(address)
        assert tag in answer[KEEP_HEADER].split()
        assert not answer.cookies


def test_forms_are_not_taken(client: Client) -> None:
    assert client.post("/projekte/").status_code == 405


def test_a_picture_is_shown_where_it_may_be(client: Client, make_picture: Callable[..., Picture]) -> None:
    shown = make_project(picture=make_picture())
    hidden = make_project(picture=make_picture(credit=""))

    cards = page(client, "/projekte/").xpath("//main//article")

    assert [len(card.xpath(".//picture")) for card in cards] == [0, 1]
    assert [len(of_class(card, "card-media")) for card in cards] == [0, 1]
    (figure,) = of_class(page(client, f"/projekte/{shown.public_id}/"), "picture")
    assert "Foto: Chor der Vielfalt" in figure.text_content()
    assert of_class(page(client, f"/projekte/{hidden.public_id}/"), "picture") == []
