"""Persons and organisations as a list brings them: read, cleaned, and not yet compared with whom we know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from anpacken.people.choices import RoleKind
from anpacken.people.wordings import Wording


@dataclass(frozen=True, slots=True)
class NewsletterAnswer:
    """What a list says about the newsletter: agreed at a moment, left again at a moment, or both."""

    given_at: datetime | None
    left_at: datetime | None
    # False: the moment is the document's day, since the list does not say when this one person agreed.
    is_own_moment: bool
    evidence: str


@dataclass(slots=True, kw_only=True)
class Entry:
    """One row. `values` are the model's own fields that the row says anything about, by their names."""

    row: int
    is_organisation: bool
    email_key: str | None
    values: dict[str, Any]
    themes: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()
    roles: tuple[tuple[RoleKind, date], ...] = ()
    custom: dict[int, tuple[str, Any]] = field(default_factory=dict)
    """By the key of the field: the column of `CustomValue`, and the value."""
    note: str = ""
    employer: str = ""
    function: str = ""
    newsletter: NewsletterAnswer | None = None


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


SUPPRESSED = "suppressed"
"""Why an entry is rejected here: its address must not be written to again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is to be done with a list. `overwrite` names fields (of the models, or `custom:<key>`)."""

    skips_known: bool
    overwrite: frozenset[str] = frozenset()
    wordings: Mapping[bool, Wording] = field(default_factory=dict)
    """The words of the newsletter's consent, for persons (False) and institutions (True)."""
    tag: str = ""
    source: str = ""
    """The public id of the list, for the audit log."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an entry, or would become of it."""

    outcome: Outcome
    reason: str = ""
    changes: tuple[str, ...] = ()
