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
        ("portal", "0005_office_egp_code"),
        ("portal", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Process",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True, verbose_name="รหัสกระบวนการ")),
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
                (
                    "first_published_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="เผยแพร่ครั้งแรกเมื่อ"),
                ),
            ],
            options={
                "verbose_name": "กระบวนการจัดซื้อจัดจ้าง",
                "verbose_name_plural": "กระบวนการจัดซื้อจัดจ้าง",
                "ordering": ["year", "key"],
            },
        ),
        migrations.CreateModel(
            name="Supplier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=300, unique=True, verbose_name="รหัสจับคู่")),
                ("name", models.CharField(max_length=250, verbose_name="ชื่อผู้ขายหรือผู้รับจ้าง")),
                ("tax_id", models.CharField(blank=True, max_length=13, verbose_name="เลขประจำตัวผู้เสียภาษี")),
            ],
            options={
                "verbose_name": "ผู้ขายหรือผู้รับจ้าง",
                "verbose_name_plural": "ผู้ขายหรือผู้รับจ้าง",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
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
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("P0", "แผนการจัดซื้อจัดจ้าง"),
                            ("15", "ประกาศราคากลาง"),
                            ("B0", "ร่างเอกสารประกวดราคา"),
                            ("D0", "ประกาศเชิญชวน"),
                            ("D1", "ยกเลิกประกาศเชิญชวน"),
                            ("D2", "เปลี่ยนแปลงประกาศเชิญชวน"),
                            ("W0", "ประกาศรายชื่อผู้ชนะการเสนอราคา"),
                            ("W1", "ยกเลิกประกาศรายชื่อผู้ชนะการเสนอราคา"),
                            ("W2", "เปลี่ยนแปลงประกาศรายชื่อผู้ชนะการเสนอราคา"),
                        ],
                        max_length=2,
                        verbose_name="ประเภทประกาศ",
                    ),
                ),
                (
                    "project_number",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="ตัวเลข 11 หลัก",
                        max_length=20,
                        verbose_name="เลขที่โครงการในระบบ e-GP",
                    ),
                ),
                ("title", models.CharField(max_length=1000, verbose_name="เรื่อง")),
                (
                    "bought",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("buy", "ซื้อ"),
                            ("hire", "จ้างทำของ/จ้างเหมาบริการ"),
                            ("build", "จ้างก่อสร้าง"),
                            ("rent", "เช่า"),
                            ("consult", "จ้างที่ปรึกษา"),
                            ("design", "จ้างออกแบบ"),
                            ("supervise", "จ้างควบคุมงาน"),
                            ("design_supervise", "จ้างออกแบบและควบคุมงานก่อสร้าง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="ประเภทที่ซื้อหรือจ้าง",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("e_bidding", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"),
                            ("e_market", "ตลาดอิเล็กทรอนิกส์ (e-market)"),
                            ("price_check", "สอบราคา"),
                            ("open", "ประกาศเชิญชวนทั่วไป"),
                            ("selected", "คัดเลือก"),
                            ("specific", "เฉพาะเจาะจง"),
                            ("contest", "ประกวดแบบ"),
                            ("consult_open", "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป"),
                            ("consult_selected", "จ้างที่ปรึกษาโดยวิธีคัดเลือก"),
                            ("consult_specific", "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง"),
                            ("design_open", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีประกาศเชิญชวนทั่วไป"),
                            ("design_selected", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีคัดเลือก"),
                            ("design_specific", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีเฉพาะเจาะจง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="วิธีการจัดซื้อจัดจ้าง",
                    ),
                ),
                ("announced_on", models.DateField(verbose_name="วันที่ประกาศ")),
                (
                    "closes_on",
                    models.DateField(
                        blank=True,
                        help_text="เฉพาะประกาศเชิญชวนและร่างเอกสาร",
                        null=True,
                        verbose_name="วันสุดท้ายที่เสนอราคาหรือวิจารณ์ร่างได้",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="งบประมาณ ราคากลาง หรือราคาที่ชนะ ตามประเภทประกาศ",
                        max_digits=15,
                        null=True,
                        verbose_name="จำนวนเงิน (บาท)",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="สาระสำคัญ")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="ประกาศในระบบ e-GP")),
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
                        to="procurement.announcement",
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
                "verbose_name": "ประกาศจัดซื้อจัดจ้าง",
                "verbose_name_plural": "ประกาศจัดซื้อจัดจ้าง",
                "ordering": ["-announced_on", "-pk"],
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
                        name="procurement_announcement_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="procurement_announcement_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="procurement_announcement_withdrawn_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_on__isnull", True),
                            ("closes_on__gte", models.F("announced_on")),
                            _connector="OR",
                        ),
                        name="announcement_closes_after_it_opens",
                        violation_error_message="วันสุดท้ายที่เสนอราคาต้องไม่มาก่อนวันที่ประกาศ",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="announcement_amount_is_not_negative",
                        violation_error_message="จำนวนเงินต้องไม่ติดลบ",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnouncementDocument",
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
                        to="procurement.announcementdocument",
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
                        to="procurement.announcement",
                    ),
                ),
                (
                    "versions",
                    models.ManyToManyField(editable=False, related_name="+", to="portal.storedfile"),
                ),
            ],
            options={
                "verbose_name": "เอกสาร",
                "verbose_name_plural": "เอกสาร",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "layout",
                    models.CharField(
                        choices=[
                            ("egp_csv", "ข้อมูลเปิด e-GP (CSV)"),
                            ("egp_json", "ข้อมูลเปิด e-GP (JSON)"),
                            ("ita", "แบบ ITA (o16, o17, o12, o13)"),
                            ("monthly", "แบบ สขร.1"),
                            ("register", "ตารางทะเบียนของเว็บไซต์นี้"),
                        ],
                        max_length=10,
                        verbose_name="ชนิดไฟล์",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="ข้อมูล ณ วันที่"),
                ),
                ("all_offices", models.BooleanField(default=False, verbose_name="รวมแถวของหน่วยงานอื่น")),
                (
                    "fund_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("budget_act", "พ.ร.บ. งบประมาณรายจ่าย"),
                            ("income", "เงินรายได้ (เงินนอกงบประมาณ)"),
                            ("loan", "เงินกู้"),
                            ("donation", "เงินสนับสนุนหรือเงินบริจาค"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=12,
                        verbose_name="แหล่งที่มาของงบประมาณ",
                    ),
                ),
                (
                    "expense_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("investment", "งบลงทุน"),
                            ("operating", "งบดำเนินงาน"),
                            ("personnel", "งบบุคลากร"),
                            ("subsidy", "งบเงินอุดหนุน"),
                            ("other", "งบรายจ่ายอื่น"),
                        ],
                        max_length=12,
                        verbose_name="งบรายจ่าย",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผลของการแก้ไขข้อมูลที่เผยแพร่แล้ว")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="อัปโหลดเมื่อ")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="ยืนยันเมื่อ")),
                ("counts", models.JSONField(blank=True, default=dict, verbose_name="ผลการนำเข้า")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้นำเข้า",
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.storedfile",
                        verbose_name="ไฟล์ต้นทาง",
                    ),
                ),
            ],
            options={
                "verbose_name": "การนำเข้าทะเบียนจัดซื้อจัดจ้าง",
                "verbose_name_plural": "การนำเข้าทะเบียนจัดซื้อจัดจ้าง",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Contract",
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
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "project_number",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="ตัวเลข 11 หลัก เว้นว่างได้เมื่อไม่ได้ซื้อผ่าน e-GP",
                        max_length=20,
                        verbose_name="เลขที่โครงการในระบบ e-GP",
                    ),
                ),
                ("title", models.CharField(max_length=1000, verbose_name="ชื่องานที่ซื้อหรือจ้าง")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("buy", "ซื้อ"),
                            ("hire", "จ้างทำของ/จ้างเหมาบริการ"),
                            ("build", "จ้างก่อสร้าง"),
                            ("rent", "เช่า"),
                            ("consult", "จ้างที่ปรึกษา"),
                            ("design", "จ้างออกแบบ"),
                            ("supervise", "จ้างควบคุมงาน"),
                            ("design_supervise", "จ้างออกแบบและควบคุมงานก่อสร้าง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="ประเภท",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("e_bidding", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"),
                            ("e_market", "ตลาดอิเล็กทรอนิกส์ (e-market)"),
                            ("price_check", "สอบราคา"),
                            ("open", "ประกาศเชิญชวนทั่วไป"),
                            ("selected", "คัดเลือก"),
                            ("specific", "เฉพาะเจาะจง"),
                            ("contest", "ประกวดแบบ"),
                            ("consult_open", "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป"),
                            ("consult_selected", "จ้างที่ปรึกษาโดยวิธีคัดเลือก"),
                            ("consult_specific", "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง"),
                            ("design_open", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีประกาศเชิญชวนทั่วไป"),
                            ("design_selected", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีคัดเลือก"),
                            ("design_specific", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีเฉพาะเจาะจง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="วิธีการจัดซื้อจัดจ้าง",
                    ),
                ),
                (
                    "legal_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("general", "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"),
                            ("design", "งานจ้างออกแบบและควบคุมงาน"),
                            ("consult", "งานจ้างที่ปรึกษา"),
                        ],
                        max_length=10,
                        verbose_name="กลุ่มวิธีตามกฎหมาย",
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
                    ),
                ),
                (
                    "fund_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("budget_act", "พ.ร.บ. งบประมาณรายจ่าย"),
                            ("income", "เงินรายได้ (เงินนอกงบประมาณ)"),
                            ("loan", "เงินกู้"),
                            ("donation", "เงินสนับสนุนหรือเงินบริจาค"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=12,
                        verbose_name="แหล่งที่มาของงบประมาณ",
                    ),
                ),
                (
                    "expense_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("investment", "งบลงทุน"),
                            ("operating", "งบดำเนินงาน"),
                            ("personnel", "งบบุคลากร"),
                            ("subsidy", "งบเงินอุดหนุน"),
                            ("other", "งบรายจ่ายอื่น"),
                        ],
                        max_length=12,
                        verbose_name="งบรายจ่าย",
                    ),
                ),
                (
                    "reference_price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="ราคากลาง (บาท)"
                    ),
                ),
                (
                    "agreed_price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="เว้นว่างเมื่อยังไม่ได้ตกลงราคา",
                        max_digits=15,
                        null=True,
                        verbose_name="ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
                    ),
                ),
                (
                    "contract_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="กรอกเมื่อสัญญามีมูลค่าต่างจากราคาที่ตกลง",
                        max_digits=15,
                        null=True,
                        verbose_name="มูลค่าตามสัญญา (บาท)",
                    ),
                ),
                (
                    "supplier_name",
                    models.CharField(blank=True, max_length=250, verbose_name="ผู้ประกอบการที่ได้รับการคัดเลือก"),
                ),
                (
                    "tax_id",
                    models.CharField(
                        blank=True,
                        help_text="13 หลัก เลขของบุคคลธรรมดาจะถูกปิดสี่หลักท้ายเมื่อบันทึก",
                        max_length=13,
                        verbose_name="เลขประจำตัวผู้เสียภาษี",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผลที่คัดเลือกโดยสรุป")),
                (
                    "contract_number",
                    models.CharField(blank=True, max_length=100, verbose_name="เลขที่สัญญาหรือใบสั่ง"),
                ),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="วันที่ประกาศ")),
                (
                    "recorded_on",
                    models.DateField(blank=True, null=True, verbose_name="วันที่เกิดรายการในระบบ e-GP"),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="วันที่ลงนามในสัญญา")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="วันที่สิ้นสุดสัญญา")),
                (
                    "stated_progress",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unsigned", "ยังไม่ลงนามในสัญญา"),
                            ("active", "อยู่ระหว่างระยะสัญญา"),
                            ("ended", "สิ้นสุดระยะสัญญา"),
                            ("cancelled", "ยกเลิกการดำเนินการ"),
                        ],
                        help_text="สถานะที่ประชาชนเห็นคำนวณจากวันที่ ช่องนี้ใช้เมื่อไม่มีวันที่ หรือเมื่อยกเลิก",
                        max_length=12,
                        verbose_name="สถานะตามแหล่งข้อมูล",
                    ),
                ),
                ("dated_on", models.DateField(editable=False, verbose_name="วันที่ใช้เรียงลำดับ")),
                (
                    "source_place",
                    models.CharField(blank=True, editable=False, max_length=120, verbose_name="ตำแหน่งในไฟล์"),
                ),
                (
                    "source_words",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="ถ้อยคำตามแหล่งข้อมูล"
                    ),
                ),
                ("natural_key", models.CharField(editable=False, max_length=600, verbose_name="รหัสจับคู่")),
                (
                    "ordinal",
                    models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="ลำดับที่เมื่อรหัสซ้ำ"),
                ),
                ("words", models.TextField(blank=True, editable=False, verbose_name="คำสำหรับค้น")),
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
                        to="procurement.contract",
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="procurement.registerimport",
                        verbose_name="นำเข้าจากไฟล์",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="procurement.supplier",
                        verbose_name="ผู้ขายหรือผู้รับจ้าง",
                    ),
                ),
            ],
            options={
                "verbose_name": "สัญญาจัดซื้อจัดจ้าง",
                "verbose_name_plural": "สัญญาจัดซื้อจัดจ้าง",
                "ordering": ["-dated_on", "-pk"],
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
                        name="procurement_contract_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="procurement_contract_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="procurement_contract_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises", None)),
                        fields=("natural_key", "ordinal"),
                        name="contract_is_one",
                        violation_error_message="มีสัญญานี้ในทะเบียนแล้ว (เลขที่โครงการ เลขที่สัญญา และผู้รับจ้างเดียวกัน)",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                            models.Q(
                                ("reference_price__isnull", True),
                                ("reference_price__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("agreed_price__isnull", True), ("agreed_price__gte", 0), _connector="OR"
                            ),
                            models.Q(
                                ("contract_value__isnull", True), ("contract_value__gte", 0), _connector="OR"
                            ),
                        ),
                        name="contract_money_is_not_negative",
                        violation_error_message="จำนวนเงินต้องไม่ติดลบ",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=250, verbose_name="ผู้เสนอราคา")),
                ("tax_id", models.CharField(blank=True, max_length=13, verbose_name="เลขประจำตัวผู้เสียภาษี")),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="ราคาที่เสนอ (บาท)"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bids",
                        to="procurement.contract",
                    ),
                ),
            ],
            options={
                "verbose_name": "ผู้เสนอราคา",
                "verbose_name_plural": "ผู้เสนอราคา",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__isnull", True), ("price__gte", 0), _connector="OR"),
                        name="bid_is_not_negative",
                        violation_error_message="ราคาที่เสนอต้องไม่ติดลบ",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractDocument",
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
                        to="procurement.contractdocument",
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
                        to="procurement.contract",
                    ),
                ),
                (
                    "versions",
                    models.ManyToManyField(editable=False, related_name="+", to="portal.storedfile"),
                ),
            ],
            options={
                "verbose_name": "เอกสาร",
                "verbose_name_plural": "เอกสาร",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalAnnouncement",
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
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("P0", "แผนการจัดซื้อจัดจ้าง"),
                            ("15", "ประกาศราคากลาง"),
                            ("B0", "ร่างเอกสารประกวดราคา"),
                            ("D0", "ประกาศเชิญชวน"),
                            ("D1", "ยกเลิกประกาศเชิญชวน"),
                            ("D2", "เปลี่ยนแปลงประกาศเชิญชวน"),
                            ("W0", "ประกาศรายชื่อผู้ชนะการเสนอราคา"),
                            ("W1", "ยกเลิกประกาศรายชื่อผู้ชนะการเสนอราคา"),
                            ("W2", "เปลี่ยนแปลงประกาศรายชื่อผู้ชนะการเสนอราคา"),
                        ],
                        max_length=2,
                        verbose_name="ประเภทประกาศ",
                    ),
                ),
                (
                    "project_number",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="ตัวเลข 11 หลัก",
                        max_length=20,
                        verbose_name="เลขที่โครงการในระบบ e-GP",
                    ),
                ),
                ("title", models.CharField(max_length=1000, verbose_name="เรื่อง")),
                (
                    "bought",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("buy", "ซื้อ"),
                            ("hire", "จ้างทำของ/จ้างเหมาบริการ"),
                            ("build", "จ้างก่อสร้าง"),
                            ("rent", "เช่า"),
                            ("consult", "จ้างที่ปรึกษา"),
                            ("design", "จ้างออกแบบ"),
                            ("supervise", "จ้างควบคุมงาน"),
                            ("design_supervise", "จ้างออกแบบและควบคุมงานก่อสร้าง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="ประเภทที่ซื้อหรือจ้าง",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("e_bidding", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"),
                            ("e_market", "ตลาดอิเล็กทรอนิกส์ (e-market)"),
                            ("price_check", "สอบราคา"),
                            ("open", "ประกาศเชิญชวนทั่วไป"),
                            ("selected", "คัดเลือก"),
                            ("specific", "เฉพาะเจาะจง"),
                            ("contest", "ประกวดแบบ"),
                            ("consult_open", "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป"),
                            ("consult_selected", "จ้างที่ปรึกษาโดยวิธีคัดเลือก"),
                            ("consult_specific", "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง"),
                            ("design_open", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีประกาศเชิญชวนทั่วไป"),
                            ("design_selected", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีคัดเลือก"),
                            ("design_specific", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีเฉพาะเจาะจง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="วิธีการจัดซื้อจัดจ้าง",
                    ),
                ),
                ("announced_on", models.DateField(verbose_name="วันที่ประกาศ")),
                (
                    "closes_on",
                    models.DateField(
                        blank=True,
                        help_text="เฉพาะประกาศเชิญชวนและร่างเอกสาร",
                        null=True,
                        verbose_name="วันสุดท้ายที่เสนอราคาหรือวิจารณ์ร่างได้",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="งบประมาณ ราคากลาง หรือราคาที่ชนะ ตามประเภทประกาศ",
                        max_digits=15,
                        null=True,
                        verbose_name="จำนวนเงิน (บาท)",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="สาระสำคัญ")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="ประกาศในระบบ e-GP")),
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
                        to="procurement.announcement",
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
                "verbose_name": "historical ประกาศจัดซื้อจัดจ้าง",
                "verbose_name_plural": "historical ประกาศจัดซื้อจัดจ้าง",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PlanItem",
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
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "plan_number",
                    models.CharField(
                        blank=True,
                        help_text="เช่น P66100001234",
                        max_length=20,
                        verbose_name="รหัสแผนในระบบ e-GP",
                    ),
                ),
                (
                    "project_number",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="ใส่เมื่อเริ่มโครงการแล้ว ระบบจะโยงแผนกับประกาศและสัญญาให้",
                        max_length=20,
                        verbose_name="เลขที่โครงการในระบบ e-GP",
                    ),
                ),
                ("title", models.CharField(max_length=1000, verbose_name="ชื่อโครงการ")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("buy", "ซื้อ"),
                            ("hire", "จ้างทำของ/จ้างเหมาบริการ"),
                            ("build", "จ้างก่อสร้าง"),
                            ("rent", "เช่า"),
                            ("consult", "จ้างที่ปรึกษา"),
                            ("design", "จ้างออกแบบ"),
                            ("supervise", "จ้างควบคุมงาน"),
                            ("design_supervise", "จ้างออกแบบและควบคุมงานก่อสร้าง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="ประเภท",
                    ),
                ),
                (
                    "method_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "วิธีประกาศเชิญชวนทั่วไป"),
                            ("selected", "วิธีคัดเลือก"),
                            ("specific", "วิธีเฉพาะเจาะจง"),
                            ("contest", "วิธีประกวดแบบ"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=10,
                        verbose_name="วิธีที่คาดว่าจะใช้",
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="งบประมาณโครงการ (บาท)"
                    ),
                ),
                (
                    "fund_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("budget_act", "พ.ร.บ. งบประมาณรายจ่าย"),
                            ("income", "เงินรายได้ (เงินนอกงบประมาณ)"),
                            ("loan", "เงินกู้"),
                            ("donation", "เงินสนับสนุนหรือเงินบริจาค"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=12,
                        verbose_name="แหล่งที่มาของงบประมาณ",
                    ),
                ),
                (
                    "expected_on",
                    models.DateField(
                        help_text="ใส่วันที่ 1 ของเดือนนั้น", verbose_name="เดือนที่คาดว่าจะประกาศจัดซื้อจัดจ้าง"
                    ),
                ),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="วันที่ประกาศแผน")),
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
                        to="procurement.planitem",
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
                "verbose_name": "รายการในแผนจัดซื้อจัดจ้าง",
                "verbose_name_plural": "แผนการจัดซื้อจัดจ้างประจำปี",
                "ordering": ["year", "expected_on", "pk"],
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
                        name="procurement_planitem_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="procurement_planitem_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="procurement_planitem_withdrawn_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__gte", 0)),
                        name="plan_budget_is_not_negative",
                        violation_error_message="งบประมาณต้องไม่ติดลบ",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanDocument",
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
                        to="procurement.plandocument",
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
                        to="procurement.planitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "เอกสาร",
                "verbose_name_plural": "เอกสาร",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlanItem",
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
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "plan_number",
                    models.CharField(
                        blank=True,
                        help_text="เช่น P66100001234",
                        max_length=20,
                        verbose_name="รหัสแผนในระบบ e-GP",
                    ),
                ),
                (
                    "project_number",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="ใส่เมื่อเริ่มโครงการแล้ว ระบบจะโยงแผนกับประกาศและสัญญาให้",
                        max_length=20,
                        verbose_name="เลขที่โครงการในระบบ e-GP",
                    ),
                ),
                ("title", models.CharField(max_length=1000, verbose_name="ชื่อโครงการ")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("buy", "ซื้อ"),
                            ("hire", "จ้างทำของ/จ้างเหมาบริการ"),
                            ("build", "จ้างก่อสร้าง"),
                            ("rent", "เช่า"),
                            ("consult", "จ้างที่ปรึกษา"),
                            ("design", "จ้างออกแบบ"),
                            ("supervise", "จ้างควบคุมงาน"),
                            ("design_supervise", "จ้างออกแบบและควบคุมงานก่อสร้าง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="ประเภท",
                    ),
                ),
                (
                    "method_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "วิธีประกาศเชิญชวนทั่วไป"),
                            ("selected", "วิธีคัดเลือก"),
                            ("specific", "วิธีเฉพาะเจาะจง"),
                            ("contest", "วิธีประกวดแบบ"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=10,
                        verbose_name="วิธีที่คาดว่าจะใช้",
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="งบประมาณโครงการ (บาท)"
                    ),
                ),
                (
                    "fund_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("budget_act", "พ.ร.บ. งบประมาณรายจ่าย"),
                            ("income", "เงินรายได้ (เงินนอกงบประมาณ)"),
                            ("loan", "เงินกู้"),
                            ("donation", "เงินสนับสนุนหรือเงินบริจาค"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=12,
                        verbose_name="แหล่งที่มาของงบประมาณ",
                    ),
                ),
                (
                    "expected_on",
                    models.DateField(
                        help_text="ใส่วันที่ 1 ของเดือนนั้น", verbose_name="เดือนที่คาดว่าจะประกาศจัดซื้อจัดจ้าง"
                    ),
                ),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="วันที่ประกาศแผน")),
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
                        to="procurement.planitem",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical รายการในแผนจัดซื้อจัดจ้าง",
                "verbose_name_plural": "historical แผนการจัดซื้อจัดจ้างประจำปี",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(db_index=True, verbose_name="ปีงบประมาณ พ.ศ.")),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="แก้ไขเมื่อ"
                    ),
                ),
                ("subject", models.CharField(max_length=1000, verbose_name="รายการ")),
                ("field", models.CharField(blank=True, max_length=150, verbose_name="ข้อมูลที่แก้ไข")),
                ("before", models.TextField(blank=True, verbose_name="เดิม")),
                ("after", models.TextField(blank=True, verbose_name="แก้ไขเป็น")),
                ("reason", models.TextField(verbose_name="เหตุผล")),
                (
                    "announcement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="procurement.announcement",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้อนุมัติ",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="procurement.contract",
                    ),
                ),
                (
                    "plan_item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="procurement.planitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "การแก้ไขหลังเผยแพร่",
                "verbose_name_plural": "การแก้ไขหลังเผยแพร่",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("announcement", None), ("contract__isnull", False), ("plan_item", None)
                            ),
                            models.Q(
                                ("announcement", None), ("contract", None), ("plan_item__isnull", False)
                            ),
                            models.Q(
                                ("announcement__isnull", False), ("contract", None), ("plan_item", None)
                            ),
                            _connector="OR",
                        ),
                        name="correction_has_one_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, verbose_name="ชนิดข้อสังเกต")),
                ("sheet", models.CharField(blank=True, max_length=120, verbose_name="แผ่นงาน")),
                ("row", models.PositiveIntegerField(verbose_name="แถว")),
                ("column", models.CharField(blank=True, max_length=200, verbose_name="คอลัมน์")),
                ("what", models.TextField(verbose_name="ข้อสังเกต")),
                (
                    "contract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="procurement.contract",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="procurement.registerimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "ข้อสังเกตจากการนำเข้า",
                "verbose_name_plural": "ข้อสังเกตจากการนำเข้า",
                "ordering": ["batch", "sheet", "row", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalContract",
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
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                (
                    "project_number",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="ตัวเลข 11 หลัก เว้นว่างได้เมื่อไม่ได้ซื้อผ่าน e-GP",
                        max_length=20,
                        verbose_name="เลขที่โครงการในระบบ e-GP",
                    ),
                ),
                ("title", models.CharField(max_length=1000, verbose_name="ชื่องานที่ซื้อหรือจ้าง")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("buy", "ซื้อ"),
                            ("hire", "จ้างทำของ/จ้างเหมาบริการ"),
                            ("build", "จ้างก่อสร้าง"),
                            ("rent", "เช่า"),
                            ("consult", "จ้างที่ปรึกษา"),
                            ("design", "จ้างออกแบบ"),
                            ("supervise", "จ้างควบคุมงาน"),
                            ("design_supervise", "จ้างออกแบบและควบคุมงานก่อสร้าง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="ประเภท",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("e_bidding", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"),
                            ("e_market", "ตลาดอิเล็กทรอนิกส์ (e-market)"),
                            ("price_check", "สอบราคา"),
                            ("open", "ประกาศเชิญชวนทั่วไป"),
                            ("selected", "คัดเลือก"),
                            ("specific", "เฉพาะเจาะจง"),
                            ("contest", "ประกวดแบบ"),
                            ("consult_open", "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป"),
                            ("consult_selected", "จ้างที่ปรึกษาโดยวิธีคัดเลือก"),
                            ("consult_specific", "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง"),
                            ("design_open", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีประกาศเชิญชวนทั่วไป"),
                            ("design_selected", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีคัดเลือก"),
                            ("design_specific", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีเฉพาะเจาะจง"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=20,
                        verbose_name="วิธีการจัดซื้อจัดจ้าง",
                    ),
                ),
                (
                    "legal_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("general", "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"),
                            ("design", "งานจ้างออกแบบและควบคุมงาน"),
                            ("consult", "งานจ้างที่ปรึกษา"),
                        ],
                        max_length=10,
                        verbose_name="กลุ่มวิธีตามกฎหมาย",
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
                    ),
                ),
                (
                    "fund_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("budget_act", "พ.ร.บ. งบประมาณรายจ่าย"),
                            ("income", "เงินรายได้ (เงินนอกงบประมาณ)"),
                            ("loan", "เงินกู้"),
                            ("donation", "เงินสนับสนุนหรือเงินบริจาค"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=12,
                        verbose_name="แหล่งที่มาของงบประมาณ",
                    ),
                ),
                (
                    "expense_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("investment", "งบลงทุน"),
                            ("operating", "งบดำเนินงาน"),
                            ("personnel", "งบบุคลากร"),
                            ("subsidy", "งบเงินอุดหนุน"),
                            ("other", "งบรายจ่ายอื่น"),
                        ],
                        max_length=12,
                        verbose_name="งบรายจ่าย",
                    ),
                ),
                (
                    "reference_price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="ราคากลาง (บาท)"
                    ),
                ),
                (
                    "agreed_price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="เว้นว่างเมื่อยังไม่ได้ตกลงราคา",
                        max_digits=15,
                        null=True,
                        verbose_name="ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
                    ),
                ),
                (
                    "contract_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="กรอกเมื่อสัญญามีมูลค่าต่างจากราคาที่ตกลง",
                        max_digits=15,
                        null=True,
                        verbose_name="มูลค่าตามสัญญา (บาท)",
                    ),
                ),
                (
                    "supplier_name",
                    models.CharField(blank=True, max_length=250, verbose_name="ผู้ประกอบการที่ได้รับการคัดเลือก"),
                ),
                (
                    "tax_id",
                    models.CharField(
                        blank=True,
                        help_text="13 หลัก เลขของบุคคลธรรมดาจะถูกปิดสี่หลักท้ายเมื่อบันทึก",
                        max_length=13,
                        verbose_name="เลขประจำตัวผู้เสียภาษี",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผลที่คัดเลือกโดยสรุป")),
                (
                    "contract_number",
                    models.CharField(blank=True, max_length=100, verbose_name="เลขที่สัญญาหรือใบสั่ง"),
                ),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="วันที่ประกาศ")),
                (
                    "recorded_on",
                    models.DateField(blank=True, null=True, verbose_name="วันที่เกิดรายการในระบบ e-GP"),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="วันที่ลงนามในสัญญา")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="วันที่สิ้นสุดสัญญา")),
                (
                    "stated_progress",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unsigned", "ยังไม่ลงนามในสัญญา"),
                            ("active", "อยู่ระหว่างระยะสัญญา"),
                            ("ended", "สิ้นสุดระยะสัญญา"),
                            ("cancelled", "ยกเลิกการดำเนินการ"),
                        ],
                        help_text="สถานะที่ประชาชนเห็นคำนวณจากวันที่ ช่องนี้ใช้เมื่อไม่มีวันที่ หรือเมื่อยกเลิก",
                        max_length=12,
                        verbose_name="สถานะตามแหล่งข้อมูล",
                    ),
                ),
                ("dated_on", models.DateField(editable=False, verbose_name="วันที่ใช้เรียงลำดับ")),
                (
                    "source_place",
                    models.CharField(blank=True, editable=False, max_length=120, verbose_name="ตำแหน่งในไฟล์"),
                ),
                (
                    "source_words",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="ถ้อยคำตามแหล่งข้อมูล"
                    ),
                ),
                ("natural_key", models.CharField(editable=False, max_length=600, verbose_name="รหัสจับคู่")),
                (
                    "ordinal",
                    models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="ลำดับที่เมื่อรหัสซ้ำ"),
                ),
                ("words", models.TextField(blank=True, editable=False, verbose_name="คำสำหรับค้น")),
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
                        to="procurement.contract",
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procurement.registerimport",
                        verbose_name="นำเข้าจากไฟล์",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procurement.supplier",
                        verbose_name="ผู้ขายหรือผู้รับจ้าง",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical สัญญาจัดซื้อจัดจ้าง",
                "verbose_name_plural": "historical สัญญาจัดซื้อจัดจ้าง",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
