"""Reports: who asked for their PDF."""

from __future__ import annotations

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.impact.models import AllianceYear


def note_asked(*, year: AllianceYear, by: Actor) -> None:
    """Writes into the audit log that somebody had the PDF made. Called inside the transaction that queues the work."""
    record(by=by, action="allianceyear.report_asked", target=year)
