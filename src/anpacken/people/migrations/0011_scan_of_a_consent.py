"""The scan of a consent on paper belongs to its line. A nullable column is added without remaking the table, so the
ledger keeps its trigger on SQLite."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0002_alter_paper_options_alter_picture_options"),
        ("people", "0010_counting"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="media.paper",
                verbose_name="scan of the document",
            ),
        ),
    ]
