"""What machines ask for, and what people read when something went wrong."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory

from anpacken.core import page_cache
from anpacken.events.choices import EventState
from anpacken.website.models import TextPage
from anpacken.website.views import errors
from tests.factories.events import make_event
from tests.factories.network import make_project

pytestmark = pytest.mark.usefixtures("_site")


def test_health_asks_the_database(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok", "no-store")
    assert client.post("/health/").status_code == 405


def test_robots_keep_out_of_the_office(client: Client) -> None:
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\nDisallow: /office/\nDisallow: /demo-mailbox/\nSitemap: http://testserver/sitemap.xml\n"
    )


def test_the_sitemap_names_what_is_public_in_every_language(client: Client, imprint: TextPage) -> None:
    shown, hidden = make_event(), make_event(state=EventState.DRAFT)
    project, kept_back = make_project(), make_project(published=False)
    answer = client.get("/sitemap.xml")
    addresses = re.findall("<loc>http://testserver([^<]*)</loc>", answer.content.decode())

    assert answer["Content-Type"] == "application/xml"
    assert page_cache.KEEP_HEADER in answer
    for path in (
        "/",
        "/en/",
        "/impressum/",
        "/en/imprint/",
        "/zahlen/supporters/",
        "/en/zahlen/supporters/",
        f"/veranstaltungen/{shown.public_id}/",
        f"/en/projekte/{project.public_id}/",
    ):
        assert addresses.count(path) == 1
    assert not [path for path in addresses if hidden.public_id in path or kept_back.public_id in path]


def test_every_address_of_the_sitemap_answers(client: Client, imprint: TextPage) -> None:
    make_event()
    make_project()
    addresses = re.findall("<loc>http://testserver([^<]*)</loc>", client.get("/sitemap.xml").content.decode())
    assert {path: code for path in addresses if (code := client.get(path).status_code) != 200} == {}


@pytest.mark.parametrize(
    ("path", "words"), [("/gibt/es/nicht/", "Diese Seite gibt es hier nicht"), ("/en/no/", "This page is not here")]
)
def test_what_is_not_there(client: Client, path: str, words: str) -> None:
    answer = client.get(path)
    html = answer.content.decode()
    assert answer.status_code == 404
    assert words in html
    assert 'href="/suche/"' in html or 'href="/en/suche/"' in html
    assert answer.cookies == {}


def test_a_request_that_cannot_be_read() -> None:
    answer = errors.bad_request(asked("/"), SuspiciousOperation("secret detail"))
    assert answer.status_code == 400
    assert "Diese Anfrage ist nicht lesbar" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_what_somebody_may_not_see() -> None:
    answer = errors.forbidden(asked("/"))
    assert answer.status_code == 403


@pytest.mark.django_db
def test_our_own_fault_is_told_without_database_and_context(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("secret detail")

    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = errors.server_error(RequestFactory().get("/"))
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "Etwas ist schiefgegangen" in html
    assert "secret detail" not in html

    monkeypatch.setattr("anpacken.website.views.search.search.everything", broken)
    client.raise_request_exception = False
    whole = client.get("/suche/?q=Chor")
    assert whole.status_code == 500
    assert "secret detail" not in whole.content.decode()


def asked(path: str) -> HttpRequest:
    return RequestFactory().get(path)
