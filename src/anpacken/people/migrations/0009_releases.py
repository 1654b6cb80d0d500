"""What the office has released to stand in public."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0002_alter_paper_options_alter_picture_options"),
        ("people", "0008_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("register", "kept in the register of supporters"),
                            ("newsletter", "newsletter"),
                            ("listing", "shown on the public list"),
                            ("statement", "statement shown in public"),
                            ("photo", "photo or logo shown in public"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for the office"),
                            ("released", "released"),
                            ("declined", "not shown"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("statement", models.CharField(blank=True, max_length=280, verbose_name="statement")),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="people.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="media.picture",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "release",
                "verbose_name_plural": "releases",
                "ordering": ["-decided_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("person__isnull", False)),
                            models.Q(("organisation__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="people_release_one_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("picture", None), ("purpose", "statement"), models.Q(("statement", ""), _negated=True)
                            ),
                            models.Q(("picture__isnull", False), ("purpose", "photo"), ("statement", "")),
                            _connector="OR",
                        ),
                        name="people_release_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["released", "declined"])), name="people_release_decided"
                    ),
                    models.UniqueConstraint(fields=("person", "purpose"), name="people_release_once_person"),
                    models.UniqueConstraint(
                        fields=("organisation", "purpose"), name="people_release_once_organisation"
                    ),
                ],
            },
        ),
    ]
