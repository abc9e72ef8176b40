"""`manage.py check_complaint_channel`: tells what the channel lacks: keys, people, the daily round."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from complaints.models import KeyHolder
from complaints.readiness import lacks
from portal import thai


class Command(BaseCommand):
    help = "ตรวจว่าช่องทางแจ้งทุจริตพร้อม: กุญแจสำรอง เจ้าหน้าที่อย่างน้อยสองคน ผู้รักษาข้อมูลระบุตัวตน และงานลบประจำวัน"

    def handle(self, *args: Any, **options: Any) -> None:
        for holder in KeyHolder.objects.active().select_related("user").order_by("kind", "created_at"):
            since = thai.long_date(holder.created_at)
            self.stdout.write(
                f"{holder.get_kind_display()}  {holder.fingerprint}  {holder.user or ''}  ตั้งแต่ {since}"
            )
        found = lacks()
        for lack in found:
            self.stderr.write(("ต้องแก้ไข: " if lack.is_grave else "ควรทราบ: ") + lack.text)
        grave = sum(lack.is_grave for lack in found)
        if grave:
            raise CommandError(f"ช่องทางแจ้งทุจริตยังไม่พร้อม มี {grave} ข้อที่ต้องแก้ไข")
        self.stdout.write("ช่องทางแจ้งทุจริตพร้อมใช้งาน")
