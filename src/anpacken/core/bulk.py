"""Many rows into a table at once, without a model instance for each: a fraction of what `bulk_create` costs.

For lists of ten thousands of rows that are made by one action; one row is written by `core.inserts`. Defaults and
`pre_save` of fields are not asked: every column that has no default in the database is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection, models

_MOST_PARAMETERS = 30_000
"""SQLite takes 32,766 in one statement."""

_MOST_KEPT = 20_000
"""So many prepared values of a column are kept."""

Rows = Sequence[Sequence[Any]]


def insert(model: type[models.Model], columns: Sequence[str], rows: Rows, *, ignores_known: bool = False) -> None:
    """Writes `rows`, each with a value for each of `columns` (names of fields; relations take the other's key, text is
    a plain `str`).

    With `ignores_known` rows that are there already are left as they are.

    Raises:
        IntegrityError: a constraint of the table says no.
    """
    if connection.vendor == "postgresql" and not ignores_known:
        _copy(model, columns, rows)
    else:
        _execute(model, columns, rows, tail=" ON CONFLICT DO NOTHING" if ignores_known else "")


def insert_new(model: type[models.Model], columns: Sequence[str], rows: Rows) -> list[int]:
    """Writes `rows` as `insert` does, and gives their keys in the same order."""
    key: Any = model._meta.pk
    if connection.vendor != "postgresql":
        return _execute(model, columns, rows, tail=f" RETURNING {connection.ops.quote_name(key.column)}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(model._meta.db_table), key.column, len(rows)],
        )
        keys: list[int] = [number for (number,) in cursor.fetchall()]
    _copy(model, (key.name, *columns), [(number, *row) for number, row in zip(keys, rows, strict=True)])
    return keys


def _execute(model: type[models.Model], columns: Sequence[str], rows: Rows, *, tail: str) -> list[int]:
    """As many rows at a time as one statement takes. Gives what the statements return, the first column of it."""
    head, one = f"INSERT INTO {_named(model, columns)} VALUES ", f"({', '.join(['%s'] * len(columns))})"  # noqa: S608
    at_once = max(1, min(_MOST_PARAMETERS // len(columns), 1000))
    returned: list[int] = []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), at_once):
            batch = rows[start : start + at_once]
            values = list(chain.from_iterable(_prepared(model, columns, batch)))
            cursor.execute(head + ", ".join([one] * len(batch)) + tail, values)
            if cursor.description:
                returned += [first for first, *_others in cursor.fetchall()]
    return returned


def _copy(model: type[models.Model], columns: Sequence[str], rows: Rows) -> None:
    """PostgreSQL's own way for many rows: psycopg would write each value of a statement into its text, in Python."""
    if not rows:
        return
    with connection.cursor() as cursor:
        copy: Any = getattr(cursor, "copy")  # noqa: B009 - psycopg's, unknown to the types of Django's cursor
        with connection.wrap_database_errors, copy(f"COPY {_named(model, columns)} FROM STDIN") as stream:
            for row in _prepared(model, columns, rows):
                stream.write_row(row)


def _prepared(model: type[models.Model], columns: Sequence[str], rows: Rows) -> Iterable[Sequence[Any]]:
    """The rows as the database takes them. Most columns of ten thousands of rows are text and keys: they stay."""
    by_column: list[Iterable[Any]] = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        field: Any = model._meta.get_field(column)
        is_plain = isinstance(field, models.CharField | models.ForeignKey)
        by_column.append(values if is_plain else map(_preparing(field, connection.vendor), values))
    return zip(*by_column, strict=True)


def _named(model: type[models.Model], columns: Sequence[str]) -> str:
    """The table and the columns, as a statement names them."""
    quote = connection.ops.quote_name
    fields: list[Any] = [model._meta.get_field(column) for column in columns]
    return f"{quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)})"


def update(instances: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Writes the named columns of instances of one model, each into its own row.

    One statement that is prepared once; `bulk_update` writes a case for every row into each column.
    """
    if not instances:
        return
    model = type(instances[0])
    fields: list[Any] = [model._meta.get_field(column) for column in columns]
    prepared = [_preparing(field, connection.vendor) for field in fields]
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


@cache
def _preparing(field: Any, _vendor: str) -> Callable[[Any], Any]:
    """How values of a column are given to the database. What repeats (a moment, a day) is prepared once."""
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    kept: dict[Any, Any] = {}

    def prepare(value: Any) -> Any:
        if value is None or type(value) is int:
            return value
        known = kept.get(value)
        if known is None:
            if len(kept) > _MOST_KEPT:
                kept.clear()
            known = kept[value] = field.get_db_prep_save(value, connection)
        return known

    return prepare
