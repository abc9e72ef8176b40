"""What the public had been told of a record is kept with its withdrawal, to be compared when it comes back."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procurement", "0005_processes_left")]
    operations: ClassVar = [
        migrations.AddField(
            "correction",
            "told",
            models.JSONField(blank=True, editable=False, null=True, verbose_name="ที่ประชาชนเห็นก่อนถอนออก"),
        ),
    ]
