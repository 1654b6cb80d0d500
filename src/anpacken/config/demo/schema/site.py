"""Entries about the site's own pages."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from anpacken.config.demo.schema.values import LANGUAGES, Entry, Line120, Line200, Slug, Words

TAGS = frozenset({"p", "h3", "b", "i", "a", "ol", "ul", "li", "br"})
Code = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


def _known_tags(html: str) -> str:
    for tag in re.findall(r"</?\s*([a-zA-Z0-9]+)", html):
        if tag not in TAGS:
            raise PydanticCustomError(
                "tag", "uses <{tag}>. The editor offers {tags}.", {"tag": tag, "tags": ", ".join(sorted(TAGS))}
            )
    return html


Html = Annotated[Words, AfterValidator(_known_tags)]


class HomeEntry(Entry):
    title: Line120
    lead: Line200
    introduction: Html


class Block(Entry):
    heading: Line120 | None = None
    text: Html | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Block:
        if (self.heading is None) == (self.text is None):
            raise PydanticCustomError("block", "must be either a “heading” or a “text”.")
        return self


class PageText(Entry):
    slug: Slug
    title: Line120
    body: Annotated[list[Block], Field(min_length=1)]


class PageEntry(Entry):
    key: Slug
    de: PageText
    en: PageText

    def texts(self) -> dict[str, PageText]:
        return {code: getattr(self, code) for code in LANGUAGES}
