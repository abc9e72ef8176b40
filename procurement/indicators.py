"""Neutral indicators of a year's contracts: each with its rule, its n, and what it does not mean.

There is no score and no verdict. A share or a median of fewer than `LEAST` is not told: a single contract would
move it too far.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from portal import thai
from procurement.figures import YearFigures, direct, percent, quantile

LEAST = 10
"""Contracts, projects or suppliers' contracts below which shares, medians and concentration are not told."""
_QUARTERS = (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"))


@dataclass(frozen=True)
class Reading:
    """One number of an indicator: what it is, its value, and its unit (ร้อยละ, สัญญา, ดัชนี)."""

    what: str
    value: Decimal | int
    unit: str

    @property
    def words(self) -> str:
        """`ร้อยละ 96.15`, `3 สัญญา`, or the number alone for an index."""
        number = thai.number(self.value)
        if self.unit == "ร้อยละ":
            return f"ร้อยละ{thai.NBSP}{number}"
        return f"{number}{thai.NBSP}{self.unit}" if self.unit else number


@dataclass(frozen=True)
class Indicator:
    """One indicator; without readings `too_few` says why."""

    key: str
    title: str
    readings: tuple[Reading, ...]
    rule: str
    number: int
    unit: str
    """Of `number`, which is n: สัญญา or โครงการ."""
    caveat: str
    """What it does not mean."""
    is_told: bool = True

    @property
    def too_few(self) -> str:
        if self.is_told:
            return ""
        if not self.number:
            return f"ยังไม่มี{self.unit}ให้คิด"
        return f"ยังไม่แสดง เพราะมี {thai.number(self.number)}{thai.NBSP}{self.unit} น้อยกว่า {LEAST}{thai.NBSP}{self.unit}"


def indicators(figures: YearFigures) -> list[Indicator]:
    """The indicators of a year in the order they are shown."""
    return [make(figures) for make in _EVERY]


def _shares(number: int, agreed: Decimal, whole: Decimal, n: int) -> tuple[Reading, ...]:
    """A share by value and by number of contracts."""
    by_value, by_number = percent(agreed, whole), percent(number, n)
    readings = []
    if by_value is not None:
        readings.append(Reading("ของมูลค่า", by_value, "ร้อยละ"))
    if by_number is not None:
        readings.append(Reading("ของจำนวนสัญญา", by_number, "ร้อยละ"))
    return tuple(readings)


def _direct_award(of: YearFigures) -> Indicator:
    found, totals = direct(of.totals.by_method), of.totals
    told = totals.number >= LEAST
    return Indicator(
        "direct_award",
        "สัดส่วนวิธีเฉพาะเจาะจง",
        _shares(found.number, found.agreed, totals.agreed, totals.number) if told else (),
        "สัญญาที่ใช้วิธีเฉพาะเจาะจง หารด้วยสัญญาที่ลงนามทั้งหมด คิดตามราคาที่ตกลงและตามจำนวนสัญญา",
        totals.number,
        "สัญญา",
        "กฎหมายให้ใช้วิธีนี้ได้เมื่อวงเงินไม่เกิน 500,000 บาท และในกรณีอื่นที่กำหนด หน่วยงานที่ซื้อของรายการเล็กจึงมีสัดส่วนสูงเป็นปกติ "
        "ค่านี้ไม่ได้บอกว่าการจัดซื้อถูกหรือผิด",
        told,
    )


def _agreed_to_reference(of: YearFigures) -> Indicator:
    ratios = of.comparison.ratios
    told = len(ratios) >= LEAST
    names = ("ควอร์ไทล์ที่ 1", "มัธยฐาน", "ควอร์ไทล์ที่ 3")
    return Indicator(
        "agreed_to_reference",
        "ราคาที่ตกลงเทียบกับราคากลาง",
        tuple(
            Reading(name, quantile(ratios, part).quantize(Decimal("0.01"), ROUND_HALF_UP), "ร้อยละ")
            for name, part in zip(names, _QUARTERS, strict=True)
        )
        if told
        else (),
        "ราคาที่ตกลงรวมของแต่ละโครงการ หารด้วยราคากลางของโครงการนั้น แล้วเรียงหาค่ากลาง เฉพาะโครงการที่มีราคาทั้งสอง",
        len(ratios),
        "โครงการ",
        "ค่าใกล้ร้อยละ 100 พบได้ทั่วไปในรายการเล็ก เพราะราคากลางมักมาจากการสืบราคาชุดเดียวกัน "
        "และค่าต่ำไม่ได้แปลว่าของมีคุณภาพต่ำหรือซื้อได้คุ้มกว่า",
        told,
    )


def _concentration(of: YearFigures) -> Indicator:
    suppliers = of.suppliers
    told = suppliers.contracts >= LEAST and suppliers.agreed > 0
    share = percent(suppliers.top_five, suppliers.agreed)
    readings: tuple[Reading, ...] = ()
    if told and share is not None:
        readings = (
            Reading("ผู้ขาย 5 รายแรก ของมูลค่า", share, "ร้อยละ"),
            Reading("ดัชนีการกระจุกตัว (HHI)", suppliers.index.quantize(Decimal(1), ROUND_HALF_UP), ""),
            Reading("ผู้ขายหรือผู้รับจ้างทั้งหมด", suppliers.number, "ราย"),
        )
    return Indicator(
        "concentration",
        "การกระจายตัวของผู้ขาย",
        readings,
        "มูลค่าของผู้ขายที่มีมูลค่ามากที่สุดห้าราย หารด้วยมูลค่าทั้งหมด ส่วนดัชนีการกระจุกตัว "
        "(เฮอร์ฟินดาห์ล-เฮิร์ชแมน: HHI) คือผลรวมของร้อยละของผู้ขายแต่ละรายยกกำลังสอง "
        "มีค่าตั้งแต่เกือบ 0 (กระจายมาก) ถึง 10,000 (รายเดียว)",
        suppliers.contracts,
        "สัญญา",
        "สัญญาขนาดใหญ่ฉบับเดียวก็ทำให้ค่าสูงได้ และท้องที่ที่มีร้านค้าน้อยย่อมมีค่าสูงกว่า ค่านี้ไม่ได้บอกว่ามีการเอื้อประโยชน์",
        told,
    )


def _past_end(of: YearFigures) -> Indicator:
    standing = of.standing
    return Indicator(
        "past_end",
        "พ้นวันสิ้นสุดสัญญา แต่แหล่งข้อมูลยังไม่ระบุว่าสิ้นสุด",
        (Reading("พ้นวันสิ้นสุดแล้ว", standing.past_end_unsaid, "สัญญา"),) if standing.past_end else (),
        "สัญญาที่วันสิ้นสุดผ่านไปแล้ว แต่ถ้อยคำสถานะในไฟล์ต้นทางยังไม่ใช่สิ้นสุดสัญญา นับเฉพาะสัญญาที่ไฟล์ต้นทางบอกสถานะ",
        standing.past_end,
        "สัญญา",
        "ส่วนใหญ่เกิดจากระบบต้นทางยังไม่ปรับสถานะ ไม่ได้แปลว่าส่งมอบงานล่าช้า",
        bool(standing.past_end),
    )


def _corrected(of: YearFigures) -> Indicator:
    published = of.standing.published
    return Indicator(
        "corrected",
        "รายการที่แก้ไขหลังเผยแพร่",
        (Reading("แก้ไขแล้ว", of.corrected, "สัญญา"),) if published else (),
        "สัญญาที่เผยแพร่อยู่และมีการแก้ไขข้อมูลหลังเผยแพร่อย่างน้อยหนึ่งครั้ง",
        published,
        "สัญญา",
        "การแก้ไขทุกครั้งเปิดเผยพร้อมเหตุผล จำนวนมากหรือน้อยไม่ได้บอกว่าข้อมูลน่าเชื่อถือกว่ากัน",
        bool(published),
    )


def _september(of: YearFigures) -> Indicator:
    standing = of.standing
    told = standing.dated >= LEAST
    return Indicator(
        "september",
        "สัดส่วนที่ลงนามในเดือนกันยายน",
        _shares(standing.in_september, standing.september_agreed, standing.dated_agreed, standing.dated)
        if told
        else (),
        "สัญญาที่ลงนามในเดือนสุดท้ายของปีงบประมาณ หารด้วยสัญญาทั้งหมดที่ทราบวันลงนาม",
        standing.dated,
        "สัญญา",
        "งบประมาณที่ได้รับจัดสรรปลายปีและงานที่ต้องทำปลายปีทำให้ค่าสูงได้ ค่านี้ไม่ได้บอกว่าเร่งใช้งบประมาณโดยไม่จำเป็น",
        told,
    )


_EVERY: tuple[Callable[[YearFigures], Indicator], ...] = (
    _direct_award,
    _agreed_to_reference,
    _concentration,
    _september,
    _past_end,
    _corrected,
)
