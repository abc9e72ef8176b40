"""Manuals with their editions, the people asked to read them, and their acknowledgements."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import portal.fiscal


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("portal", "0010_heads_of_work_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="Manual",
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
                ("title", models.CharField(max_length=250, verbose_name="ชื่อคู่มือ")),
                ("purpose", models.TextField(verbose_name="วัตถุประสงค์")),
                ("scope", models.TextField(blank=True, verbose_name="ขอบเขตและตำแหน่งที่ใช้คู่มือ")),
                ("laws", models.TextField(blank=True, verbose_name="กฎหมายและระเบียบที่เกี่ยวข้อง")),
                ("adapted_from", models.CharField(blank=True, max_length=300, verbose_name="ปรับจากคู่มือ")),
                (
                    "adapted_url",
                    models.URLField(blank=True, max_length=500, verbose_name="ที่อยู่ของคู่มือที่นำมาปรับ"),
                ),
                ("version", models.CharField(default="1", max_length=20, verbose_name="ฉบับที่")),
                ("approved_by", models.CharField(blank=True, max_length=200, verbose_name="ผู้อนุมัติคู่มือ")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="อนุมัติเมื่อ")),
                (
                    "in_force_from",
                    portal.fiscal.FiscalYearField(
                        default=portal.fiscal.FiscalYear.current,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ใช้ตั้งแต่ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="ทบทวนครั้งต่อไปภายใน")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="ทบทวนล่าสุดเมื่อ")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
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
                        to="manuals.manual",
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
                "verbose_name": "คู่มือการปฏิบัติงาน",
                "verbose_name_plural": "คู่มือการปฏิบัติงาน",
                "ordering": ["owner_group__order", "order", "title", "pk"],
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
                        name="manuals_manual_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="manuals_manual_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="manuals_manual_withdrawn_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on__isnull", True),
                            ("approved_on__isnull", True),
                            ("review_on__gt", models.F("approved_on")),
                            _connector="OR",
                        ),
                        name="manual_is_reviewed_after_its_approval",
                        violation_error_message="วันทบทวนครั้งต่อไปต้องอยู่หลังวันที่อนุมัติคู่มือ",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalManual",
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
                ("title", models.CharField(max_length=250, verbose_name="ชื่อคู่มือ")),
                ("purpose", models.TextField(verbose_name="วัตถุประสงค์")),
                ("scope", models.TextField(blank=True, verbose_name="ขอบเขตและตำแหน่งที่ใช้คู่มือ")),
                ("laws", models.TextField(blank=True, verbose_name="กฎหมายและระเบียบที่เกี่ยวข้อง")),
                ("adapted_from", models.CharField(blank=True, max_length=300, verbose_name="ปรับจากคู่มือ")),
                (
                    "adapted_url",
                    models.URLField(blank=True, max_length=500, verbose_name="ที่อยู่ของคู่มือที่นำมาปรับ"),
                ),
                ("version", models.CharField(default="1", max_length=20, verbose_name="ฉบับที่")),
                ("approved_by", models.CharField(blank=True, max_length=200, verbose_name="ผู้อนุมัติคู่มือ")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="อนุมัติเมื่อ")),
                (
                    "in_force_from",
                    portal.fiscal.FiscalYearField(
                        default=portal.fiscal.FiscalYear.current,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ใช้ตั้งแต่ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="ทบทวนครั้งต่อไปภายใน")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="ทบทวนล่าสุดเมื่อ")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
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
                        to="manuals.manual",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical คู่มือการปฏิบัติงาน",
                "verbose_name_plural": "historical คู่มือการปฏิบัติงาน",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ManualDocument",
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
                    "kind",
                    models.CharField(
                        choices=[("manual", "ไฟล์คู่มือ"), ("form", "แบบฟอร์มที่ใช้")],
                        default="manual",
                        max_length=8,
                        verbose_name="เป็นไฟล์",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="manuals.manualdocument",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="manuals.manual",
                    ),
                ),
                (
                    "versions",
                    models.ManyToManyField(editable=False, related_name="+", to="portal.storedfile"),
                ),
            ],
            options={
                "verbose_name": "ไฟล์คู่มือหรือแบบฟอร์ม",
                "verbose_name_plural": "ไฟล์คู่มือและแบบฟอร์ม",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ManualEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="ชื่อคู่มือ")),
                ("purpose", models.TextField(verbose_name="วัตถุประสงค์")),
                ("scope", models.TextField(blank=True, verbose_name="ขอบเขตและตำแหน่งที่ใช้คู่มือ")),
                ("laws", models.TextField(blank=True, verbose_name="กฎหมายและระเบียบที่เกี่ยวข้อง")),
                ("adapted_from", models.CharField(blank=True, max_length=300, verbose_name="ปรับจากคู่มือ")),
                (
                    "adapted_url",
                    models.URLField(blank=True, max_length=500, verbose_name="ที่อยู่ของคู่มือที่นำมาปรับ"),
                ),
                ("version", models.CharField(default="1", max_length=20, verbose_name="ฉบับที่")),
                ("approved_by", models.CharField(blank=True, max_length=200, verbose_name="ผู้อนุมัติคู่มือ")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="อนุมัติเมื่อ")),
                (
                    "in_force_from",
                    portal.fiscal.FiscalYearField(
                        default=portal.fiscal.FiscalYear.current,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ใช้ตั้งแต่ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="ลำดับฉบับ")),
                ("steps", models.JSONField(default=list, verbose_name="ขั้นตอน")),
                ("published_at", models.DateTimeField(db_index=True, verbose_name="เผยแพร่เมื่อ")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ถอนออกเมื่อ")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผลที่ออกฉบับนี้")),
                (
                    "manual",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="manuals.manual",
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
            ],
            options={
                "verbose_name": "ฉบับของคู่มือ",
                "verbose_name_plural": "ฉบับของคู่มือ",
                "ordering": ["manual", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("manual", "number"), name="manual_edition_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("title", models.CharField(max_length=250, verbose_name="ชื่อเอกสาร")),
                (
                    "kind",
                    models.CharField(
                        choices=[("manual", "ไฟล์คู่มือ"), ("form", "แบบฟอร์มที่ใช้")],
                        max_length=8,
                        verbose_name="เป็นไฟล์",
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.storedfile",
                        verbose_name="ไฟล์",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="manuals.manualedition",
                    ),
                ),
            ],
            options={
                "verbose_name": "ไฟล์ของฉบับ",
                "verbose_name_plural": "ไฟล์ของฉบับ",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "number"), name="manual_edition_file_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="รับทราบเมื่อ")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้รับทราบ",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="manuals.manualedition",
                        verbose_name="ฉบับ",
                    ),
                ),
            ],
            options={
                "verbose_name": "การรับทราบคู่มือ",
                "verbose_name_plural": "การรับทราบคู่มือ",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "user"), name="manual_is_acknowledged_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ManualStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("title", models.CharField(max_length=250, verbose_name="ขั้นตอน")),
                ("detail", models.TextField(blank=True, verbose_name="รายละเอียด")),
                (
                    "amount",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1, "ระยะเวลาต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป")
                        ],
                        verbose_name="ระยะเวลา",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("minutes", "นาที"),
                            ("hours", "ชั่วโมง"),
                            ("working_days", "วันทำการ"),
                            ("days", "วันปฏิทิน"),
                        ],
                        default="working_days",
                        max_length=12,
                        verbose_name="หน่วยเวลา",
                    ),
                ),
                ("responsible", models.CharField(max_length=200, verbose_name="ตำแหน่งผู้รับผิดชอบ")),
                (
                    "manual",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="manuals.manual"
                    ),
                ),
            ],
            options={
                "verbose_name": "ขั้นตอน",
                "verbose_name_plural": "ขั้นตอน",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 1)),
                        name="manual_step_takes_time",
                        violation_error_message="ระยะเวลาต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="ขอให้อ่านตั้งแต่")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="ไม่ต้องอ่านแล้วตั้งแต่")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readers",
                        to="manuals.manualedition",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="บุคลากร",
                    ),
                ),
            ],
            options={
                "verbose_name": "ผู้ที่ต้องอ่านคู่มือ",
                "verbose_name_plural": "ผู้ที่ต้องอ่านคู่มือ",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("edition", "user"),
                        name="manual_reader_is_asked_once",
                    )
                ],
            },
        ),
    ]
