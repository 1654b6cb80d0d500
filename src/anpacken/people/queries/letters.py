"""What the index of letters says about a word before a list is made of it: who has it, or that too many have."""

from __future__ import annotations

from typing import Any

from django.db import connection

from anpacken.people.fields import index_table


def holding(model: type[Any], word: str, *, most: int) -> set[int] | None:
    """The numbers of all records that hold the folded `word`, shadows included; None when they are more than `most`."""
    if connection.vendor == "sqlite":
        rows = _ask(model, "SELECT rowid FROM {index} WHERE {index} MATCH %s LIMIT %s", word, most)
        numbers = [row[0] for row in rows]
    else:
        found = model._base_manager.filter(search_key__holds=word).values_list("pk", flat=True)
        numbers = list(found.order_by()[: most + 1])
    return set(numbers) if len(numbers) <= most else None


def is_common(model: type[Any], word: str, *, than: int) -> bool:
    """Whether more than `than` records hold the folded `word`. PostgreSQL knows by itself when to leave its index."""
    if connection.vendor != "sqlite":
        return False
    counting = "SELECT count(*) FROM (SELECT rowid FROM {index} WHERE {index} MATCH %s LIMIT %s)"
    return bool(_ask(model, counting, word, than)[0][0] > than)


def _ask(model: type[Any], query: str, word: str, most: int) -> list[Any]:
    index = connection.ops.quote_name(index_table(model._meta.db_table))
    phrase = '"' + word.replace('"', '""') + '"'
    with connection.cursor() as cursor:
        # Asked by itself, so that it stops at the limit: as a condition on the records it would name all first.
        cursor.execute(query.format(index=index), [phrase, most + 1])
        return list(cursor.fetchall())
