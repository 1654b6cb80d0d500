"""Entries about markets of opportunities: who shows what at which event."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from anpacken.config.demo.schema.values import Entry, Line60, Line160, Slug, Text, Text400


class ExhibitorEntry(Entry):
    """Somebody with a stand: a profile of `projects.yaml`, or made up."""

    project: Slug | None = None
    name: Line160 | None = None
    title: Line60 | None = None
    shows: Text400 | None = None
    power: Line60 | None = None
    tables: Annotated[int, Field(ge=0, le=9)] = 1
    came: bool = True


class MarketEntry(Entry):
    """The market of an event. `exhibitors` are those of one that has taken place; `applicants` of one to come."""

    event: Slug
    text: Text
    stands: Annotated[int, Field(ge=1, le=100)]
    opened_days_ago: Annotated[int, Field(ge=1, le=365)] | None = None
    closes_days_before: Annotated[int, Field(ge=1, le=365)]
    exhibitors: list[ExhibitorEntry] = []
    applicants: list[ExhibitorEntry] = []


class MarketsFile(Entry):
    markets: list[MarketEntry]
