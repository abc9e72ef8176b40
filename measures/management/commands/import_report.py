"""`manage.py import_report FILE --year 2566`: shows what an earlier report holds; `--confirm` saves drafts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from measures.actions import confirm_import, default_group, plan_import
from measures.forms import REPORT_BYTES, keep_report
from measures.report_reader import UnreadableReport, read_report
from portal.fiscal import FiscalYear
from portal.models import Office, User


class Command(BaseCommand):
    help = "อ่านรายงานปีก่อน (.docx .xlsx หรือข้อความคั่นด้วยแท็บ) แสดงผลให้ตรวจ แล้วบันทึกเป็นฉบับร่างเมื่อใส่ --confirm"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ไฟล์รายงาน")
        parser.add_argument("--year", type=int, required=True, help="ปีงบประมาณ พ.ศ. ที่รายงานกล่าวถึง")
        parser.add_argument("--confirm", action="store_true", help="บันทึกเป็นฉบับร่าง (ถ้าไม่ใส่จะแสดงผลอย่างเดียว)")
        parser.add_argument("--by", metavar="USERNAME", help="ชื่อผู้ใช้ที่เป็นผู้นำเข้า จำเป็นเมื่อใส่ --confirm")

    def handle(
        self, *args: Any, file: Path, year: int, confirm: bool, by: str | None, **options: Any
    ) -> None:
        try:
            fiscal_year = FiscalYear(year)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not file.is_file():
            raise CommandError(f"ไม่พบไฟล์ {file}")
        if file.stat().st_size > REPORT_BYTES:
            raise CommandError(f"ไฟล์ {file.name} ใหญ่เกิน 10 MB")
        content = file.read_bytes()
        try:
            read = read_report(
                content,
                file.name,
                expected_year=year,
                known_executive=Office.load().executive_name,
            )
        except UnreadableReport as error:
            raise CommandError(str(error)) from error
        for planned in plan_import(read, fiscal_year):
            row = planned.read
            self.stdout.write(f"\n{row.order}. {row.title}  [{planned.act}]")
            for number, step in enumerate(row.steps, start=1):
                self.stdout.write(f"   ขั้นตอน {number}: {step}")
            self.stdout.write(f"   สรุปผล: {row.summary}\n   ผลลัพธ์: {row.outcome}")
        self.stdout.write(f"\nสิ่งที่ควรตรวจ {len(read.findings)} แห่ง")
        for finding in read.findings:
            self.stdout.write(f" - {finding.where}: {finding.what} {finding.how}")
        if not confirm:
            self.stdout.write("\nยังไม่ได้บันทึก ใส่ --confirm --by ชื่อผู้ใช้ เพื่อบันทึกเป็นฉบับร่าง")
            return
        user = User.objects.filter(username=by or "", is_active=True).first()
        if user is None:
            raise CommandError("ใส่ --by ตามด้วยชื่อผู้ใช้ที่เป็นผู้นำเข้า")
        batch = keep_report(content, file.name, year=fiscal_year, owner_group=default_group(user), by=user)
        try:
            written = confirm_import(by=user, batch=batch, read=read)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"\nบันทึกเป็นฉบับร่างแล้ว {len(written)} มาตรการ")
