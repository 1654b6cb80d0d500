"""Entries about what came of the work."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from anpacken.config.demo.schema.values import (
    Counted,
    Day,
    Entry,
    Line120,
    Line160,
    Line200,
    OnDay,
    Precision,
    Slug,
    Text,
    Text60,
    Text200,
    Whole,
)
from anpacken.core.dates import DatePrecision
from anpacken.impact.choices import PublicationKind


class YearEntry(Entry):
    number: Annotated[int, Field(ge=1, le=99)]
    starts_on: Day
    ends_on: Day
    cut_off_on: Day
    title: Text200
    foreword: Text
    review: Text
    outlook: Text

    @model_validator(mode="after")
    def _dates_in_order(self) -> YearEntry:
        if not self.starts_on < self.ends_on or not self.starts_on <= self.cut_off_on <= self.ends_on:
            raise PydanticCustomError("year_dates", "“cut_off_on” must lie between “starts_on” and “ends_on”.")
        return self


class OpeningEntry(Entry):
    figure: str
    part: str = ""
    value: Counted
    as_of: Day
    source: Text


class PrizeEntry(Entry):
    slug: Slug
    award_name: Text200
    name: Text200
    is_special_prize: bool = False
    motto: Text200 | None = None
    awarded_on: Day
    winner: Slug | None = None
    winning_entry: Line200 | None = None
    endowment: Whole | None = None
    jury: list[Line160] = Field(default_factory=list)
    event: Slug | None = None


class PublicationEntry(Entry):
    slug: Slug
    kind: Annotated[PublicationKind, Field(strict=False)]
    title: Text200
    summary: Text
    published: OnDay
    is_special_issue: bool = False
    event: Slug | None = None


class PressEntry(Entry):
    outlet: Line120
    published_on: Day
    event: Slug | None = None


class OutcomeEntry(Entry):
    slug: Slug
    theme: Slug
    title: Text200
    text: Text
    source: Text200
    date: OnDay | None = None
    link_to_alliance: Text | None = None


class PointEntry(Entry):
    as_of: Day
    precision: Precision = DatePrecision.MONTH
    value: Counted
    source: Text200


class IndicatorEntry(Entry):
    slug: Slug
    theme: Slug | None = None
    name: Text200
    unit: Text60
    note: Text | None = None
    points: Annotated[list[PointEntry], Field(min_length=1)]
