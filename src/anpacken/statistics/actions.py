"""Numbers that leave the house."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from anpacken.audit.actions import record
from anpacken.core.actors import Actor


def note_exported(*, of: models.Model, purpose: str, kind: str, by: Actor, at: datetime, **details: Any) -> None:
    """Writes down who took statistics of an event, or of a period as the user saw it, out of the house and what for.

    `kind` is that of the file: csv or xlsx.
    """
    record(by=by, action="statistics.exported", target=of, at=at, purpose=purpose, format=kind, **details)
