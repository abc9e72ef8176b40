"""A part of the home page for what is open to answers: consultations and surveys."""

from typing import Any

from django.db import migrations, models


def add(apps: Any, schema_editor: Any) -> None:
    """Put it after the parts that the office has already, whatever their order."""
    blocks = apps.get_model("portal", "HomeBlock").objects.using(schema_editor.connection.alias)
    last = blocks.order_by("-order").values_list("order", flat=True).first()
    blocks.get_or_create(key="open", defaults={"order": (last or 0) + 1})


class Migration(migrations.Migration):
    dependencies = [("portal", "0010_heads_of_work_groups")]

    operations = [
        migrations.AlterField(
            model_name="homeblock",
            name="key",
            field=models.CharField(
                choices=[
                    ("transparency", "ความโปร่งใสของสำนักงาน"),
                    ("procurement", "จัดซื้อจัดจ้างล่าสุด"),
                    ("news", "ข่าวและประกาศ"),
                    ("figures", "ตัวเลขของเรา"),
                    ("open", "เปิดรับความเห็นและแบบสำรวจ"),
                ],
                max_length=16,
                unique=True,
                verbose_name="ส่วนของหน้าแรก",
            ),
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
