"""What the office decided about a list: which column holds what, and what is done with whom we know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from anpacken.imports.choices import Brings, Known
from anpacken.imports.errors import ColumnsMissing, ColumnTwice, ConsentTimeMissing, DocumentMissing
from anpacken.imports.targets import BY_CODE, CONSENT_TARGETS, CUSTOM, GIVING

OTHER_WORDS = "other"
"""The consent was given in words that are not ours; they are written out in `wording_text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`columns` has a target's code for each column, "" for what is left out."""

    columns: Sequence[str]
    brings: str = Brings.PERSONS
    known: str = Known.FILL
    overwrite: Sequence[str] = ()
    are_supporters: bool = False
    since_on: str = ""
    """The day from which they are supporters where no column says so, as an ISO date."""
    language: str = ""
    tag: str = ""
    needs_address: bool = True
    source_document: str = ""
    document_on: str = ""
    wording_version: str = ""
    wording_text: str = ""
    wording_language: str = ""

    def check(self) -> None:
        """Asks what can be asked before a row is looked at.

        Raises:
            ColumnsMissing, ColumnTwice, DocumentMissing, ConsentTimeMissing
        """
        held = set(self.columns)
        if not held & {"last_name", "full_name", "organisation"}:
            raise ColumnsMissing
        if self.brings == Brings.ORGANISATIONS and "organisation" not in held and "record_kind" not in held:
            raise ColumnsMissing
        if self.brings == Brings.PERSONS and not held & {"last_name", "full_name", "record_kind"}:
            raise ColumnsMissing
        for code, count in Counter(self.columns).items():
            if count > 1 and code and not (code in BY_CODE and BY_CODE[code].is_repeatable):
                raise ColumnTwice(target=BY_CODE[code].label if code in BY_CODE else code.removeprefix(CUSTOM))
        if held & CONSENT_TARGETS and not self.source_document.strip():
            raise DocumentMissing
        if held & GIVING and "newsletter_on" not in held and not self.document_on:
            raise ConsentTimeMissing

    @property
    def document_day(self) -> date | None:
        return date.fromisoformat(self.document_on) if self.document_on else None

    @property
    def since(self) -> date | None:
        return date.fromisoformat(self.since_on) if self.since_on else None

    def stored(self) -> dict[str, Any]:
        """Everything but the columns, as JSON."""
        kept = asdict(self)
        kept.pop("columns")
        return kept


def plan_of(columns: Sequence[str], stored: Mapping[str, Any]) -> Plan:
    """The plan as it was kept; what has no place in it any more is left out."""
    known = {each.name for each in fields(Plan)} - {"columns"}
    return Plan(columns=tuple(columns), **{name: value for name, value in stored.items() if name in known})
