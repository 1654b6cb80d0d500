"""Saving a series from the office's form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from anpacken.audit.actions import record as record_deed
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.events.models import Event, Series
from anpacken.events.queries.search import search_text_of


def save(*, record: Series, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    is_new = record._state.adding
    with transaction.atomic():
        record.save()
        save_related()
        if "name" in changed and not is_new:
            _fold_anew(record)
        if is_new:
            record_deed(by=by, action="series.created", target=record)
        else:
            record_deed(by=by, action="series.changed", target=record, fields=list(changed))
        page_cache.changed("events")


def _fold_anew(series: Series) -> None:
    """Its events are found by the series' name too."""
    for event in Event.objects.filter(series=series).select_related("series", "municipality").order_by("pk"):
        Event.objects.filter(pk=event.pk).update(search_text=search_text_of(event))
