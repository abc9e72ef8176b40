import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import measures.services.models.form
import portal.fiscal


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("portal", "0010_heads_of_work_groups"),
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
        migrations.CreateModel(
            name="Service",
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
                    "title",
                    models.CharField(
                        help_text="เขียนเป็นสิ่งที่ประชาชนมาขอ เช่น ขออนุญาตจัดตั้งโรงเรียนเอกชน",
                        max_length=250,
                        verbose_name="ชื่อบริการ",
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        help_text="ใครมาขออะไร แล้วได้อะไรกลับไป", max_length=300, verbose_name="สรุปหนึ่งประโยค"
                    ),
                ),
                ("eligibility", models.TextField(verbose_name="ผู้มีสิทธิยื่นคำขอ")),
                ("conditions", models.TextField(blank=True, verbose_name="หลักเกณฑ์และเงื่อนไข")),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        help_text="0 หมายถึงไม่มีค่าธรรมเนียม",
                        max_digits=9,
                        verbose_name="ค่าธรรมเนียม (บาท)",
                    ),
                ),
                (
                    "fee_note",
                    models.CharField(
                        blank=True,
                        help_text="เช่น ฉบับละ หรือกฎหมายที่กำหนด",
                        max_length=250,
                        verbose_name="คำอธิบายค่าธรรมเนียม",
                    ),
                ),
                (
                    "legal_reference",
                    models.TextField(help_text="ฉบับละหนึ่งบรรทัด พร้อมมาตราหรือข้อ", verbose_name="กฎหมายที่เกี่ยวข้อง"),
                ),
                (
                    "channels",
                    models.TextField(
                        help_text="ช่องทางละหนึ่งบรรทัด เช่น ที่สำนักงาน วันจันทร์–ศุกร์ 08.30–16.30 น.",
                        verbose_name="ช่องทางและเวลาให้บริการ",
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=250, verbose_name="สอบถามได้ที่")),
                (
                    "standard_time",
                    models.PositiveSmallIntegerField(
                        help_text="นับตั้งแต่ได้รับคำขอและเอกสารครบ", verbose_name="ระยะเวลามาตรฐาน"
                    ),
                ),
                (
                    "standard_unit",
                    models.CharField(
                        choices=[("minutes", "นาที"), ("hours", "ชั่วโมง"), ("days", "วันทำการ")],
                        default="days",
                        max_length=8,
                        verbose_name="หน่วยของระยะเวลา",
                    ),
                ),
                (
                    "keywords",
                    models.CharField(
                        blank=True,
                        help_text="คั่นด้วยช่องว่าง เช่น เปิดโรงเรียน โรงเรียนกวดวิชา",
                        max_length=300,
                        verbose_name="คำที่ประชาชนใช้ค้น",
                    ),
                ),
                (
                    "is_offered",
                    models.BooleanField(
                        default=True,
                        help_text="เอาออกเมื่อเลิกให้บริการ สถิติของปีก่อนจะยังอยู่",
                        verbose_name="ยังเปิดให้บริการ",
                    ),
                ),
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
                        to="services.service",
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
                "verbose_name": "บริการ",
                "verbose_name_plural": "คู่มือการให้บริการ",
                "ordering": ["order", "title"],
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
                        name="services_service_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="services_service_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="services_service_withdrawn_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fee__gte", 0)),
                        name="service_fee_is_not_negative",
                        violation_error_message="ค่าธรรมเนียมต้องไม่ติดลบ",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standard_time__gte", 1)),
                        name="service_takes_some_time",
                        violation_error_message="ระยะเวลามาตรฐานต้องตั้งแต่ 1 ขึ้นไป",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="เรื่องที่ถาม")),
                ("body", models.TextField(verbose_name="รายละเอียดคำถาม")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="อีเมลสำหรับแจ้งเมื่อตอบแล้ว"),
                ),
                ("token", models.CharField(editable=False, max_length=43, unique=True)),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_index=True,
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="ถามเมื่อ",
                    ),
                ),
                ("due_on", models.DateField(editable=False, verbose_name="ควรตอบภายใน")),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "รอตอบ"), ("answered", "ตอบแล้ว"), ("declined", "ไม่เผยแพร่")],
                        default="new",
                        editable=False,
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="ตอบหรือปิดเมื่อ")),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="เหตุผลที่ไม่เผยแพร่")),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.workgroup",
                        verbose_name="กลุ่มงานที่ตอบ",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="services.service",
                        verbose_name="เกี่ยวกับบริการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "คำถามที่เข้ามา",
                "verbose_name_plural": "คำถามที่เข้ามา",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="declined_enquiry_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                    "question",
                    models.CharField(
                        help_text="เรียบเรียงให้สั้น ตัดชื่อ เบอร์โทรศัพท์ และข้อมูลส่วนบุคคลออก",
                        max_length=300,
                        verbose_name="คำถาม",
                    ),
                ),
                ("detail", models.TextField(blank=True, verbose_name="รายละเอียดของคำถาม")),
                ("answer", models.TextField(verbose_name="คำตอบ")),
                ("asked_on", models.DateField(verbose_name="ถามวันที่")),
                (
                    "is_faq",
                    models.BooleanField(
                        default=False,
                        help_text="แสดงในหน้าคำถามที่พบบ่อย และในหน้าบริการที่เกี่ยวข้อง",
                        verbose_name="คำถามที่พบบ่อย",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับในคำถามที่พบบ่อย")),
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
                        to="services.answer",
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
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="services.enquiry",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="services.service",
                        verbose_name="เกี่ยวกับบริการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "คำถามและคำตอบ",
                "verbose_name_plural": "คำถามและคำตอบ",
                "ordering": ["-asked_on", "-pk"],
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
                        name="services_answer_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="services_answer_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="services_answer_withdrawn_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestForm",
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
                ("title", models.CharField(max_length=250, verbose_name="ชื่อแบบคำขอ")),
                (
                    "how_to",
                    models.TextField(
                        help_text="เขียนเป็นขั้นตอนสั้น ๆ ตั้งแต่เตรียมเอกสารจนได้รับผล", verbose_name="วิธีใช้บริการออนไลน์"
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        help_text="ผู้ยื่นอ่านก่อนกรอก (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม. 23)",
                        verbose_name="วัตถุประสงค์ของการเก็บข้อมูลส่วนบุคคล",
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        default="ปฏิบัติหน้าที่ตามกฎหมายของสำนักงาน (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม. 24 (4) และ (6))",
                        max_length=250,
                        verbose_name="ฐานทางกฎหมาย",
                    ),
                ),
                (
                    "retention_days",
                    models.PositiveSmallIntegerField(
                        default=365,
                        help_text="ครบกำหนดแล้วระบบลบคำตอบ ไฟล์ ชื่อ และข้อความเอง เหลือแต่ตัวเลขสถิติ",
                        verbose_name="เก็บข้อมูลส่วนบุคคลหลังปิดคำขอ (วัน)",
                    ),
                ),
                (
                    "asks_contact",
                    models.BooleanField(
                        default=True,
                        help_text="เอาออกได้เมื่อคำขอนี้ไม่จำเป็นต้องรู้ว่าใครยื่น",
                        verbose_name="ขอชื่อและช่องทางติดต่อของผู้ยื่น",
                    ),
                ),
                ("is_open", models.BooleanField(default=True, verbose_name="เปิดรับคำขอออนไลน์")),
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
                        to="services.requestform",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="services.service",
                        verbose_name="บริการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "แบบคำขอออนไลน์",
                "verbose_name_plural": "แบบคำขอออนไลน์ (E-Service)",
                "ordering": ["service__order", "title"],
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
                        name="services_requestform_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="services_requestform_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="services_requestform_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises__isnull", True)),
                        fields=("service",),
                        name="request_form_is_one_of_a_service",
                        violation_error_message="บริการนี้มีแบบคำขอออนไลน์อยู่แล้ว ให้แก้ไขแบบเดิม",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("retention_days__range", (30, 3650))),
                        name="request_form_keeps_for_a_time",
                        violation_error_message="ระยะเวลาเก็บต้องอยู่ระหว่าง 30 ถึง 3,650 วัน",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="เลขที่")),
                (
                    "year",
                    portal.fiscal.FiscalYearField(
                        editable=False,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("walk_in", "Walk-in"), ("online", "E-Service")],
                        default="online",
                        editable=False,
                        max_length=8,
                        verbose_name="ช่องทาง",
                    ),
                ),
                ("code_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "draft_token",
                    models.CharField(
                        default=measures.services.models.form.new_token,
                        editable=False,
                        max_length=43,
                        unique=True,
                    ),
                ),
                ("answers", models.JSONField(default=list, editable=False, verbose_name="คำตอบ")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="ชื่อผู้ยื่น")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="โทรศัพท์")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="อีเมล")),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("received", "รับคำขอแล้ว"),
                            ("working", "กำลังดำเนินการ"),
                            ("waiting", "รอข้อมูลจากผู้ยื่น"),
                            ("closed", "เสร็จสิ้น"),
                        ],
                        default="received",
                        editable=False,
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("received_at", models.DateTimeField(db_index=True, editable=False, verbose_name="รับเมื่อ")),
                ("due_on", models.DateField(editable=False, verbose_name="กำหนดแล้วเสร็จ")),
                ("waiting_since", models.DateField(editable=False, null=True, verbose_name="รอผู้ยื่นตั้งแต่")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="ปิดเมื่อ")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "ดำเนินการให้แล้ว"),
                            ("refused", "ไม่สามารถดำเนินการได้"),
                            ("withdrawn", "ผู้ยื่นขอยกเลิก"),
                            ("no_answer", "ผู้ยื่นไม่ส่งข้อมูลเพิ่มในเวลาที่กำหนด"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="ผล",
                    ),
                ),
                (
                    "is_within_standard",
                    models.BooleanField(editable=False, null=True, verbose_name="แล้วเสร็จในกำหนด"),
                ),
                ("erase_on", models.DateField(editable=False, null=True, verbose_name="ลบข้อมูลส่วนบุคคลวันที่")),
                (
                    "erased_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="ลบข้อมูลส่วนบุคคลเมื่อ"),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้รับผิดชอบ",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.requestform",
                        verbose_name="แบบคำขอ",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.workgroup",
                        verbose_name="กลุ่มงานที่ดำเนินการ",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="services.service",
                        verbose_name="บริการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "คำขอรับบริการ",
                "verbose_name_plural": "คำขอรับบริการ",
                "ordering": ["-received_at", "-pk"],
                "permissions": [
                    ("handle_any_group", "ดำเนินการคำขอและคำถามของทุกกลุ่มงาน"),
                    ("watch_clocks", "ดูกำหนดเวลาของคำขอโดยไม่เห็นข้อมูลของผู้ยื่น"),
                ],
                "indexes": [
                    models.Index(fields=["progress", "due_on"], name="request_queue"),
                    models.Index(fields=["service", "received_at"], name="request_month"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="request_number_is_one_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("progress", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("progress", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="request_is_closed_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("progress", "waiting"), ("waiting_since__isnull", False)),
                            models.Q(
                                models.Q(("progress", "waiting"), _negated=True),
                                ("waiting_since__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="request_waits_since_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(("answers", []), ("email", ""), ("name", ""), ("phone", "")),
                            _connector="OR",
                        ),
                        name="erased_request_holds_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "รับคำขอ"),
                            ("started", "เริ่มดำเนินการ"),
                            ("asked", "ขอข้อมูลหรือเอกสารเพิ่ม"),
                            ("answered", "ผู้ยื่นส่งข้อมูลเพิ่ม"),
                            ("told", "เจ้าหน้าที่แจ้งความคืบหน้า"),
                            ("wrote", "ผู้ยื่นเขียนถึงเจ้าหน้าที่"),
                            ("noted", "บันทึกภายใน"),
                            ("transferred", "ส่งต่อกลุ่มงาน"),
                            ("assigned", "มอบหมายผู้รับผิดชอบ"),
                            ("closed", "ปิดคำขอ"),
                            ("reopened", "เปิดคำขออีกครั้ง"),
                            ("erased", "ลบข้อมูลส่วนบุคคลตามกำหนด"),
                        ],
                        max_length=12,
                        verbose_name="เหตุการณ์",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="เมื่อ")),
                ("text", models.TextField(blank=True, verbose_name="ข้อความ")),
                ("is_public", models.BooleanField(default=True)),
                ("turn", models.CharField(editable=False, max_length=43, null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="services.servicerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "เหตุการณ์ของคำขอ",
                "verbose_name_plural": "เหตุการณ์ของคำขอ",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RequestDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(editable=False, max_length=43, unique=True)),
                ("answers", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("code", models.CharField(blank=True, editable=False, max_length=32)),
                (
                    "channel",
                    models.CharField(
                        choices=[("walk_in", "Walk-in"), ("online", "E-Service")],
                        default="online",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="services.requestform",
                    ),
                ),
            ],
            options={
                "verbose_name": "คำขอที่กำลังกรอก",
                "verbose_name_plural": "คำขอที่กำลังกรอก",
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=250, verbose_name="เอกสาร")),
                ("originals", models.PositiveSmallIntegerField(default=0, verbose_name="ฉบับจริง")),
                ("copies", models.PositiveSmallIntegerField(default=0, verbose_name="สำเนา")),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="เช่น เฉพาะนิติบุคคล", max_length=250, verbose_name="หมายเหตุ"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="services.service",
                    ),
                ),
            ],
            options={
                "verbose_name": "เอกสารที่ต้องใช้",
                "verbose_name_plural": "เอกสารที่ต้องใช้",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("originals__gte", 1), ("copies__gte", 1), _connector="OR"),
                        name="requirement_asks_for_a_paper",
                        violation_error_message="ใส่จำนวนฉบับจริงหรือสำเนาอย่างน้อยหนึ่งฉบับ",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthSum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="เดือน")),
                (
                    "year",
                    portal.fiscal.FiscalYearField(
                        db_index=True,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("walk_in", models.PositiveIntegerField(default=0, verbose_name="Walk-in")),
                ("is_counted", models.BooleanField(default=False, verbose_name="บันทึก Walk-in แล้ว")),
                ("online", models.PositiveIntegerField(default=0, verbose_name="E-Service")),
                ("closed", models.PositiveIntegerField(default=0, verbose_name="ปิดแล้ว")),
                ("within_standard", models.PositiveIntegerField(default=0, verbose_name="แล้วเสร็จในกำหนด")),
                ("rated_1", models.PositiveIntegerField(default=0)),
                ("rated_2", models.PositiveIntegerField(default=0)),
                ("rated_3", models.PositiveIntegerField(default=0)),
                ("rated_4", models.PositiveIntegerField(default=0)),
                ("rated_5", models.PositiveIntegerField(default=0)),
                ("amended", models.PositiveIntegerField(default=0)),
                ("amended_at", models.DateTimeField(null=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="services.service",
                        verbose_name="บริการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "ยอดรวมรายเดือน",
                "verbose_name_plural": "ยอดรวมรายเดือน",
                "ordering": ["month", "service"],
                "constraints": [
                    models.UniqueConstraint(fields=("service", "month"), name="month_sum_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="month_sum_begins_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("within_standard__lte", models.F("closed"))),
                        name="within_standard_is_part_of_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalService",
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
                    "title",
                    models.CharField(
                        help_text="เขียนเป็นสิ่งที่ประชาชนมาขอ เช่น ขออนุญาตจัดตั้งโรงเรียนเอกชน",
                        max_length=250,
                        verbose_name="ชื่อบริการ",
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        help_text="ใครมาขออะไร แล้วได้อะไรกลับไป", max_length=300, verbose_name="สรุปหนึ่งประโยค"
                    ),
                ),
                ("eligibility", models.TextField(verbose_name="ผู้มีสิทธิยื่นคำขอ")),
                ("conditions", models.TextField(blank=True, verbose_name="หลักเกณฑ์และเงื่อนไข")),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        help_text="0 หมายถึงไม่มีค่าธรรมเนียม",
                        max_digits=9,
                        verbose_name="ค่าธรรมเนียม (บาท)",
                    ),
                ),
                (
                    "fee_note",
                    models.CharField(
                        blank=True,
                        help_text="เช่น ฉบับละ หรือกฎหมายที่กำหนด",
                        max_length=250,
                        verbose_name="คำอธิบายค่าธรรมเนียม",
                    ),
                ),
                (
                    "legal_reference",
                    models.TextField(help_text="ฉบับละหนึ่งบรรทัด พร้อมมาตราหรือข้อ", verbose_name="กฎหมายที่เกี่ยวข้อง"),
                ),
                (
                    "channels",
                    models.TextField(
                        help_text="ช่องทางละหนึ่งบรรทัด เช่น ที่สำนักงาน วันจันทร์–ศุกร์ 08.30–16.30 น.",
                        verbose_name="ช่องทางและเวลาให้บริการ",
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=250, verbose_name="สอบถามได้ที่")),
                (
                    "standard_time",
                    models.PositiveSmallIntegerField(
                        help_text="นับตั้งแต่ได้รับคำขอและเอกสารครบ", verbose_name="ระยะเวลามาตรฐาน"
                    ),
                ),
                (
                    "standard_unit",
                    models.CharField(
                        choices=[("minutes", "นาที"), ("hours", "ชั่วโมง"), ("days", "วันทำการ")],
                        default="days",
                        max_length=8,
                        verbose_name="หน่วยของระยะเวลา",
                    ),
                ),
                (
                    "keywords",
                    models.CharField(
                        blank=True,
                        help_text="คั่นด้วยช่องว่าง เช่น เปิดโรงเรียน โรงเรียนกวดวิชา",
                        max_length=300,
                        verbose_name="คำที่ประชาชนใช้ค้น",
                    ),
                ),
                (
                    "is_offered",
                    models.BooleanField(
                        default=True,
                        help_text="เอาออกเมื่อเลิกให้บริการ สถิติของปีก่อนจะยังอยู่",
                        verbose_name="ยังเปิดให้บริการ",
                    ),
                ),
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
                        to="services.service",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical บริการ",
                "verbose_name_plural": "historical คู่มือการให้บริการ",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRequestForm",
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
                ("title", models.CharField(max_length=250, verbose_name="ชื่อแบบคำขอ")),
                (
                    "how_to",
                    models.TextField(
                        help_text="เขียนเป็นขั้นตอนสั้น ๆ ตั้งแต่เตรียมเอกสารจนได้รับผล", verbose_name="วิธีใช้บริการออนไลน์"
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        help_text="ผู้ยื่นอ่านก่อนกรอก (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม. 23)",
                        verbose_name="วัตถุประสงค์ของการเก็บข้อมูลส่วนบุคคล",
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        default="ปฏิบัติหน้าที่ตามกฎหมายของสำนักงาน (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม. 24 (4) และ (6))",
                        max_length=250,
                        verbose_name="ฐานทางกฎหมาย",
                    ),
                ),
                (
                    "retention_days",
                    models.PositiveSmallIntegerField(
                        default=365,
                        help_text="ครบกำหนดแล้วระบบลบคำตอบ ไฟล์ ชื่อ และข้อความเอง เหลือแต่ตัวเลขสถิติ",
                        verbose_name="เก็บข้อมูลส่วนบุคคลหลังปิดคำขอ (วัน)",
                    ),
                ),
                (
                    "asks_contact",
                    models.BooleanField(
                        default=True,
                        help_text="เอาออกได้เมื่อคำขอนี้ไม่จำเป็นต้องรู้ว่าใครยื่น",
                        verbose_name="ขอชื่อและช่องทางติดต่อของผู้ยื่น",
                    ),
                ),
                ("is_open", models.BooleanField(default=True, verbose_name="เปิดรับคำขอออนไลน์")),
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
                        to="services.requestform",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="services.service",
                        verbose_name="บริการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical แบบคำขอออนไลน์",
                "verbose_name_plural": "historical แบบคำขอออนไลน์ (E-Service)",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
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
                    "question",
                    models.CharField(
                        help_text="เรียบเรียงให้สั้น ตัดชื่อ เบอร์โทรศัพท์ และข้อมูลส่วนบุคคลออก",
                        max_length=300,
                        verbose_name="คำถาม",
                    ),
                ),
                ("detail", models.TextField(blank=True, verbose_name="รายละเอียดของคำถาม")),
                ("answer", models.TextField(verbose_name="คำตอบ")),
                ("asked_on", models.DateField(verbose_name="ถามวันที่")),
                (
                    "is_faq",
                    models.BooleanField(
                        default=False,
                        help_text="แสดงในหน้าคำถามที่พบบ่อย และในหน้าบริการที่เกี่ยวข้อง",
                        verbose_name="คำถามที่พบบ่อย",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับในคำถามที่พบบ่อย")),
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
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="services.enquiry",
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
                        to="services.answer",
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
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="services.service",
                        verbose_name="เกี่ยวกับบริการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical คำถามและคำตอบ",
                "verbose_name_plural": "historical คำถามและคำตอบ",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CounterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="วันที่")),
                (
                    "period",
                    models.CharField(
                        choices=[("visit", "รายครั้ง"), ("day", "ยอดรวมทั้งวัน"), ("month", "ยอดรวมทั้งเดือน")],
                        default="visit",
                        max_length=5,
                        verbose_name="แบบการนับ",
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(0, "จำนวนต้องไม่ติดลบ"),
                            django.core.validators.MaxValueValidator(
                                9999, "จำนวนต้องไม่เกิน 9,999 ครั้ง หากมากกว่านั้นจริงให้แบ่งบันทึก"
                            ),
                        ],
                        verbose_name="จำนวนครั้ง",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="บันทึกเมื่อ"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=measures.services.models.form.new_token,
                        editable=False,
                        max_length=43,
                        unique=True,
                    ),
                ),
                ("struck_at", models.DateTimeField(editable=False, null=True, verbose_name="ขีดฆ่าเมื่อ")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้บันทึก",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ขีดฆ่า",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="services.service",
                        verbose_name="บริการ",
                    ),
                ),
            ],
            options={
                "verbose_name": "รายการที่เคาน์เตอร์",
                "verbose_name_plural": "รายการที่เคาน์เตอร์ (Walk-in)",
                "ordering": ["-recorded_at", "-pk"],
                "indexes": [models.Index(fields=["service", "day"], name="counter_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("count__range", (0, 9999))),
                        name="counter_entry_is_a_believable_number",
                        violation_error_message="จำนวนต้องอยู่ระหว่าง 0 ถึง 9,999",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("period", "visit"), _negated=True), ("count__gte", 1), _connector="OR"
                        ),
                        name="only_a_total_may_be_zero",
                        violation_error_message="รายการรายครั้งต้องมีอย่างน้อย 1 ครั้ง",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at", None), ("struck_by", None)),
                            models.Q(("struck_at__isnull", False), ("struck_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="counter_entry_is_struck_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceDocument",
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
                        to="services.servicedocument",
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
                        to="services.service",
                    ),
                ),
                (
                    "versions",
                    models.ManyToManyField(editable=False, related_name="+", to="portal.storedfile"),
                ),
            ],
            options={
                "verbose_name": "แบบฟอร์มและเอกสาร",
                "verbose_name_plural": "แบบฟอร์มและเอกสาร",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RequestFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field_key", models.CharField(blank=True, max_length=16)),
                ("is_from_staff", models.BooleanField(default=False)),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="files",
                        to="services.requestdraft",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="services.requestevent",
                    ),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="portal.storedfile"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="services.servicerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "ไฟล์ของคำขอ",
                "verbose_name_plural": "ไฟล์ของคำขอ",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("walk_in", "Walk-in"), ("online", "E-Service")],
                        max_length=8,
                        verbose_name="ช่องทาง",
                    ),
                ),
                ("day", models.DateField(verbose_name="วันที่")),
                ("score", models.PositiveSmallIntegerField(verbose_name="คะแนน")),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="ความเห็น")),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rating",
                        to="services.counterentry",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="services.service",
                        verbose_name="บริการ",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rating",
                        to="services.servicerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "ความพึงพอใจ",
                "verbose_name_plural": "ความพึงพอใจต่อบริการ",
                "ordering": ["-day", "-pk"],
                "indexes": [models.Index(fields=["service", "day"], name="rating_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__range", (1, 5))), name="rating_is_1_to_5"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("title", models.CharField(max_length=300, verbose_name="ขั้นตอน")),
                ("duration", models.PositiveSmallIntegerField(verbose_name="ระยะเวลา")),
                (
                    "unit",
                    models.CharField(
                        choices=[("minutes", "นาที"), ("hours", "ชั่วโมง"), ("days", "วันทำการ")],
                        default="days",
                        max_length=8,
                        verbose_name="หน่วย",
                    ),
                ),
                (
                    "responsible",
                    models.CharField(
                        help_text="ตำแหน่งหรือกลุ่มงาน ไม่ใช่ชื่อบุคคล", max_length=200, verbose_name="ผู้รับผิดชอบ"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="services.service",
                    ),
                ),
            ],
            options={
                "verbose_name": "ขั้นตอน",
                "verbose_name_plural": "ขั้นตอนและระยะเวลา",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("duration__gte", 1)),
                        name="service_step_takes_some_time",
                        violation_error_message="ระยะเวลาของขั้นตอนต้องตั้งแต่ 1 ขึ้นไป",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Survey",
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
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="ชื่อแบบสำรวจ")),
                (
                    "introduction",
                    models.TextField(help_text="ถามใคร เพื่ออะไร และจะนำผลไปทำอะไร", verbose_name="คำชี้แจง"),
                ),
                ("opens_on", models.DateField(verbose_name="วันเปิดรับ")),
                ("closes_on", models.DateField(help_text="วันสุดท้ายที่ตอบได้", verbose_name="วันปิดรับ")),
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
                        to="services.survey",
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
                "verbose_name": "แบบสำรวจ",
                "verbose_name_plural": "แบบสำรวจ",
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
                        name="services_survey_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="services_survey_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="services_survey_withdrawn_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="survey_closes_after_it_opens",
                        violation_error_message="วันปิดรับต้องไม่มาก่อนวันเปิดรับ",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSurvey",
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
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="ชื่อแบบสำรวจ")),
                (
                    "introduction",
                    models.TextField(help_text="ถามใคร เพื่ออะไร และจะนำผลไปทำอะไร", verbose_name="คำชี้แจง"),
                ),
                ("opens_on", models.DateField(verbose_name="วันเปิดรับ")),
                ("closes_on", models.DateField(help_text="วันสุดท้ายที่ตอบได้", verbose_name="วันปิดรับ")),
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
                        to="services.survey",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical แบบสำรวจ",
                "verbose_name_plural": "historical แบบสำรวจ",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SurveyQuestion",
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
                        default=measures.services.models.form.new_key, editable=False, max_length=16
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("text", models.CharField(max_length=300, verbose_name="คำถาม")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scale", "คะแนน 1–5"),
                            ("choice", "เลือกหนึ่งข้อ"),
                            ("choices", "เลือกได้หลายข้อ"),
                            ("text", "เขียนตอบ"),
                        ],
                        default="scale",
                        max_length=8,
                        verbose_name="วิธีตอบ",
                    ),
                ),
                ("is_required", models.BooleanField(default=True, verbose_name="ต้องตอบ")),
                ("choices", models.JSONField(blank=True, default=list, verbose_name="ตัวเลือก")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="services.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "คำถามในแบบสำรวจ",
                "verbose_name_plural": "คำถามในแบบสำรวจ",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "key"), name="survey_question_key_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyResponse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(editable=False, max_length=43, unique=True)),
                ("day", models.DateField(verbose_name="วันที่ตอบ")),
                ("answers", models.JSONField(default=dict, verbose_name="คำตอบ")),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="services.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "คำตอบแบบสำรวจ",
                "verbose_name_plural": "คำตอบแบบสำรวจ",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["survey", "day"], name="survey_day")],
            },
        ),
        migrations.CreateModel(
            name="SurveyTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16)),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="services.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "ยอดนับคำตอบ",
                "verbose_name_plural": "ยอดนับคำตอบ",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "key", "answer"), name="survey_tally_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="FormField",
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
                        default=measures.services.models.form.new_key, editable=False, max_length=16
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "label",
                    models.CharField(
                        help_text="สำหรับความยินยอม ให้เขียนข้อความที่ผู้ยื่นยินยอม", max_length=250, verbose_name="คำถาม"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "ข้อความสั้น"),
                            ("long", "ข้อความยาว"),
                            ("number", "จำนวน"),
                            ("date", "วันที่"),
                            ("choice", "ตัวเลือก"),
                            ("file", "ไฟล์แนบ"),
                            ("consent", "ความยินยอม"),
                        ],
                        default="text",
                        max_length=8,
                        verbose_name="ชนิด",
                    ),
                ),
                ("is_required", models.BooleanField(default=True, verbose_name="ต้องกรอก")),
                ("help_text", models.CharField(blank=True, max_length=300, verbose_name="คำอธิบายใต้คำถาม")),
                ("choices", models.JSONField(blank=True, default=list, verbose_name="ตัวเลือก")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fields",
                        to="services.requestform",
                    ),
                ),
            ],
            options={
                "verbose_name": "ช่องในแบบคำขอ",
                "verbose_name_plural": "ช่องในแบบคำขอ",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "key"), name="form_field_key_is_one")
                ],
            },
        ),
    ]
