"""Numbers of requests, drafts that staff begin at the counter, forms sent twice, and who watches the clocks."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.fiscal
from portal.roles import Role, grant


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0002_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RequestNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    portal.fiscal.FiscalYearField(
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        unique=True,
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "เลขที่คำขอล่าสุด",
                "verbose_name_plural": "เลขที่คำขอล่าสุด",
            },
        ),
        migrations.AlterModelOptions(
            name="servicerequest",
            options={
                "ordering": ["-received_at", "-pk"],
                "permissions": [
                    ("handle_any_group", "ดำเนินการคำขอและคำถามของทุกกลุ่มงาน"),
                    ("watch_clocks", "ดูกำหนดเวลาของคำขอโดยไม่เห็นข้อมูลของผู้ยื่น"),
                ],
                "verbose_name": "คำขอรับบริการ",
                "verbose_name_plural": "คำขอรับบริการ",
            },
        ),
        migrations.AddField(
            model_name="requestdraft",
            name="channel",
            field=models.CharField(
                choices=[("walk_in", "Walk-in"), ("online", "E-Service")],
                default="online",
                editable=False,
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="requestdraft",
            name="started_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="turn",
            field=models.CharField(editable=False, max_length=43, null=True, unique=True),
        ),
        migrations.RunPython(
            grant("services", ["servicerequest"], {Role.AUDITOR: ("watch_clocks",)}),
            migrations.RunPython.noop,
        ),
    ]
