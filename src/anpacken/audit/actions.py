"""The only way to write into the audit log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.inserts import insert


def record(*, by: Actor, action: str, target: models.Model, at: datetime | None = None, **details: Any) -> Entry:
    """Writes one entry; called by an action inside the transaction of the deed.

    `action` is a dotted verb such as `registration.cancelled`. `target` has a `public_id`. `details` are JSON
    values and hold no personal data.
    """
    entry = Entry(
        at=at or clock.now(),
        actor_kind=by.kind.value,
        actor_ref=by.ref,
        actor_label=by.label,
        action=action,
        target_type=target._meta.label_lower,
        target_ref=getattr(target, "public_id", str(target.pk)),
        details=details,
    )
    insert(entry)
    return entry
