"""The log at the door of an event that is over, taken over from a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.ids import new_public_id
from anpacken.door.choices import KEPT, KEPT_WALK_IN, Reason, ScanKind
from anpacken.door.models import Scan
from anpacken.events.models import Event, Registration
from anpacken.programme.models import Item


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `registration` None: people without a ticket, or somebody whom retention made nameless (`had_ticket`).

    `undone` adds the line that takes it back; `reason` makes it one that did not count.
    """

    scanned_at: datetime
    registration: Registration | None = None
    item: Item | None = None
    heads: int = 1
    reason: Reason | None = None
    undone: bool = False
    device: str = ""
    had_ticket: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the log still says who it was, or by which device."""
        return self.registration is not None or bool(self.device)


def ensure_lines(*, event: Event, lines: Sequence[Line], by: Actor, at: datetime) -> int:
    """Writes the log of an event that has none yet, and returns how many lines; one that has a log is left alone."""
    with transaction.atomic():
        current = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        if Scan.objects.filter(event=current).exists():
            return 0
        made = Scan.objects.bulk_create(scan for line in lines for scan in _scans(current, line))
        record(by=by, action="event.check_ins_taken_over", target=current, at=at, lines=len(made))
    return len(made)


def _scans(event: Event, line: Line) -> list[Scan]:
    begins = "taken-" if line.is_named else KEPT if line.had_ticket else KEPT_WALK_IN
    # 34 signs at most, so that the line that takes it back has room for its two.
    nonce = f"{begins}{new_public_id()}{new_public_id()}"
    kind = ScanKind.REFUSED if line.reason else ScanKind.CAME
    first = _scan(event, line, nonce, kind, heads=0 if line.reason else line.heads)
    if not line.undone:
        return [first]
    back = _scan(event, line, f"{nonce}-b", ScanKind.TAKEN_BACK, heads=line.heads)
    back.takes_back = nonce
    return [first, back]


def _scan(event: Event, line: Line, nonce: str, kind: ScanKind, *, heads: int) -> Scan:
    return Scan(
        event=event,
        item=line.item,
        registration=line.registration,
        nonce=nonce,
        kind=kind,
        reason=line.reason or "",
        heads=heads,
        device=line.device,
        scanned_at=line.scanned_at,
        received_at=line.scanned_at,
    )
