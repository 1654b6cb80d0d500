"""Writing one new row in one statement, for deeds that a thousand people do in the same minute.

`Model.save` finds out each time anew which columns there are and compiles the statement; that takes as long as the
database takes to write the row. Here it is done once for each model. Signals are not sent: no room listens to any.
Lists of many rows, which have no instances, are written by `core.bulk`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection, models

_Field = models.Field[Any, Any]


def insert(record: models.Model) -> None:
    """Inserts a new `record` of a model without parents, and gives it its key.

    Raises:
        IntegrityError: a constraint of the table says no.
    """
    statement, fields = _prepared(type(record), connection.vendor)
    values = [field.get_db_prep_save(field.pre_save(record, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        [record.pk] = cursor.fetchone()
    record._state.adding, record._state.db = False, connection.alias


@cache
def _prepared(model: type[models.Model], _vendor: str) -> tuple[str, list[_Field]]:
    if model._meta.parents:
        raise TypeError(f"{model.__name__} stands in several tables.")
    key, quote = model._meta.pk, connection.ops.quote_name
    fields: list[_Field] = [field for field in model._meta.local_concrete_fields if field is not key]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns})"
    return f"{into} VALUES ({places}) RETURNING {quote(str(key.column))}", fields
