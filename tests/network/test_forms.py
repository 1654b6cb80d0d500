from __future__ import annotations

import pytest
from django.http import QueryDict
from django.utils import translation

from anpacken.network.forms import ProjectFilterForm
from anpacken.network.queries.projects import Filters
from tests.factories.network import make_district, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _records() -> None:
    make_theme()
    make_district()


def asked(address: str) -> ProjectFilterForm:
    return ProjectFilterForm(QueryDict(address))


def test_nothing_asked_filters_nothing() -> None:
    form = asked("")

    assert form.filters() == Filters()
    assert form.left_out is False


def test_what_is_asked_is_understood() -> None:
    form = asked("q=chor&theme=sprache&region=weser-ems&district=03454&page=2&utm_source=x")

    assert form.filters() == Filters("chor", "sprache", "weser-ems", "03454")
    assert form.left_out is False


@pytest.mark.parametrize(
    "address",
    [
        "theme=nirgends&q=chor",
        "region=0&q=chor",
        "district=%00&q=chor",
        "district=03454%27--&q=chor",
        "theme=sprache%00&q=chor",
        f"theme={'x' * 5000}&q=chor",
        "region=weser-ems&region=%E2%80%AE&q=chor",
    ],
)
def test_what_makes_no_sense_is_left_out_and_said(address: str) -> None:
    form = asked(address)

    assert form.filters() == Filters(words="chor")
    assert form.left_out is True
    assert not form.errors


@pytest.mark.parametrize("words", ["%00", "chor%00", "x" * 101])
def test_words_that_cannot_be_searched_are_left_out_and_said(words: str) -> None:
    form = asked(f"q={words}&theme=sprache")

    assert form.filters() == Filters(theme="sprache")
    assert form.left_out is True
    assert form["q"].value() is None


def test_words_from_right_to_left_are_searched_as_they_are() -> None:
    assert asked("q=%D8%AC%D9%88%D9%82%D8%A9").filters() == Filters(words="جوقة")


def test_choices_are_in_the_readers_language_with_districts_by_region() -> None:
    with translation.override("en"):
        form = asked("")
        themes = [(value, str(label)) for value, label in form.fields["theme"].choices]  # type: ignore[attr-defined]

    assert themes == [("", "All themes"), ("sprache", "Language")]
    assert form.fields["district"].choices[1] == ("Weser-Ems", [("03454", "Landkreis Emsland")])  # type: ignore[attr-defined]
