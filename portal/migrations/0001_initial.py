import uuid

import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import portal.fiscal
import portal.models.files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(db_index=True, max_length=300, verbose_name="หน้า")),
                ("is_useful", models.BooleanField(verbose_name="มีประโยชน์")),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="ข้อความ")),
                ("token", models.CharField(editable=False, max_length=32, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="เมื่อ")),
                ("is_handled", models.BooleanField(default=False, verbose_name="ดำเนินการแล้ว")),
            ],
            options={
                "verbose_name": "ความเห็นต่อหน้าเว็บ",
                "verbose_name_plural": "ความเห็นต่อหน้าเว็บ",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="HomeBlock",
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
                        choices=[
                            ("transparency", "ความโปร่งใสของสำนักงาน"),
                            ("procurement", "จัดซื้อจัดจ้างล่าสุด"),
                            ("news", "ข่าวและประกาศ"),
                            ("figures", "ตัวเลขของเรา"),
                        ],
                        max_length=16,
                        unique=True,
                        verbose_name="ส่วนของหน้าแรก",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("is_shown", models.BooleanField(default=True, verbose_name="แสดง")),
            ],
            options={
                "verbose_name": "ส่วนของหน้าแรก",
                "verbose_name_plural": "ส่วนของหน้าแรก",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="HomeTask",
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
                        help_text="ขึ้นต้นด้วยคำกริยา เช่น ร้องเรียนทุจริต", max_length=60, verbose_name="งาน"
                    ),
                ),
                ("hint", models.CharField(blank=True, max_length=80, verbose_name="คำอธิบายสั้น")),
                (
                    "icon",
                    models.CharField(
                        choices=[
                            ("pen", "ปากกา"),
                            ("track", "เส้นทาง"),
                            ("download", "ดาวน์โหลด"),
                            ("shield", "โล่"),
                            ("cart", "เอกสารจัดซื้อ"),
                            ("book", "หนังสือ"),
                            ("chat", "สนทนา"),
                            ("phone", "โทรศัพท์"),
                            ("horn", "ประกาศ"),
                            ("eye", "ตรวจดู"),
                        ],
                        max_length=10,
                        verbose_name="สัญลักษณ์",
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        help_text="เช่น /contact/ หรือ https://…", max_length=300, verbose_name="ที่อยู่"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("is_shown", models.BooleanField(default=True, verbose_name="แสดง")),
            ],
            options={
                "verbose_name": "งานที่ทำบ่อย",
                "verbose_name_plural": "งานที่ทำบ่อย",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PopularSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=60, verbose_name="คำค้น")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
            ],
            options={
                "verbose_name": "คำค้นบ่อย",
                "verbose_name_plural": "คำค้นบ่อย",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WorkGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="ชื่อกลุ่มงาน")),
                (
                    "slug",
                    models.SlugField(
                        help_text="ตัวอักษรอังกฤษพิมพ์เล็ก เช่น planning", unique=True, verbose_name="ชื่อในที่อยู่เว็บ"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="โทรศัพท์")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งานอยู่")),
            ],
            options={
                "verbose_name": "กลุ่มงาน",
                "verbose_name_plural": "กลุ่มงาน",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[],
            options={
                "verbose_name": "บทบาท",
                "verbose_name_plural": "บทบาท",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("auth.group",),
            managers=[
                ("objects", django.contrib.auth.models.GroupManager()),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="ตำแหน่ง")),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, editable=False, verbose_name="บัญชีสาธิต"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "work_groups",
                    models.ManyToManyField(
                        blank=True, related_name="members", to="portal.workgroup", verbose_name="กลุ่มงานที่สังกัด"
                    ),
                ),
            ],
            options={
                "verbose_name": "ผู้ใช้",
                "verbose_name_plural": "ผู้ใช้",
                "permissions": [
                    ("publish_content", "อนุมัติและเผยแพร่เนื้อหา"),
                    ("edit_any_group", "แก้ไขเนื้อหาของทุกกลุ่มงาน"),
                    ("preview_content", "ดูตัวอย่างเนื้อหาที่ยังไม่เผยแพร่"),
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "seq",
                    models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="ลำดับ"),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="เวลา")),
                ("actor_id", models.CharField(blank=True, max_length=40, verbose_name="รหัสผู้กระทำ")),
                ("actor_name", models.CharField(max_length=200, verbose_name="ผู้กระทำ")),
                ("verb", models.CharField(db_index=True, max_length=60, verbose_name="การกระทำ")),
                ("object_type", models.CharField(blank=True, max_length=100, verbose_name="ชนิดข้อมูล")),
                ("object_id", models.CharField(blank=True, max_length=64, verbose_name="รหัสข้อมูล")),
                ("object_name", models.CharField(blank=True, max_length=300, verbose_name="ข้อมูล")),
                ("detail", models.JSONField(blank=True, default=dict, verbose_name="รายละเอียด")),
                ("previous_hash", models.CharField(max_length=64, verbose_name="ค่าแฮชแถวก่อน")),
                ("hash", models.CharField(max_length=64, verbose_name="ค่าแฮช")),
            ],
            options={
                "verbose_name": "บันทึกการกระทำ",
                "verbose_name_plural": "บันทึกการกระทำ",
                "ordering": ["-seq"],
                "indexes": [
                    models.Index(fields=["object_type", "object_id"], name="portal_audi_object__349d36_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_seq", models.PositiveBigIntegerField(default=0)),
                (
                    "last_hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                    ),
                ),
            ],
            options={
                "verbose_name": "ปลายบันทึกการกระทำ",
                "verbose_name_plural": "ปลายบันทึกการกระทำ",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="audit_head_is_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsItem",
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
                    "kind",
                    models.CharField(
                        choices=[("news", "ข่าวประชาสัมพันธ์"), ("announcement", "ประกาศ"), ("event", "กิจกรรม")],
                        default="news",
                        max_length=14,
                        verbose_name="ประเภท",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="หัวข้อข่าว")),
                (
                    "summary",
                    models.CharField(
                        help_text="หนึ่งถึงสองประโยค แสดงในรายการข่าวและหน้าแรก",
                        max_length=400,
                        verbose_name="สรุปย่อ",
                    ),
                ),
                ("body", models.TextField(verbose_name="เนื้อหา")),
                (
                    "is_pinned",
                    models.BooleanField(
                        default=False,
                        help_text="ใช้กับเรื่องที่ประชาชนต้องเห็นก่อน และเลิกปักหมุดเมื่อพ้นกำหนด",
                        verbose_name="ปักหมุดไว้บนสุด",
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
                        to="portal.newsitem",
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
                "verbose_name": "ข่าวและประกาศ",
                "verbose_name_plural": "ข่าวและประกาศ",
                "ordering": ["-is_pinned", "-first_published_at", "-pk"],
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
                        name="portal_newsitem_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="portal_newsitem_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="portal_newsitem_withdrawn_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Page",
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
                    "kind",
                    models.CharField(
                        choices=[("policy", "นโยบาย"), ("about", "เกี่ยวกับหน่วยงาน"), ("help", "ช่วยเหลือ")],
                        max_length=8,
                        verbose_name="ประเภท",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="ตัวอักษรอังกฤษพิมพ์เล็ก เช่น privacy ตั้งแล้วไม่ควรเปลี่ยน", verbose_name="ชื่อในที่อยู่เว็บ"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="ชื่อหน้า")),
                ("lead", models.CharField(blank=True, max_length=300, verbose_name="ประโยคนำ")),
                ("body", models.TextField(verbose_name="เนื้อหา")),
                ("version", models.CharField(default="1", max_length=20, verbose_name="ฉบับที่")),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="มีผลใช้บังคับ")),
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
                        to="portal.page",
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
                "verbose_name": "หน้าเนื้อหา",
                "verbose_name_plural": "หน้าเนื้อหา",
                "ordering": ["kind", "order", "title"],
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
                        name="portal_page_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="portal_page_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="portal_page_withdrawn_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revises__isnull", True)),
                        fields=("slug",),
                        name="page_address_is_one",
                        violation_error_message="มีหน้าที่ใช้ที่อยู่นี้แล้ว",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PageEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=20, verbose_name="ฉบับที่")),
                ("title", models.CharField(max_length=160, verbose_name="ชื่อหน้า")),
                ("body", models.TextField(verbose_name="เนื้อหา")),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="มีผลใช้บังคับ")),
                ("published_at", models.DateTimeField(verbose_name="เผยแพร่เมื่อ")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผลที่ออกฉบับนี้")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="editions", to="portal.page"
                    ),
                ),
            ],
            options={
                "verbose_name": "ฉบับก่อนหน้าของหน้าเนื้อหา",
                "verbose_name_plural": "ฉบับก่อนหน้าของหน้าเนื้อหา",
                "ordering": ["-published_at"],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_type", models.CharField(max_length=100)),
                ("object_id", models.CharField(max_length=64)),
                ("url", models.CharField(max_length=300)),
                ("kind", models.CharField(max_length=60, verbose_name="ประเภท")),
                ("title", models.CharField(max_length=400, verbose_name="ชื่อเรื่อง")),
                ("body", models.TextField(blank=True, verbose_name="เนื้อหา")),
                ("words", models.TextField(verbose_name="คำสำหรับค้น")),
                ("visible_from", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "รายการค้นหา",
                "verbose_name_plural": "รายการค้นหา",
                "constraints": [
                    models.UniqueConstraint(fields=("object_type", "object_id"), name="search_entry_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to=portal.models.files.random_name, verbose_name="ไฟล์")),
                ("original_name", models.CharField(max_length=255, verbose_name="ชื่อไฟล์เดิม")),
                ("kind", models.CharField(max_length=8, verbose_name="ชนิด")),
                ("content_type", models.CharField(max_length=120, verbose_name="ชนิดเนื้อหา")),
                ("size", models.PositiveBigIntegerField(verbose_name="ขนาด (ไบต์)")),
                ("pages", models.PositiveIntegerField(blank=True, null=True, verbose_name="จำนวนหน้า")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="ค่า SHA-256")),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="เวลานำเข้า")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="หมายเหตุ")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้นำเข้า",
                    ),
                ),
            ],
            options={
                "verbose_name": "ไฟล์ที่เก็บไว้",
                "verbose_name_plural": "ไฟล์ที่เก็บไว้",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="NewsPicture",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="portal.newsitem",
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
                "verbose_name": "ภาพข่าว",
                "verbose_name_plural": "ภาพข่าว",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NewsDocument",
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
                        to="portal.newsdocument",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="portal.newsitem",
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
            ],
            options={
                "verbose_name": "เอกสารแนบข่าว",
                "verbose_name_plural": "เอกสารแนบข่าว",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EitSurvey",
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
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("office", "แบบวัด EIT ของสำนักงาน"),
                            ("parent", "แบบวัด EIT ของสำนักงานปลัดกระทรวงศึกษาธิการ"),
                        ],
                        max_length=8,
                        verbose_name="แบบวัดของใคร",
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        help_text="คัดลอกจากระบบ MOE-ITA หรือ ITAS ทั้งบรรทัด",
                        max_length=500,
                        verbose_name="ที่อยู่แบบวัด",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="วันเปิดรับ")),
                (
                    "closes_on",
                    models.DateField(
                        help_text="วันสุดท้ายที่ตอบได้ หลังจากนั้นจะไม่แสดงบนหน้าแรก", verbose_name="วันปิดรับ"
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
                        to="portal.eitsurvey",
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
                    "official_picture",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.storedfile",
                        verbose_name="ภาพ QR ของระบบ",
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
                "verbose_name": "แบบวัด EIT",
                "verbose_name_plural": "แบบวัด EIT",
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
                        name="portal_eitsurvey_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="portal_eitsurvey_review_has_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="portal_eitsurvey_withdrawn_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="eit_survey_closes_after_it_opens",
                        violation_error_message="วันปิดรับต้องไม่มาก่อนวันเปิดรับ",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPage",
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
                    "kind",
                    models.CharField(
                        choices=[("policy", "นโยบาย"), ("about", "เกี่ยวกับหน่วยงาน"), ("help", "ช่วยเหลือ")],
                        max_length=8,
                        verbose_name="ประเภท",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="ตัวอักษรอังกฤษพิมพ์เล็ก เช่น privacy ตั้งแล้วไม่ควรเปลี่ยน", verbose_name="ชื่อในที่อยู่เว็บ"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="ชื่อหน้า")),
                ("lead", models.CharField(blank=True, max_length=300, verbose_name="ประโยคนำ")),
                ("body", models.TextField(verbose_name="เนื้อหา")),
                ("version", models.CharField(default="1", max_length=20, verbose_name="ฉบับที่")),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="มีผลใช้บังคับ")),
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
                        to="portal.page",
                        verbose_name="ฉบับแก้ไขของ",
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
            ],
            options={
                "verbose_name": "historical หน้าเนื้อหา",
                "verbose_name_plural": "historical หน้าเนื้อหา",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNewsItem",
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
                    "kind",
                    models.CharField(
                        choices=[("news", "ข่าวประชาสัมพันธ์"), ("announcement", "ประกาศ"), ("event", "กิจกรรม")],
                        default="news",
                        max_length=14,
                        verbose_name="ประเภท",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="หัวข้อข่าว")),
                (
                    "summary",
                    models.CharField(
                        help_text="หนึ่งถึงสองประโยค แสดงในรายการข่าวและหน้าแรก",
                        max_length=400,
                        verbose_name="สรุปย่อ",
                    ),
                ),
                ("body", models.TextField(verbose_name="เนื้อหา")),
                (
                    "is_pinned",
                    models.BooleanField(
                        default=False,
                        help_text="ใช้กับเรื่องที่ประชาชนต้องเห็นก่อน และเลิกปักหมุดเมื่อพ้นกำหนด",
                        verbose_name="ปักหมุดไว้บนสุด",
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
                        to="portal.newsitem",
                        verbose_name="ฉบับแก้ไขของ",
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
            ],
            options={
                "verbose_name": "historical ข่าวและประกาศ",
                "verbose_name_plural": "historical ข่าวและประกาศ",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEitSurvey",
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
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("office", "แบบวัด EIT ของสำนักงาน"),
                            ("parent", "แบบวัด EIT ของสำนักงานปลัดกระทรวงศึกษาธิการ"),
                        ],
                        max_length=8,
                        verbose_name="แบบวัดของใคร",
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        help_text="คัดลอกจากระบบ MOE-ITA หรือ ITAS ทั้งบรรทัด",
                        max_length=500,
                        verbose_name="ที่อยู่แบบวัด",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="วันเปิดรับ")),
                (
                    "closes_on",
                    models.DateField(
                        help_text="วันสุดท้ายที่ตอบได้ หลังจากนั้นจะไม่แสดงบนหน้าแรก", verbose_name="วันปิดรับ"
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
                        to="portal.eitsurvey",
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
                    "official_picture",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portal.storedfile",
                        verbose_name="ภาพ QR ของระบบ",
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
            ],
            options={
                "verbose_name": "historical แบบวัด EIT",
                "verbose_name_plural": "historical แบบวัด EIT",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อหน่วยงาน")),
                (
                    "short_name",
                    models.CharField(
                        blank=True, help_text="เช่น ศธจ.สุโขทัย", max_length=60, verbose_name="ชื่อย่อ"
                    ),
                ),
                ("english_name", models.CharField(blank=True, max_length=200, verbose_name="ชื่อภาษาอังกฤษ")),
                (
                    "ministry",
                    models.CharField(default="กระทรวงศึกษาธิการ", max_length=120, verbose_name="กระทรวง"),
                ),
                (
                    "parent",
                    models.CharField(
                        blank=True,
                        default="สำนักงานปลัดกระทรวงศึกษาธิการ",
                        max_length=200,
                        verbose_name="ส่วนราชการต้นสังกัด",
                    ),
                ),
                (
                    "province",
                    models.CharField(help_text="ไม่ต้องมีคำว่า จังหวัด", max_length=60, verbose_name="จังหวัด"),
                ),
                (
                    "district",
                    models.CharField(help_text="ไม่ต้องมีคำว่า อำเภอ", max_length=60, verbose_name="อำเภอ"),
                ),
                ("address", models.CharField(max_length=300, verbose_name="ที่ตั้ง")),
                (
                    "phone",
                    models.CharField(help_text="เช่น 0 5561 0000 ต่อ 12", max_length=60, verbose_name="โทรศัพท์"),
                ),
                ("fax", models.CharField(blank=True, max_length=60, verbose_name="โทรสาร")),
                ("email", models.EmailField(max_length=254, verbose_name="อีเมล")),
                (
                    "hours",
                    models.CharField(
                        default="วันจันทร์–ศุกร์ 08.30–16.30 น.", max_length=120, verbose_name="เวลาทำการ"
                    ),
                ),
                ("map_url", models.URLField(blank=True, verbose_name="ที่อยู่แผนที่")),
                ("facebook_url", models.URLField(blank=True, verbose_name="เพจเฟซบุ๊ก")),
                (
                    "executive_name",
                    models.CharField(
                        help_text="รวมคำนำหน้า เช่น นาย นาง", max_length=120, verbose_name="ชื่อผู้บริหาร"
                    ),
                ),
                ("executive_title", models.CharField(max_length=160, verbose_name="ตำแหน่งผู้บริหาร")),
                ("legal_basis", models.TextField(blank=True, verbose_name="กฎหมายจัดตั้ง")),
                ("history", models.TextField(blank=True, verbose_name="ประวัติความเป็นมา")),
                ("vision", models.TextField(blank=True, verbose_name="วิสัยทัศน์")),
                (
                    "hero_title",
                    models.CharField(
                        default="บริการและข้อมูลเปิด ที่ทุกคนตรวจสอบได้", max_length=120, verbose_name="หัวเรื่องหน้าแรก"
                    ),
                ),
                ("hero_text", models.CharField(blank=True, max_length=240, verbose_name="คำอธิบายหน้าแรก")),
                (
                    "governor_contact",
                    models.CharField(blank=True, max_length=240, verbose_name="ช่องทางผู้ว่าราชการจังหวัด"),
                ),
                (
                    "emblem",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="portal.storedfile",
                        verbose_name="ตราหน่วยงาน",
                    ),
                ),
            ],
            options={
                "verbose_name": "ข้อมูลหน่วยงาน",
                "verbose_name_plural": "ข้อมูลหน่วยงาน",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="office_is_one_row")
                ],
            },
        ),
    ]
