"""`manage.py reindex`: writes the search index anew from what is published."""

from typing import Any

from django.core.management.base import BaseCommand

from portal import search, thai


class Command(BaseCommand):
    help = "สร้างดัชนีค้นหาใหม่ทั้งหมดจากเนื้อหาที่เผยแพร่แล้ว"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"สร้างดัชนีค้นหาใหม่แล้ว {thai.number(search.rebuild())} รายการ")
