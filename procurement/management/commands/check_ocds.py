"""Checks the OCDS package of a fiscal year before others do: faults of the file, and what is odd in the data."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.fiscal import FiscalYear
from procurement.exports.ocds import Package
from procurement.exports.ocds_checks import remarks


class Command(BaseCommand):
    help = "ตรวจชุดข้อมูลเปิด OCDS ของปีงบประมาณ: สิ่งที่ผิด (รหัสออก 1) และสิ่งที่ควรดู"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", metavar="ปี", help="ปีงบประมาณ พ.ศ. เช่น 2566")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            year = FiscalYear(options["year"])
        except ValueError as error:
            raise CommandError(f"ปีงบประมาณต้องเป็นปี พ.ศ. สี่หลัก เช่น 2566 ({options['year']})") from error
        package = Package.of(year)
        if package.is_empty:
            raise CommandError(f"ยังไม่มีข้อมูลที่เผยแพร่ของ{year.label}")
        whole = package.as_dict()
        found = remarks(whole, known=package.known_ocids(), prefix=package.publisher.prefix)
        for remark in found:
            self.stdout.write(f"{'ผิด' if remark.is_fault else 'ควรดู'}  {remark}")
        faults = sum(remark.is_fault for remark in found)
        self.stdout.write(
            f"ตรวจแล้ว {len(whole['releases']):,} กระบวนการ พบที่ผิด {faults:,} แห่ง ที่ควรดู {len(found) - faults:,} แห่ง"
        )
        if faults:
            raise CommandError("ชุดข้อมูลยังมีที่ผิด")
