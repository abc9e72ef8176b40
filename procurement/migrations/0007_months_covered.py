"""The months that a file speaks for, so that an empty one is known to be empty."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procurement", "0006_told_when_withdrawn")]
    operations: ClassVar = [
        migrations.AddField(
            "registerimport",
            "covers",
            models.JSONField(blank=True, default=list, verbose_name="เดือนที่ไฟล์ครอบคลุม"),
        ),
    ]
