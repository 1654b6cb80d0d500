"""Lists of the invited that leave the house."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.models import Event


def note_export(*, event: Event, rows: int, kind: str, purpose: str, by: Actor, at: datetime) -> None:
    """Writes down that somebody took the list of the invited out of the house, how long it was and what for."""
    with transaction.atomic():
        record(by=by, action="invitations.exported", target=event, at=at, rows=rows, format=kind, purpose=purpose)
