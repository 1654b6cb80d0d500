"""Words that those who work here write into a mail, with places that are filled in for each reader: `{name}`.

The words are trusted: a web address in them becomes a link. What fills a place is not: it was made harmless by
`rendering.neutral`, it is put in once and never read again, so that a `{link}` typed as a name stays what it is. Only
values under keys that end in `_url` become links. No template language reads any of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from anpacken.mail import plain

_PLACE = re.compile(r"\{+[^{}\n]*\}+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]']")
_LINK = '<a href="{0}" style="color: #0b5664">{0}</a>'


@dataclass(frozen=True, slots=True)
class Button:
    """A link that has a paragraph to itself."""

    url: str
    label: str


Values = Mapping[str, Any]
"""What fills the places: `name` fills `{name}`; `link_url` fills `{link}`, and its button says `link_label`."""


def unknown(words: str, known: Collection[str]) -> list[str]:
    """The places in `words` that nothing fills, as they are written, each once."""
    found = dict.fromkeys(_PLACE.findall(words))
    return [place for place in found if place[1:-1] not in known]


def line(words: str, values: Values) -> str:
    """`words` filled in, in one line: a subject."""
    return " ".join("".join(text for _kind, text in _pieces(words, values)).split())


def blocks(words: str, values: Values, *, html: bool) -> Iterator[str | Button]:
    """The paragraphs of `words` filled in, as HTML or as plain text. One that comes to nothing is left out."""
    for paragraph in re.split(r"\n\s*\n", words.strip()):
        button = _button(paragraph.strip(), values)
        if button is not None:
            yield button
            continue
        lines = [list(_pieces(part, values)) for part in _lines(paragraph)]
        said = ["".join(_written(kind, text, html) for kind, text in line) for line in lines if _says_something(line)]
        if said:
            yield ("<br>\n" if html else "\n").join(said)


def _says_something(pieces: list[tuple[str, str]]) -> bool:
    return any(text.strip() for _kind, text in pieces)


def _lines(paragraph: str) -> list[str]:
    return [" ".join(part.split()) for part in paragraph.splitlines()]


def _button(paragraph: str, values: Values) -> Button | None:
    name = paragraph[1:-1]
    if _PLACE.fullmatch(paragraph) and values.get(f"{name}_url"):
        return Button(values[f"{name}_url"], values.get(f"{name}_label") or values[f"{name}_url"])
    return None


def _pieces(words: str, values: Values) -> Iterator[tuple[str, str]]:
    """What stands in `words` one after the other: `words` of the house, a `value`, a `url`."""
    end = 0
    for place in _PLACE.finditer(words):
        yield from _own(words[end : place.start()])
        name = place.group()[1:-1]
        if f"{name}_url" in values:
            yield "url", str(values[f"{name}_url"])
        else:
            # A place that nothing fills any more, since it was saved: better nothing than braces.
            yield "value", str(values.get(name, ""))
        end = place.end()
    yield from _own(words[end:])


def _own(words: str) -> Iterator[tuple[str, str]]:
    end = 0
    for address in _ADDRESS.finditer(words):
        yield "words", words[end : address.start()]
        yield "url", address.group()
        end = address.end()
    yield "words", words[end:]


def _written(kind: str, text: str, html: bool) -> str:
    if not html:
        return text
    if kind == "url" and plain.is_link(text):
        return _LINK.format(escape(text))
    # A name in another script keeps its direction to itself.
    return f"<bdi>{escape(text)}</bdi>" if kind == "value" else escape(text)
