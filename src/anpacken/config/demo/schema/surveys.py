"""Entries about what was answered after a made-up event."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from anpacken.config.demo.schema.values import Entry, Whole
from anpacken.surveys.choices import LONGEST_ANSWER, Audience

Words = Annotated[str, Field(min_length=1, max_length=LONGEST_ANSWER)]


class SurveyEntry(Entry):
    """One survey with the usual questions. `answered` of those who were asked answer; `weights` say for the questions
    with numbers, in their order, how often each answer is given. `texts` are given by some of them, one each."""

    event: str
    audience: Annotated[Audience, Field(strict=False)]
    days_ago: Annotated[int, Field(ge=1, le=300)]
    answered: Whole
    weights: list[list[Whole]]
    texts: list[Words]


class SurveysFile(Entry):
    surveys: list[SurveyEntry]
