"""What every save of this room has in common: one transaction, an audit entry, pages made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models, transaction

from anpacken.audit.actions import record as write_audit
from anpacken.core import page_cache
from anpacken.core.actors import Actor

M = TypeVar("M", bound=models.Model)

TAGS = ("figures", "reports")


def save_record(*, record: models.Model, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    """Saves a record from an office form together with what belongs to it. The rules were asked before."""
    with transaction.atomic():
        deed = "created" if record._state.adding else "changed"
        record.save()
        save_related()
        write_audit(by=by, action=f"{record._meta.model_name}.{deed}", target=record, fields=list(changed))
        page_cache.changed(*TAGS)


def ensure_record(*, model: type[M], key: Mapping[str, Any], values: Mapping[str, Any], by: Actor) -> M:
    """The record that `key` names, made with `values` if there is none yet; one that stands stays."""
    with transaction.atomic():
        record, is_new = model._default_manager.get_or_create(**key, defaults=dict(values))
        if is_new:
            write_audit(by=by, action=f"{record._meta.model_name}.created", target=record)
            page_cache.changed(*TAGS)
    return record
