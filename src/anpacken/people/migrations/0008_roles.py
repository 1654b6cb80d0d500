"""Indexes by which the office's lists find who holds a role."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("people", "0007_segments")]

    operations = [
        # With it SQLite would read the roles of all persons to find those of organisations.
        migrations.RemoveIndex(model_name="role", name="people_role_kind"),
        migrations.AddIndex(
            model_name="role",
            index=models.Index(fields=["kind", "person", "from_on", "until_on"], name="people_role_persons"),
        ),
        migrations.AddIndex(
            model_name="role",
            index=models.Index(
                fields=["kind", "organisation", "from_on", "until_on"], name="people_role_organisations"
            ),
        ),
    ]
