"""What a merge did to rows, kept so that it can be taken back: moved, changed, removed, copied, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction


@dataclass
class Journal:
    """Everything as JSON. A row is named by the label of its model and its primary key."""

    moved: dict[str, list[int]] = field(default_factory=dict)
    """By "label:column", the rows whose column pointed at the shadow and now points at the kept record."""
    changed: list[dict[str, Any]] = field(default_factory=list)
    """`model`, `pk`, and `values`: by column what stood there before and after."""
    removed: list[dict[str, Any]] = field(default_factory=list)
    """`model` and `row` of rows that became one with another row, and `into`, that one's key."""
    own_lines: list[int] = field(default_factory=list)
    """The kept record's lines of the ledger from before the merge."""
    copied: list[int] = field(default_factory=list)
    """Lines of the ledger that were copied from the shadow to the kept record."""
    withdrawn: list[int] = field(default_factory=list)
    """Lines by which the merge itself took a consent back, since it was given for something that was not kept."""
    pair: str = ""
    """The pair of which this merge came, and what was said of it before."""
    pair_state: str = ""

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Journal:
        return cls(**stored)

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    def note_moved(self, foreign_key: models.Field[Any, Any], pks: Iterable[int]) -> None:
        name = f"{foreign_key.model._meta.label_lower}:{foreign_key.attname}"
        self.moved.setdefault(name, []).extend(pks)

    def change(self, row: models.Model, **values: Any) -> None:
        """Sets columns (by `attname`) and saves the row, if anything is different."""
        told = {}
        for name, value in values.items():
            before = plain(getattr(row, name))
            setattr(row, name, value)
            if before != plain(value):
                told[name] = [before, plain(value)]
        if told:
            row.save()
            self.changed.append({"model": row._meta.label_lower, "pk": row.pk, "values": told})

    def remove(self, row: models.Model, *, into: models.Model) -> None:
        values = {column.attname: plain(getattr(row, column.attname)) for column in row._meta.concrete_fields}
        self.removed.append({"model": row._meta.label_lower, "row": values, "into": into.pk})
        row.delete()


def plain(value: Any) -> Any:
    """A column's value as JSON; `to_python` of its field reads it again, to the microsecond."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def read(model: type[models.Model], name: str, value: Any) -> Any:
    """The value of the column `name` from its JSON."""
    column = next(column for column in model._meta.concrete_fields if column.attname == name)
    target = column.target_field if isinstance(column, models.ForeignKey) else column
    return target.to_python(value)


def move_back(journal: Journal, *, kept: models.Model, shadow: models.Model) -> dict[str, int]:
    """Points moved rows at the shadow again. How many of which model stayed, since they point elsewhere by now."""
    stayed: dict[str, int] = {}
    for name, pks in journal.moved.items():
        label, _colon, column = name.partition(":")
        model = apps.get_model(label)
        back = 0
        for start in range(0, len(pks), 500):
            rows = model._base_manager.filter(pk__in=pks[start : start + 500], **{column: kept.pk})
            back += rows.update(**{column: shadow.pk})
        if back < len(pks):
            stayed[label] = stayed.get(label, 0) + len(pks) - back
    return stayed


def put_back(entry: Mapping[str, Any], **overruled: Any) -> bool:
    """Enters a removed row again, under its old key. False when what it points at is gone, or its place is taken."""
    model = apps.get_model(entry["model"])
    values = {name: read(model, name, value) for name, value in entry["row"].items()} | overruled
    row = model(**values)
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey) and values[column.attname] is not None:
            target = column.related_model
            if not target._base_manager.filter(pk=values[column.attname]).exists():
                return False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def set_back(entry: Mapping[str, Any]) -> list[str]:
    """Gives changed columns their old values; tells which were changed again since and stay as they are."""
    model = apps.get_model(entry["model"])
    row = model._base_manager.filter(pk=entry["pk"]).first()
    if row is None:
        return list(entry["values"])
    back, stayed = restorable(row, entry["values"])
    for name, value in back.items():
        setattr(row, name, value)
    if not back:
        return stayed
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return list(entry["values"])
    return stayed


def restorable(row: models.Model, values: Mapping[str, list[Any]]) -> tuple[dict[str, Any], list[str]]:
    """The columns that still stand as the merge left them, with their old values; and those that do not."""
    back: dict[str, Any] = {}
    stayed: list[str] = []
    for name, (before, after) in values.items():
        if plain(getattr(row, name)) == after:
            back[name] = read(type(row), name, before)
        else:
            stayed.append(name)
    return back, stayed
