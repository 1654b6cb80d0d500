"""Columns that follow other columns: names folded so that both databases find them alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Contains, Lookup

from anpacken.core.folding import fold

NAME_KEY_LENGTH = 240


def name_key(name: str) -> str:
    """The fold of an organisation's name, as long as its column."""
    return fold(name)[:NAME_KEY_LENGTH]


class FoldedField(models.CharField[str, str]):
    """Holds the fold of the fields named in `of`, set anew with every save, bulk ones included.

    A save with `update_fields`, and a queryset's `update`, must name this column too.
    """

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": list(self.of)}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = fold(" ".join(str(getattr(model_instance, name)) for name in self.of))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value


class SearchField(FoldedField):
    """A folded column that is searched for words standing anywhere in it: `filter(search_key__holds="muller")`.

    Both databases keep an index of its letters in threes (`migrations/_search_index.py`), so that the search does not
    read every row. Words of fewer than three letters are too short for it and are looked for row by row.
    """


def index_table(table: str) -> str:
    """The table of SQLite's index of the column `search_key` of `table`."""
    return f"{table}_search"


INDEXED_LETTERS = 3


@SearchField.register_lookup
class Holds(Lookup[str]):
    """Whether the column holds a folded word, by the index of its letters."""

    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:  # type: ignore[override]
        return compiler.compile(Contains(self.lhs, self.rhs))

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        word = str(self.rhs)
        column: Any = self.lhs
        if len(word) < INDEXED_LETTERS or not hasattr(column, "alias"):
            return self.as_sql(compiler, connection)
        quote = connection.ops.quote_name
        own = f"{quote(column.alias)}.{quote(column.target.model._meta.pk.column)}"
        index = quote(index_table(column.target.model._meta.db_table))
        phrase = '"' + word.replace('"', '""') + '"'
        # The plus keeps SQLite from fetching every row that the index names only to sort them all: few words are
        # asked for their numbers beforehand (queries.narrowing), and of many the first ones are found in order.
        return f"+{own} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [phrase]  # noqa: S608
