from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0012_offers_newsletter")]

    operations = [
        migrations.AlterField(
            model_name="eventtext",
            name="occasion",
            field=models.CharField(
                choices=[
                    ("ticket", "registered"),
                    ("waiting", "on the waiting list"),
                    ("requested", "asked for a seat"),
                    ("unconfirmed", "to be confirmed"),
                    ("offer", "a seat is held"),
                    ("lapsed", "the held seat has gone on"),
                    ("declined", "declined by the office"),
                    ("changed", "registration changed"),
                    ("cancelled", "your registration cancelled"),
                    ("event_cancelled", "event cancelled"),
                ],
                max_length=20,
                verbose_name="occasion",
            ),
        ),
    ]
