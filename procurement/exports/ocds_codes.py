"""What OCDS 1.1.5 calls the facts of the register: one table of codes for each list, and where each field goes.

The builder of releases and the publication policy both read these tables, so that neither can say something
else than the other.
"""

from __future__ import annotations

from typing import NamedTuple

from procurement.models import AnnouncementKind, Kind, MethodGroup

VERSION = "1.1"
PENDING_PREFIX = "ocds-000000"
"""Stands where a prefix given out by the Open Contracting Partnership belongs, until there is one."""
OFFICE_SCHEME = "TH-GOV"
COMPANY_SCHEME = "TH-TIN"

METHODS = {
    MethodGroup.OPEN: "open",
    MethodGroup.SELECTED: "limited",  # the agency invites; "selective" would mean qualified by application
    MethodGroup.SPECIFIC: "direct",
}
"""`tender/procurementMethod`; a contest of designs and other methods have words only."""

CATEGORIES = {
    Kind.BUY: "goods",
    Kind.BUILD: "works",
    Kind.HIRE: "services",
    Kind.RENT: "services",
    Kind.CONSULT: "services",
    Kind.DESIGN: "services",
    Kind.SUPERVISE: "services",
    Kind.DESIGN_SUPERVISE: "services",
}
"""`tender/mainProcurementCategory`; "other" has no code."""


class Stage(NamedTuple):
    """How far one contract is, in the words of OCDS; an empty text: that section is left out."""

    meaning: str
    tender: str
    award: str
    contract: str


IN_TENDER = Stage("ยังไม่ลงนาม และยังไม่มีราคาที่ตกลง", "active", "", "")
AWARDED = Stage("ยังไม่ลงนาม แต่มีผู้ได้รับการคัดเลือกและราคาที่ตกลงแล้ว", "complete", "pending", "")
IN_FORCE = Stage("ลงนามแล้ว อยู่ระหว่างระยะสัญญา", "complete", "active", "active")
ENDED = Stage("สิ้นสุดระยะสัญญา", "complete", "active", "terminated")
CANCELLED_UNSIGNED = Stage("ยกเลิกก่อนลงนามในสัญญา หรือประกาศยกเลิกการเชิญชวน", "cancelled", "", "")
CANCELLED_SIGNED = Stage("ยกเลิกหลังลงนามในสัญญา", "complete", "active", "terminated")
WITHDRAWN = Stage("เคยเผยแพร่ แต่ถูกถอนออกทั้งกระบวนการ", "withdrawn", "", "")
STAGES = (IN_TENDER, AWARDED, IN_FORCE, ENDED, CANCELLED_UNSIGNED, CANCELLED_SIGNED, WITHDRAWN)


class Paper(NamedTuple):
    """Where the documents of an announcement go, and their `documentType` (empty: no code fits)."""

    section: str
    code: str


PAPERS = {
    AnnouncementKind.PLAN: Paper("planning", "procurementPlan"),
    AnnouncementKind.REFERENCE_PRICE: Paper("tender", ""),
    AnnouncementKind.DRAFT_TERMS: Paper("tender", "biddingDocuments"),
    AnnouncementKind.INVITATION: Paper("tender", "tenderNotice"),
    AnnouncementKind.CANCELLED_INVITATION: Paper("tender", "cancellationDetails"),
    AnnouncementKind.CHANGED_INVITATION: Paper("tender", "tenderNotice"),
    AnnouncementKind.WINNER: Paper("awards", "awardNotice"),
    AnnouncementKind.CANCELLED_WINNER: Paper("awards", "cancellationDetails"),
    AnnouncementKind.CHANGED_WINNER: Paper("awards", "awardNotice"),
}


class Field(NamedTuple):
    """One fact of the register and its place in a release."""

    fact: str
    path: str
    rule: str


FIELDS = (
    Field(
        "เลขที่โครงการในระบบ e-GP",
        "ocid, tender/id",
        "ไม่มีเลข e-GP ใช้ noegp-ปีงบประมาณเมื่อเผยแพร่ครั้งแรก-ลำดับในทะเบียน",
    ),
    Field(
        "ปีงบประมาณ",
        "planning/budget/id",
        "FY ตามด้วยปี พ.ศ. เช่น FY2566 และเขียนเป็นคำใน planning/budget/description",
    ),
    Field("วงเงินงบประมาณที่ได้รับจัดสรร", "planning/budget/amount", "ไม่มีในสัญญา ใช้งบประมาณโครงการจากแผน"),
    Field("แหล่งที่มาของงบประมาณ งบรายจ่าย", "planning/budget/description", "เป็นคำ เพราะมาตรฐานไม่มีรหัส"),
    Field("ชื่องานที่ซื้อหรือจ้าง", "tender/title, awards/title, contracts/title", "ตัดช่องว่างที่ซ้ำออก"),
    Field("ประเภท", "tender/mainProcurementCategory", "รหัสตามตารางประเภท"),
    Field("วิธีการจัดซื้อจัดจ้าง", "tender/procurementMethod", "รหัสตามตารางวิธี คำเต็มอยู่ใน procurementMethodDetails"),
    Field("ราคากลาง", "tender/value", "มาตรฐานให้หมายถึงมูลค่าสูงสุดที่ประมาณไว้ ซึ่งใกล้เคียงราคากลางที่สุด ไม่ใช่ราคาที่ตกลง"),
    Field("วันที่ประกาศเชิญชวนและวันสุดท้ายที่เสนอราคา", "tender/tenderPeriod", "จากประกาศเชิญชวนฉบับล่าสุด"),
    Field(
        "ผู้เสนอราคา", "tender/tenderers, numberOfTenderers", "เฉพาะโครงการที่แหล่งข้อมูลบอกผู้เสนอราคา ไม่มีราคาที่เสนอ"
    ),
    Field("ผู้ประกอบการที่ได้รับการคัดเลือก", "awards/suppliers, parties", "ชื่อเดียวกันทั้งสองแห่ง"),
    Field("เลขประจำตัวผู้เสียภาษี", "parties/identifier", "เฉพาะนิติบุคคลที่เลขตรวจสอบถูกต้อง"),
    Field("ราคาที่ตกลงซื้อหรือจ้าง", "awards/value", "บาท ทศนิยมสองตำแหน่ง"),
    Field("เหตุผลที่คัดเลือกโดยสรุป", "awards/description", "ตามที่ลงในทะเบียน"),
    Field("วันที่ประกาศผู้ชนะ", "awards/date", "จากประกาศผู้ชนะ ถ้าไม่มีประกาศจะไม่ใส่ ไม่นำวันลงนามมาใช้แทน"),
    Field("มูลค่าตามสัญญา", "contracts/value", "เมื่อไม่ได้แยกไว้ เท่ากับราคาที่ตกลง"),
    Field("เลขที่สัญญาหรือใบสั่ง", "contracts/description", "เป็นคำ เพราะเลขที่สัญญาซ้ำกันได้"),
    Field("วันที่ลงนามในสัญญา", "contracts/dateSigned, contracts/period/startDate", "เวลา 00.00 น. ของวันนั้น"),
    Field("วันที่สิ้นสุดสัญญา", "contracts/period/endDate", "เวลา 23.59 น. ของวันนั้น"),
    Field(
        "สถานะ",
        "tender/status, awards/status, contracts/status",
        "รหัสตามตารางสถานะ คำนวณจากวันที่ ณ วันที่ดาวน์โหลด",
    ),
    Field("เอกสาร ประกาศ และหน้าสัญญา", "planning, tender, awards, contracts: documents", "ที่อยู่ถาวรบนเว็บไซต์นี้"),
)
