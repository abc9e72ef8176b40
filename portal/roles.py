"""The roles of the office and what each may do; migrations of every room call `grant`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import models


class Role(models.TextChoices):
    """Values are the names of the groups as the administrator sees them."""

    EDITOR = "ผู้จัดทำเนื้อหา"
    PUBLISHER = "ผู้อนุมัติเผยแพร่"
    PROCUREMENT_OFFICER = "เจ้าหน้าที่พัสดุ"
    SERVICE_DESK = "เจ้าหน้าที่บริการ"
    INTEGRITY_OFFICER = "เจ้าหน้าที่รับเรื่องร้องเรียนทุจริต"
    IDENTITY_CUSTODIAN = "ผู้รักษาข้อมูลระบุตัวตน"
    AUDITOR = "ผู้ตรวจสอบ"
    ADMINISTRATOR = "ผู้ดูแลระบบ"


DESCRIPTIONS: Mapping[Role, str] = {
    Role.EDITOR: "เขียนและแก้ไขเนื้อหาของกลุ่มงานตนเอง แล้วส่งขออนุมัติ",
    Role.PUBLISHER: "อ่านเนื้อหาที่ส่งขออนุมัติ เผยแพร่ ส่งกลับ หรือถอนออก แต่เผยแพร่งานที่ตนแก้ไขเองไม่ได้",
    Role.PROCUREMENT_OFFICER: "ดูแลข้อมูลจัดซื้อจัดจ้าง และเนื้อหาของกลุ่มงานตนเอง",
    Role.SERVICE_DESK: "ดูแลคำขอ คำถาม และความเห็นจากประชาชน",
    Role.INTEGRITY_OFFICER: "รับและดำเนินการเรื่องร้องเรียนทุจริต",
    Role.IDENTITY_CUSTODIAN: "รักษาข้อมูลระบุตัวตนของผู้ร้องเรียน เปิดได้เมื่อมีเหตุและบันทึกไว้",
    Role.AUDITOR: "อ่านได้ทุกอย่างยกเว้นเนื้อหาเรื่องร้องเรียน แก้ไขไม่ได้",
    Role.ADMINISTRATOR: "ดูแลผู้ใช้ กลุ่มงาน และข้อมูลหน่วยงาน ไม่เห็นเรื่องร้องเรียน",
}

CONTENT: Mapping[Role, Sequence[str]] = {
    Role.EDITOR: ("view", "add", "change", "delete"),
    Role.PUBLISHER: ("view", "change"),
    Role.PROCUREMENT_OFFICER: ("view",),
    Role.SERVICE_DESK: ("view",),
    Role.AUDITOR: ("view",),
    Role.ADMINISTRATOR: ("view",),
}
"""What a publishable record of the office allows each role; own groups only, see `portal.policies`."""

SETUP: Mapping[Role, Sequence[str]] = {
    Role.ADMINISTRATOR: ("view", "add", "change", "delete"),
    Role.AUDITOR: ("view",),
}
"""What belongs to running the site rather than to its content."""

READ_ONLY: Mapping[Role, Sequence[str]] = {Role.ADMINISTRATOR: ("view",), Role.AUDITOR: ("view",)}


def grant(
    app_label: str, model_names: Sequence[str], matrix: Mapping[Role, Sequence[str]]
) -> Callable[[Any, Any], None]:
    """A migration step (for `RunPython`) that gives roles the named actions on models of one app.

    Permissions are made here if `post_migrate` has not made them yet.
    """

    def step(apps: Any, schema_editor: Any) -> None:
        database = schema_editor.connection.alias
        group = apps.get_model("auth", "Group").objects.using(database)
        permission = apps.get_model("auth", "Permission").objects.using(database)
        content_type = apps.get_model("contenttypes", "ContentType").objects.using(database)
        for model_name in model_names:
            kind, _ = content_type.get_or_create(app_label=app_label, model=model_name)
            for role, actions in matrix.items():
                holder, _ = group.get_or_create(name=str(role.value))
                for action in actions:
                    codename = action if "_" in action else f"{action}_{model_name}"
                    allowed, _ = permission.get_or_create(
                        content_type=kind, codename=codename, defaults={"name": codename}
                    )
                    holder.permissions.add(allowed)

    return step


def together(*steps: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Several steps as one: Django makes all models anew for each step of a migration."""

    def all_of_them(apps: Any, schema_editor: Any) -> None:
        for step in steps:
            step(apps, schema_editor)

    return all_of_them
