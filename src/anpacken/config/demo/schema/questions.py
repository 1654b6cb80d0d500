"""Entries about what coming events ask, and what made-up guests answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from anpacken.config.demo.schema.values import Entry, Line200, Slug, Text80, Text200, Text400, Whole
from anpacken.questions.choices import Kind, When


class ConditionEntry(Entry):
    """Another question of the event, by its name, and the answers for which this one is asked: `yes`, `no`."""

    question: Slug
    answers: list[Slug]


class QuestionEntry(Entry):
    """One question. `weights` say how often guests gave which answer: yes and no, or the options in their order;
    `samples` what they wrote."""

    name: Slug
    wording: Text200
    help: Text400 | None = None
    kind: Annotated[Kind, Field(strict=False)]
    when: Annotated[When, Field(strict=False)] = When.REGISTRATION
    options: list[Text80] = []
    required: bool = False
    sensitive: bool = False
    only_if: ConditionEntry | None = None
    weights: list[Whole] = []
    samples: list[Line200] = []


class AskingEntry(Entry):
    """All questions of one event."""

    event: Slug
    questions: list[QuestionEntry]


class QuestionsFile(Entry):
    asking: list[AskingEntry]
