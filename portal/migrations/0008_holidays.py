"""The office's own days off, kept by the administrator."""

from django.db import migrations, models

from portal.roles import SETUP, grant


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0007_citizen_numbers_in_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="วันที่")),
                (
                    "name",
                    models.CharField(
                        help_text="ตามประกาศ เช่น วันพืชมงคล หรือ วันหยุดราชการเพิ่มเป็นกรณีพิเศษ",
                        max_length=200,
                        verbose_name="ชื่อวัน",
                    ),
                ),
                (
                    "is_working",
                    models.BooleanField(
                        default=False,
                        help_text="เลือกเมื่อปฏิทินเดิมเป็นวันหยุด แต่มีประกาศให้มาทำงาน ไม่เลือกหมายถึงเป็นวันหยุดราชการ",
                        verbose_name="เป็นวันทำการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "วันหยุดราชการ",
                "verbose_name_plural": "วันหยุดราชการ",
                "ordering": ["-day"],
            },
        ),
        migrations.RunPython(grant("portal", ["holiday"], SETUP), migrations.RunPython.noop),
    ]
