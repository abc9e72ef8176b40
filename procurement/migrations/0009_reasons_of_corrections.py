"""Who prepares a correction says why; the publisher may keep or change the words."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procurement", "0008_ocid_stays")]
    operations: ClassVar = [
        migrations.AddField(
            name,
            "correction_reason",
            models.TextField(
                blank=True,
                help_text="แก้อะไร เพราะอะไร ประชาชนเห็นเหตุผลนี้พร้อมข้อมูลที่แก้ไข ผู้อนุมัติปรับถ้อยคำได้ก่อนเผยแพร่",
                max_length=1000,
                null=True,
                verbose_name="เหตุผลของการแก้ไข",
            ),
        )
        for kind in ("contract", "planitem", "announcement")
        for name in (kind, f"historical{kind}")
    ]
