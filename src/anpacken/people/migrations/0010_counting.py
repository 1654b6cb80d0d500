"""Indexes by which segments of a fifth of the register are counted, and those found who left long ago."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0009_releases")]

    operations = [
        migrations.RemoveIndex(model_name="consent", name="people_consent_purpose"),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(
                fields=["purpose", "deed", "person", "organisation", "confirmed_at"], name="people_consent_purpose"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("erased_at", None), ("merged_into", None)),
                fields=["district", "language", "id", "email_key"],
                name="people_person_segment",
            ),
        ),
        migrations.AddIndex(
            model_name="role",
            index=models.Index(
                condition=models.Q(("until_on__isnull", False)),
                fields=["until_on", "person", "organisation"],
                name="people_role_ended",
            ),
        ),
    ]
