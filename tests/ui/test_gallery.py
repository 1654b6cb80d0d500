"""The gallery shows everything, to builders only; layouts stand without any context."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils import translation

from anpacken.ui import components, gallery

pytestmark = pytest.mark.django_db
NOT_ALONE = {"specimen"}


def test_every_component_is_shown() -> None:
    shown = {name for entry in gallery.ENTRIES for name in entry.props}
    assert set(components.names()) - shown == NOT_ALONE


@pytest.mark.parametrize("name", [entry.name for entry in gallery.ENTRIES])
def test_every_entry_renders(client: Client, name: str) -> None:
    answer = client.get(f"/ui/{name}/")
    assert answer.status_code == 200
    assert answer.content.decode().count('class="specimen') >= 2
    assert not answer.cookies


def test_the_overview_leads_to_every_entry(client: Client) -> None:
    text = client.get("/ui/").content.decode()
    assert {f"/ui/{entry.name}/" for entry in gallery.ENTRIES} <= set(re.findall(r'href="([^"]+)"', text))


def test_the_sample_page_renders(client: Client) -> None:
    assert client.get("/ui/sample/").status_code == 200


def test_an_unknown_component_is_not_found(client: Client) -> None:
    assert client.get("/ui/carousel/").status_code == 404


@pytest.mark.parametrize("address", ["/ui/", "/ui/card/", "/ui/sample/"])
def test_nobody_sees_the_gallery_in_production(client: Client, address: str) -> None:
    with override_settings(DEMO=False, DEBUG=False):
        assert client.get(address).status_code == 404


def test_the_language_can_be_chosen(client: Client) -> None:
    assert '<html lang="en" dir="ltr">' in client.get("/ui/card/?language=en").content.decode()
    assert '<html lang="de" dir="ltr">' in client.get("/ui/card/?language=<script>").content.decode()


@pytest.mark.parametrize("layout", ["ui/layouts/public.html", "ui/layouts/plain.html"])
def test_layouts_stand_without_request_and_context(layout: str) -> None:
    text = render_to_string(layout)
    assert '<html lang="de" dir="ltr">' in text
    assert 'id="main"' in text


def test_alternates_and_canonical_are_absolute() -> None:
    menu = [
        {"code": "de", "name": "Deutsch", "href": "/projekte/", "current": False},
        {"code": "en", "name": "English", "href": "/en/projekte/", "current": True},
    ]
    request = RequestFactory().get("/en/projekte/", {"page": "2"})
    with translation.override("en"):
        text = render_to_string("ui/layouts/public.html", {"languages_menu": menu}, request)
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/projekte/">' in text
    assert re.findall(r'hreflang="([^"]+)" href="(http[^"]+)"', text) == [
        ("de", "http://127.0.0.1:8000/projekte/"),
        ("en", "http://127.0.0.1:8000/en/projekte/"),
        ("x-default", "http://127.0.0.1:8000/projekte/"),
    ]
    assert '<html lang="en" dir="ltr">' in text
    assert 'href="/projekte/" lang="de" hreflang="de"' in " ".join(text.split())
