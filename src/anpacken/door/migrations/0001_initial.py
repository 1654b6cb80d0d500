"""The log at the door. The database itself refuses to change a line of it.

Deleting stays possible: after a year lines without names stand in its place. On SQLite, Django remakes a table to alter
it, which drops its triggers: a migration that alters `Scan` must run `unguard` and `guard` again.
"""

from __future__ import annotations

from typing import Any

import anpacken.core.clock
import django.db.models.deletion
from django.db import migrations, models

SQLITE = """
CREATE TRIGGER door_scan_append_only BEFORE UPDATE ON door_scan
BEGIN
    SELECT RAISE(ABORT, 'The log at the door is append-only: write a new line.');
END
"""

POSTGRESQL = """
CREATE FUNCTION door_scan_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log at the door is append-only: write a new line.' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER door_scan_append_only BEFORE UPDATE ON door_scan
    FOR EACH ROW EXECUTE FUNCTION door_scan_refuse_update();
"""


def guard(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def unguard(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS door_scan_append_only ON door_scan")
        schema_editor.execute("DROP FUNCTION IF EXISTS door_scan_refuse_update()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS door_scan_append_only")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=36, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('came', 'let in'), ('taken_back', 'check-in undone'), ('refused', 'turned away')], max_length=10, verbose_name='what happened')),
                ('reason', models.CharField(blank=True, choices=[('unknown', 'unknown code'), ('other_event', 'ticket of another event'), ('cancelled', 'registration cancelled'), ('waiting', 'only on the waiting list')], max_length=12, verbose_name='why not')),
                ('heads', models.PositiveSmallIntegerField(default=1, verbose_name='people')),
                ('takes_back', models.CharField(blank=True, editable=False, max_length=36)),
                ('device', models.CharField(blank=True, max_length=12, verbose_name='device')),
                ('by_ref', models.CharField(blank=True, max_length=12, verbose_name='by')),
                ('scanned_at', models.DateTimeField(verbose_name='by the device’s clock')),
                ('received_at', models.DateTimeField(default=anpacken.core.clock.now, verbose_name='received')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='events.event', verbose_name='event')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='programme.item', verbose_name='slot')),
                ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='events.registration', verbose_name='registration')),
            ],
            options={
                'verbose_name': 'line of the check-in log',
                'verbose_name_plural': 'lines of the check-in log',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['event', 'registration'], name='door_scan_ticket')],
                'constraints': [models.CheckConstraint(condition=models.Q(('heads__gte', 0), ('heads__lte', 50)), name='door_scan_heads_in_reason'), models.CheckConstraint(condition=models.Q(('kind', 'refused'), ('reason', ''), _connector='XOR'), name='door_refused_has_reason'), models.CheckConstraint(condition=models.Q(('kind', 'taken_back'), ('takes_back', ''), _connector='XOR'), name='door_taken_back_names_line')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
