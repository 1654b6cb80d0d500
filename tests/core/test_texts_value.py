"""Translated text: what is shown, and how each language stands."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from anpacken.core.texts.value import Made, TextState, TranslatedText, plain, source_hash, translated

words = st.text(min_size=1, max_size=30).filter(lambda text: plain(text) != "")


def test_shows_the_active_language() -> None:
    text = translated(de="Messe", en="Fair")
    assert str(text) == "Messe"
    with translation.override("en"):
        assert str(text) == "Fair"


def test_falls_back_to_the_source_language_and_says_so() -> None:
    text = translated(de="Messe")
    assert text.text("en") == "Messe"
    assert text.language_for("en") == "de"
    assert not text.has("en")


def test_falls_back_to_what_there_is_without_a_source() -> None:
    text = TranslatedText({"en": {"text": "Fair"}})
    assert text.text("de") == "Fair"
    assert text.language_for("de") == "en"


def test_empty() -> None:
    text = TranslatedText()
    assert not text
    assert str(text) == ""
    assert text.language_for() == "de"
    assert list(text) == []
    assert text.stored() == {}


@pytest.mark.parametrize(
    ("given_value", "said"),
    [
        ("Messe", {"de": {"text": "Messe"}}),
        (None, {}),
        ("  \n", {}),
        ({"de": {"text": "Messe"}, "en": {"text": " "}}, {"de": {"text": "Messe"}}),
        ({}, {}),
    ],
)
def test_of(given_value: object, said: dict[str, dict[str, str]]) -> None:
    assert TranslatedText.of(given_value).stored() == said


@pytest.mark.parametrize("nonsense", [3, ["Messe"], {"de": "Messe"}, object()])
def test_of_refuses_what_is_no_text(nonsense: object) -> None:
    with pytest.raises(TypeError, match="is no translated text"):
        TranslatedText.of(nonsense)


def test_states() -> None:
    text = translated(de="Messe", en="Fair")
    assert text.state("de") == TextState.SOURCE
    assert text.state("en") == TextState.CURRENT
    assert text.state("ar") == TextState.MISSING
    assert text.with_text("en", "Market", made=Made.DRAFT).state("en") == TextState.DRAFT
    assert text.with_text("en", "Market", made=Made.MACHINE).state("en") == TextState.MACHINE


def test_a_changed_source_makes_its_translations_outdated_until_they_are_confirmed() -> None:
    text = translated(de="Messe", en="Fair").with_text("de", "Große Messe")
    assert text.state("en") == TextState.OUTDATED
    assert text.with_text("en", "Fair").state("en") == TextState.OUTDATED
    assert text.with_text("en", "Fair", made=Made.PERSON).state("en") == TextState.CURRENT
    assert text.with_text("en", "Big fair").state("en") == TextState.CURRENT
    assert text.with_text("de", "Messe").state("en") == TextState.CURRENT


def test_an_untouched_machine_translation_stays_one() -> None:
    text = translated(de="Messe").with_text("en", "Fair", made=Made.MACHINE)
    assert text.with_text("en", "Fair").state("en") == TextState.MACHINE
    assert text.with_text("en", "Trade fair").state("en") == TextState.CURRENT


def test_a_source_that_comes_later_makes_the_translation_outdated() -> None:
    text = TranslatedText().with_text("en", "Fair")
    assert text.state("en") == TextState.CURRENT
    assert text.with_text("de", "Messe").state("en") == TextState.OUTDATED


def test_line_breaks_and_outer_space_make_no_difference() -> None:
    kept = translated(de="eins\nzwei\n", en="one\ntwo")
    sent = kept.with_text("de", "eins\r\nzwei").with_text("en", " one\r\ntwo ")
    assert sent == kept
    assert sent.state("en") == TextState.CURRENT


def test_copies_leave_the_original_alone() -> None:
    text = translated(de="Messe")
    text.with_text("de", "anders")
    text.stored()["de"]["text"] = "anders"
    assert str(text) == "Messe"


def test_source_hash_is_the_one_that_is_stored() -> None:
    # sha256("Messe")[:16], worked out with sha256sum.
    assert source_hash(" Messe\n") == "fce04c8e32dfea94"
    assert translated(de="Messe", en="Fair").stored()["en"]["source"] == "fce04c8e32dfea94"


def test_equal_texts_have_equal_hashes() -> None:
    assert len({translated(de="Messe", en="Fair"), translated(en="Fair", de="Messe")}) == 1
    assert translated(de="Messe") != "Messe"


@given(source=words, english=words, other=words)
def test_outdated_exactly_when_the_source_says_something_else(source: str, english: str, other: str) -> None:
    text = translated(de=source, en=english).with_text("de", other)
    said = TextState.CURRENT if plain(source) == plain(other) else TextState.OUTDATED
    assert text.state("en") == said


@given(source=words, english=words)
def test_what_is_stored_comes_back(source: str, english: str) -> None:
    text = translated(de=source, en=english)
    assert TranslatedText.of(text.stored()) == text
    assert text.text("de") == plain(source)
    assert text.text("en") == plain(english)


@given(source=words, english=words)
def test_an_emptied_language_is_missing(source: str, english: str) -> None:
    text = translated(de=source, en=english).with_text("en", " ")
    assert text.state("en") == TextState.MISSING
    assert text == translated(de=source)
