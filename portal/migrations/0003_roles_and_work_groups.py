"""Roles with their permissions, the eight work groups of a provincial education office, the home page's parts."""

from typing import Any

from django.db import migrations

from portal.roles import CONTENT, READ_ONLY, SETUP, Role, grant

WORK_GROUPS = [
    ("administration", "กลุ่มอำนวยการ"),
    ("personnel", "กลุ่มบริหารงานบุคคล"),
    ("planning", "กลุ่มนโยบายและแผน"),
    ("development", "กลุ่มพัฒนาการศึกษา"),
    ("supervision", "กลุ่มนิเทศ ติดตาม และประเมินผล"),
    ("private", "กลุ่มส่งเสริมการศึกษาเอกชน"),
    ("scouts", "กลุ่มลูกเสือ ยุวกาชาด และกิจการนักเรียน"),
    ("audit", "หน่วยตรวจสอบภายใน"),
]
HOME_BLOCKS = ["transparency", "procurement", "news", "figures"]


def set_up(apps: Any, schema_editor: Any) -> None:
    database = schema_editor.connection.alias
    for role in Role:
        apps.get_model("auth", "Group").objects.using(database).get_or_create(name=str(role.value))
    for order, (slug, name) in enumerate(WORK_GROUPS, start=1):
        apps.get_model("portal", "WorkGroup").objects.using(database).create(
            slug=slug, name=name, order=order
        )
    for order, key in enumerate(HOME_BLOCKS, start=1):
        apps.get_model("portal", "HomeBlock").objects.using(database).create(key=key, order=order)
    apps.get_model("portal", "AuditHead").objects.using(database).get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_audit_log_is_append_only"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(set_up, migrations.RunPython.noop),
        migrations.RunPython(
            grant("portal", ["newsitem", "newspicture", "newsdocument", "eitsurvey", "page"], CONTENT),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            grant(
                "portal",
                ["workgroup", "office", "homeblock", "hometask", "popularsearch"],
                SETUP,
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            grant("portal", ["auditevent", "role"], READ_ONLY),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            grant(
                "portal",
                ["feedback"],
                {
                    Role.SERVICE_DESK: ("view", "change"),
                    Role.EDITOR: ("view",),
                    Role.PUBLISHER: ("view",),
                    Role.AUDITOR: ("view",),
                    Role.ADMINISTRATOR: ("view", "change"),
                },
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            grant(
                "portal",
                ["user"],
                {
                    Role.ADMINISTRATOR: ("view", "add", "change"),
                    Role.AUDITOR: ("view", "preview_content"),
                    Role.EDITOR: ("preview_content",),
                    Role.PUBLISHER: ("preview_content", "publish_content"),
                    Role.PROCUREMENT_OFFICER: ("preview_content",),
                },
            ),
            migrations.RunPython.noop,
        ),
    ]
