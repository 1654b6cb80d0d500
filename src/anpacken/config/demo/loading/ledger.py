"""What was loaded before, so that a second run adds nothing and undoes nothing.

Each load writes one entry into the audit log that names what it brought. What stands there is never brought again,
whatever the office has made of it since: changed, renamed or removed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from anpacken.alliance.models import Alliance
from anpacken.audit.actions import record
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal

DEED = "demo.loaded"
R = TypeVar("R")


class RecordGone(Refusal):
    code = "record_gone"
    sentence = (
        "A new entry of the demo data belongs to “%(name)s”, which has been renamed or removed here. "
        "Give it its name back, or start over with “make demo-reset”."
    )


class Found(dict[str, R]):
    """Records by the names that the files use. A name whose record is gone is refused in words."""

    def __missing__(self, name: str) -> R:
        raise RecordGone(name=name)


@dataclass(slots=True)
class Ledger:
    before: frozenset[str]
    now: list[str] = field(default_factory=list)

    @classmethod
    def open(cls) -> Ledger:
        entries = Entry.objects.filter(action=DEED).values_list("details", flat=True)
        return cls(frozenset(key for details in entries for key in details.get("entries", [])))

    def is_due(self, kind: str, key: str) -> bool:
        """Whether this entry was never brought; if so it is noted as brought."""
        name = f"{kind}/{key}"
        if name in self.before:
            return False
        self.now.append(name)
        return True

    def close(self, *, alliance: Alliance, by: Actor) -> None:
        if self.now:
            record(by=by, action=DEED, target=alliance, entries=self.now)
