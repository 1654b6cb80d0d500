"""What the office enters about regions and municipalities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from anpacken.audit.actions import record as write_audit
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.places.errors import HalfAPlace
from anpacken.places.models import Municipality, Region

# Names of regions and towns stand on the pages of events, projects and reports.
TAGS = ("places", "site", "events", "projects", "figures", "reports")


@transaction.atomic
def save(*, record: Region | Municipality, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    """Saves a region (office, head) or a municipality.

    Raises:
        HalfAPlace: a municipality has latitude without longitude or the other way round.
    """
    if isinstance(record, Municipality) and (record.latitude is None) != (record.longitude is None):
        raise HalfAPlace
    deed = "created" if record._state.adding else "changed"
    record.save()
    save_related()
    write_audit(by=by, action=f"{record._meta.model_name}.{deed}", target=record, fields=list(changed))
    page_cache.changed(*TAGS)
