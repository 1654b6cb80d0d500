"""The only way to write into the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction

from anpacken.audit.models import Entry
from anpacken.core import bulk, clock
from anpacken.core.actors import Actor, ActorKind
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


def record_all(
    *, by: Actor, action: str, targets: Sequence[models.Model], at: datetime | None = None, **details: Any
) -> None:
    """Writes the same entry about each of `targets`, as `record` does about one: a list that came in."""
    moment = at or clock.now()
    doer = (by.kind.value, by.ref, by.label)
    bulk.insert(
        Entry,
        ("at", "actor_kind", "actor_ref", "actor_label", "action", "target_type", "target_ref", "details"),
        [
            (moment, *doer, action, target._meta.label_lower, getattr(target, "public_id", str(target.pk)), details)
            for target in targets
        ],
    )


def forget_actor(ref: str) -> int:
    """Takes a signed-in person's name out of the entries about their deeds, once they are erased. Returns how many.

    Entries are never changed: they are written anew without the name. The public id stays, and leads to nobody.
    """
    with transaction.atomic():
        named = Entry.objects.filter(actor_kind=ActorKind.USER, actor_ref=ref).exclude(actor_label="")
        entries = list(named.order_by("pk"))
        named._raw_delete(named.db)
        for entry in entries:
            entry.pk, entry.actor_label = None, ""
        Entry.objects.bulk_create(entries, batch_size=500)
    return len(entries)
