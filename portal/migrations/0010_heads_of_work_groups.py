"""Each work group may have a head, named by the administrator."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0009_bulk_entries")]

    operations = [
        migrations.AddField(
            model_name="workgroup",
            name="head",
            field=models.ForeignKey(
                blank=True,
                help_text="เลือกจากผู้ที่สังกัดกลุ่มงานนี้ หัวหน้าเห็นว่าใครในกลุ่มยังไม่รับทราบคู่มือ",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="groups_headed",
                to=settings.AUTH_USER_MODEL,
                verbose_name="หัวหน้ากลุ่มงาน",
            ),
        ),
    ]
