"""The official forms as lists of columns, one declarative list for each form, used to write and to read them.

Titles follow แบบ ITA-o16 and ITA-o17 of fiscal year 2567 and their successors o12 and o13 of 2568 (ป.ป.ช., OIT),
and แบบ สขร.1 (ประกาศ กขร. 16 ม.ค. 2558).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.fiscal import FiscalYear
from portal.models.office import AGENCY_TYPES
from portal.spreadsheets import Kind
from procurement.models import FundSource, MethodGroup, Progress
from procurement.models.terms import ExpenseType

EXPLANATION = "คำอธิบาย"
"""The sheet that explains the columns of a table; readers pass over it."""


@dataclass(frozen=True)
class FormColumn:
    """A column: its official title, the key of what it holds, and other titles it is seen under.

    The key is a field of `procurement.models.contract.FACTS`, or one of `number` (row number), `agency_type`,
    `ministry`, `office`, `district`, `province` (the office's own facts), `money_from` (source of the money or
    category of expenditure), `method_group`, `progress`.
    """

    title: str
    key: str
    width: float
    kind: Kind = Kind.TEXT
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    meaning: str = ""
    """What a cell of it holds, for the explanation sheet."""
    origin: str = ""
    """Where the fact comes from, for the explanation sheet."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every title it is known by, the official one first."""
        return (self.title, *self.aliases)


_EGP = "ระบบ e-GP กรมบัญชีกลาง"
_OFFICE_FACTS = "ข้อมูลหน่วยงานในเว็บไซต์นี้"

_NUMBER = FormColumn(
    "ที่",
    "number",
    6,
    Kind.INTEGER,
    ("ลำดับ", "ลำดับที่"),
    meaning="ลำดับของรายการในแบบนี้",
    origin="เว็บไซต์นี้เรียงให้",
)
_YEAR = FormColumn(
    "ปีงบประมาณ",
    "year",
    12,
    aliases=("ปีงบประมาณ พ.ศ.",),
    meaning="ปีงบประมาณของสัญญา เป็นปีพุทธศักราชสี่หลัก",
    origin=_EGP,
)
_AGENCY_TYPE = FormColumn(
    "ประเภทหน่วยงาน",
    "agency_type",
    22,
    choices=AGENCY_TYPES,
    meaning="ประเภทของหน่วยงานตามที่ใช้ในการประเมิน เว้นว่างเมื่อสำนักงานยังไม่ได้ระบุ",
    origin=_OFFICE_FACTS,
)
_MINISTRY = FormColumn("กระทรวง", "ministry", 22, meaning="กระทรวงต้นสังกัด", origin=_OFFICE_FACTS)
_OFFICE = FormColumn(
    "ชื่อหน่วยงาน", "office", 36, aliases=("หน่วยงาน",), meaning="ชื่อเต็มของหน่วยงาน", origin=_OFFICE_FACTS
)
_DISTRICT = FormColumn("อำเภอ", "district", 16, meaning="อำเภอที่ตั้ง ไม่มีคำว่า อำเภอ", origin=_OFFICE_FACTS)
_PROVINCE = FormColumn("จังหวัด", "province", 16, meaning="จังหวัดที่ตั้ง ไม่มีคำว่า จังหวัด", origin=_OFFICE_FACTS)
_TITLE = FormColumn(
    "ชื่อรายการของงานที่ซื้อหรือจ้าง",
    "title",
    52,
    aliases=("งานจัดซื้อจัดจ้าง", "ชื่อรายการ", "งานที่ซื้อหรือจ้าง", "รายการ"),
    meaning="ชื่องานตามที่ลงไว้ในระบบ e-GP",
    origin=_EGP,
)
_BUDGET = FormColumn(
    "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
    "budget",
    20,
    Kind.MONEY,
    ("วงเงินงบประมาณ", "วงเงินงบประมาณที่ได้รับจัดสรร"),
    meaning="จำนวนเงินเป็นบาท ทศนิยมสองตำแหน่ง ไม่มีหน่วยในช่อง หนึ่งโครงการที่มีหลายสัญญาแสดงวงเงินของโครงการซ้ำทุกสัญญา",
    origin=_EGP,
)
_SOURCE_OF_2567 = FormColumn(
    "แหล่งที่มาของงบประมาณ",
    "money_from",
    24,
    aliases=("แหล่งที่มางบประมาณ", "แหล่งงบประมาณ"),
    choices=tuple(str(label) for label in FundSource.labels),
    meaning="แหล่งเงินที่ใช้ เว้นว่างเมื่อไม่มีข้อมูล",
    origin="เจ้าหน้าที่ของสำนักงาน",
)
_SOURCE_OF_2568 = FormColumn(
    "แหล่งที่มาของงบประมาณ",
    "money_from",
    24,
    aliases=_SOURCE_OF_2567.aliases,
    choices=tuple(str(label) for label in dict.fromkeys((*ExpenseType.labels, *FundSource.labels))),
    meaning="งบรายจ่ายที่ใช้ หรือแหล่งเงินเมื่อไม่ได้ระบุงบรายจ่าย เว้นว่างเมื่อไม่มีข้อมูล",
    origin="เจ้าหน้าที่ของสำนักงาน",
)
_PROGRESS = FormColumn(
    "สถานะการจัดซื้อจัดจ้าง",
    "progress",
    24,
    aliases=("สถานะ", "สถานะของสัญญา"),
    choices=tuple(str(label) for label in Progress.labels),
    meaning="สถานะตามวันที่ลงนามและวันสิ้นสุดสัญญา ใช้ถ้อยคำของแหล่งข้อมูลเมื่อไม่มีวันที่หรือเมื่อยกเลิก",
    origin="คำนวณจากทะเบียน",
)
_METHOD = FormColumn(
    "วิธีการจัดซื้อจัดจ้าง",
    "method_group",
    24,
    aliases=("วิธีซื้อหรือจ้าง", "วิธีจัดซื้อจัดจ้าง"),
    choices=tuple(str(label) for label in MethodGroup.labels),
    meaning="วิธีตามมาตรา 55 แห่งพระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 "
    "e-bidding e-market และสอบราคา นับเป็นวิธีประกาศเชิญชวนทั่วไป",
    origin=_EGP,
)
_REFERENCE = FormColumn(
    "ราคากลาง (บาท)",
    "reference_price",
    18,
    Kind.MONEY,
    ("ราคากลาง",),
    meaning="จำนวนเงินเป็นบาท เว้นว่างเมื่อไม่มีข้อมูล",
    origin=_EGP,
)
_AGREED = FormColumn(
    "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
    "agreed_price",
    18,
    Kind.MONEY,
    ("ราคาที่ตกลงซื้อหรือจ้าง", "ราคาที่ตกลง"),
    meaning="จำนวนเงินเป็นบาท เว้นว่างเมื่อยังไม่ได้ตกลงราคา",
    origin=_EGP,
)
_TAX_ID = FormColumn(
    "เลขประจำตัวผู้เสียภาษี",
    "tax_id",
    20,
    aliases=("เลขประจำตัวผู้เสียภาษีอากร", "เลขผู้เสียภาษี", "เลขนิติบุคคล"),
    meaning="13 หลัก เก็บเป็นข้อความ เลขของบุคคลธรรมดาปิดสี่หลักท้ายเป็น xxxx เลขของนิติบุคคลแสดงเมื่อเลขตรวจสอบถูกต้องเท่านั้น",
    origin=_EGP,
)
_SUPPLIER = FormColumn(
    "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก",
    "supplier_name",
    40,
    aliases=("ผู้ประกอบการที่ได้รับการคัดเลือก", "รายชื่อผู้ประกอบการ", "ผู้ประกอบการ", "ชื่อผู้ประกอบการ"),
    meaning="ชื่อผู้ขายหรือผู้รับจ้างตามสัญญา เว้นว่างเมื่อยังไม่มี",
    origin=_EGP,
)
_PROJECT = FormColumn(
    "เลขที่โครงการ",
    "project_number",
    18,
    aliases=("เลขที่โครงการในระบบ e-GP", "เลขที่โครงการ e-GP", "รหัสโครงการ"),
    meaning="เลขที่โครงการในระบบ e-GP 11 หลัก เก็บเป็นข้อความ เว้นว่างเมื่อไม่ได้ซื้อหรือจ้างผ่าน e-GP",
    origin=_EGP,
)
_SIGNED = FormColumn(
    "วันที่ลงนามในสัญญา",
    "signed_on",
    20,
    Kind.DATE,
    ("วันที่เริ่มต้นสัญญา", "วันที่ลงนามสัญญา", "วันที่ทำสัญญา"),
    meaning="เป็นวันที่จริงของ Excel แสดงเป็นปีพุทธศักราช",
    origin=_EGP,
)
_ENDS = FormColumn(
    "วันสิ้นสุดสัญญา",
    "ends_on",
    20,
    Kind.DATE,
    ("วันที่สิ้นสุดสัญญา",),
    meaning="เป็นวันที่จริงของ Excel แสดงเป็นปีพุทธศักราช",
    origin=_EGP,
)

_PLACE = (_NUMBER, _YEAR, _AGENCY_TYPE, _MINISTRY, _OFFICE, _DISTRICT, _PROVINCE)
GENERATION_2567 = (
    *_PLACE,
    _TITLE,
    _BUDGET,
    _SOURCE_OF_2567,
    _PROGRESS,
    _METHOD,
    _REFERENCE,
    _AGREED,
    _TAX_ID,
    _SUPPLIER,
    _PROJECT,
    _SIGNED,
    _ENDS,
)
GENERATION_2568 = (
    *_PLACE,
    _TITLE,
    _BUDGET,
    _SOURCE_OF_2568,
    _PROGRESS,
    _METHOD,
    _REFERENCE,
    _AGREED,
    _SUPPLIER,
    _PROJECT,
)


@dataclass(frozen=True)
class OfficialForm:
    """An official form of one assessment year: its code in addresses, its sheet's name and what belongs in it."""

    year: FiscalYear
    """The fiscal year of the assessment, which is the year in its address."""
    code: str
    title: str
    columns: tuple[FormColumn, ...]
    data_year: FiscalYear
    """The fiscal year whose contracts it shows."""
    signed_only: bool
    until_march: bool
    """Whether it ends at 31 March of the data year, when the assessment collects it."""
    investment_only: bool = False
    """Whether it is about investments (งบลงทุน) alone: every one of the year, with how far it is (o12 of 2568)."""

    @property
    def sheet(self) -> str:
        return f"ITA-{self.code}"

    @property
    def file_name(self) -> str:
        return f"ita-{self.code}.xlsx"


_FORMS = (
    OfficialForm(
        FiscalYear(2567),
        "o16",
        "รายการและความก้าวหน้าการจัดซื้อจัดจ้าง",
        GENERATION_2567,
        data_year=FiscalYear(2567),
        signed_only=True,
        until_march=True,
    ),
    OfficialForm(
        FiscalYear(2567),
        "o17",
        "รายงานสรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี",
        GENERATION_2567,
        data_year=FiscalYear(2566),
        signed_only=False,
        until_march=False,
    ),
    OfficialForm(
        FiscalYear(2568),
        "o12",
        "รายการการจัดซื้อจัดจ้างและความก้าวหน้าการจัดซื้อจัดจ้าง",
        GENERATION_2568,
        data_year=FiscalYear(2568),
        signed_only=False,
        until_march=False,
        investment_only=True,
    ),
    OfficialForm(
        FiscalYear(2568),
        "o13",
        "รายงานสรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี",
        GENERATION_2568,
        data_year=FiscalYear(2567),
        signed_only=False,
        until_march=False,
    ),
)
OFFICIAL_FORMS: Mapping[tuple[int, str], OfficialForm] = {(form.year, form.code): form for form in _FORMS}
"""Official forms by (fiscal year of the assessment, code); other years report on แบบ สขร.1."""

MONTHLY = (
    FormColumn("ลำดับที่", "number", 8, Kind.INTEGER, ("ลำดับ", "ที่")),
    FormColumn("งานที่จัดซื้อหรือจัดจ้าง", "title", 40, aliases=("งานที่จัดซื้อจัดจ้าง", "งานจัดซื้อจัดจ้าง", "รายการ")),
    FormColumn(
        "วงเงินที่จะซื้อหรือจ้าง (บาท)", "budget", 16, Kind.MONEY, ("วงเงินที่จะซื้อหรือจ้าง", "วงเงินงบประมาณ", "วงเงิน")
    ),
    FormColumn("ราคากลาง (บาท)", "reference_price", 16, Kind.MONEY, ("ราคากลาง",)),
    FormColumn("วิธีซื้อหรือจ้าง", "method", 18, aliases=("วิธีซื้อ/จ้าง", "วิธีจัดซื้อจัดจ้าง")),
    FormColumn("รายชื่อผู้เสนอราคาและราคาที่เสนอ", "bids", 34, aliases=("ผู้เสนอราคาและราคาที่เสนอ",)),
    FormColumn(
        "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
        "winner",
        34,
        aliases=("ผู้ที่ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง", "ผู้ได้รับการคัดเลือกและราคา"),
    ),
    FormColumn("เหตุผลที่คัดเลือกโดยสรุป", "reason", 30, aliases=("เหตุผลที่คัดเลือก",)),
    FormColumn(
        "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
        "agreement",
        30,
        aliases=("เลขที่และวันที่ของสัญญาหรือข้อตกลง", "เลขที่และวันที่ของสัญญา"),
    ),
    FormColumn("เลขที่โครงการ", "project_number", 18, aliases=("เลขที่โครงการ e-GP",)),
)
"""แบบ สขร.1; `bids`, `winner` and `agreement` pack several facts into one cell."""
