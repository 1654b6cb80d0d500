"""Which questions apply to whom, which answers fit, and which line of text is which option."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anpacken.core.refusals import Refusal
from anpacken.core.texts import TranslatedText, translated
from anpacken.questions import errors, options, rules
from anpacken.questions.choices import Kind, When
from anpacken.questions.models import Question

pytestmark = pytest.mark.once
MEAL = [
    {"key": "fleisch", "label": {"de": {"text": "Mit Fleisch"}}},
    {"key": "vegan", "label": {"de": {"text": "Vegan"}}},
]


def question(pk: int, kind: Kind = Kind.TEXT, **facts: Any) -> Question:
    return Question(pk=pk, kind=kind, position=pk, **facts)


CARE = question(1, Kind.YES_NO)
AGES = question(2, Kind.TEXT, shown_if=CARE, shown_for=["yes"], required=True)
MEALS = question(3, Kind.CHOICE, options=MEAL)


@pytest.mark.parametrize(
    ("values", "asked"),
    [({}, [1, 3]), ({1: True}, [1, 2, 3]), ({1: False, 2: "5, 7"}, [1, 3]), ({1: "yes"}, [1, 2, 3])],
)
def test_a_question_is_asked_only_for_the_answers_it_depends_on(values: dict[int, Any], asked: list[int]) -> None:
    assert [one.pk for one in rules.applicable([MEALS, AGES, CARE], values)] == asked


def test_what_depends_on_a_question_that_is_not_asked_is_not_asked_either() -> None:
    allergy = question(4, Kind.YES_NO, shown_if=AGES, shown_for=["x"])
    which = question(5, Kind.TEXT, shown_if=allergy, shown_for=["yes"])
    values = {1: False, 2: "x", 4: True, 5: "Nüsse"}
    assert [one.pk for one in rules.applicable([CARE, AGES, allergy, which], values)] == [1]
    assert rules.relevant([CARE, AGES, allergy, which], values) == {1: False}


def test_only_what_is_asked_has_to_be_answered() -> None:
    assert rules.missing([CARE, AGES], {1: False}) == []
    assert [one.pk for one in rules.missing([CARE, AGES], {1: True, 2: ""})] == [2]
    assert rules.missing([CARE, AGES], {1: True, 2: "5"}) == []


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        (Kind.TEXT, "x" * 300, True),
        (Kind.TEXT, "x" * 301, False),
        (Kind.TEXT, 5, False),
        (Kind.LONG_TEXT, "x" * 2000, True),
        (Kind.LONG_TEXT, "x" * 2001, False),
        (Kind.NUMBER, 0, True),
        (Kind.NUMBER, 1_000_000, True),
        (Kind.NUMBER, 1_000_001, False),
        (Kind.NUMBER, -1, False),
        (Kind.NUMBER, True, False),
        (Kind.NUMBER, "5", False),
        (Kind.YES_NO, False, True),
        (Kind.YES_NO, "yes", False),
        (Kind.CHOICE, "vegan", True),
        (Kind.CHOICE, "Vegan", False),
        (Kind.CHOICE, ["vegan"], False),
        (Kind.SEVERAL, ["vegan", "fleisch"], True),
        (Kind.SEVERAL, ["vegan", "fisch"], False),
        (Kind.SEVERAL, [["vegan"]], False),
        (Kind.CHOICE, None, True),
    ],
)
def test_an_answer_fits_the_kind_of_its_question(kind: Kind, value: Any, fits: bool) -> None:
    assert rules.fits(question(1, kind, options=MEAL), value) is fits


def test_a_question_can_only_depend_on_one_that_comes_before_it() -> None:
    rules.check_order([CARE, AGES, MEALS])
    door = question(1, Kind.YES_NO, when=When.DOOR)
    with pytest.raises(errors.DependsOnLater):
        rules.check_order([door, question(2, shown_if=door, shown_for=["yes"])])


def keys(lines: str, before: Any = MEAL) -> list[str]:
    return [one["key"] for one in options.from_lines(translated(de=lines), before)]


def test_options_keep_their_keys_when_lines_move_are_added_or_get_clearer_words() -> None:
    assert keys("Mit Fleisch\nVegan") == ["fleisch", "vegan"]
    assert keys("Vegan\nMit Fleisch") == ["vegan", "fleisch"]
    assert keys("Mit Fleisch\nMit Fisch und Ei\nVegan") == ["fleisch", "mit_fisch_und_ei", "vegan"]
    assert keys("Mit Fleisch oder Fisch\nVegane Kost") == ["fleisch", "vegan"]
    # Something else in the place of an option is another option.
    assert keys("Mit Fleisch\nHalal") == ["fleisch", "halal"]
    assert keys("Käse\nkase", []) == ["kaese", "kase"]
    assert keys("拉麵\n寿司", []) == ["option", "option_2"]


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ("Nur eine", errors.OptionsMissing),
        ("", errors.OptionsMissing),
        ("Vegan\n vegan ", errors.OptionTwice),
        ("\n".join(f"Nr. {number}" for number in range(41)), errors.TooManyOptions),
    ],
)
def test_lines_that_are_no_options_are_refused(lines: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        keys(lines)


def test_options_are_translated_line_by_line() -> None:
    made = options.from_lines(translated(de="Mit Fleisch\nVegan", en="Meat\nVegan food"), MEAL)
    assert [TranslatedText.of(one["label"]).text("en") for one in made] == ["Meat", "Vegan food"]
    assert options.as_lines(made).text("en") == "Meat\nVegan food"
    with pytest.raises(errors.LinesDiffer):
        options.from_lines(translated(de="Mit Fleisch\nVegan", en="Meat"), made)


WORDS = st.text("abcdefgh äöü", min_size=1, max_size=12).filter(lambda text: text.strip())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=8, unique_by=lambda text: " ".join(text.split())), st.randoms())
def test_whatever_the_words_keys_are_never_shared_and_saving_the_same_changes_nothing(
    words: list[str], dice: Any
) -> None:
    first = options.from_lines(translated(de="\n".join(words)), [])
    assert len({one["key"] for one in first}) == len(words)
    again = options.from_lines(options.as_lines(first), first)
    assert again == first
    shuffled = list(words)
    dice.shuffle(shuffled)
    known = {TranslatedText.of(one["label"]).text(): one["key"] for one in first}
    moved = options.from_lines(translated(de="\n".join(shuffled)), first)
    assert {TranslatedText.of(one["label"]).text(): one["key"] for one in moved} == known
