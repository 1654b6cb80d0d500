"""Writing the log at the door: the only writer of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from anpacken.core.actors import Actor
from anpacken.core.inserts import insert
from anpacken.door import errors
from anpacken.door.choices import MOST_WALK_INS, Reason, ScanKind
from anpacken.door.models import Scan
from anpacken.door.queries import counts
from anpacken.events import tickets
from anpacken.events.choices import ACTIVE, EventState, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.programme.models import Item

OPEN = (EventState.ANNOUNCED, EventState.HELD)
NONCE = re.compile(r"[A-Za-z0-9-]{8,36}")


@dataclass(frozen=True, slots=True)
class Given:
    """What a device sends about one press of the button. `code` is a ticket's code or number, empty for people
    without a ticket; `heads` 0 means everybody on the ticket."""

    nonce: str
    scanned_at: datetime
    code: str = ""
    item: Item | None = None
    heads: int = 0
    takes_back: bool = False
    device: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `first_at` and `first_by` say of a double when the ticket was let in before, and by whom."""

    nonce: str
    kind: ScanKind
    reason: str = ""
    name: str = ""
    organisation: str = ""
    heads: int = 0
    first_at: datetime | None = None
    first_by: str = ""

    @property
    def is_double(self) -> bool:
        return self.first_at is not None


def record(*, event: Event, given: Given, by: Actor, at: datetime) -> Outcome:
    """Writes what happened at the door. Sent again with the same nonce, it writes nothing and answers as before.

    A ticket that was let in already is written and counts once; a ticket that does not count is written without
    the code that was shown.

    Raises:
        NotOpenForCheckIn: the event is a draft or was cancelled.
        NotReadable: no nonce, or too many heads.
    """
    if event.state not in OPEN:
        raise errors.NotOpenForCheckIn
    if not NONCE.fullmatch(given.nonce) or not 0 <= given.heads <= MOST_WALK_INS:
        raise errors.NotReadable
    if given.takes_back and not given.code:
        raise errors.NotReadable
    found, reason = _ticket(event, given.code) if given.code else (None, "")
    if found is None:
        return _written(event, given, None, reason, by=by, at=at)
    with ticket_held(found.pk) as registration:
        return _written(event, given, registration, reason or _standing(registration), by=by, at=at)


@contextmanager
def ticket_held(registration_id: int) -> Iterator[Registration]:
    """A transaction that begins by locking the ticket, so that of two doors one is told that it was the second."""
    with transaction.atomic():
        yield Registration.objects.select_for_update(no_key=True).get(pk=registration_id)


def _ticket(event: Event, code: str) -> tuple[Registration | None, str]:
    read = tickets.read(code)
    if read is None:
        return None, Reason.UNKNOWN
    of_event, number = read
    found = Registration.objects.filter(public_id=number).first()
    # A code that names one event and a registration of another was made up.
    if found is None or (of_event and of_event != event.public_id):
        return None, Reason.OTHER_EVENT if of_event and of_event != event.public_id else Reason.UNKNOWN
    return (found, "") if found.event_id == event.pk else (None, Reason.OTHER_EVENT)


def _standing(registration: Registration) -> str:
    if registration.state == RegistrationState.CONFIRMED:
        return ""
    waits = registration.state in ACTIVE
    return Reason.WAITING if waits else Reason.CANCELLED


def _written(
    event: Event, given: Given, registration: Registration | None, reason: str, *, by: Actor, at: datetime
) -> Outcome:
    known = Scan.objects.filter(nonce=given.nonce).first()
    if known is not None:
        return _said(event, known)
    takes_back = ""
    if given.takes_back and not reason and registration is not None:
        standing = counts.of_ticket(registration.pk, given.item)
        nonces = list(standing.values_list("nonce", flat=True))
        if not nonces:
            return Outcome(given.nonce, ScanKind.TAKEN_BACK, name=registration.name)
        # Every line of a ticket that was let in twice: afterwards it counts as not come.
        for number, nonce in enumerate(nonces[1:], start=1):
            line = _line(event, given, registration, "", nonce, by=by, at=at)
            line.nonce = f"{given.nonce[:32]}-{number}"
            insert(line)
        takes_back = nonces[0]
    line = _line(event, given, registration, reason, takes_back, by=by, at=at)
    try:
        with transaction.atomic():
            insert(line)
    except IntegrityError:
        # The same line from the same device in the same moment.
        line = Scan.objects.get(nonce=given.nonce)
    return _said(event, line)


def _line(
    event: Event,
    given: Given,
    registration: Registration | None,
    reason: str,
    takes_back: str,
    *,
    by: Actor,
    at: datetime,
) -> Scan:
    kind = ScanKind.REFUSED if reason else ScanKind.TAKEN_BACK if takes_back else ScanKind.CAME
    most = MOST_WALK_INS if registration is None else registration.seats
    everybody = 1 if registration is None else registration.seats
    return Scan(
        event=event,
        item=given.item,
        registration=registration,
        nonce=given.nonce,
        kind=kind,
        reason=reason,
        heads=0 if reason else min(given.heads or everybody, most),
        takes_back=takes_back,
        device=given.device[:12],
        by_ref=by.ref[:12],
        # A clock that runs ahead is not believed; one that is slow is what an offline device looks like.
        scanned_at=min(given.scanned_at, at),
        received_at=at,
    )


def _said(event: Event, line: Scan) -> Outcome:
    """What a line says to the helper; a nonce of another event says nothing about anybody."""
    if line.event_id != event.pk:
        raise errors.NotReadable
    kind, registration = ScanKind(line.kind), line.registration
    if registration is None:
        return Outcome(line.nonce, kind, line.reason, heads=line.heads)
    first = None
    if kind == ScanKind.CAME:
        first = counts.of_ticket(registration.pk, line.item).filter(pk__lt=line.pk).first()
    return Outcome(
        line.nonce,
        kind,
        line.reason,
        registration.name,
        registration.organisation_name,
        line.heads,
        first.scanned_at if first else None,
        counts.names_of([first.by_ref]).get(first.by_ref, "") if first else "",
    )
