"""Entries about the mails around a coming event."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from anpacken.config.demo.schema.values import Entry, Slug, Text
from anpacken.events.choices import Occasion
from anpacken.letters import standard

Kind = Annotated[str, Field(pattern=f"^({'|'.join(usual.kind for usual in standard.LETTERS)})$")]


class WordsEntry(Entry):
    """What the event says in its own words in the mail of an occasion."""

    occasion: Annotated[Occasion, Field(strict=False)]
    subject: Text | None = None
    text: Text


class LettersEntry(Entry):
    """The usual letters of an event, as drafts but for those whose kind stands in `turned_on`."""

    event: Slug
    turned_on: list[Kind] = Field(default_factory=list)
    words: list[WordsEntry] = Field(default_factory=list)


class LettersFile(Entry):
    letters: list[LettersEntry]
