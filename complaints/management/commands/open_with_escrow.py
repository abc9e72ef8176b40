"""`manage.py open_with_escrow`: hands cases over with the escrow's private half, typed from paper."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from complaints import codes, paper_keys, sealing
from complaints.actions.escrow import Opened, Why, open_with_escrow
from complaints.models import Case
from portal.models import User


class Command(BaseCommand):
    help = "มอบเรื่องให้เจ้าหน้าที่ (หรือตัวตนผู้แจ้งให้ผู้รักษาข้อมูลระบุตัวตน) ด้วยกุญแจสำรองที่เก็บนอกระบบ ทุกครั้งลงบันทึก"

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("locator", nargs="?", metavar="LOCATOR", help="เลขรับเรื่อง เช่น 69-K7Q2")
        which.add_argument("--all", action="store_true", help="ทุกเรื่อง")
        parser.add_argument("--for", dest="username", required=True, metavar="USERNAME", help="ผู้รับมอบ")
        parser.add_argument("--identity", action="store_true", help="มอบตัวตนผู้แจ้งให้ผู้รักษาข้อมูลระบุตัวตน")
        parser.add_argument(
            "--why",
            required=True,
            choices=Why.values,
            help="เหตุที่ลงบันทึก: " + " ".join(f"{why.value}={why.label}" for why in Why),
        )

    def handle(self, *args: Any, locator: str | None, username: str, why: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"ไม่พบบัญชี {username}")
        cases = self._cases(locator)
        try:
            private = paper_keys.read(getpass(f"พิมพ์กุญแจสำรองจากกระดาษ{paper_keys.ON_ONE_LINE}"))
            opened = open_with_escrow(
                private=private, cases=cases, to=user, why=Why(why), identity=options["identity"]
            )
        except paper_keys.Mistyped as slip:
            where = f"กลุ่มที่ {slip.group} พิมพ์ไม่ถูกต้อง" if slip.group else "จำนวนอักษรไม่ครบหรือเกิน"
            raise CommandError(f"{where} ไม่มีสิ่งใดเปลี่ยนแปลง") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except sealing.Unreadable:
            raise CommandError("ข้อมูลที่ผนึกไว้ถูกเปลี่ยนหรือเสียหาย เปิดไม่ได้ ไม่มีสิ่งใดเปลี่ยนแปลง") from None
        self._tell(opened, locator)

    def _cases(self, locator: str | None) -> list[Case]:
        if locator is None:
            return list(Case.objects.all())
        try:
            found = Case.objects.filter(locator=codes.read_locator(locator)).first()
        except codes.Mistyped:
            found = None
        if found is None:
            raise CommandError(f"ไม่พบเรื่อง {locator}")
        return [found]

    def _tell(self, opened: Opened, locator: str | None) -> None:
        self.stdout.write(f"มอบแล้ว {len(opened.done)} เรื่อง เปิดได้อยู่แล้ว {len(opened.had_already)} เรื่อง")
        if opened.excluded:
            self.stderr.write(
                f"ไม่มอบ {len(opened.excluded)} เรื่อง เพราะผู้แจ้งขอไม่ให้ผู้รับอ่าน หรือผู้รับถอนตัวจากเรื่องแล้ว"
            )
        if opened.of_another_key:
            self.stderr.write(
                f"ไม่มอบ {len(opened.of_another_key)} เรื่อง เพราะผนึกไว้กับกุญแจสำรองอื่นหรือรับไว้ก่อนมีกุญแจสำรอง"
            )
        if locator and not (opened.done or opened.had_already):
            raise CommandError("ไม่ได้มอบเรื่องนี้")
