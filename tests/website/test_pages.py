"""Home page and pages of text, in both languages, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from anpacken.audit.models import Entry
from anpacken.core import page_cache
from anpacken.website.actions import pages
from anpacken.website.models import HomePage, TextPage
from tests.factories.events import make_event
from tests.factories.impact import make_year
from tests.factories.network import make_project, make_theme
from tests.website.conftest import BY

pytestmark = pytest.mark.usefixtures("_site")


def html_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def menu(html: str) -> dict[str, str]:
    """Where the language menu leads, by language."""
    return {code: unescape(href) for href, code in re.findall(r'<a href="([^"]*)"\s+lang="(..)"', html)}


def test_home_shows_what_is_in_the_rooms(client: Client, frozen_clock: object) -> None:
    make_event()
    make_project()
    make_theme("wohnen", "Wohnen & Leben", "Housing & living")
    make_year()

    german, english = html_of(client, "/"), html_of(client, "/en/")

    assert "Chor der Vielfalt" in german
    assert "Wohnen &amp; Leben" in german
    assert "Viertes Jahr" in german
    assert 'href="/veranstaltungen/rueckblick/?theme=wohnen"' in german
    assert '<html lang="de"' in german
    assert "Choir of diversity" in english
    assert "Fourth year" in english
    assert "Housing &amp; living" in english
    assert '<html lang="en"' in english


def test_home_stands_with_empty_rooms(client: Client) -> None:
    assert "Zurzeit ist nichts angekündigt" in html_of(client, "/")


def test_home_sets_no_cookie_and_may_be_kept(client: Client) -> None:
    answer = client.get("/")
    assert answer.cookies == {}
    assert answer[page_cache.KEEP_HEADER] == "300 site events figures projects"


def test_home_keeps_the_words_that_somebody_wrote() -> None:
    words = {"language": "de", "title": "Start", "introduction": "<p>Guten Tag</p>"}
    pages.write_home(**words, lead="Gemeinsam", by=BY)
    pages.write_home(**words, lead="Anders", by=BY)
    assert HomePage.objects.get(locale__language_code="de").lead == "Gemeinsam"


def test_the_trees_are_made_once() -> None:
    pages.ensure_site(name="Anders", by=BY)
    assert HomePage.objects.count() == 2
    assert Entry.objects.filter(action="page.created").count() == 2


def test_a_page_of_text_in_both_languages(client: Client, imprint: TextPage) -> None:
    german, english = html_of(client, "/impressum/"), html_of(client, "/en/imprint/")
    assert "<h2>Wer &lt;wir&gt; sind</h2>" in german
    assert "Die Geschäftsstelle des Bündnisses." in german
    assert "The state chancellery answers for it." in english
    assert "X-Frame-Options" in client.get("/impressum/")


def test_a_page_of_text_is_not_changed_by_a_second_loading(imprint: TextPage) -> None:
    again = pages.ensure_text_page(key="imprint", language="de", slug="neu", title="Neu", body=[], by=BY)
    assert (again.pk, again.title) == (imprint.pk, "Impressum")


def test_an_unpublished_page_is_gone(client: Client, imprint: TextPage) -> None:
    imprint.unpublish()
    html_of(client, "/impressum/", 404)


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/impressum/", "/en/imprint/"),
        ("/en/imprint/", "/impressum/"),
        ("/veranstaltungen/", "/en/veranstaltungen/"),
        ("/en/veranstaltungen/?q=Chor", "/veranstaltungen/?q=Chor"),
        ("/suche/?q=%C3%84pfel", "/en/suche/?q=%C3%84pfel"),
    ],
)
def test_the_language_menu_leads_to_the_same_page(client: Client, imprint: TextPage, path: str, other: str) -> None:
    code = "de" if path.startswith("/en/") else "en"
    assert menu(html_of(client, path))[code] == other


def test_the_language_menu_leads_home_where_nobody_has_translated(client: Client, imprint: TextPage) -> None:
    TextPage.objects.get(slug="imprint").unpublish()
    assert menu(html_of(client, "/impressum/"))["en"] == "/en/"


def test_the_footer_asks_the_database_once(
    client: Client, imprint: TextPage, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page_cache.changed("site")
    assert ">Impressum</a>" in html_of(client, "/suche/")
    TextPage.objects.filter(pk=imprint.pk).update(title="Anbieter")
    assert ">Impressum</a>" in html_of(client, "/suche/")
    assert ">Imprint</a>" in html_of(client, "/en/suche/")

    with django_capture_on_commit_callbacks(execute=True):
        pages.note(page=imprint, action="page.published", by=BY)
    assert ">Anbieter</a>" in html_of(client, "/suche/")
