"""Options as lines of text: how the office writes them, and which line is which option after a change.

An option's key never changes, so that answers stay right when words do. A line with the words of an option is that
option, wherever it stands now; of the rest, a line that is much like a missing option is that option with new words.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from django.utils.text import slugify

from anpacken.core import languages
from anpacken.core.texts import TranslatedText
from anpacken.questions import errors
from anpacken.questions.choices import MOST_OPTIONS

ALIKE = 0.6
_KEY_SIGNS = 30
_GERMAN = {ord(letter): pair for letter, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))}
Option = dict[str, Any]


def as_lines(options: Sequence[Option]) -> TranslatedText:
    """The options one a line, in each language in which all of them are written."""
    labels = [TranslatedText.of(option["label"]) for option in options]
    text = TranslatedText()
    for code in languages.codes():
        if labels and all(label.has(code) for label in labels):
            text = text.with_text(code, "\n".join(label.text(code) for label in labels))
    return text


def from_lines(lines: TranslatedText, before: Sequence[Option]) -> list[Option]:
    """The options that the lines say, with the keys of those that stood `before`.

    Raises:
        OptionsMissing, TooManyOptions, OptionTwice, LinesDiffer
    """
    first = _split(lines, languages.source())
    if len(first) < 2:
        raise errors.OptionsMissing
    if len(first) > MOST_OPTIONS:
        raise errors.TooManyOptions(most=MOST_OPTIONS)
    for number, line in enumerate(first):
        if line.casefold() in (other.casefold() for other in first[:number]):
            raise errors.OptionTwice(option=line)
    known = {option["key"]: TranslatedText.of(option["label"]) for option in before}
    keys = _keys(first, known)
    labels = [
        known.get(key, TranslatedText()).with_text(languages.source(), line)
        for key, line in zip(keys, first, strict=True)
    ]
    for code in languages.codes()[1:]:
        translated = _split(lines, code)
        if translated and len(translated) != len(first):
            raise errors.LinesDiffer(language=languages.language(code).name)
        labels = [
            label.with_text(code, translated[number] if translated else "") for number, label in enumerate(labels)
        ]
    return [{"key": key, "label": label.stored()} for key, label in zip(keys, labels, strict=True)]


def new_key(words: str, taken: Sequence[str], *, fallback: str) -> str:
    """A short name in ASCII for these words that is not taken yet."""
    stem = slugify(words.lower().translate(_GERMAN)).replace("-", "_")[:_KEY_SIGNS].strip("_") or fallback
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


def _split(lines: TranslatedText, code: str) -> list[str]:
    text = lines.text(code) if lines.has(code) else ""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _keys(lines: Sequence[str], known: dict[str, TranslatedText]) -> list[str]:
    words = {key: label.text(languages.source()) for key, label in known.items()}
    found: dict[int, str] = {}
    for key, label in words.items():
        same = [number for number, line in enumerate(lines) if line.casefold() == label.casefold()]
        if same:
            found[same[0]] = key
    pairs = sorted(
        (
            (-SequenceMatcher(None, line.casefold(), label.casefold()).ratio(), number, key)
            for number, line in enumerate(lines)
            if number not in found
            for key, label in words.items()
            if key not in found.values()
        ),
    )
    for ratio, number, key in pairs:
        if -ratio >= ALIKE and number not in found and key not in found.values():
            found[number] = key
    taken = [*known]
    for number, line in enumerate(lines):
        if number not in found:
            found[number] = new_key(line, taken, fallback="option")
            taken.append(found[number])
    return [found[number] for number in range(len(lines))]
