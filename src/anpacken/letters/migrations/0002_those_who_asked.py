from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="audience",
            field=models.CharField(
                choices=[
                    ("registered", "everybody with a seat"),
                    ("forum", "everybody with a place in a forum"),
                    ("waiting", "everybody on the waiting list"),
                    ("requested", "everybody who waits for the office to decide"),
                    ("came", "those who came"),
                    ("missed", "those who had a seat and did not come"),
                    ("everybody", "everybody who ever registered, except those who cancelled"),
                ],
                default="registered",
                max_length=12,
                verbose_name="for whom",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="timing",
            field=models.CharField(
                choices=[
                    ("before", "before the beginning of the event"),
                    ("after", "after the end of the event"),
                    ("moment", "at a moment of its own"),
                    ("at_once", "as soon as it is turned on"),
                ],
                default="before",
                max_length=8,
                verbose_name="when",
            ),
        ),
    ]
