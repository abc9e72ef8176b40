import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import portal.fiscal


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("portal", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "การเดารหัส",
                "verbose_name_plural": "การเดารหัส",
            },
        ),
        migrations.CreateModel(
            name="Flow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "การแจ้งเรื่องที่ยังไม่เสร็จ",
                "verbose_name_plural": "การแจ้งเรื่องที่ยังไม่เสร็จ",
            },
        ),
        migrations.CreateModel(
            name="Tombstone",
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
                        validators=[
                            django.core.validators.MinValueValidator(2540),
                            django.core.validators.MaxValueValidator(2640),
                        ],
                        verbose_name="ปีงบประมาณ พ.ศ.",
                    ),
                ),
                ("received_month", models.DateField(help_text="วันที่ 1 ของเดือน", verbose_name="เดือนที่รับ")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bribery", "เรียก รับ หรือให้สินบน"),
                            ("embezzlement", "เบียดบังหรือยักยอกเงินหรือทรัพย์สินของทางราชการ"),
                            ("procurement", "ทุจริตในการจัดซื้อจัดจ้าง"),
                            ("abuse", "ใช้อำนาจหน้าที่โดยมิชอบ"),
                            ("conflict", "ผลประโยชน์ทับซ้อน"),
                            ("personnel", "ทุจริตในการบรรจุ แต่งตั้ง โยกย้าย หรือเลื่อนเงินเดือน"),
                            ("other", "ทุจริตหรือประพฤติมิชอบในเรื่องอื่น"),
                        ],
                        max_length=20,
                        verbose_name="ประเภทเรื่อง",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "แบบแจ้งเรื่องในเว็บไซต์"),
                            ("counter", "มาด้วยตนเอง"),
                            ("letter", "จดหมาย"),
                            ("telephone", "โทรศัพท์"),
                            ("referred", "หน่วยงานอื่นส่งมา"),
                        ],
                        max_length=20,
                        verbose_name="ช่องทาง",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("substantiated", "พบว่ามีมูล"),
                            ("unsubstantiated", "ไม่พบว่ามีมูล"),
                            ("insufficient", "ข้อมูลไม่พอให้ตรวจสอบ"),
                            ("out_of_scope", "ไม่อยู่ในอำนาจหน้าที่"),
                            ("transferred", "ส่งหน่วยงานที่มีอำนาจ"),
                        ],
                        max_length=20,
                        verbose_name="ผล",
                    ),
                ),
                ("closed_month", models.DateField(blank=True, null=True, verbose_name="เดือนที่เสร็จ")),
                (
                    "days_to_acknowledge",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="วันทำการก่อนตรวจรับ"),
                ),
                (
                    "days_to_answer",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="วันทำการก่อนแจ้งผล"),
                ),
                ("answer_period", models.PositiveSmallIntegerField(verbose_name="กำหนดแจ้งผล (วันทำการ)")),
                (
                    "retention_class",
                    models.CharField(
                        choices=[("short", "เก็บระยะสั้น"), ("normal", "เก็บตามปกติ"), ("long", "เก็บระยะยาว")],
                        max_length=10,
                        verbose_name="ระยะเวลาเก็บ",
                    ),
                ),
                ("deleted_month", models.DateField(verbose_name="เดือนที่ลบ")),
            ],
            options={
                "verbose_name": "เรื่องที่ลบแล้ว",
                "verbose_name_plural": "เรื่องที่ลบแล้ว",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
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
                ("received_month", models.DateField(help_text="วันที่ 1 ของเดือน", verbose_name="เดือนที่รับ")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bribery", "เรียก รับ หรือให้สินบน"),
                            ("embezzlement", "เบียดบังหรือยักยอกเงินหรือทรัพย์สินของทางราชการ"),
                            ("procurement", "ทุจริตในการจัดซื้อจัดจ้าง"),
                            ("abuse", "ใช้อำนาจหน้าที่โดยมิชอบ"),
                            ("conflict", "ผลประโยชน์ทับซ้อน"),
                            ("personnel", "ทุจริตในการบรรจุ แต่งตั้ง โยกย้าย หรือเลื่อนเงินเดือน"),
                            ("other", "ทุจริตหรือประพฤติมิชอบในเรื่องอื่น"),
                        ],
                        max_length=20,
                        verbose_name="ประเภทเรื่อง",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "แบบแจ้งเรื่องในเว็บไซต์"),
                            ("counter", "มาด้วยตนเอง"),
                            ("letter", "จดหมาย"),
                            ("telephone", "โทรศัพท์"),
                            ("referred", "หน่วยงานอื่นส่งมา"),
                        ],
                        max_length=20,
                        verbose_name="ช่องทาง",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("substantiated", "พบว่ามีมูล"),
                            ("unsubstantiated", "ไม่พบว่ามีมูล"),
                            ("insufficient", "ข้อมูลไม่พอให้ตรวจสอบ"),
                            ("out_of_scope", "ไม่อยู่ในอำนาจหน้าที่"),
                            ("transferred", "ส่งหน่วยงานที่มีอำนาจ"),
                        ],
                        max_length=20,
                        verbose_name="ผล",
                    ),
                ),
                ("closed_month", models.DateField(blank=True, null=True, verbose_name="เดือนที่เสร็จ")),
                (
                    "days_to_acknowledge",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="วันทำการก่อนตรวจรับ"),
                ),
                (
                    "days_to_answer",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="วันทำการก่อนแจ้งผล"),
                ),
                ("answer_period", models.PositiveSmallIntegerField(verbose_name="กำหนดแจ้งผล (วันทำการ)")),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("locator", models.CharField(max_length=10, unique=True, verbose_name="เลขรับเรื่อง")),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("received", "ได้รับเรื่องแล้ว รอเจ้าหน้าที่ตรวจรับ"),
                            ("acknowledged", "ตรวจรับแล้ว อยู่ระหว่างพิจารณา"),
                            ("examined", "อยู่ระหว่างตรวจสอบข้อเท็จจริง"),
                            ("closed", "ดำเนินการเสร็จสิ้น"),
                        ],
                        default="received",
                        max_length=20,
                        verbose_name="สถานะ",
                    ),
                ),
                ("is_anonymous", models.BooleanField(default=True, verbose_name="ไม่บอกชื่อ")),
                ("receipt", models.CharField(max_length=64, verbose_name="SHA-256 ของเรื่องที่รับ")),
                ("code_cost", models.BinaryField()),
                ("code_verifier", models.BinaryField()),
                ("talk_key", models.BinaryField()),
                ("seen_by_reporter", models.PositiveIntegerField(default=0)),
                ("received_on", models.DateField(verbose_name="วันที่รับ")),
                ("acknowledge_by", models.DateField(verbose_name="ตรวจรับภายใน")),
                ("answer_by", models.DateField(verbose_name="แจ้งผลภายใน")),
                ("acknowledged_on", models.DateField(blank=True, null=True, verbose_name="วันที่ตรวจรับ")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="วันที่แจ้งผล")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="วันที่เสร็จ")),
                (
                    "retention_class",
                    models.CharField(
                        blank=True,
                        choices=[("short", "เก็บระยะสั้น"), ("normal", "เก็บตามปกติ"), ("long", "เก็บระยะยาว")],
                        max_length=10,
                        verbose_name="ระยะเวลาเก็บ",
                    ),
                ),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="เก็บถึง")),
                ("warned_on", models.DateField(blank=True, null=True, verbose_name="เตือนก่อนลบเมื่อ")),
                ("is_held", models.BooleanField(default=False, verbose_name="ระงับการลบ")),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้รับผิดชอบ",
                    ),
                ),
            ],
            options={
                "verbose_name": "เรื่องร้องเรียน",
                "verbose_name_plural": "เรื่องร้องเรียน",
                "ordering": ["answer_by", "locator"],
                "permissions": [
                    ("handle_cases", "รับและดำเนินการเรื่องร้องเรียน"),
                    ("keep_identities", "รักษาข้อมูลระบุตัวตนของผู้แจ้ง"),
                    ("watch_clocks", "ดูจำนวน กำหนดเวลา และบันทึกการเปิดอ่าน โดยไม่เห็นเนื้อหา"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("progress", "closed")),
                            models.Q(models.Q(("progress", "closed"), _negated=True), ("closed_on", None)),
                            _connector="OR",
                        ),
                        name="complaints_closed_has_its_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("report", "เรื่อง หลักฐาน และบันทึกภายใน"),
                            ("identity", "ตัวตนของผู้แจ้ง"),
                            ("talk", "ข้อความระหว่างผู้แจ้งกับเจ้าหน้าที่"),
                        ],
                        max_length=10,
                    ),
                ),
                ("public_key", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="complaints.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "กุญแจของเรื่อง",
                "verbose_name_plural": "กุญแจของเรื่อง",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "part"), name="complaints_one_key_a_part")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChannelRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "acknowledge_days",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="ตรวจรับภายใน (วันทำการ)",
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="แจ้งผลหรือความคืบหน้าภายใน (วันทำการ)",
                    ),
                ),
                (
                    "short_days",
                    models.PositiveSmallIntegerField(
                        default=365,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(7320),
                        ],
                        verbose_name="เก็บระยะสั้น (วันหลังปิดเรื่อง)",
                    ),
                ),
                (
                    "normal_days",
                    models.PositiveSmallIntegerField(
                        default=1825,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(7320),
                        ],
                        verbose_name="เก็บตามปกติ (วันหลังปิดเรื่อง)",
                    ),
                ),
                (
                    "long_days",
                    models.PositiveSmallIntegerField(
                        default=3650,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(7320),
                        ],
                        verbose_name="เก็บระยะยาว (วันหลังปิดเรื่อง)",
                    ),
                ),
                (
                    "warn_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="เตือนก่อนลบ (วัน)",
                    ),
                ),
            ],
            options={
                "verbose_name": "กำหนดเวลาของช่องทางแจ้งทุจริต",
                "verbose_name_plural": "กำหนดเวลาของช่องทางแจ้งทุจริต",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="complaints_rules_are_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "เรื่องที่แจ้ง"),
                            ("from_reporter", "ข้อความจากผู้แจ้ง"),
                            ("to_reporter", "ข้อความถึงผู้แจ้ง"),
                            ("note", "บันทึกภายใน"),
                            ("decision", "ผลการพิจารณา"),
                            ("identity", "ตัวตนของผู้แจ้ง"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("sealed", models.BinaryField()),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "ข้อความของเรื่อง",
                "verbose_name_plural": "ข้อความของเรื่อง",
                "ordering": ["case", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="complaints_entries_have_an_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("day", models.DateField()),
                ("about", models.BinaryField()),
                ("original", models.BinaryField()),
                ("clean_copy", models.BinaryField(blank=True, default=b"")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "หลักฐาน",
                "verbose_name_plural": "หลักฐาน",
                "ordering": ["case", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="complaints_evidence_has_an_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FlowFile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("about", models.BinaryField()),
                ("content", models.BinaryField()),
                (
                    "flow",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="complaints.flow",
                    ),
                ),
            ],
            options={
                "verbose_name": "ไฟล์ของเรื่องที่ยังไม่ส่ง",
                "verbose_name_plural": "ไฟล์ของเรื่องที่ยังไม่ส่ง",
                "ordering": ["flow", "number"],
            },
        ),
        migrations.CreateModel(
            name="IdentityRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("asked_on", models.DateField()),
                ("reason", models.BinaryField()),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("is_approved", models.BooleanField(blank=True, null=True)),
                ("answer", models.BinaryField(blank=True, default=b"")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identity_requests",
                        to="complaints.case",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "คำขอเปิดตัวตน",
                "verbose_name_plural": "คำขอเปิดตัวตน",
                "ordering": ["asked_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_approved", None)),
                        fields=("case", "asked_by"),
                        name="complaints_one_open_request_each",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyHolder",
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
                            ("officer", "เจ้าหน้าที่รับเรื่อง"),
                            ("custodian", "ผู้รักษาข้อมูลระบุตัวตน"),
                            ("escrow", "กุญแจสำรองที่เก็บนอกระบบ"),
                        ],
                        max_length=10,
                        verbose_name="หน้าที่",
                    ),
                ),
                ("public_key", models.BinaryField(unique=True)),
                ("wrapped_key", models.BinaryField(blank=True, default=b"")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="สร้างเมื่อ")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="เลิกใช้เมื่อ")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaint_keys",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ถือกุญแจ",
                    ),
                ),
            ],
            options={
                "verbose_name": "ผู้ถือกุญแจ",
                "verbose_name_plural": "ผู้ถือกุญแจ",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None), ("user__isnull", False)),
                        fields=("user",),
                        name="complaints_one_key_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "escrow"), ("user", None)),
                            models.Q(models.Q(("kind", "escrow"), _negated=True), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaints_escrow_is_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed_key", models.BinaryField()),
                ("granted_on", models.DateField()),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="complaints.casekey",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="complaints.keyholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "สิทธิเปิดอ่าน",
                "verbose_name_plural": "สิทธิเปิดอ่าน",
                "constraints": [
                    models.UniqueConstraint(fields=("key", "holder"), name="complaints_one_grant_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="วันที่")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recusals",
                        to="complaints.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "การถอนตัว",
                "verbose_name_plural": "การถอนตัว",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "user"), name="complaints_one_recusal_each")
                ],
            },
        ),
    ]
