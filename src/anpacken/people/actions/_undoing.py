"""Giving two records that were one their own values again, as far as nobody changed them since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps

from anpacken.people.actions._journal import Journal, put_back, read, restorable
from anpacken.people.fields import name_key
from anpacken.people.models import Organisation
from anpacken.people.queries import merging
from anpacken.people.queries.subjects import Subject


def split_off_columns(
    journal: Journal, kept: Subject, shadow: Subject
) -> tuple[list[dict[str, Any]], dict[int, dict[str, list[Any]]]]:
    """The changes of other rows, and those of the two records by key."""
    label = kept._meta.label_lower
    others, columns = [], {}
    for entry in journal.changed:
        if entry["model"] == label and entry["pk"] in (kept.pk, shadow.pk):
            columns[entry["pk"]] = entry["values"]
        else:
            others.append(entry)
    return others, columns


def restore_columns(
    kept: Subject, shadow: Subject, columns: Mapping[int, dict[str, list[Any]]]
) -> dict[str, list[str]]:
    """Gives both records their old values. The address of one that somebody else has by now stays empty."""
    left: dict[str, list[str]] = {}
    type(shadow).everyone.filter(pk=shadow.pk).update(email_key=None)
    for side, subject in ((merging.KEPT, kept), (merging.SHADOW, shadow)):
        back, stayed = restorable(subject, columns.get(subject.pk, {}))
        for name, value in back.items():
            setattr(subject, name, value)
        taken = type(subject).everyone.filter(email_key=subject.email_key).exclude(pk=subject.pk)
        if isinstance(subject, Organisation):
            taken = taken.filter(name_key=name_key(subject.name))
        if subject.email_key and taken.exists():
            subject.email, subject.email_key = "", None
            stayed.append("email")
        subject.save()
        if stayed:
            left[side] = sorted(set(stayed) - {"email_key"}) or ["email"]
    return left


def put_back_removed(journal: Journal, left: dict[str, int]) -> None:
    for entry in journal.removed:
        if not put_back(entry, **_ended_since(entry)):
            left[entry["model"]] = left.get(entry["model"], 0) + 1


def _ended_since(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Whoever left after the merge left as the one that both were: the role that comes back ends on the same day."""
    if "until_on" not in entry["row"] or entry["row"]["until_on"] is not None:
        return {}
    model = apps.get_model(entry["model"])
    into = model._base_manager.filter(pk=entry["into"]).exclude(until_on=None).first()
    if into is None:
        return {}
    begun = read(model, "from_on", entry["row"]["from_on"])
    return {"until_on": max(into.until_on, begun) if begun else into.until_on}
