"""Taking people out of the log at the door. How many came stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.core.ids import new_public_id
from anpacken.door.choices import KEPT, KEPT_WALK_IN, ScanKind
from anpacken.door.models import Scan
from anpacken.door.queries import counts, keeping
from anpacken.events.models import Event


def forget(*, before: datetime, by: Actor, at: datetime) -> int:
    """Puts lines without names in the place of those of events that were over before. Returns how many lines went."""
    met = 0
    due: Iterable[int] = set(keeping.saying_who(before).values_list("event", flat=True))
    for event in Event.objects.filter(pk__in=due).order_by("pk"):
        met += _forget(event, before, at)
    return met


def _forget(event: Event, before: datetime, at: datetime) -> int:
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        met = keeping.saying_who(before).filter(event=event).count()
        # One line for each ticket that counts, with its heads: what was double or taken back says nothing any more.
        heads: dict[tuple[int | None, int], int] = {}
        days: dict[tuple[int | None, int], datetime] = {}
        for line in counts.counting(event).filter(registration__isnull=False):
            key = (line.item_id, line.registration_id or 0)
            heads[key] = max(line.heads, heads.get(key, 0))
            days[key] = min(line.scanned_at, days.get(key, line.scanned_at))
        walk_ins = list(counts.counting(event).filter(registration=None))
        kept = [(KEPT, item, many, days[item, who]) for (item, who), many in heads.items()]
        kept += [(KEPT_WALK_IN, line.item_id, line.heads, line.scanned_at) for line in walk_ins]
        Scan.objects.filter(event=event).delete()
        Scan.objects.bulk_create(
            Scan(
                event=event,
                item_id=item,
                nonce=f"{begins}{new_public_id()}{new_public_id()}",
                kind=ScanKind.CAME,
                heads=many,
                # The hour is enough for how a morning went.
                scanned_at=_hour(moment),
                received_at=_hour(moment),
            )
            for begins, item, many, moment in kept
        )
    return met


def _hour(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
