"""Months tell how often the counter's record was changed after the year was over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0003_readers_of_questions"),
    ]

    operations = [
        migrations.AddField(
            model_name="monthsum",
            name="amended",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="monthsum",
            name="amended_at",
            field=models.DateTimeField(null=True),
        ),
    ]
