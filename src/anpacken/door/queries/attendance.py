"""Which registered people came to an event, and which did not: for certificates, thanks, feedback and statistics.

Both are read from the log at the door. Once it has been replaced by lines without names, nobody is told apart any more:
both are empty then.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, QuerySet

from anpacken.core import clock
from anpacken.door.choices import KEPT, ScanKind
from anpacken.door.models import Scan
from anpacken.door.queries import counts
from anpacken.events import rules
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration


def came(event: Event) -> QuerySet[Registration]:
    """The registrations that were let in, at the entrance or in any slot, and not taken back. One registration may
    be several people: see `counts.counts` for heads."""
    let_in = counts.counting(event).filter(registration__isnull=False)
    return Registration.objects.filter(event=event, pk__in=let_in.values("registration"))


def missed(event: Event, *, at: datetime | None = None) -> QuerySet[Registration]:
    """The registrations with a seat that nobody let in. None before the event is over at `at` (now), and none where
    nobody at all was let in by ticket: there it was not looked at, which says nothing about anybody."""
    if not rules.is_over(event, at=at or clock.now()):
        return Registration.objects.none()
    let_in = counts.counting(event).filter(registration__isnull=False)
    confirmed = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED)
    return confirmed.filter(Exists(let_in)).exclude(pk__in=let_in.values("registration"))


def did_come(registration: Registration) -> bool:
    """Whether this registration was let in anywhere."""
    back = Scan.objects.filter(registration=registration, kind=ScanKind.TAKEN_BACK).values("takes_back")
    lines = Scan.objects.filter(registration=registration, kind=ScanKind.CAME)
    return bool(lines.exclude(nonce__in=back).exists())


def is_forgotten(event: Event) -> bool:
    """Whether lines without names stand in the log's place already."""
    lines = Scan.objects.filter(event=event)
    return lines.filter(nonce__startswith=KEPT).exists() and not lines.filter(registration__isnull=False).exists()
