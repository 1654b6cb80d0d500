"""Many rows into a table at once, without a model instance for each: a third of what `bulk_create` costs.

For lists of ten thousands of rows that are made by one action. Defaults and `pre_save` of fields are not asked: every
column that has no default in the database is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models

_MOST_PARAMETERS = 30_000
"""SQLite takes 32,766 in one statement."""


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]], *, ignores_known: bool = False
) -> None:
    """Writes `rows`, each with a value for each of `columns` (names of fields; relations take the other's key).

    With `ignores_known` rows that are there already are left as they are.
    """
    if not rows:
        return
    fields: list[Any] = [model._meta.get_field(column) for column in columns]
    prepared = [_prepare(field) for field in fields]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    head = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES "  # noqa: S608
    tail = " ON CONFLICT DO NOTHING" if ignores_known else ""
    one = f"({', '.join(['%s'] * len(columns))})"
    at_once = max(1, min(_MOST_PARAMETERS // len(columns), 1000))
    with connection.cursor() as cursor:
        for start in range(0, len(rows), at_once):
            batch = rows[start : start + at_once]
            values = [prepare(value) for row in batch for prepare, value in zip(prepared, row, strict=True)]
            cursor.execute(head + ", ".join([one] * len(batch)) + tail, values)


def update(instances: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Writes the named columns of instances of one model, each into its own row.

    One statement that is prepared once; `bulk_update` writes a case for every row into each column.
    """
    if not instances:
        return
    model = type(instances[0])
    fields: list[Any] = [model._meta.get_field(column) for column in columns]
    prepared = [_prepare(field) for field in fields]
    quote = connection.ops.quote_name
    key: Any = model._meta.pk
    sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote(key.column)} = %s"  # noqa: S608
    rows = [
        [
            *(prepare(field.pre_save(one, False)) for prepare, field in zip(prepared, fields, strict=True)),
            one.pk,
        ]
        for one in instances
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _prepare(field: Any) -> Callable[[Any], Any]:
    """How values of a column are given to the database. What repeats (a moment, a state) is prepared once."""
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    kept: dict[Any, Any] = {}

    def prepare(value: Any) -> Any:
        if value is None or type(value) is int:
            return value
        if value not in kept:
            if len(kept) > 1000:
                kept.clear()
            kept[value] = field.get_db_prep_save(value, connection)
        return kept[value]

    return prepare
