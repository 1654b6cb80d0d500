import django.db.models.deletion
from django.db import migrations, models

import anpacken.core.texts.field


class Migration(migrations.Migration):
    dependencies = [("events", "0006_children")]

    operations = [
        migrations.CreateModel(
            name="EventText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("ticket", "registered"),
                            ("waiting", "on the waiting list"),
                            ("offer", "a seat is held"),
                            ("lapsed", "the held seat has gone on"),
                            ("changed", "registration changed"),
                            ("cancelled", "your registration cancelled"),
                            ("event_cancelled", "event cancelled"),
                        ],
                        max_length=20,
                        verbose_name="occasion",
                    ),
                ),
                (
                    "subject",
                    anpacken.core.texts.field.TranslatedField(
                        blank=True, default=dict, max_length=150, verbose_name="subject"
                    ),
                ),
                (
                    "text",
                    anpacken.core.texts.field.TranslatedField(
                        blank=True, default=dict, max_length=4000, multiline=True, verbose_name="text"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "verbose_name": "words of a mail",
                "verbose_name_plural": "words of mails",
                "ordering": ["event", "occasion"],
                "constraints": [models.UniqueConstraint(fields=("event", "occasion"), name="events_text_once")],
            },
        ),
    ]
