"""The newest contracts of all years come from an index of their own, for the home page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0003_contract_lists"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(fields=["status", "revises", "-dated_on", "-id"], name="contract_newest"),
        ),
    ]
