"""Sentences that staff accept from what the rooms count, and what each role may do with them."""

import django.db.models.deletion
from django.db import migrations, models

from portal.roles import CONTENT, grant


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0004_oit_items"),
        ("portal", "0003_roles_and_work_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="AcceptedSentence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=200, verbose_name="สิ่งที่นับ")),
                ("text", models.CharField(max_length=1000, verbose_name="ข้อความ")),
                (
                    "offered",
                    models.CharField(editable=False, max_length=1000, verbose_name="ข้อความที่ระบบเสนอ"),
                ),
                ("source", models.CharField(editable=False, max_length=250, verbose_name="ที่มา")),
                ("address", models.CharField(editable=False, max_length=500, verbose_name="หน้าที่แสดงตัวเลข")),
                ("counted_on", models.DateField(editable=False, verbose_name="นับเมื่อวันที่")),
                ("order", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="ลำดับ")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sentences",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "ข้อความจากข้อมูล",
                "verbose_name_plural": "ข้อความจากข้อมูล",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "key"), name="sentence_is_accepted_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            models.Q(("offered", ""), _negated=True),
                            models.Q(
                                ("address__startswith", "/"),
                                ("address__startswith", "https://"),
                                _connector="OR",
                            ),
                        ),
                        name="sentence_says_what_and_where",
                    ),
                ],
            },
        ),
        migrations.RunPython(grant("measures", ["acceptedsentence"], CONTENT), migrations.RunPython.noop),
    ]
