"""Activities, consultations with their drafts, contributions, answers and conclusions."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import measures.participation.models.terms
import portal.fiscal


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("portal", "0009_bulk_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
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
                ("title", models.CharField(max_length=250, verbose_name="ชื่อกิจกรรม")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("planning", "ร่วมวางแผน"),
                            ("doing", "ร่วมดำเนินการ"),
                            ("discussing", "ร่วมแลกเปลี่ยนความคิดเห็น"),
                            ("following", "ร่วมติดตามและประเมินผล"),
                        ],
                        max_length=12,
                        verbose_name="ลักษณะการมีส่วนร่วม",
                    ),
                ),
                (
                    "held_on",
                    models.DateField(help_text="วันแรกของกิจกรรม ต้องอยู่ในปีงบประมาณที่เลือก", verbose_name="จัดเมื่อ"),
                ),
                ("place", models.CharField(max_length=250, verbose_name="สถานที่หรือช่องทาง")),
                ("topic", models.TextField(verbose_name="ประเด็นหรือเรื่องในการมีส่วนร่วม")),
                ("result", models.TextField(verbose_name="ผลจากการมีส่วนร่วม")),
                ("use", models.TextField(verbose_name="การนำผลจากการมีส่วนร่วมไปปรับปรุงพัฒนาการดำเนินงาน")),
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
                        to="participation.activity",
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
                "verbose_name": "กิจกรรมการมีส่วนร่วม",
                "verbose_name_plural": "กิจกรรมการมีส่วนร่วม",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["year", "held_on"], name="activity_of_year")],
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
                        name="participation_activity_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_activity_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_activity_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises__isnull", True)),
                        fields=("year", "title", "held_on"),
                        name="activity_is_one",
                        violation_error_message="มีกิจกรรมชื่อนี้ในวันนี้อยู่แล้ว",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityDocument",
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
                        to="participation.activitydocument",
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
                        to="participation.activity",
                    ),
                ),
                (
                    "versions",
                    models.ManyToManyField(editable=False, related_name="+", to="portal.storedfile"),
                ),
            ],
            options={
                "verbose_name": "เอกสารของกิจกรรม",
                "verbose_name_plural": "เอกสารของกิจกรรม",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="เช่น แผนจัดซื้อที่ปรับตามความเห็น", max_length=250, verbose_name="ชื่อหน้า"
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        help_text="หน้าในเว็บไซต์นี้ขึ้นต้นด้วย / เช่น /procurement/2566/plan/ เว็บไซต์อื่นขึ้นต้นด้วย https://",
                        max_length=500,
                        verbose_name="ที่อยู่",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="participation.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "ลิงก์ไปยังผลการตัดสินใจ",
                "verbose_name_plural": "ลิงก์ไปยังแผน การจัดซื้อ หรือผลการตัดสินใจ",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ActivityPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "alt",
                    models.CharField(
                        help_text="บอกสิ่งที่เห็นในภาพ สำหรับผู้ที่มองไม่เห็น เช่น “ครูและผู้ปกครองนั่งประชุมในห้องประชุมสำนักงาน”",
                        max_length=250,
                        verbose_name="คำบรรยายแทนภาพ",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=250, verbose_name="คำอธิบายใต้ภาพ")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("nobody", "ไม่เห็นใบหน้า หรือระบุตัวบุคคลไม่ได้"),
                            ("given", "ผู้ที่ปรากฏในภาพยินยอมให้เผยแพร่แล้ว"),
                            ("guardian", "ผู้ปกครองของผู้เยาว์ในภาพยินยอมให้เผยแพร่แล้ว"),
                            ("told", "แจ้งก่อนถ่ายภาพว่าจะเผยแพร่ และไม่มีผู้คัดค้าน"),
                        ],
                        help_text="ภาพที่เห็นใบหน้าเป็นข้อมูลส่วนบุคคล ถ้ายังไม่มีความยินยอม อย่าเผยแพร่ภาพนั้น",
                        max_length=8,
                        verbose_name="ความยินยอมของผู้ที่ปรากฏในภาพ",
                    ),
                ),
                (
                    "consent_note",
                    models.CharField(
                        blank=True,
                        help_text="เก็บหนังสือยินยอมไว้ที่ใด เลขที่หรือวันที่ใด เห็นเฉพาะเจ้าหน้าที่",
                        max_length=250,
                        verbose_name="หลักฐานความยินยอม",
                    ),
                ),
                (
                    "large",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.storedfile",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="participation.activity",
                    ),
                ),
                (
                    "small",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "ภาพกิจกรรม",
                "verbose_name_plural": "ภาพกิจกรรม",
                "ordering": ["order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent__in", ["nobody", "given", "guardian", "told"]),
                            models.Q(("alt", ""), _negated=True),
                        ),
                        name="participation_activitypicture_says_consent",
                        violation_error_message="ภาพต้องมีคำบรรยายแทนภาพ และบอกความยินยอมของผู้ที่ปรากฏในภาพ",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
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
                ("title", models.CharField(max_length=250, verbose_name="เรื่องที่รับฟัง")),
                (
                    "introduction",
                    models.TextField(
                        help_text="สำนักงานจะตัดสินใจเรื่องใด เมื่อใด และความเห็นมีผลต่อการตัดสินใจอย่างไร",
                        verbose_name="ที่มาและสิ่งที่อยากฟัง",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="เปิดรับความเห็นตั้งแต่")),
                ("closes_on", models.DateField(verbose_name="ปิดรับความเห็นเมื่อสิ้นวันที่")),
                (
                    "contact",
                    models.CharField(
                        help_text="โทรศัพท์ ไปรษณีย์ หรือวันประชุม สำหรับผู้ที่ไม่สะดวกใช้เว็บไซต์",
                        max_length=400,
                        verbose_name="ช่องทางอื่นในการให้ความเห็น",
                    ),
                ),
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
                        to="participation.consultation",
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
                "verbose_name": "การรับฟังความเห็น",
                "verbose_name_plural": "การรับฟังความเห็น",
                "ordering": ["-opens_on", "-pk"],
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
                        name="participation_consultation_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_consultation_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_consultation_withdrawn_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="consultation_closes_after_it_opens",
                        violation_error_message="วันปิดรับต้องไม่มาก่อนวันเปิดรับ",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
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
                    "summary",
                    models.TextField(
                        help_text="ประชาชนเห็นอย่างไร เห็นตรงกันหรือต่างกันเรื่องใด", verbose_name="สรุปความเห็น"
                    ),
                ),
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
                        to="participation.conclusion",
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
                (
                    "consultation",
                    models.ForeignKey(
                        limit_choices_to={"revises": None},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusions",
                        to="participation.consultation",
                        verbose_name="การรับฟังความเห็น",
                    ),
                ),
            ],
            options={
                "verbose_name": "ผลสรุป “ท่านเสนอ – เราทำ”",
                "verbose_name_plural": "ผลสรุป “ท่านเสนอ – เราทำ”",
                "ordering": ["-pk"],
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
                        name="participation_conclusion_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_conclusion_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_conclusion_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises__isnull", True)),
                        fields=("consultation",),
                        name="conclusion_is_one_of_a_consultation",
                        violation_error_message="การรับฟังเรื่องนี้มีผลสรุปอยู่แล้ว ให้แก้ไขผลสรุปเดิม",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("closed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="ปิดเมื่อ")),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ปิด",
                    ),
                ),
                (
                    "conclusion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.conclusion",
                    ),
                ),
                (
                    "consultation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closure",
                        to="participation.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "การปิดการรับฟัง",
                "verbose_name_plural": "การปิดการรับฟัง",
            },
        ),
        migrations.CreateModel(
            name="ConsultationDocument",
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
                        to="participation.consultationdocument",
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
                        to="participation.consultation",
                    ),
                ),
                (
                    "versions",
                    models.ManyToManyField(editable=False, related_name="+", to="portal.storedfile"),
                ),
            ],
            options={
                "verbose_name": "เอกสารประกอบการรับฟัง",
                "verbose_name_plural": "เอกสารประกอบการรับฟัง",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalActivity",
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
                ("title", models.CharField(max_length=250, verbose_name="ชื่อกิจกรรม")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("planning", "ร่วมวางแผน"),
                            ("doing", "ร่วมดำเนินการ"),
                            ("discussing", "ร่วมแลกเปลี่ยนความคิดเห็น"),
                            ("following", "ร่วมติดตามและประเมินผล"),
                        ],
                        max_length=12,
                        verbose_name="ลักษณะการมีส่วนร่วม",
                    ),
                ),
                (
                    "held_on",
                    models.DateField(help_text="วันแรกของกิจกรรม ต้องอยู่ในปีงบประมาณที่เลือก", verbose_name="จัดเมื่อ"),
                ),
                ("place", models.CharField(max_length=250, verbose_name="สถานที่หรือช่องทาง")),
                ("topic", models.TextField(verbose_name="ประเด็นหรือเรื่องในการมีส่วนร่วม")),
                ("result", models.TextField(verbose_name="ผลจากการมีส่วนร่วม")),
                ("use", models.TextField(verbose_name="การนำผลจากการมีส่วนร่วมไปปรับปรุงพัฒนาการดำเนินงาน")),
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
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="participation.activity",
                        verbose_name="ฉบับแก้ไขของ",
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
            ],
            options={
                "verbose_name": "historical กิจกรรมการมีส่วนร่วม",
                "verbose_name_plural": "historical กิจกรรมการมีส่วนร่วม",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConclusion",
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
                    "summary",
                    models.TextField(
                        help_text="ประชาชนเห็นอย่างไร เห็นตรงกันหรือต่างกันเรื่องใด", verbose_name="สรุปความเห็น"
                    ),
                ),
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
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"revises": None},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="participation.consultation",
                        verbose_name="การรับฟังความเห็น",
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
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="participation.conclusion",
                        verbose_name="ฉบับแก้ไขของ",
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
            ],
            options={
                "verbose_name": "historical ผลสรุป “ท่านเสนอ – เราทำ”",
                "verbose_name_plural": "historical ผลสรุป “ท่านเสนอ – เราทำ”",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsultation",
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
                ("title", models.CharField(max_length=250, verbose_name="เรื่องที่รับฟัง")),
                (
                    "introduction",
                    models.TextField(
                        help_text="สำนักงานจะตัดสินใจเรื่องใด เมื่อใด และความเห็นมีผลต่อการตัดสินใจอย่างไร",
                        verbose_name="ที่มาและสิ่งที่อยากฟัง",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="เปิดรับความเห็นตั้งแต่")),
                ("closes_on", models.DateField(verbose_name="ปิดรับความเห็นเมื่อสิ้นวันที่")),
                (
                    "contact",
                    models.CharField(
                        help_text="โทรศัพท์ ไปรษณีย์ หรือวันประชุม สำหรับผู้ที่ไม่สะดวกใช้เว็บไซต์",
                        max_length=400,
                        verbose_name="ช่องทางอื่นในการให้ความเห็น",
                    ),
                ),
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
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="participation.consultation",
                        verbose_name="ฉบับแก้ไขของ",
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
            ],
            options={
                "verbose_name": "historical การรับฟังความเห็น",
                "verbose_name_plural": "historical การรับฟังความเห็น",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("said", models.TextField(verbose_name="ท่านเสนอ")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("done", "ทำแล้ว"),
                            ("planned", "จะทำ"),
                            ("partly", "ทำบางส่วน"),
                            ("not_done", "ไม่ได้ทำ"),
                        ],
                        max_length=8,
                        verbose_name="ผล",
                    ),
                ),
                ("did", models.TextField(blank=True, verbose_name="เราทำ")),
                ("why_not", models.TextField(blank=True, verbose_name="เหตุที่ไม่ได้ทำ")),
                (
                    "link_title",
                    models.CharField(blank=True, max_length=250, verbose_name="ชื่อหน้าของแผนหรือการจัดซื้อ"),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="เช่น /procurement/2566/plan/#… หรือ https://…",
                        max_length=500,
                        verbose_name="ที่อยู่ของแผนหรือการจัดซื้อ",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="participation.conclusion",
                    ),
                ),
            ],
            options={
                "verbose_name": "ข้อ “ท่านเสนอ – เราทำ”",
                "verbose_name_plural": "ท่านเสนอ – เราทำ",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "not_done"), models.Q(("why_not", ""), _negated=True)),
                            models.Q(
                                models.Q(("decision", "not_done"), _negated=True),
                                models.Q(("did", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outcome_tells_what_or_why_not",
                        violation_error_message="บอกสิ่งที่ทำหรือจะทำ ถ้าไม่ได้ทำ ให้บอกเหตุผล",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=measures.participation.models.terms.new_key, editable=False, max_length=16
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "heading",
                    models.CharField(help_text="เช่น ข้อ 1 เป้าหมายของแผน", max_length=250, verbose_name="หัวข้อ"),
                ),
                ("text", models.TextField(verbose_name="ข้อความในร่าง")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraphs",
                        to="participation.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "ข้อความในร่าง",
                "verbose_name_plural": "ร่างข้อความเป็นรายข้อ",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "key"), name="paragraph_key_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipantCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("public", "ประชาชนทั่วไป"),
                            ("parents", "ผู้ปกครอง"),
                            ("pupils", "นักเรียนและนักศึกษา"),
                            ("teachers", "ครูและบุคลากรทางการศึกษา"),
                            ("heads", "ผู้บริหารสถานศึกษา"),
                            ("state", "หน่วยงานของรัฐ"),
                            ("local", "องค์กรปกครองส่วนท้องถิ่น"),
                            ("private", "ภาคเอกชน"),
                            ("civil", "ภาคประชาสังคม"),
                            ("media", "สื่อมวลชน"),
                            ("other", "ผู้มีส่วนได้ส่วนเสียกลุ่มอื่น"),
                        ],
                        max_length=10,
                        verbose_name="กลุ่มผู้มีส่วนร่วม",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MaxValueValidator(
                                1000000, "จำนวนต้องไม่เกิน 1,000,000 คน ตรวจตัวเลขอีกครั้ง"
                            )
                        ],
                        verbose_name="จำนวน (คน)",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="participation.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "จำนวนผู้มีส่วนร่วม",
                "verbose_name_plural": "จำนวนผู้มีส่วนร่วม",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "group"),
                        name="participants_are_counted_once_a_group",
                        violation_error_message="กลุ่มนี้มีจำนวนอยู่แล้ว ให้แก้ตัวเลขเดิม",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (0, 1000000))),
                        name="participants_are_a_possible_number",
                        violation_error_message="จำนวนต้องอยู่ระหว่าง 0 ถึง 1,000,000 คน",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
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
                    "subject",
                    models.CharField(
                        help_text="สรุปสิ่งที่ประชาชนเสนอในหนึ่งประโยค", max_length=250, verbose_name="เรื่องที่ตอบ"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="จะทำหรือไม่ทำอะไร เพราะเหตุใด เมื่อใด", verbose_name="คำตอบของสำนักงาน"
                    ),
                ),
                (
                    "covered",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="จำนวนความเห็นที่ตอบ"),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="participation.consultation",
                        verbose_name="การรับฟังความเห็น",
                    ),
                ),
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
                        to="participation.response",
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
                "verbose_name": "คำตอบต่อความเห็น",
                "verbose_name_plural": "คำตอบต่อความเห็น",
                "ordering": ["-pk"],
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
                        name="participation_response_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_response_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_response_withdrawn_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalResponse",
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
                    "subject",
                    models.CharField(
                        help_text="สรุปสิ่งที่ประชาชนเสนอในหนึ่งประโยค", max_length=250, verbose_name="เรื่องที่ตอบ"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="จะทำหรือไม่ทำอะไร เพราะเหตุใด เมื่อใด", verbose_name="คำตอบของสำนักงาน"
                    ),
                ),
                (
                    "covered",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="จำนวนความเห็นที่ตอบ"),
                ),
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
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="participation.consultation",
                        verbose_name="การรับฟังความเห็น",
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
                        to="participation.response",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical คำตอบต่อความเห็น",
                "verbose_name_plural": "historical คำตอบต่อความเห็น",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paragraph_key", models.CharField(blank=True, editable=False, max_length=16)),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="ชื่อที่ให้แสดง")),
                ("text", models.TextField(max_length=5000, verbose_name="ความเห็น")),
                ("token", models.CharField(editable=False, max_length=43, unique=True)),
                ("code_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "received_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="ได้รับเมื่อ"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "รอตรวจ"), ("shown", "แสดงแล้ว"), ("hidden", "ไม่แสดง")],
                        db_index=True,
                        default="new",
                        editable=False,
                        max_length=6,
                        verbose_name="สถานะ",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="เหตุผลที่ไม่แสดง"),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="ตรวจเมื่อ")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="participation.consultation",
                        verbose_name="การรับฟังความเห็น",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ตรวจ",
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to="participation.response",
                        verbose_name="คำตอบ",
                    ),
                ),
            ],
            options={
                "verbose_name": "ความเห็นจากประชาชน",
                "verbose_name_plural": "ความเห็นจากประชาชน",
                "ordering": ["-received_at", "-pk"],
                "indexes": [
                    models.Index(fields=["consultation", "decided_at", "id"], name="contribution_list"),
                    models.Index(
                        fields=["consultation", "paragraph_key", "decided_at", "id"],
                        name="contribution_of_paragraph",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "new")
                            ),
                            models.Q(
                                models.Q(("state", "new"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contribution_is_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "hidden"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contribution_is_hidden_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="contribution_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("response__isnull", True), ("state", "shown"), _connector="OR"),
                        name="contribution_is_answered_when_shown",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paragraph_key", models.CharField(blank=True, max_length=16)),
                ("received", models.PositiveIntegerField(default=0)),
                ("shown", models.PositiveIntegerField(default=0)),
                ("hidden", models.PositiveIntegerField(default=0)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="participation.consultation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consultation", "paragraph_key"), name="tally_is_one_of_a_paragraph"
                    )
                ],
            },
        ),
    ]
