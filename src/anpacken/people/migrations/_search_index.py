"""The index of letters in threes by which the office finds people: made by migrations, kept by the database itself.

PostgreSQL has an extension for it (pg_trgm); SQLite a table of its own (FTS5) that triggers keep up to date. Django
makes a table of SQLite anew when it alters a column, and the triggers are lost with the old one: such a migration ends
with `migrations.RunPython(_search_index.make)`. A test asks whether the triggers are there.
"""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, transaction

from anpacken.people.fields import index_table

TABLES = ("people_person", "people_organisation")
COLUMN = "search_key"

# Statement by statement: the first four take the index away.
_SQLITE = (
    "DROP TRIGGER IF EXISTS {index}_insert",
    "DROP TRIGGER IF EXISTS {index}_update",
    "DROP TRIGGER IF EXISTS {index}_delete",
    "DROP TABLE IF EXISTS {index}",
    (
        "CREATE VIRTUAL TABLE {index} USING fts5("
        "{column}, content='{table}', content_rowid='id', tokenize='trigram case_sensitive 1')"
    ),
    "INSERT INTO {index}({index}) VALUES ('rebuild')",
    (
        "CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN"
        " INSERT INTO {index}(rowid, {column}) VALUES (new.id, new.{column}); END"
    ),
    (
        "CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN"
        " INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.id, old.{column}); END"
    ),
    (
        "CREATE TRIGGER {index}_update AFTER UPDATE OF {column} ON {table} WHEN old.{column} IS NOT new.{column} BEGIN"
        " INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.id, old.{column});"
        " INSERT INTO {index}(rowid, {column}) VALUES (new.id, new.{column}); END"
    ),
)
_TAKING_AWAY = 4


def make(_apps: Any, schema_editor: Any) -> None:
    """Makes the index, or makes it anew. On a PostgreSQL that refuses the extension, searching is slower, not wrong."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "sqlite":
                for statement in _statements(table):
                    cursor.execute(statement)
            elif connection.vendor == "postgresql":
                _make_on_postgresql(connection, cursor, table)


def remove(_apps: Any, schema_editor: Any) -> None:
    """Takes the index away again."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for table in TABLES:
            index = index_table(table)
            if connection.vendor == "sqlite":
                for statement in _statements(table)[:_TAKING_AWAY]:
                    cursor.execute(statement)
            elif connection.vendor == "postgresql":
                cursor.execute(f"DROP INDEX IF EXISTS {index}")


def _statements(table: str) -> list[str]:
    return [statement.format(index=index_table(table), table=table, column=COLUMN) for statement in _SQLITE]


def _make_on_postgresql(connection: Any, cursor: Any, table: str) -> None:
    index = index_table(table)
    try:
        with transaction.atomic(using=connection.alias):
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"DROP INDEX IF EXISTS {index}")
            cursor.execute(f"CREATE INDEX {index} ON {table} USING gin ({COLUMN} gin_trgm_ops)")
    except DatabaseError:
        return
