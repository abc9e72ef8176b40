"""The closed lists of procurement: kinds, methods, legal groups, sources of money, progress of a contract."""

from __future__ import annotations

import datetime as dt

from django.db import models


class Kind(models.TextChoices):
    """What is bought (ประเภทโครงการ of e-GP)."""

    BUY = "buy", "ซื้อ"
    HIRE = "hire", "จ้างทำของ/จ้างเหมาบริการ"
    BUILD = "build", "จ้างก่อสร้าง"
    RENT = "rent", "เช่า"
    CONSULT = "consult", "จ้างที่ปรึกษา"
    DESIGN = "design", "จ้างออกแบบ"
    SUPERVISE = "supervise", "จ้างควบคุมงาน"
    DESIGN_SUPERVISE = "design_supervise", "จ้างออกแบบและควบคุมงานก่อสร้าง"
    OTHER = "other", "อื่น ๆ"


class MethodGroup(models.TextChoices):
    """The methods of พ.ร.บ. การจัดซื้อจัดจ้างฯ พ.ศ. 2560 ม. 55, as the ITA forms list them."""

    OPEN = "open", "วิธีประกาศเชิญชวนทั่วไป"
    SELECTED = "selected", "วิธีคัดเลือก"
    SPECIFIC = "specific", "วิธีเฉพาะเจาะจง"
    CONTEST = "contest", "วิธีประกวดแบบ"
    OTHER = "other", "อื่น ๆ"


class Method(models.TextChoices):
    """How it is bought, as finely as e-GP says it (ระเบียบ กค. พ.ศ. 2560 ข้อ 29 for the three open ones)."""

    E_BIDDING = "e_bidding", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"
    E_MARKET = "e_market", "ตลาดอิเล็กทรอนิกส์ (e-market)"
    PRICE_CHECK = "price_check", "สอบราคา"
    OPEN = "open", "ประกาศเชิญชวนทั่วไป"
    SELECTED = "selected", "คัดเลือก"
    SPECIFIC = "specific", "เฉพาะเจาะจง"
    CONTEST = "contest", "ประกวดแบบ"
    CONSULT_OPEN = "consult_open", "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป"
    CONSULT_SELECTED = "consult_selected", "จ้างที่ปรึกษาโดยวิธีคัดเลือก"
    CONSULT_SPECIFIC = "consult_specific", "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง"
    DESIGN_OPEN = "design_open", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีประกาศเชิญชวนทั่วไป"
    DESIGN_SELECTED = "design_selected", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีคัดเลือก"
    DESIGN_SPECIFIC = "design_specific", "จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีเฉพาะเจาะจง"
    OTHER = "other", "อื่น ๆ"

    @property
    def group(self) -> MethodGroup:
        return _GROUPS[self]


_GROUPS = {
    Method.E_BIDDING: MethodGroup.OPEN,
    Method.E_MARKET: MethodGroup.OPEN,
    Method.PRICE_CHECK: MethodGroup.OPEN,
    Method.OPEN: MethodGroup.OPEN,
    Method.SELECTED: MethodGroup.SELECTED,
    Method.SPECIFIC: MethodGroup.SPECIFIC,
    Method.CONTEST: MethodGroup.CONTEST,
    Method.CONSULT_OPEN: MethodGroup.OPEN,
    Method.CONSULT_SELECTED: MethodGroup.SELECTED,
    Method.CONSULT_SPECIFIC: MethodGroup.SPECIFIC,
    Method.DESIGN_OPEN: MethodGroup.OPEN,
    Method.DESIGN_SELECTED: MethodGroup.SELECTED,
    Method.DESIGN_SPECIFIC: MethodGroup.SPECIFIC,
    Method.OTHER: MethodGroup.OTHER,
}


class LegalGroup(models.TextChoices):
    """The three kinds of work the law gives methods of their own (วิธีจัดซื้อฯ of e-GP)."""

    GENERAL = "general", "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"
    DESIGN = "design", "งานจ้างออกแบบและควบคุมงาน"
    CONSULT = "consult", "งานจ้างที่ปรึกษา"


class FundSource(models.TextChoices):
    """Where the money comes from (แหล่งที่มาของงบประมาณ of the ITA forms)."""

    BUDGET_ACT = "budget_act", "พ.ร.บ. งบประมาณรายจ่าย"
    INCOME = "income", "เงินรายได้ (เงินนอกงบประมาณ)"
    LOAN = "loan", "เงินกู้"
    DONATION = "donation", "เงินสนับสนุนหรือเงินบริจาค"
    OTHER = "other", "อื่น ๆ"


class ExpenseType(models.TextChoices):
    """The category of expenditure (งบรายจ่าย), which the forms of 2568 show in the place of the source."""

    INVESTMENT = "investment", "งบลงทุน"
    OPERATING = "operating", "งบดำเนินงาน"
    PERSONNEL = "personnel", "งบบุคลากร"
    SUBSIDY = "subsidy", "งบเงินอุดหนุน"
    OTHER = "other", "งบรายจ่ายอื่น"


class Progress(models.TextChoices):
    """How far a contract is (สถานะการจัดซื้อจัดจ้าง); derived from dates, see `how_far`."""

    UNSIGNED = "unsigned", "ยังไม่ลงนามในสัญญา"
    ACTIVE = "active", "อยู่ระหว่างระยะสัญญา"
    ENDED = "ended", "สิ้นสุดระยะสัญญา"
    CANCELLED = "cancelled", "ยกเลิกการดำเนินการ"


def how_far(stated: str, signed_on: dt.date | None, ends_on: dt.date | None, day: dt.date) -> Progress:
    """How far a contract was on a day: by its dates; by the source's word (`stated`) where there are none."""
    if stated == Progress.CANCELLED:
        return Progress.CANCELLED
    if signed_on is None and stated not in (Progress.ACTIVE, Progress.ENDED):
        return Progress.UNSIGNED
    if ends_on is not None and ends_on < day:
        return Progress.ENDED
    if stated == Progress.ENDED and (ends_on is None or signed_on is None):
        return Progress.ENDED
    return Progress.ACTIVE
