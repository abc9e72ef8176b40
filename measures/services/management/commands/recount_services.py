"""`manage.py recount_services`: proves the sums of services by their rows, and mends them when asked."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from measures.services.actions import recount


class Command(BaseCommand):
    help = "นับสถิติการให้บริการใหม่จากรายการ คำขอ และคะแนน แล้วบอกทุกยอดที่ไม่ตรง แก้ไขเมื่อใส่ --mend เท่านั้น"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="แก้ยอดรวมให้ตรงกับที่นับได้")

    def handle(self, *args: Any, mend: bool = False, **options: Any) -> None:
        found = recount.differences()
        for one in found:
            self.stdout.write(str(one))
        if not found:
            self.stdout.write("ยอดรวมทุกเดือนตรงกับรายการ")
        elif mend:
            recount.mend(found)
            self.stdout.write(f"แก้แล้ว {len(found):,} ยอด")
        else:
            raise CommandError(f"ไม่ตรง {len(found):,} ยอด ยังไม่ได้แก้ไข ใส่ --mend เพื่อแก้")
