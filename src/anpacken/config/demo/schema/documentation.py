"""Entries about what remains of an event, and what became of earlier findings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from anpacken.config.demo.schema.values import (
    Day,
    Entry,
    Line120,
    Line160,
    Line200,
    Slug,
    Text,
    Text200,
    Text600,
    WebAddress,
)
from anpacken.documentation.choices import HandoutKind


class DrawnEntry(Entry):
    """A picture that is drawn at loading, so that nobody is in it. `agreed: false` leaves open who is in the photo."""

    motif: Literal["hall", "market", "recording"]
    alt_text: Text200
    caption: Text200 | None = None
    agreed: bool = True


class FilmEntry(Entry):
    title: Text200
    url: WebAddress
    minutes: Annotated[int, Field(ge=1, le=600)]
    subtitles: Text200
    transcript: str


class HandoutEntry(Entry):
    """A paper of plain text."""

    kind: Annotated[HandoutKind, Field(strict=False)]
    title: Text200
    text: str


class PressReportEntry(Entry):
    medium: Line120
    published_on: Day
    title: Line200 | None = None
    url: WebAddress | None = None


class ExampleEntry(Entry):
    project: Slug
    note: Text200 | None = None


class DemandEntry(Entry):
    """`forum` counts from 1, in the forums' order."""

    wording: Text600
    addressed_to: Line160 | None = None
    forum: Annotated[int, Field(ge=1)] | None = None
    handed_on: bool = False


class DocumentationEntry(Entry):
    event: Slug
    published: bool = False
    introduction: Text
    photos: list[DrawnEntry] = []
    recording: DrawnEntry | None = None
    recording_description: Text | None = None
    films: list[FilmEntry] = []
    handouts: list[HandoutEntry] = []
    press: list[PressReportEntry] = []
    examples: list[ExampleEntry] = []
    demands: list[DemandEntry] = []


class BecameEntry(Entry):
    """What became of the findings of the event before: of the forum with that number, or of the whole."""

    event: Slug
    forum: Annotated[int, Field(ge=1)] | None = None
    text: Text


class DocumentationFile(Entry):
    documentations: list[DocumentationEntry]
    became: list[BecameEntry]
