from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from django.db import connection
from django.db.models import QuerySet
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from anpacken.core.texts import TranslatedText, translated
from anpacken.media import queries
from anpacken.media.models import Picture, PictureRendition

TEMPLATE = '{% load media %}{% picture shown "card" %}'


def drawn(picture: Picture | None, template: str = TEMPLATE) -> str:
    return Template(template).render(Context({"shown": picture}))


def test_a_picture_comes_in_three_formats_and_two_widths(make_picture: Callable[..., Picture]) -> None:
    page = lxml.html.fromstring(drawn(make_picture()))

    assert [source.get("type") for source in page.findall(".//source")] == ["image/avif", "image/webp"]
    assert [part.split()[-1] for part in page.find(".//source").get("srcset").split(", ")] == ["400w", "800w"]
    image = page.find(".//img")
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("800", "450", "Ein Chor singt")
    assert image.get("src").endswith(".jpg")
    assert image.get("loading") == "lazy"
    assert page.find(".//figcaption").text == "Foto: Chor der Vielfalt"


def test_the_first_picture_of_a_page_is_loaded_at_once(make_picture: Callable[..., Picture]) -> None:
    image = lxml.html.fromstring(drawn(make_picture(), '{% load media %}{% picture shown "wide" first=True %}')).find(
        ".//img"
    )

    assert image.get("loading") is None
    assert image.get("fetchpriority") == "high"


def test_the_alternative_text_is_in_the_readers_language(make_picture: Callable[..., Picture]) -> None:
    picture = make_picture()

    with translation.override("en"):
        image = lxml.html.fromstring(drawn(picture)).find(".//img")

    assert (image.get("alt"), image.get("lang")) == ("A choir sings", None)


def test_an_alternative_text_that_fell_back_carries_its_language(make_picture: Callable[..., Picture]) -> None:
    picture = make_picture(alt_text=translated(de="Ein Chor singt"))

    with translation.override("en"):
        image = lxml.html.fromstring(drawn(picture)).find(".//img")

    assert (image.get("alt"), image.get("lang"), image.get("dir")) == ("Ein Chor singt", "de", "ltr")


def test_texts_are_escaped(make_picture: Callable[..., Picture]) -> None:
    html = drawn(make_picture(credit='<b>"A"</b>', alt_text=translated(de='"><script>')))

    assert "<b>" not in html
    assert "<script>" not in html


def test_the_credit_can_stand_elsewhere(make_picture: Callable[..., Picture]) -> None:
    html = drawn(make_picture(), '{% load media %}{% picture shown "card" credit=False %}')

    assert "figcaption" not in html


def test_a_picture_without_credit_or_alternative_text_is_not_drawn(make_picture: Callable[..., Picture]) -> None:
    assert drawn(make_picture(credit="")) == ""
    assert drawn(make_picture(alt_text=TranslatedText())) == ""
    assert drawn(None) == ""


def test_a_picture_whose_file_is_gone_is_not_drawn(
    make_picture: Callable[..., Picture], caplog: pytest.LogCaptureFixture
) -> None:
    picture = make_picture()
    Path(picture.file.path).unlink()

    assert drawn(picture) == ""
    assert picture.public_id in caplog.text


def test_a_list_of_pictures_costs_as_many_queries_as_one(make_picture: Callable[..., Picture]) -> None:
    def cost(pictures: QuerySet[Picture]) -> int:
        with CaptureQueriesContext(connection) as captured:
            for picture in pictures:
                drawn(picture)
        return len(captured)

    for number in range(4):
        drawn(make_picture(title=str(number)))
    PictureRendition.cache_backend.clear()

    assert cost(queries.for_list("card").filter(title="0")) == cost(queries.for_list("card")) == 2
