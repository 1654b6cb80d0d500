"""Columns that follow other columns: names folded so that both databases find them alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func
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
        value = self.following([str(getattr(model_instance, name)) for name in self.of])
        setattr(model_instance, self.attname, value)
        return value

    def following(self, values: Iterable[str]) -> str:
        """What the column holds beside these values of the fields it follows, for rows written without an instance."""
        return fold(" ".join(values))[: self.max_length]


class SearchField(FoldedField):
    """A folded column that is searched for words standing anywhere in it: `filter(search_key__holds="muller")`.

    Both databases keep an index of its letters in threes (`migrations/_search_index.py`), so that the search does not
    read every row. Words of fewer than three letters are too short for it and are looked for row by row.
    """


def index_table(table: str) -> str:
    """The table of SQLite's index of the column `search_key` of `table`."""
    return f"{table}_search"


INDEXED_LETTERS = 3


_counting: ContextVar[bool] = ContextVar("counting", default=False)


@contextmanager
def counting() -> Iterator[None]:
    """Within the block no order is asked for, so that SQLite had better begin with whatever an index names."""
    token = _counting.set(True)
    try:
        yield
    finally:
        _counting.reset(token)


def _aside() -> str:
    return "" if _counting.get() else "+"


@SearchField.register_lookup
class Holds(Lookup[str]):
    """Whether the column holds a folded word: the rows that the index names are fetched."""

    lookup_name = "holds"

    def aside(self) -> str:
        return ""

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return compiler.compile(Contains(self.lhs, self.rhs))

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        word = str(self.rhs)
        column: Any = self.lhs
        if len(word) < INDEXED_LETTERS or not hasattr(column, "alias"):
            return self.as_sql(compiler, connection)
        quote = connection.ops.quote_name
        own = f"{self.aside()}{quote(column.alias)}.{quote(column.target.model._meta.pk.column)}"
        index = quote(index_table(column.target.model._meta.db_table))
        phrase = '"' + word.replace('"', '""') + '"'
        return f"{own} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [phrase]  # noqa: S608


@SearchField.register_lookup
class HoldsAside(Holds):
    """The same for words that thousands hold: rows come in the order of the list, and each is asked.

    The plus keeps SQLite from fetching all rows that the index names only to sort them and show the first.
    """

    lookup_name = "holds_aside"

    def aside(self) -> str:
        return _aside()


class Aside(Func):
    """A column as a mere condition: on SQLite no index is chosen for its sake."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template=f"{_aside()}%(expressions)s", **context)
