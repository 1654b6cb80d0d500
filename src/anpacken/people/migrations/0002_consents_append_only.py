"""The database itself refuses to change a line of the consent ledger.

Deleting stays possible, because erasing a person takes the ledger's lines along. On SQLite, Django remakes a
table to alter it, which drops its triggers: a migration that alters `Consent` must run these operations again
(`tests/people/test_ledger.py` fails otherwise).
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = """
CREATE TRIGGER people_consent_append_only BEFORE UPDATE ON people_consent
BEGIN
    SELECT RAISE(ABORT, 'The consent ledger is append-only: write a new line.');
END
"""

POSTGRESQL = """
CREATE FUNCTION people_consent_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The consent ledger is append-only: write a new line.' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER people_consent_append_only BEFORE UPDATE ON people_consent
    FOR EACH ROW EXECUTE FUNCTION people_consent_refuse_update();
"""


def guard(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def unguard(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS people_consent_append_only ON people_consent")
        schema_editor.execute("DROP FUNCTION IF EXISTS people_consent_refuse_update()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS people_consent_append_only")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
