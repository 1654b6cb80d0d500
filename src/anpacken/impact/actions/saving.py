"""What every save of this room has in common: one transaction, an audit entry, pages made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models, transaction

from anpacken.audit.actions import record as write_audit
from anpacken.core import languages, page_cache
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText

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


def with_source_text(candidates: Iterable[M], field: str, text: TranslatedText) -> M | None:
    """The first of a few candidates whose `field` says the same in the first language."""
    wanted = text.text(languages.source())
    return next((each for each in candidates if getattr(each, field).text(languages.source()) == wanted), None)


def ensure_record(
    *, model: type[M], key: Mapping[str, Any], values: Mapping[str, Any], by: Actor, found: M | None = None
) -> M:
    """The record that `key` names, with `values`. Made, changed or left alone; says so in the audit log only if it did.

    `found` is the record when the caller had to look for it in its own way.
    """
    record = found or model._default_manager.filter(**key).first() or model(**key)
    deed = "created" if record._state.adding else "changed"
    differing = [name for name, value in values.items() if getattr(record, name) != value]
    if deed == "changed" and not differing:
        return record
    with transaction.atomic():
        for name in differing:
            setattr(record, name, values[name])
        record.save()
        write_audit(by=by, action=f"{record._meta.model_name}.{deed}", target=record, fields=sorted(differing))
        page_cache.changed(*TAGS)
    return record
