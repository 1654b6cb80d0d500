from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0008_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="by_invitation",
            field=models.BooleanField(
                default=False,
                help_text="Only who has a personal link can register. The event's page says so; the office can add people.",
                verbose_name="by invitation only",
            ),
        ),
    ]
