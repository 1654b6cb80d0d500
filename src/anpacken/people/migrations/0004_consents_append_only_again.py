"""Migration 0003 remakes the ledger's table on SQLite, which drops its trigger."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.db import migrations

first = import_module("anpacken.people.migrations.0002_consents_append_only")


def again(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        first.unguard(apps, schema_editor)
        first.guard(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_register")]
    operations = [migrations.RunPython(again, migrations.RunPython.noop)]
