"""The year in the key of a contract without e-GP number stays the one of its first publication."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations
from django.db.models import F, OuterRef, Subquery

import portal.fiscal


def fill(apps: Any, editor: Any) -> None:
    """Each record that was approved keeps the year of the newest process that is named for it, else its own."""
    contract = apps.get_model("procurement", "Contract")
    originals = contract.objects.filter(revises=None)
    published = originals.filter(status="published")
    (published | originals.filter(first_published_at__isnull=False)).update(process_year=F("year"))
    processes = apps.get_model("procurement", "Process").objects.filter(key__startswith="noegp-")
    for key in processes.order_by("first_published_at", "pk").values_list("key", flat=True):
        _, year, pk = key.split("-")
        originals.filter(pk=int(pk), process_year__isnull=False).update(process_year=int(year))
    of_original = contract.objects.filter(pk=OuterRef("revises")).values("process_year")
    contract.objects.filter(revises__isnull=False).update(process_year=Subquery(of_original))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procurement", "0007_months_covered")]
    operations: ClassVar = [
        *(
            migrations.AddField(
                name,
                "process_year",
                portal.fiscal.FiscalYearField(
                    blank=True, editable=False, null=True, verbose_name="ปีงบประมาณเมื่อเผยแพร่ครั้งแรก"
                ),
            )
            for name in ("contract", "historicalcontract")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
