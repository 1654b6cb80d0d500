from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from anpacken.core.texts import TranslatedText, translated
from anpacken.media import queries
from anpacken.media.models import Picture

pytestmark = pytest.mark.django_db


def test_only_pictures_that_may_be_shown_are_listed(make_picture: Callable[..., Picture]) -> None:
    make_picture(title="B")
    make_picture(title="A", credit="Foto: A")
    make_picture(title="C", alt_text=TranslatedText())
    make_picture(title="D", credit="")

    assert [picture.title for picture in queries.credited()] == ["A", "B"]


def test_the_page_names_pictures_maps_and_data(client: Client, make_picture: Callable[..., Picture]) -> None:
    make_picture(alt_text=translated(de="Ein <Chor>"), credit="Foto: A & B")

    html = client.get("/bildnachweise/").content.decode()

    assert "Ein &lt;Chor&gt;" in html
    assert "Foto: A &amp; B" in html
    assert "© GeoBasis-DE / BKG 2016 (Daten verändert)" in html
    assert "CC BY 4.0" in html
    assert "© OpenStreetMap contributors" in html


def test_without_pictures_the_page_says_so(client: Client) -> None:
    assert "Noch keine Bilder" in client.get("/bildnachweise/").content.decode()
