"""The numbers of a year's overview as rows of a file."""

from __future__ import annotations

from portal.spreadsheets import Column, Kind, Value
from procurement.figures import YearFigures
from procurement.indicators import indicators

COLUMNS = (
    Column("ปีงบประมาณ พ.ศ.", 12, Kind.INTEGER),
    Column("หมวด", 30),
    Column("รายการ", 44),
    Column("จำนวนสัญญา", 14, Kind.INTEGER),
    Column("มูลค่า (บาท)", 20, Kind.MONEY),
    Column("ค่า", 14, Kind.MONEY),
    Column("หน่วยของค่า", 14),
    Column("จำนวนที่ใช้คิด (n)", 10, Kind.INTEGER),
    Column("วิธีคิด", 60),
    Column("สิ่งที่ค่านี้ไม่ได้บอก", 60),
)


def rows(figures: YearFigures) -> list[list[Value]]:
    """One row a number: totals, breakdowns, prices compared, indicators."""
    year, totals, prices, standing = (
        int(figures.totals.year),
        figures.totals,
        figures.comparison,
        figures.standing,
    )

    def row(group: str, what: str, contracts: Value = None, baht: Value = None, *more: Value) -> list[Value]:
        return [year, group, what, contracts, baht, *more, *([None] * (5 - len(more)))]

    found = [
        row("ยอดรวม", "สัญญาที่ลงนามแล้ว ตามราคาที่ตกลง", totals.number, totals.agreed),
        row("ยอดรวม", "วงเงินงบประมาณ นับโครงการละครั้ง", None, totals.budget, totals.projects, "โครงการ"),
        row("ยอดรวม", "รายการที่ยังไม่ลงนาม", standing.unsigned),
        row("ยอดรวม", "รายการที่ยกเลิก", standing.cancelled),
        row("ยอดรวม", "สัญญาที่วงเงินหรือราคาเกิน 500,000 บาท", standing.large),
    ]
    for group, lines in (
        ("ตามเดือนที่ลงนาม", totals.by_month),
        ("ตามวิธี", totals.by_method),
        ("ตามประเภท", totals.by_kind),
    ):
        found += [row(group, line.label.replace("\xa0", " "), line.number, line.agreed) for line in lines]
    compared = "เทียบราคากลาง"
    found += [
        row(compared, "ราคากลางรวม", None, prices.reference, prices.number, "โครงการ"),
        row(compared, "ราคาที่ตกลงรวม", None, prices.agreed, prices.number, "โครงการ"),
        row(compared, "ตกลงต่ำกว่าราคากลาง", None, None, prices.below, "โครงการ"),
        row(compared, "ตกลงเท่ากับราคากลาง", None, None, prices.equal, "โครงการ"),
        row(compared, "ตกลงสูงกว่าราคากลาง", None, None, prices.above, "โครงการ"),
    ]
    for one in indicators(figures):
        for reading in one.readings:
            what = f"{one.title}: {reading.what}"
            found.append(
                row("ตัวบ่งชี้", what, None, None, reading.value, reading.unit, one.number, one.rule, one.caveat)
            )
        if not one.readings:
            said = one.too_few.replace("\xa0", " ")
            found.append(
                row("ตัวบ่งชี้", f"{one.title}: {said}", None, None, None, "", one.number, one.rule, one.caveat)
            )
    return found
