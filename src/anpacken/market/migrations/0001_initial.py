"""The market: calls, applications, stands."""

import anpacken.core.clock
import anpacken.core.ids
import anpacken.core.texts.field
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('media', '0001_initial'),
        ('network', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', anpacken.core.ids.PublicIdField(default=anpacken.core.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('text', anpacken.core.texts.field.TranslatedField(blank=True, default=dict, multiline=True, verbose_name='what applicants should know')),
                ('opens_at', models.DateTimeField(verbose_name='applications from')),
                ('closes_at', models.DateTimeField(verbose_name='deadline')),
                ('most_stands', models.PositiveSmallIntegerField(blank=True, help_text='Empty: no limit. Whoever is too many waits.', null=True, verbose_name='stands at most')),
                ('most_tables', models.PositiveSmallIntegerField(default=2, help_text='How many somebody may ask for, 0 to 9.', verbose_name='tables at one stand')),
                ('moves_up', models.BooleanField(default=False, help_text='When somebody with a stand withdraws, the first on the waiting list gets it and is told by mail.', verbose_name='whoever waits moves up at once')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='list of exhibitors public since')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='call_for_stands', to='events.event', verbose_name='event')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.picture', verbose_name='floor plan')),
            ],
            options={
                'verbose_name': 'call for stands',
                'verbose_name_plural': 'calls for stands',
                'ordering': ['-closes_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', anpacken.core.ids.PublicIdField(default=anpacken.core.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('state', models.CharField(choices=[('submitted', 'to be reviewed'), ('accepted', 'gets a stand'), ('waiting', 'on the waiting list'), ('declined', 'no stand'), ('withdrawn', 'taken back')], default='submitted', editable=False, max_length=10, verbose_name='state of the application')),
                ('organisation_name', models.CharField(max_length=160, verbose_name='organisation or group')),
                ('title', models.CharField(max_length=120, verbose_name='project')),
                ('title_key', models.CharField(editable=False, max_length=120)),
                ('shows', models.TextField(max_length=600, verbose_name='what is shown')),
                ('contact_name', models.CharField(max_length=160, verbose_name='contact person')),
                ('email', models.EmailField(max_length=254, verbose_name='mail address')),
                ('email_key', models.CharField(editable=False, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('language', models.CharField(default='de', max_length=20, verbose_name='language of the mails')),
                ('tables', models.PositiveSmallIntegerField(default=1, verbose_name='tables')),
                ('needs_power', models.BooleanField(default=False, verbose_name='needs power')),
                ('power_for', models.CharField(blank=True, max_length=120, verbose_name='power for what')),
                ('brings', models.TextField(blank=True, max_length=400, verbose_name='what they bring')),
                ('people', models.PositiveSmallIntegerField(default=1, verbose_name='people at the stand')),
                ('support_needs', models.TextField(blank=True, max_length=600, verbose_name='support needs')),
                ('reason', models.TextField(blank=True, max_length=600, verbose_name='reason that the applicant reads')),
                ('applied_at', models.DateTimeField(default=anpacken.core.clock.now, editable=False, verbose_name='applied')),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='decided')),
                ('waiting_from_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='waits since')),
                ('told', models.CharField(blank=True, choices=[('', 'nothing yet'), ('accepted', 'gets a stand'), ('waiting', 'on the waiting list'), ('declined', 'no stand'), ('called_off', 'event cancelled')], default='', editable=False, max_length=10, verbose_name='told by mail')),
                ('told_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='told')),
                ('came', models.BooleanField(editable=False, null=True, verbose_name='came')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stand_applications', to='people.organisation', verbose_name='organisation in the register')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stand_applications', to='network.project', verbose_name='profile of the project')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='market.call', verbose_name='event')),
            ],
            options={
                'verbose_name': 'application for a stand',
                'verbose_name_plural': 'applications for stands',
                'ordering': ['applied_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Stand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('x', models.FloatField(default=0.5, verbose_name='from the left')),
                ('y', models.FloatField(default=0.5, verbose_name='from the top')),
                ('has_power', models.BooleanField(default=False, verbose_name='has power')),
                ('application', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stand', to='market.application', verbose_name='application')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stands', to='market.call', verbose_name='event')),
            ],
            options={
                'verbose_name': 'stand',
                'verbose_name_plural': 'stands',
                'ordering': ['number'],
            },
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='market_call_window', violation_error_message='The deadline lies before the opening. Please check both.'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('most_tables__lte', 9)), name='market_call_tables', violation_error_message='At most 9 tables at one stand, please.'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['call', 'state', 'waiting_from_at'], name='market_application_queue'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['email_key'], name='market_application_address'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'accepted', 'waiting', 'declined'])), fields=('call', 'email_key', 'title_key'), name='market_one_application_per_project'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('tables__lte', 9)), name='market_application_tables'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1), ('people__lte', 50)), name='market_application_people'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('waiting_from_at__isnull', False)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('waiting_from_at', None)), _connector='OR'), name='market_who_waits_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='stand',
            constraint=models.UniqueConstraint(fields=('call', 'number'), name='market_stand_number_once'),
        ),
        migrations.AddConstraint(
            model_name='stand',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='market_stand_number'),
        ),
        migrations.AddConstraint(
            model_name='stand',
            constraint=models.CheckConstraint(condition=models.Q(('x__gte', 0), ('x__lte', 1), ('y__gte', 0), ('y__lte', 1)), name='market_stand_on_the_plan'),
        ),
    ]
