"""A column to search in, its index, and the indexes that the office's lists of 300,000 people need."""

from django.db import migrations

import anpacken.people.fields
from anpacken.people.migrations import _search_index

BATCH = 2000


def fill(apps, schema_editor):
    """The column follows others with every save; here for the rows that there are."""
    for name in ("Person", "Organisation"):
        rows = apps.get_model("people", name)._base_manager.using(schema_editor.connection.alias)
        field = rows.model._meta.get_field("search_key")
        batch = []
        for row in rows.only(*field.of).iterator(chunk_size=BATCH):
            field.pre_save(row, add=False)
            batch.append(row)
            if len(batch) == BATCH:
                rows.bulk_update(batch, ["search_key"])
                batch = []
        rows.bulk_update(batch, ["search_key"])


class Migration(migrations.Migration):
    # PostgreSQL makes no index of a table with changes that wait for the end of the transaction.
    atomic = True

    dependencies = [("people", "0004_consents_append_only_again")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="search_key",
            field=anpacken.people.fields.SearchField(
                default="",
                editable=False,
                max_length=700,
                of=["first_name", "last_name", "email", "place", "postcode"],
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="search_key",
            field=anpacken.people.fields.SearchField(
                default="",
                editable=False,
                max_length=1000,
                of=["name", "short_name", "contact_name", "email", "place", "postcode"],
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(_search_index.make, _search_index.remove),
    ]
