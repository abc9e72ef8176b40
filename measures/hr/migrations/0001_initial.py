"""Plans and reports on personnel, with their rows."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import measures.hr.models.plan
import portal.fiscal


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("portal", "0003_roles_and_work_groups"),
        ("portal", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="HrPlan",
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
                    "policy",
                    models.TextField(
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="นโยบายการบริหารทรัพยากรบุคคล",
                    ),
                ),
                ("approved_by", models.CharField(blank=True, max_length=200, verbose_name="ตำแหน่งผู้อนุมัติแผน")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="อนุมัติแผนเมื่อ")),
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
                        to="hr.hrplan",
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
                "verbose_name": "แผนบริหารและพัฒนาทรัพยากรบุคคล",
                "verbose_name_plural": "แผนบริหารและพัฒนาทรัพยากรบุคคล",
                "ordering": ["-year"],
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
                        name="hr_hrplan_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hr_hrplan_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hr_hrplan_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises__isnull", True)),
                        fields=("year",),
                        name="hr_plan_is_one_a_year",
                        violation_error_message="ปีงบประมาณนี้มีแผนอยู่แล้ว ให้เปิดแผนนั้นแล้วแก้ไข",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHrPlan",
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
                    "policy",
                    models.TextField(
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="นโยบายการบริหารทรัพยากรบุคคล",
                    ),
                ),
                ("approved_by", models.CharField(blank=True, max_length=200, verbose_name="ตำแหน่งผู้อนุมัติแผน")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="อนุมัติแผนเมื่อ")),
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
                        to="hr.hrplan",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical แผนบริหารและพัฒนาทรัพยากรบุคคล",
                "verbose_name_plural": "historical แผนบริหารและพัฒนาทรัพยากรบุคคล",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HrProject",
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
                        default=measures.hr.models.plan.new_key,
                        editable=False,
                        max_length=12,
                        verbose_name="รหัสโครงการ",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("management", "การบริหารทรัพยากรบุคคล"),
                            ("development", "การพัฒนาทรัพยากรบุคคล"),
                        ],
                        default="development",
                        max_length=12,
                        verbose_name="ด้าน",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="โครงการหรือกิจกรรม")),
                (
                    "aim",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="วัตถุประสงค์",
                    ),
                ),
                ("indicator", models.CharField(max_length=300, verbose_name="ตัวชี้วัด")),
                ("target", models.CharField(max_length=200, verbose_name="ค่าเป้าหมาย")),
                ("starts_on", models.DateField(verbose_name="เริ่มดำเนินการ")),
                ("ends_on", models.DateField(verbose_name="สิ้นสุดการดำเนินการ")),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ")],
                        verbose_name="งบประมาณ (บาท)",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="projects", to="hr.hrplan"
                    ),
                ),
            ],
            options={
                "verbose_name": "โครงการตามแผน",
                "verbose_name_plural": "โครงการตามแผน",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "key"), name="hr_project_key_is_one_in_a_plan"),
                    models.CheckConstraint(
                        condition=models.Q(("budget__gte", 0)),
                        name="hr_project_budget_not_negative",
                        violation_error_message="งบประมาณต้องไม่ติดลบ",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="hr_project_ends_after_it_starts",
                        violation_error_message="วันสิ้นสุดการดำเนินการต้องไม่มาก่อนวันเริ่ม",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HrReport",
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
                        default=portal.fiscal.FiscalYear.current,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="ข้อมูล ณ วันที่")),
                (
                    "problems",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="ปัญหาและอุปสรรค",
                    ),
                ),
                (
                    "suggestions",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="ข้อเสนอแนะ",
                    ),
                ),
                ("no_discipline", models.BooleanField(default=False, verbose_name="ปีนี้ไม่มีการดำเนินการทางวินัย")),
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
                        to="hr.hrreport",
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
                "verbose_name": "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล",
                "verbose_name_plural": "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล",
                "ordering": ["-year"],
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
                        name="hr_hrreport_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hr_hrreport_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hr_hrreport_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises__isnull", True)),
                        fields=("year",),
                        name="hr_report_is_one_a_year",
                        violation_error_message="ปีงบประมาณนี้มีรายงานอยู่แล้ว ให้เปิดรายงานนั้นแล้วแก้ไข",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHrReport",
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
                        default=portal.fiscal.FiscalYear.current,
                        help_text="ปีพุทธศักราชสี่หลัก เช่น 2566",
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="ข้อมูล ณ วันที่")),
                (
                    "problems",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="ปัญหาและอุปสรรค",
                    ),
                ),
                (
                    "suggestions",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="ข้อเสนอแนะ",
                    ),
                ),
                ("no_discipline", models.BooleanField(default=False, verbose_name="ปีนี้ไม่มีการดำเนินการทางวินัย")),
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
                        to="hr.hrreport",
                        verbose_name="ฉบับแก้ไขของ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล",
                "verbose_name_plural": "historical รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HeadcountRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "personnel",
                    models.CharField(
                        choices=[
                            ("civil", "ข้าราชการพลเรือน"),
                            ("education", "บุคลากรทางการศึกษาอื่นตามมาตรา 38 ค. (2)"),
                            ("supervisor", "ศึกษานิเทศก์"),
                            ("government", "พนักงานราชการ"),
                            ("permanent", "ลูกจ้างประจำ"),
                            ("temporary", "ลูกจ้างชั่วคราว"),
                        ],
                        max_length=12,
                        verbose_name="ประเภทบุคลากร",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("o1", "ปฏิบัติงาน"),
                            ("o2", "ชำนาญงาน"),
                            ("o3", "อาวุโส"),
                            ("k1", "ปฏิบัติการ"),
                            ("k2", "ชำนาญการ"),
                            ("k3", "ชำนาญการพิเศษ"),
                            ("k4", "เชี่ยวชาญ"),
                            ("k5", "เชี่ยวชาญพิเศษ"),
                            ("m1", "อำนวยการ ระดับต้น"),
                            ("m2", "อำนวยการ ระดับสูง"),
                            ("s0", "ยังไม่มีวิทยฐานะ"),
                            ("g1", "กลุ่มงานบริการ"),
                            ("g2", "กลุ่มงานเทคนิค"),
                            ("g3", "กลุ่มงานบริหารทั่วไป"),
                            ("g4", "กลุ่มงานวิชาชีพเฉพาะ"),
                            ("p1", "กลุ่มบริการพื้นฐาน"),
                            ("p2", "กลุ่มสนับสนุน"),
                            ("p3", "กลุ่มช่าง"),
                            ("none", "ไม่แบ่งระดับ"),
                        ],
                        default="none",
                        max_length=4,
                        verbose_name="ระดับ",
                    ),
                ),
                (
                    "authorised",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ"),
                            django.core.validators.MaxValueValidator(
                                10000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง"
                            ),
                        ],
                        verbose_name="กรอบอัตรากำลัง",
                    ),
                ),
                (
                    "filled",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ"),
                            django.core.validators.MaxValueValidator(
                                10000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง"
                            ),
                        ],
                        verbose_name="มีคนครอง",
                    ),
                ),
                (
                    "men",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ"),
                            django.core.validators.MaxValueValidator(
                                10000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง"
                            ),
                        ],
                        verbose_name="ชาย",
                    ),
                ),
                (
                    "women",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ"),
                            django.core.validators.MaxValueValidator(
                                10000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง"
                            ),
                        ],
                        verbose_name="หญิง",
                    ),
                ),
                (
                    "trained",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="นับคนละหนึ่งครั้ง แม้อบรมหลายเรื่อง",
                        validators=[
                            django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ"),
                            django.core.validators.MaxValueValidator(
                                10000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง"
                            ),
                        ],
                        verbose_name="ได้รับการพัฒนา (คน)",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="headcount",
                        to="hr.hrreport",
                        verbose_name="รายงาน",
                    ),
                ),
            ],
            options={
                "verbose_name": "อัตรากำลัง",
                "verbose_name_plural": "อัตรากำลัง",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "personnel", "level"),
                        name="hr_headcount_is_one_of_type_and_level",
                        violation_error_message="ประเภทและระดับนี้มีอยู่แล้วในรายงาน ให้รวมเป็นแถวเดียว",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("level__in", ("o1", "o2", "o3", "k1", "k2", "k3", "k4", "m1", "m2", "none")),
                                ("personnel", "civil"),
                            ),
                            models.Q(
                                ("level__in", ("o1", "o2", "o3", "k1", "k2", "k3", "k4", "m1", "m2", "none")),
                                ("personnel", "education"),
                            ),
                            models.Q(
                                ("level__in", ("s0", "k2", "k3", "k4", "k5", "none")),
                                ("personnel", "supervisor"),
                            ),
                            models.Q(
                                ("level__in", ("g1", "g2", "g3", "g4", "none")), ("personnel", "government")
                            ),
                            models.Q(("level__in", ("p1", "p2", "p3", "none")), ("personnel", "permanent")),
                            models.Q(("level__in", ("none",)), ("personnel", "temporary")),
                            _connector="OR",
                        ),
                        name="hr_headcount_level_fits_type",
                        violation_error_message="ระดับนี้ไม่ใช่ระดับของประเภทบุคลากรที่เลือก",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "filled",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("men"), "+", models.F("women")
                                ),
                            )
                        ),
                        name="hr_headcount_men_and_women_are_filled",
                        violation_error_message="ชายรวมกับหญิงต้องเท่ากับจำนวนที่มีคนครอง",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("filled__lte", models.F("authorised"))),
                        name="hr_headcount_filled_within_authorised",
                        violation_error_message="มีคนครองมากกว่ากรอบอัตรากำลังไม่ได้",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trained__lte", models.F("filled"))),
                        name="hr_headcount_trained_within_filled",
                        violation_error_message="ได้รับการพัฒนามากกว่าจำนวนที่มีคนครองไม่ได้ ให้นับคนละหนึ่งครั้ง",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisciplineCount",
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
                            ("under_way", "อยู่ระหว่างสอบสวน"),
                            ("dropped", "ยุติเรื่องหรืองดโทษ"),
                            ("reprimand", "ภาคทัณฑ์"),
                            ("pay_cut", "ตัดเงินเดือน"),
                            ("pay_reduction", "ลดเงินเดือน"),
                            ("dismissal", "ปลดออก"),
                            ("expulsion", "ไล่ออก"),
                        ],
                        max_length=16,
                        verbose_name="การดำเนินการทางวินัย",
                    ),
                ),
                (
                    "cases",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1, "ใส่เฉพาะที่มีอย่างน้อย 1 เรื่อง"),
                            django.core.validators.MaxValueValidator(
                                10000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง"
                            ),
                        ],
                        verbose_name="จำนวน (เรื่อง)",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discipline",
                        to="hr.hrreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "การดำเนินการทางวินัย",
                "verbose_name_plural": "การดำเนินการทางวินัย",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "kind"),
                        name="hr_discipline_is_one_of_a_kind",
                        violation_error_message="รายการนี้มีอยู่แล้วในรายงาน ให้รวมเป็นแถวเดียว",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HrRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("recruiting", "การสรรหาและคัดเลือกบุคลากร"),
                            ("appointing", "การบรรจุและแต่งตั้งบุคลากร"),
                            ("developing", "การพัฒนาบุคลากร"),
                            ("appraising", "การประเมินผลการปฏิบัติงานบุคลากร"),
                            ("rewarding", "การให้คุณให้โทษและการสร้างขวัญกำลังใจ"),
                        ],
                        max_length=12,
                        verbose_name="เรื่อง",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="หลักเกณฑ์โดยสรุป",
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=300, verbose_name="กฎหมายหรือประกาศที่ใช้"),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="ที่อยู่ของกฎหมายหรือประกาศ")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="hr.hrplan"
                    ),
                ),
            ],
            options={
                "verbose_name": "หลักเกณฑ์",
                "verbose_name_plural": "หลักเกณฑ์",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MovementCount",
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
                            ("recruited", "บรรจุ"),
                            ("appointed", "แต่งตั้ง"),
                            ("moved_in", "ย้ายหรือโอนเข้า"),
                            ("moved_out", "ย้ายหรือโอนออก"),
                            ("promoted", "เลื่อนระดับหรือวิทยฐานะ"),
                            ("hired", "จ้างใหม่"),
                            ("resigned", "ลาออก"),
                            ("retired", "เกษียณอายุราชการ"),
                            ("died", "ถึงแก่กรรม"),
                            ("contract_ended", "สิ้นสุดสัญญาจ้าง"),
                        ],
                        max_length=16,
                        verbose_name="การบรรจุ แต่งตั้ง ย้าย หรือพ้นจากตำแหน่ง",
                    ),
                ),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ"),
                            django.core.validators.MaxValueValidator(
                                10000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง"
                            ),
                        ],
                        verbose_name="จำนวน (คน)",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="movements",
                        to="hr.hrreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "การบรรจุ แต่งตั้ง และพ้นจากตำแหน่ง",
                "verbose_name_plural": "การบรรจุ แต่งตั้ง และพ้นจากตำแหน่ง",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "kind"),
                        name="hr_movement_is_one_of_a_kind",
                        violation_error_message="รายการนี้มีอยู่แล้วในรายงาน ให้รวมเป็นแถวเดียว",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("project_key", models.CharField(editable=False, max_length=12, verbose_name="รหัสโครงการ")),
                ("order", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="ลำดับ")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "แล้วเสร็จ"),
                            ("partly", "ดำเนินการบางส่วน"),
                            ("not_done", "ไม่ได้ดำเนินการ"),
                        ],
                        max_length=8,
                        verbose_name="ผลการดำเนินการ",
                    ),
                ),
                ("achieved", models.CharField(blank=True, max_length=200, verbose_name="ค่าที่ทำได้")),
                (
                    "spent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ")],
                        verbose_name="งบประมาณที่ใช้ (บาท)",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        max_length=20000,
                        validators=[
                            django.core.validators.MaxLengthValidator(
                                20000, "ข้อความยาวเกิน 20,000 ตัวอักษร ให้ย่อลง"
                            )
                        ],
                        verbose_name="ผลโดยสรุป",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="results", to="hr.hrreport"
                    ),
                ),
            ],
            options={
                "verbose_name": "ผลของโครงการ",
                "verbose_name_plural": "ผลของโครงการตามแผน",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "project_key"),
                        name="hr_project_has_one_result",
                        violation_error_message="โครงการนี้มีผลอยู่แล้วในรายงาน",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("spent__gte", 0)),
                        name="hr_result_spent_not_negative",
                        violation_error_message="งบประมาณที่ใช้ต้องไม่ติดลบ",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", models.CharField(max_length=300, verbose_name="หัวข้อการอบรมหรือพัฒนา")),
                (
                    "organiser",
                    models.CharField(
                        choices=[("own", "สำนักงานจัดเอง"), ("external", "หน่วยงานอื่นจัด")],
                        default="own",
                        max_length=8,
                        verbose_name="ผู้จัด",
                    ),
                ),
                ("organiser_name", models.CharField(blank=True, max_length=200, verbose_name="ชื่อหน่วยงานที่จัด")),
                ("starts_on", models.DateField(verbose_name="เริ่มวันที่")),
                ("ends_on", models.DateField(verbose_name="ถึงวันที่")),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        help_text="เฉพาะบุคลากรของสำนักงาน",
                        validators=[
                            django.core.validators.MinValueValidator(1, "ต้องมีผู้เข้าอบรมอย่างน้อย 1 คน"),
                            django.core.validators.MaxValueValidator(
                                10000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง"
                            ),
                        ],
                        verbose_name="บุคลากรที่เข้าอบรม (คน)",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.5"), "ต้องไม่น้อยกว่า 0.5 ชั่วโมง"),
                            django.core.validators.MaxValueValidator(2000, "ชั่วโมงมากเกินไป ให้ใส่ชั่วโมงของหนึ่งคน"),
                        ],
                        verbose_name="ชั่วโมงต่อคน",
                    ),
                ),
                (
                    "money",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0, "ต้องไม่ติดลบ")],
                        verbose_name="งบประมาณที่ใช้ (บาท)",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trainings",
                        to="hr.hrreport",
                        verbose_name="รายงาน",
                    ),
                ),
            ],
            options={
                "verbose_name": "การอบรมและพัฒนา",
                "verbose_name_plural": "การอบรมและพัฒนา",
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0), ("money__gte", 0), ("people__gte", 1)),
                        name="hr_training_has_people_hours_and_no_negative_money",
                        violation_error_message="จำนวนคนและชั่วโมงต้องมากกว่าศูนย์ และงบประมาณต้องไม่ติดลบ",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="hr_training_ends_after_it_starts",
                        violation_error_message="วันสิ้นสุดการอบรมต้องไม่มาก่อนวันเริ่ม",
                    ),
                ],
            },
        ),
    ]
