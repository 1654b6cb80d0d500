"""Roles are limited to a region, an organisation, an award or an event: the region's code becomes any such word."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sign_in_failures"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="rolegrant", name="accounts_regional_role_has_region"),
        migrations.RemoveConstraint(model_name="rolegrant", name="accounts_role_held_once"),
        migrations.RenameField(model_name="rolegrant", old_name="region_code", new_name="scope"),
        migrations.AlterField(
            model_name="rolegrant",
            name="scope",
            field=models.CharField(blank=True, max_length=40, verbose_name="limited to"),
        ),
        migrations.AlterField(
            model_name="rolegrant",
            name="role",
            field=models.CharField(
                choices=[
                    ("office", "office"),
                    ("editor", "editor"),
                    ("reader", "reader"),
                    ("regional", "regional office"),
                    ("member", "partner organisation"),
                    ("juror", "juror"),
                    ("helper", "check-in helper"),
                    ("moderator", "live moderator"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("user", "role", "scope"),
                name="accounts_role_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ["editor", "office", "reader"]), ("scope", "")),
                    models.Q(
                        ("role__in", ["helper", "juror", "member", "moderator", "regional"]),
                        models.Q(("scope", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="accounts_role_has_its_scope",
            ),
        ),
    ]
