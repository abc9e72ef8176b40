"""When a contract last left a process, as far as contracts and corrections still tell it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.models import Q

NUMBER = "เลขที่โครงการในระบบ e-GP"


def fill(apps: Any, editor: Any) -> None:
    left: dict[str, Any] = {}

    def note(key: str, at: Any) -> None:
        left[key] = max(left.get(key, at), at)

    contracts = apps.get_model("procurement", "Contract").objects.filter(
        revises=None, withdrawn_at__isnull=False, first_published_at__isnull=False
    )
    for pk, year, number, at in contracts.values_list("pk", "year", "project_number", "withdrawn_at"):
        note(number or f"noegp-{int(year)}-{pk}", at)
    corrections = apps.get_model("procurement", "Correction").objects.filter(~Q(contract=None), field=NUMBER)
    for pk, year, before, at in corrections.values_list("contract_id", "year", "before", "at"):
        note(before or f"noegp-{year}-{pk}", at)
    for process in apps.get_model("procurement", "Process").objects.iterator(2000):
        if process.key in left:
            process.left_at = left[process.key]
            process.save(update_fields=["left_at"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procurement", "0004_newest_contracts")]
    operations: ClassVar = [
        migrations.AddField(
            "process",
            "left_at",
            models.DateTimeField(blank=True, null=True, verbose_name="สัญญาออกจากกระบวนการล่าสุดเมื่อ"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
