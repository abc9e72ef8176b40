"""`manage.py import_procurement FILE`: shows what a file would change in the register; `--confirm` writes drafts."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal import thai
from portal.models import User, WorkGroup
from portal.policies import own_groups
from portal.sheets.openings import largest_file, too_large
from procurement import actions, policies
from procurement.actions import ImportPlan, Step
from procurement.models import ExpenseType, FundSource, RegisterImport
from procurement.rows import Note, ReadRegister, UnreadableRegister

MOST = 200
"""Places that are told of one kind; the rest is counted."""
BAR = 40


class Command(BaseCommand):
    help = "อ่านไฟล์จัดซื้อจัดจ้าง (e-GP, ITA, สขร.1) แสดงผลให้ตรวจ แล้วบันทึกลงทะเบียนเป็นฉบับร่างเมื่อใส่ --confirm"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ไฟล์ .csv .json หรือ .xlsx")
        parser.add_argument("--all-offices", action="store_true", help="รวมแถวของหน่วยงานอื่นด้วย")
        parser.add_argument("--by", metavar="USERNAME", help="ชื่อผู้ใช้ที่เป็นผู้นำเข้า จำเป็นเมื่อใส่ --confirm")
        parser.add_argument("--group", metavar="SLUG", help="กลุ่มงานที่รับผิดชอบ (ปกติคือกลุ่มงานของผู้นำเข้า)")
        parser.add_argument("--as-of", type=_day, metavar="DATE", help="วันที่ของข้อมูล เช่น 30/9/2568 (ปกติคือวันนี้)")
        parser.add_argument(
            "--fund-source", choices=FundSource.values, default="", help="แหล่งเงินของแถวใหม่ที่ไฟล์ไม่ได้บอก"
        )
        parser.add_argument(
            "--expense-type", choices=ExpenseType.values, default="", help="งบรายจ่ายของแถวใหม่ที่ไฟล์ไม่ได้บอก"
        )
        parser.add_argument("--reason", default="", help="เหตุผล เมื่อไฟล์แก้ไขสัญญาที่เผยแพร่แล้ว")
        parser.add_argument("--confirm", action="store_true", help="บันทึกเป็นฉบับร่าง (ถ้าไม่ใส่จะแสดงผลอย่างเดียว)")
        parser.add_argument("--submit", action="store_true", help="ส่งขออนุมัติทั้งชุดหลังบันทึก")
        parser.add_argument("--approved-by", metavar="USERNAME", help="ชื่อผู้อนุมัติซึ่งเป็นคนอื่น เพื่อเผยแพร่ทั้งชุด")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _user(options["by"], "--by") if options["by"] else None
        approver = _user(options["approved_by"], "--approved-by") if options["approved_by"] else None
        _expect_sense(options, by, approver)
        group = _group(options["group"], by)
        content = _content(options["file"])
        try:
            read = actions.read_file(content, options["file"].name, all_offices=options["all_offices"])
        except UnreadableRegister as error:
            raise CommandError(str(error)) from error
        choices: dict[str, Any] = {
            "owner_group": group,
            "as_of": options["as_of"] or timezone.localdate(),
            "all_offices": options["all_offices"],
            "fund_source": options["fund_source"],
            "expense_type": options["expense_type"],
            "reason": options["reason"],
        }
        self._tell_read(read)
        if read.faults:
            self._tell_notes(f"อ่านไม่ได้ {len(read.faults):,} แห่ง", read.faults)
            raise CommandError("ยังไม่ได้บันทึกสิ่งใด แก้ไฟล์ตามตำแหน่งข้างต้นให้ครบ แล้วนำเข้าใหม่")
        plan = actions.plan_import(RegisterImport(layout=read.layout, **choices), read)
        self._tell_plan(plan, read)
        if plan.in_the_way:
            raise CommandError("ยังไม่ได้บันทึกสิ่งใด เพราะมีสัญญาที่เปลี่ยนไม่ได้ในขณะนี้")
        if not options["confirm"] or by is None:
            self.stdout.write("\nยังไม่ได้บันทึกสิ่งใด ใส่ --confirm --by ชื่อผู้ใช้ เพื่อบันทึกเป็นฉบับร่าง")
            return
        batch = self._confirm(by, content, options["file"].name, choices)
        self._carry_on(batch, by, approver, submit=options["submit"])

    # ── doing ────────────────────────────────────────────────────────────────
    def _confirm(self, by: User, content: bytes, name: str, choices: dict[str, Any]) -> RegisterImport:
        try:
            batch, _ = actions.open_import(by=by, content=content, name=name, **choices)
        except ValidationError as error:
            raise CommandError(_sentences(error)) from error
        try:
            actions.confirm_import(by=by, batch=batch, progress=self._show)
        except (ValidationError, UnreadableRegister) as error:
            batch.discard(by=by)
            raise CommandError(_sentences(error)) from error
        except KeyboardInterrupt:
            batch.discard(by=by)
            raise CommandError("หยุดตามที่สั่ง ยังไม่ได้บันทึกสิ่งใด") from None
        counts = batch.counts
        self.stdout.write(
            f"\nบันทึกแล้ว: เพิ่มฉบับร่าง {counts['new']:,} สัญญา เปลี่ยน {counts['changed']:,} สัญญา "
            f"(เป็นฉบับแก้ไขของที่เผยแพร่แล้ว {counts['corrections']:,}) เหมือนเดิม {counts['unchanged']:,} สัญญา"
        )
        self.stdout.write(f"เก็บไฟล์ต้นฉบับไว้แล้ว SHA-256 {batch.source.sha256}")
        return batch

    def _carry_on(self, batch: RegisterImport, by: User, approver: User | None, *, submit: bool) -> None:
        """Send for review and publish what was asked for; an import that changed nothing has nothing to send."""
        if not submit:
            return
        if not batch.counts["new"] + batch.counts["changed"]:
            self.stdout.write("ไม่มีสิ่งใดเปลี่ยน จึงไม่มีสิ่งที่ต้องส่งขออนุมัติ")
            return
        try:
            actions.submit_import(by=by, batch=batch)
            self.stdout.write("ส่งขออนุมัติทั้งชุดแล้ว")
            if approver:
                actions.publish_import(by=approver, batch=batch, progress=self._show)
                self.stdout.write(f"เผยแพร่ทั้งชุดแล้ว ผู้อนุมัติคือ {approver.display_name}")
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(f"ข้อมูลยังอยู่ในทะเบียนตามที่แจ้งข้างต้น แต่ทำขั้นต่อไปไม่ได้\n{_sentences(error)}") from error

    def _show(self, step: Step) -> None:
        """The progress bar, only where somebody watches."""
        if sys.stderr.isatty() and step.total:
            filled = BAR * step.done // step.total
            end = "\n" if step.done == step.total else ""
            bar = f"{'█' * filled}{'░' * (BAR - filled)}"
            sys.stderr.write(f"\r{step.what} {bar} {100 * step.done // step.total:3d}% {end}")
            sys.stderr.flush()

    # ── telling ──────────────────────────────────────────────────────────────
    def _tell_read(self, read: ReadRegister) -> None:
        self.stdout.write(f"ชนิดไฟล์: {read.layout.label}")
        for note in read.notes:
            self.stdout.write(f" - {note}")
        if read.other_offices:
            self.stdout.write(f"แถวของหน่วยงานอื่นที่ไม่นำเข้า {read.other_offices:,} แถว")
        if read.empty_months:
            months = ", ".join(thai.month_year(month) for month in read.empty_months)
            self.stdout.write(f"เดือนที่ไม่มีการจัดซื้อจัดจ้าง: {months}")

    def _tell_plan(self, plan: ImportPlan, read: ReadRegister) -> None:
        totals = plan.totals
        self.stdout.write(
            f"\nอ่านได้ {totals.count:,} สัญญา ราคาที่ตกลงรวม {thai.money(totals.agreed)} บาท\n"
            f"ใหม่ {len(plan.new):,} เปลี่ยน {len(plan.changed):,} เหมือนเดิม {plan.unchanged:,}"
        )
        for method in totals.by_method:
            self.stdout.write(f" - {method.label}: {method.count:,} สัญญา {thai.money(method.agreed)} บาท")
        for change in plan.changed[:MOST]:
            state = " (เผยแพร่แล้ว)" if change.needs_reason else ""
            self.stdout.write(f"\nเปลี่ยน{state}: {change.contract} [{change.row.place}]")
            for label, before, after in change.differences:
                self.stdout.write(f"   {label}: {before or '(ว่าง)'} → {after or '(ว่าง)'}")
        if len(plan.changed) > MOST:
            self.stdout.write(f"และเปลี่ยนอีก {len(plan.changed) - MOST:,} สัญญา")
        findings = [*read.findings, *plan.findings]
        self._tell_notes(f"ข้อสังเกต {len(findings):,} แห่ง นำเข้าตามที่ไฟล์เขียนไว้โดยไม่แก้ให้", findings)
        self._tell_notes(f"เปลี่ยนไม่ได้ในขณะนี้ {len(plan.in_the_way):,} สัญญา", plan.in_the_way)

    def _tell_notes(self, heading: str, notes: Iterable[Note]) -> None:
        """Notes under a heading, by kind; at most `MOST` of each."""
        by_code: defaultdict[str, list[Note]] = defaultdict(list)
        for note in notes:
            by_code[note.code].append(note)
        if by_code:
            self.stdout.write(f"\n{heading}")
        for same in by_code.values():
            for note in same[:MOST]:
                self.stdout.write(f" - {note}")
            if len(same) > MOST:
                self.stdout.write(f"   และอย่างเดียวกันอีก {len(same) - MOST:,} แห่ง")


# ── what was asked for ───────────────────────────────────────────────────────
def _day(text: str) -> dt.date:
    try:
        return thai.parse_date(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _user(username: str, option: str) -> User:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"{option}: ไม่พบผู้ใช้ “{username}” ที่ใช้งานอยู่")
    return user


def _expect_sense(options: dict[str, Any], by: User | None, approver: User | None) -> None:
    if options["confirm"] and by is None:
        raise CommandError("ใส่ --by ตามด้วยชื่อผู้ใช้ที่เป็นผู้นำเข้า")
    if options["submit"] and not options["confirm"]:
        raise CommandError("--submit ใช้คู่กับ --confirm")
    if approver and not options["submit"]:
        raise CommandError("--approved-by ใช้คู่กับ --confirm --submit")
    if approver and approver == by:
        raise CommandError("ผู้นำเข้าอนุมัติงานของตนเองไม่ได้ ระบุผู้อนุมัติเป็นคนอื่น")
    if approver and not approver.has_perm("portal.publish_content"):
        raise CommandError(f"“{approver.display_name}” ไม่มีสิทธิ์อนุมัติเผยแพร่")


def _group(slug: str | None, by: User | None) -> WorkGroup:
    """The group that will own what is new. Raises CommandError when the user may not bring in for it."""
    groups = own_groups(by) if by else WorkGroup.objects.filter(is_active=True)
    if slug:
        groups = groups.filter(slug=slug)
    group = groups.filter(slug="administration").first() or groups.first()
    if group is None:
        raise CommandError("ไม่พบกลุ่มงานนั้น หรือผู้นำเข้าไม่ได้อยู่ในกลุ่มงาน")
    if by and not policies.may_carry(by, RegisterImport(owner_group=group)):
        raise CommandError(f"“{by.display_name}” ไม่มีสิทธิ์นำเข้าทะเบียนจัดซื้อจัดจ้าง")
    return group


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise CommandError(f"ไม่พบไฟล์ {path}")
    size = path.stat().st_size
    if size > largest_file():
        raise CommandError(too_large(path.name, size))
    return path.read_bytes()


def _sentences(error: Exception) -> str:
    return "\n".join(error.messages) if isinstance(error, ValidationError) else str(error)
