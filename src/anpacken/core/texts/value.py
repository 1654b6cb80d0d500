"""The value: texts by language, each translation with the hash of the source that it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Self

from anpacken.core import languages


class TextState(StrEnum):
    """How a text stands in one language. Computed, never stored."""

    SOURCE = "source"
    MISSING = "missing"
    DRAFT = "draft"
    MACHINE = "machine"
    CURRENT = "current"
    OUTDATED = "outdated"


class Made(StrEnum):
    """How a translation came about, as it is stored."""

    PERSON = "person"
    DRAFT = "draft"
    MACHINE = "machine"


def plain(text: str) -> str:
    """`text` as it is kept: without white space around it, with one kind of line break. A browser sends other
    line breaks than a file has; that alone must not make a text a different one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def source_hash(text: str) -> str:
    """A short fingerprint of a source text."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:16]


class TranslatedText:
    """An immutable text in several languages.

    Stored as `{"de": {"text": …}, "en": {"text": …, "source": <hash>, "made": "person"}}`. A translation
    whose `source` differs from the present source text's hash is outdated, whenever either was written.
    """

    __slots__ = ("_data",)

    def __init__(self, data: Mapping[str, Mapping[str, str]] | None = None) -> None:
        kept = {code: {**entry, "text": plain(entry.get("text", ""))} for code, entry in (data or {}).items()}
        self._data: dict[str, dict[str, str]] = {code: entry for code, entry in kept.items() if entry["text"]}

    @classmethod
    def of(cls, value: object) -> Self:
        """`value` as a translated text: itself, its stored form, or a plain string in the source language.

        Raises:
            TypeError: `value` is none of these.
        """
        if isinstance(value, cls):
            return value
        if value is None:
            return cls()
        if isinstance(value, str):
            return cls({languages.source(): {"text": value}})
        if isinstance(value, Mapping) and all(isinstance(entry, Mapping) for entry in value.values()):
            return cls(value)
        raise TypeError(f"{type(value).__name__} is no translated text.")

    def text(self, code: str | None = None) -> str:
        """The text in `code` (the active language if none), in the source language if it is missing there."""
        return self._data.get(self.language_for(code), {}).get("text", "")

    def language_for(self, code: str | None = None) -> str:
        """The language in which `text(code)` really is: `code`, or the one that it falls back to."""
        wanted = code or languages.active()
        if wanted in self._data:
            return wanted
        source = languages.source()
        return source if source in self._data else next(iter(self._data), source)

    def has(self, code: str) -> bool:
        return code in self._data

    def state(self, code: str) -> TextState:
        """How the text stands in `code`."""
        entry = self._data.get(code)
        if entry is None:
            return TextState.MISSING
        if code == languages.source():
            return TextState.SOURCE
        if entry.get("source") != self._source_hash():
            return TextState.OUTDATED
        return {Made.MACHINE: TextState.MACHINE, Made.DRAFT: TextState.DRAFT}.get(
            Made(entry.get("made", Made.PERSON)), TextState.CURRENT
        )

    def with_text(self, code: str, text: str, *, made: Made | None = None) -> TranslatedText:
        """A copy with another text in `code`. An empty text removes the language.

        A changed translation is taken as made by a person from the present source, unless `made` says
        otherwise. An unchanged one keeps how it was made and the hash of the source that it was made from;
        saying `made` confirms it anew.
        """
        data = self.stored()
        text = plain(text)
        if not text:
            data.pop(code, None)
        elif code == languages.source():
            data[code] = {"text": text}
        elif made is not None or data.get(code, {}).get("text") != text:
            data[code] = {"text": text, "source": self._source_hash(), "made": made or Made.PERSON}
        return TranslatedText(data)

    def _source_hash(self) -> str:
        return source_hash(self._data.get(languages.source(), {}).get("text", ""))

    def stored(self) -> dict[str, dict[str, str]]:
        """The form that goes into the database."""
        return {code: dict(entry) for code, entry in self._data.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __bool__(self) -> bool:
        return bool(self._data)

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, TranslatedText) and self._data == other._data

    def __hash__(self) -> int:
        return hash(tuple(sorted((code, entry["text"]) for code, entry in self._data.items())))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"TranslatedText({self._data!r})"


def translated(**texts: str) -> TranslatedText:
    """A translated text from texts by language: `translated(de="Fest", en="Fair")`, all taken as up to date."""
    value = TranslatedText().with_text(languages.source(), texts.get(languages.source(), ""))
    for code, text in texts.items():
        if code != languages.source():
            value = value.with_text(code, text)
    return value
