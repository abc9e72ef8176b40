"""Names of people who said something may be erased; the contributions of an answer are found by an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0003_closed_with_a_conclusion"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="name_erased_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="ลบชื่อเมื่อ"),
        ),
        migrations.AlterField(
            model_name="activitylink",
            name="title",
            field=models.CharField(
                blank=True,
                help_text="เช่น แผนจัดซื้อที่ปรับตามความเห็น เว้นว่างไว้ ระบบใส่ชื่อหน้าในเว็บไซต์นี้ให้",
                max_length=250,
                verbose_name="ชื่อหน้า",
            ),
        ),
        migrations.AlterField(
            model_name="outcome",
            name="address",
            field=models.CharField(
                blank=True,
                help_text="คัดลอกจากแถบที่อยู่ เช่น /procurement/2566/plan/#plan-12 ระบบเปิดดูให้ว่ามีหน้านั้นและประชาชนเปิดได้",
                max_length=500,
                verbose_name="ที่อยู่ของแผนหรือการจัดซื้อ",
            ),
        ),
        migrations.AlterField(
            model_name="outcome",
            name="link_title",
            field=models.CharField(
                blank=True,
                help_text="เว้นว่างไว้ ระบบใส่ชื่อหน้าในเว็บไซต์นี้ให้",
                max_length=250,
                verbose_name="ชื่อหน้าของแผนหรือการจัดซื้อ",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["response", "id"], name="contribution_of_response"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("name_erased_at__isnull", True), ("name", ""), _connector="OR"),
                name="contribution_name_is_erased",
            ),
        ),
    ]
