from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from anpacken.core.texts import TranslatedText
from anpacken.ui import texts

BOTH = TranslatedText({"de": {"text": "Fest & Tanz"}, "en": {"text": "Fair & dance"}})
GERMAN = TranslatedText({"de": {"text": "Fest & Tanz"}})


def test_a_text_in_the_readers_language_is_plain() -> None:
    assert texts.marked(BOTH) == "Fest &amp; Tanz"
    with translation.override("en"):
        assert texts.marked(BOTH) == "Fair &amp; dance"


def test_a_text_that_fell_back_says_so_in_the_readers_language() -> None:
    with translation.override("en"):
        assert texts.marked(GERMAN) == (
            '<span lang="de" dir="ltr">Fest &amp; Tanz</span> <small class="language-note">in German</small>'
        )
    arabic = TranslatedText({"ar": {"text": "حفل"}})
    assert texts.marked(arabic) == (
        '<span lang="ar" dir="rtl">حفل</span> <small class="language-note">auf Arabisch</small>'
    )


@pytest.mark.parametrize("value", [None, "", TranslatedText()])
def test_nothing_stays_nothing(value: object) -> None:
    assert texts.marked(value) == ""
    assert texts.in_paragraphs(value) == ""


def test_plain_strings_are_escaped() -> None:
    assert texts.marked("<b>") == "&lt;b&gt;"


def test_paragraphs_breaks_and_lists() -> None:
    text = "Eins\r\nzwei\r\n\r\n\r\nDrei:\r\n- vier & fünf\r\n-  sechs\r\nsieben\r\n"
    assert texts.in_paragraphs(text) == (
        "<p>Eins<br>zwei</p><p>Drei:</p><ul><li>vier &amp; fünf</li><li>sechs</li></ul><p>sieben</p>"
    )


def test_a_minus_inside_a_line_makes_no_list() -> None:
    assert texts.in_paragraphs("10 - 16 Uhr\n-5 Grad") == "<p>10 - 16 Uhr<br>-5 Grad</p>"


def test_paragraphs_that_fell_back_are_marked_as_a_whole() -> None:
    with translation.override("en"):
        assert texts.in_paragraphs(GERMAN) == (
            '<p><small class="language-note">in German</small></p><div lang="de" dir="ltr"><p>Fest &amp; Tanz</p></div>'
        )


def test_filters_are_there_without_loading() -> None:
    template = Template("{{ a|text }}|{{ a|paragraphs }}")
    assert template.render(Context({"a": "x<y"})) == "x&lt;y|<p>x&lt;y</p>"


@given(st.text(alphabet=st.sampled_from("ab<>&\"'- \n\r\u2028"), max_size=60))
def test_paragraphs_hold_no_other_markup_than_their_own(text: str) -> None:
    html = texts.in_paragraphs(text)
    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>", "<br>", "<ul>", "</ul>", "<li>", "</li>"}
    assert html.count("<p>") == html.count("</p>")
    assert html.count("<li>") == html.count("</li>")
