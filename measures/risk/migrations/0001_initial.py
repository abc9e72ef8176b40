import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import portal.fiscal


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("portal", "0009_bulk_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "ฉบับร่าง"),
                            ("in_review", "รออนุมัติ"),
                            ("published", "เผยแพร่แล้ว"),
                            ("withdrawn", "ถอนออกแล้ว"),
                        ],
                        db_index=True,
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="สถานะ",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="สร้างเมื่อ")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="แก้ไขล่าสุด")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ส่งขออนุมัติเมื่อ"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, editable=False, null=True, verbose_name="เผยแพร่เมื่อ"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="เผยแพร่ครั้งแรกเมื่อ"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ถอนออกเมื่อ"),
                ),
                ("status_reason", models.TextField(blank=True, editable=False, verbose_name="เหตุผล")),
                (
                    "authors",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="ผู้แก้ไขตั้งแต่เผยแพร่ครั้งก่อน"
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="รุ่นของการแก้ไข"),
                ),
                (
                    "year",
                    portal.fiscal.FiscalYearField(
                        db_index=True,
                        default=portal.fiscal.FiscalYear.current,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1, "ลำดับต้องเป็นจำนวนเต็มตั้งแต่ 1"),
                            django.core.validators.MaxValueValidator(200, "ลำดับต้องไม่เกิน 200"),
                        ],
                        verbose_name="ความเสี่ยงที่",
                    ),
                ),
                ("process", models.CharField(max_length=250, verbose_name="กระบวนงาน")),
                ("event", models.TextField(max_length=2000, verbose_name="เหตุการณ์ความเสี่ยง")),
                ("is_bribery", models.BooleanField(default=False, verbose_name="เกี่ยวกับการให้หรือรับสินบน")),
                ("cause", models.TextField(blank=True, max_length=2000, verbose_name="สาเหตุ")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                            django.core.validators.MaxValueValidator(
                                5, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                        ],
                        verbose_name="โอกาสเกิด",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                            django.core.validators.MaxValueValidator(
                                5, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                        ],
                        verbose_name="ผลกระทบ",
                    ),
                ),
                ("existing_control", models.TextField(max_length=2000, verbose_name="การควบคุมที่มีอยู่")),
                (
                    "source",
                    models.CharField(
                        choices=[("ops", "แผนของสำนักงานปลัดกระทรวงศึกษาธิการ"), ("own", "สำนักงานประเมินเอง")],
                        default="own",
                        max_length=4,
                        verbose_name="ที่มา",
                    ),
                ),
                (
                    "source_detail",
                    models.CharField(blank=True, max_length=300, verbose_name="ชื่อแผนหรือเอกสารที่มา"),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="ที่อยู่ของเอกสารที่มา")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้สร้าง",
                    ),
                ),
                (
                    "owner_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.workgroup",
                        verbose_name="กลุ่มงานที่รับผิดชอบ",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้เผยแพร่",
                    ),
                ),
                (
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="working_copies",
                        to="risk.risk",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ส่งขออนุมัติ",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ถอนออก",
                    ),
                ),
            ],
            options={
                "verbose_name": "ความเสี่ยงการทุจริต",
                "verbose_name_plural": "ความเสี่ยงการทุจริต",
                "ordering": ["-year", "number", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                                ("revises__isnull", True),
                                ("submitted_by__isnull", False),
                                models.Q(("published_by", models.F("submitted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="risk_risk_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="risk_risk_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="risk_risk_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises__isnull", True)),
                        fields=("year", "number"),
                        name="risk_number_is_one_a_year",
                        violation_error_message="ปีงบประมาณนี้มีความเสี่ยงลำดับที่นี้อยู่แล้ว โปรดใช้ลำดับอื่น",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("impact__range", (1, 5)), ("likelihood__range", (1, 5))),
                        name="risk_is_on_the_scale",
                        violation_error_message="โอกาสเกิดและผลกระทบต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 200))),
                        name="risk_number_counts_from_one",
                        violation_error_message="ลำดับต้องเป็น 1 ถึง 200",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRisk",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "ฉบับร่าง"),
                            ("in_review", "รออนุมัติ"),
                            ("published", "เผยแพร่แล้ว"),
                            ("withdrawn", "ถอนออกแล้ว"),
                        ],
                        db_index=True,
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="สถานะ",
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="สร้างเมื่อ")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="แก้ไขล่าสุด")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ส่งขออนุมัติเมื่อ"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, editable=False, null=True, verbose_name="เผยแพร่เมื่อ"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="เผยแพร่ครั้งแรกเมื่อ"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ถอนออกเมื่อ"),
                ),
                ("status_reason", models.TextField(blank=True, editable=False, verbose_name="เหตุผล")),
                (
                    "authors",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="ผู้แก้ไขตั้งแต่เผยแพร่ครั้งก่อน"
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="รุ่นของการแก้ไข"),
                ),
                (
                    "year",
                    portal.fiscal.FiscalYearField(
                        db_index=True,
                        default=portal.fiscal.FiscalYear.current,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1, "ลำดับต้องเป็นจำนวนเต็มตั้งแต่ 1"),
                            django.core.validators.MaxValueValidator(200, "ลำดับต้องไม่เกิน 200"),
                        ],
                        verbose_name="ความเสี่ยงที่",
                    ),
                ),
                ("process", models.CharField(max_length=250, verbose_name="กระบวนงาน")),
                ("event", models.TextField(max_length=2000, verbose_name="เหตุการณ์ความเสี่ยง")),
                ("is_bribery", models.BooleanField(default=False, verbose_name="เกี่ยวกับการให้หรือรับสินบน")),
                ("cause", models.TextField(blank=True, max_length=2000, verbose_name="สาเหตุ")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                            django.core.validators.MaxValueValidator(
                                5, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                        ],
                        verbose_name="โอกาสเกิด",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                            django.core.validators.MaxValueValidator(
                                5, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                        ],
                        verbose_name="ผลกระทบ",
                    ),
                ),
                ("existing_control", models.TextField(max_length=2000, verbose_name="การควบคุมที่มีอยู่")),
                (
                    "source",
                    models.CharField(
                        choices=[("ops", "แผนของสำนักงานปลัดกระทรวงศึกษาธิการ"), ("own", "สำนักงานประเมินเอง")],
                        default="own",
                        max_length=4,
                        verbose_name="ที่มา",
                    ),
                ),
                (
                    "source_detail",
                    models.CharField(blank=True, max_length=300, verbose_name="ชื่อแผนหรือเอกสารที่มา"),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="ที่อยู่ของเอกสารที่มา")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้สร้าง",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portal.workgroup",
                        verbose_name="กลุ่มงานที่รับผิดชอบ",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้เผยแพร่",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ส่งขออนุมัติ",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ถอนออก",
                    ),
                ),
                (
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risk.risk",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical ความเสี่ยงการทุจริต",
                "verbose_name_plural": "historical ความเสี่ยงการทุจริต",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RiskResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "ฉบับร่าง"),
                            ("in_review", "รออนุมัติ"),
                            ("published", "เผยแพร่แล้ว"),
                            ("withdrawn", "ถอนออกแล้ว"),
                        ],
                        db_index=True,
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="สถานะ",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="สร้างเมื่อ")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="แก้ไขล่าสุด")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ส่งขออนุมัติเมื่อ"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, editable=False, null=True, verbose_name="เผยแพร่เมื่อ"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="เผยแพร่ครั้งแรกเมื่อ"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ถอนออกเมื่อ"),
                ),
                ("status_reason", models.TextField(blank=True, editable=False, verbose_name="เหตุผล")),
                (
                    "authors",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="ผู้แก้ไขตั้งแต่เผยแพร่ครั้งก่อน"
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="รุ่นของการแก้ไข"),
                ),
                (
                    "half",
                    models.CharField(
                        choices=[("half", "รอบหกเดือน"), ("year", "รอบปี")], max_length=4, verbose_name="รอบ"
                    ),
                ),
                (
                    "residual_likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                            django.core.validators.MaxValueValidator(
                                5, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                        ],
                        verbose_name="โอกาสเกิดที่เหลือ",
                    ),
                ),
                (
                    "residual_impact",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                            django.core.validators.MaxValueValidator(
                                5, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                        ],
                        verbose_name="ผลกระทบที่เหลือ",
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="สรุปผล")),
                ("problems", models.TextField(blank=True, max_length=2000, verbose_name="ปัญหาและข้อเสนอแนะ")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้สร้าง",
                    ),
                ),
                (
                    "owner_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.workgroup",
                        verbose_name="กลุ่มงานที่รับผิดชอบ",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้เผยแพร่",
                    ),
                ),
                (
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="working_copies",
                        to="risk.riskresult",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        limit_choices_to={"revises": None},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="risk.risk",
                        verbose_name="ความเสี่ยง",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ส่งขออนุมัติ",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ถอนออก",
                    ),
                ),
            ],
            options={
                "verbose_name": "ผลการจัดการความเสี่ยง",
                "verbose_name_plural": "ผลการจัดการความเสี่ยง",
                "ordering": ["-risk__year", "risk__number", "half", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                                ("revises__isnull", True),
                                ("submitted_by__isnull", False),
                                models.Q(("published_by", models.F("submitted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="risk_riskresult_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="risk_riskresult_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="risk_riskresult_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises__isnull", True)),
                        fields=("risk", "half"),
                        name="risk_result_is_one_a_period",
                        violation_error_message="ความเสี่ยงนี้มีผลของรอบนี้อยู่แล้ว ให้แก้ไขรายการเดิม",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("residual_likelihood__isnull", True),
                                ("residual_likelihood__range", (1, 5)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("residual_impact__isnull", True),
                                ("residual_impact__range", (1, 5)),
                                _connector="OR",
                            ),
                        ),
                        name="risk_result_is_on_the_scale",
                        violation_error_message="โอกาสเกิดและผลกระทบที่เหลือต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(
                                ("residual_impact__isnull", False), ("residual_likelihood__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="risk_result_is_published_with_its_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="ชื่อที่ประชาชนเห็น ไม่ใช่ชื่อไฟล์", max_length=250, verbose_name="ชื่อเอกสาร"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="risk.resultdocument",
                    ),
                ),
                (
                    "current",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.storedfile",
                        verbose_name="ไฟล์ปัจจุบัน",
                    ),
                ),
                (
                    "versions",
                    models.ManyToManyField(editable=False, related_name="+", to="portal.storedfile"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="risk.riskresult",
                    ),
                ),
            ],
            options={
                "verbose_name": "ไฟล์หลักฐานของผล",
                "verbose_name_plural": "ไฟล์หลักฐานของผล",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalRiskResult",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "ฉบับร่าง"),
                            ("in_review", "รออนุมัติ"),
                            ("published", "เผยแพร่แล้ว"),
                            ("withdrawn", "ถอนออกแล้ว"),
                        ],
                        db_index=True,
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="สถานะ",
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="สร้างเมื่อ")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="แก้ไขล่าสุด")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ส่งขออนุมัติเมื่อ"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, editable=False, null=True, verbose_name="เผยแพร่เมื่อ"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="เผยแพร่ครั้งแรกเมื่อ"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ถอนออกเมื่อ"),
                ),
                ("status_reason", models.TextField(blank=True, editable=False, verbose_name="เหตุผล")),
                (
                    "authors",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="ผู้แก้ไขตั้งแต่เผยแพร่ครั้งก่อน"
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="รุ่นของการแก้ไข"),
                ),
                (
                    "half",
                    models.CharField(
                        choices=[("half", "รอบหกเดือน"), ("year", "รอบปี")], max_length=4, verbose_name="รอบ"
                    ),
                ),
                (
                    "residual_likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                            django.core.validators.MaxValueValidator(
                                5, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                        ],
                        verbose_name="โอกาสเกิดที่เหลือ",
                    ),
                ),
                (
                    "residual_impact",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                            django.core.validators.MaxValueValidator(
                                5, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"
                            ),
                        ],
                        verbose_name="ผลกระทบที่เหลือ",
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="สรุปผล")),
                ("problems", models.TextField(blank=True, max_length=2000, verbose_name="ปัญหาและข้อเสนอแนะ")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้สร้าง",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portal.workgroup",
                        verbose_name="กลุ่มงานที่รับผิดชอบ",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้เผยแพร่",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ส่งขออนุมัติ",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ถอนออก",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"revises": None},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risk.risk",
                        verbose_name="ความเสี่ยง",
                    ),
                ),
                (
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risk.riskresult",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical ผลการจัดการความเสี่ยง",
                "verbose_name_plural": "historical ผลการจัดการความเสี่ยง",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Treatment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("title", models.CharField(max_length=500, verbose_name="มาตรการ")),
                ("responsible", models.CharField(max_length=200, verbose_name="ตำแหน่งผู้รับผิดชอบ")),
                ("starts_on", models.DateField(verbose_name="เริ่ม")),
                ("ends_on", models.DateField(verbose_name="สิ้นสุด")),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="risk.treatment",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="treatments", to="risk.risk"
                    ),
                ),
            ],
            options={
                "verbose_name": "มาตรการ",
                "verbose_name_plural": "มาตรการ",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="treatment_ends_after_it_begins",
                        violation_error_message="วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TreatmentResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("not_started", "ยังไม่เริ่ม"),
                            ("ongoing", "กำลังดำเนินการ"),
                            ("done", "ดำเนินการแล้ว"),
                        ],
                        max_length=12,
                        verbose_name="ความคืบหน้า",
                    ),
                ),
                ("done", models.TextField(max_length=2000, verbose_name="สิ่งที่ทำและผลที่เกิด")),
                ("evidence", models.CharField(blank=True, max_length=250, verbose_name="ชื่อหลักฐาน")),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="หน้าในเว็บไซต์นี้ขึ้นต้นด้วย / เช่น /procurement/2566/ เว็บไซต์อื่นขึ้นต้นด้วย https:// ไฟล์แนบด้านล่าง",
                        max_length=500,
                        verbose_name="ที่อยู่ของหลักฐาน",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="risk.riskresult"
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="rows",
                        to="risk.treatment",
                        verbose_name="มาตรการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "ผลของมาตรการ",
                "verbose_name_plural": "ผลของมาตรการ",
                "ordering": ["treatment__order", "treatment", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("result", "treatment"),
                        name="treatment_result_is_one_a_period",
                        violation_error_message="มาตรการนี้มีผลในรอบนี้อยู่แล้ว",
                    )
                ],
            },
        ),
    ]
