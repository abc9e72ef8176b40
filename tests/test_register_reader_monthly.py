"""แบบ สขร.1 is read as offices fill it in: header anywhere, facts packed into cells, months without purchases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from openpyxl import Workbook

from portal.sheets.cells import CellFault
from procurement.models import Layout, Method
from procurement.register_reader.packed import agreement_of, offers_of
from procurement.register_reader.report_months import month_of
from procurement.rows import BidFacts
from tests.register_files import csv_file, facts, read, told

TITLE = "สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน มกราคม 2568"
HEADER = [
    "ลำดับที่",
    "งานที่จัดซื้อหรือจัดจ้าง",
    "วงเงินที่จะซื้อหรือจ้าง (บาท)",
    "ราคากลาง (บาท)",
    "วิธีซื้อหรือจ้าง",
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ",
    "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
    "เหตุผลที่คัดเลือกโดยสรุป",
    "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
]
REASON = "มีคุณสมบัติถูกต้องครบถ้วน"
SIGN = [
    1,
    "จ้างทำป้ายนิเทศ",
    1500,
    "1,500.00",
    "วิธีเฉพาะเจาะจง",
    "ร้านสมมุติการป้าย\nเสนอราคา 1,450.50 บาท",
    "ร้านสมมุติการป้าย\nราคาที่ตกลง 1,450.50 บาท",
    REASON,
    "ใบสั่งจ้าง เลขที่ 12/2568\nลงวันที่ ๑๗ มกราคม ๒๕๖๘",
]
PAPER = [
    2,
    "ซื้อกระดาษ",
    20000,
    19500,
    "เฉพาะเจาะจง",
    "1. ร้าน 365 เครื่องเขียน\nเสนอราคา 19,000.00 บาท\n2. บริษัท สมมุติ จำกัด\nเสนอราคา 19,250.00 บาท",
    "ร้าน 365 เครื่องเขียน ราคา 19,000 บาท",
    REASON,
    "5/2568 ลว. 20 ม.ค. 68",
]
OF_SIGN = {
    "year": 2568,
    "title": "จ้างทำป้ายนิเทศ",
    "budget": Decimal("1500.00"),
    "reference_price": Decimal("1500.00"),
    "method": Method.SPECIFIC,
    "supplier_name": "ร้านสมมุติการป้าย",
    "agreed_price": Decimal("1450.50"),
    "reason": REASON,
    "contract_number": "12/2568",
    "signed_on": dt.date(2025, 1, 17),
}


def book(*rows, titles=((TITLE,), ("สำนักงานศึกษาธิการจังหวัดสมมุติ",)), name="ม.ค. 68", header=HEADER) -> Workbook:
    made = Workbook()
    sheet = made.active
    sheet.title = name
    for row in (*titles, header, *rows):
        sheet.append(list(row))
    return made


def add_sheet(made: Workbook, name: str, *rows) -> Workbook:
    sheet = made.create_sheet(name)
    for row in rows:
        sheet.append(list(row))
    return made


# ── a month ──────────────────────────────────────────────────────────────────
def test_packed_cells_become_facts_and_bids():
    register = read(book(SIGN, PAPER))
    assert register.layout is Layout.MONTHLY
    assert (register.faults, register.findings) == ([], [])
    assert register.rows[0].facts == OF_SIGN
    assert register.rows[0].bids == (BidFacts("ร้านสมมุติการป้าย", Decimal("1450.50")),)
    assert register.rows[1].bids == (
        BidFacts("ร้าน 365 เครื่องเขียน", Decimal(19000)),
        BidFacts("บริษัท สมมุติ จำกัด", Decimal(19250)),
    )
    assert register.rows[1].facts["signed_on"] == dt.date(2025, 1, 20)
    assert str(register.rows[0].place_of("agreed_price")).startswith("แผ่นงาน “ม.ค. 68” เซลล์ G4")


@pytest.mark.parametrize("above", range(1, 8))
def test_the_header_may_stand_in_any_of_the_first_eight_rows(above):
    titles = [("แบบ สขร.1",), *[("",)] * (above - 2), (TITLE,)][-above:]
    register = read(book(SIGN, titles=titles))
    assert facts(register) == [OF_SIGN]
    assert register.rows[0].place.row == above + 2


def test_the_same_month_reads_alike_as_csv():
    rows = [[TITLE], HEADER, SIGN, PAPER]
    for encoding in ("utf-8", "cp874"):
        assert facts(read(csv_file(rows, encoding=encoding))) == facts(read(book(SIGN, PAPER)))


def test_a_header_split_and_merged_over_two_rows_is_one_header():
    """As many offices draw it: name and price, number and day in columns of their own under a merged title."""
    made = Workbook()
    sheet = made.active
    wide = [*HEADER[:5], HEADER[5], None, HEADER[6], None, HEADER[7], HEADER[8], None]
    second = [None, None, "(บาท)", None, None, "ผู้เสนอราคา", "ราคาที่เสนอ", "ผู้ขาย", "ราคา", None, "เลขที่", "วันที่"]
    for row in ([TITLE], wide, second, [f"({number})" for number in range(1, 13)]):
        sheet.append(row)
    for area in ("A1:L1", "F2:G2", "H2:I2", "K2:L2", "A2:A3", "B2:B3", "D2:D3", "E2:E3", "J2:J3"):
        sheet.merge_cells(area)
    name = SIGN[5].split("\n")[0]
    sheet.append([*SIGN[:5], name, 1450.5, name, 1450.5, REASON, "12/2568", dt.date(2025, 1, 17)])
    sheet.append([None] * 5 + ["ร้านเทียบราคา", 1480])
    register = read(made)
    assert (register.faults, register.findings) == ([], [])
    assert facts(register) == [OF_SIGN]
    assert register.rows[0].bids == (
        BidFacts(name, Decimal("1450.50")),
        BidFacts("ร้านเทียบราคา", Decimal(1480)),
    )
    assert [register.rows[0].places[field].column for field in ("agreed_price", "signed_on")] == ["I", "L"]


def test_total_rows_and_signatures_are_passed_over_and_told():
    total = [None, "รวมทั้งสิ้น", 21500, 21000]
    signed = [None] * 5 + ["(ลงชื่อ)........................ผู้รายงาน"]
    register = read(book(SIGN, PAPER, total, [], signed))
    assert len(register.rows) == 2
    assert [one.price for one in register.rows[1].bids or ()] == [Decimal(19000), Decimal(19250)]
    assert register.findings == []
    assert [note for note in register.notes if "แถว 6 เป็นแถวรวม" in note]
    assert [note for note in register.notes if "ข้ามแถว 8 " in note]


@pytest.mark.parametrize("place", [0, 1])
def test_a_lone_sum_under_who_was_chosen_is_a_total_too(place):
    total: list[object] = [None] * 9
    total[place], total[6] = "รวมทั้งสิ้น", "๒๐,๔๕๐.๕๐"
    register = read(book(SIGN, PAPER, total))
    assert (len(register.rows), register.faults, register.findings) == (2, [], [])
    assert [note for note in register.notes if "แถว 6 เป็นแถวรวม" in note]
    assert register.rows[-1].facts["supplier_name"] == "ร้าน 365 เครื่องเขียน"


def test_a_total_that_is_not_the_sum_is_told_with_both_amounts():
    register = read(book(SIGN, PAPER, [None, "รวม", 20000, 21000]))
    assert [finding.code for finding in register.findings] == ["total_differs"]
    assert "20,000.00" in told(register.findings)[0]
    assert "21,500.00" in told(register.findings)[0]


# ── months ───────────────────────────────────────────────────────────────────
def test_a_year_of_sheets_tells_its_empty_months():
    made = book(SIGN)
    add_sheet(made, "ก.พ. 68", [TITLE.replace("มกราคม", "กุมภาพันธ์")], HEADER, [None, "- ไม่มีการจัดซื้อจัดจ้าง -"])
    add_sheet(made, "มี.ค. 68", ["ประจำเดือน มีนาคม 2568"], ["ไม่มีรายการจัดซื้อจัดจ้าง"])
    add_sheet(made, "หมายเหตุ", ["ติดต่อเจ้าหน้าที่พัสดุ"])
    register = read(made)
    assert len(register.rows) == 1
    assert not register.faults
    assert register.empty_months == [dt.date(2025, 2, 1), dt.date(2025, 3, 1)]
    assert [note for note in register.notes if note.startswith("ไม่ได้อ่านแผ่นงาน “หมายเหตุ”")]


@pytest.mark.parametrize(
    ("title", "sheet", "all_titles", "month"),
    [
        (TITLE, "Sheet1", "", dt.date(2025, 1, 1)),
        ("ประจำเดือน ตุลาคม พ.ศ. ๒๕๖๗", "", "", dt.date(2024, 10, 1)),
        ("วันที่ 5 เดือน กุมภาพันธ์ พ.ศ. 2568", "ม.ค. 68", "", dt.date(2025, 1, 1)),
        ("แบบ สขร.1", "ธค67", "", dt.date(2024, 12, 1)),
        ("แบบ สขร.1", "01-2568", "", dt.date(2025, 1, 1)),
        ("แบบ สขร.1", "ต.ค.", "ปีงบประมาณ พ.ศ. 2568", dt.date(2024, 10, 1)),
        ("ประจำเดือน กันยายน ปีงบประมาณ 2568", "Sheet1", "", dt.date(2025, 9, 1)),
        ("แบบ สขร.1", "Sheet1", "", None),
    ],
)
def test_the_month_is_read_from_the_title_or_the_sheets_name(title, sheet, all_titles, month):
    assert month_of(title, sheet, all_titles) == month


def test_the_fiscal_year_follows_from_the_month_and_else_from_the_day_of_the_contract():
    october = ["ใบสั่งจ้าง เลขที่ 1/2568 ลว. 3 ต.ค. 2567"]
    row = [*SIGN[:8], *october]
    assert read(book(row, titles=[["แบบ สขร.1"]], name="Sheet1")).rows[0].facts["year"] == 2568
    register = read(book(row))
    assert register.rows[0].facts["year"] == 2568
    assert [finding.code for finding in register.findings] == ["outside_month"]


def test_the_winners_name_alone_does_not_tell_who_offered_what():
    register = read(book([*SIGN[:5], "ร้านสมมุติการป้าย", *SIGN[6:]]))
    assert register.rows[0].bids is None
    assert facts(register) == [OF_SIGN]


# ── what cannot be read ──────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        (2, "พันห้า", "อ่านจำนวนเงิน"),
        (4, "เฉพาะเจะจง", "หมายถึง “เฉพาะเจาะจง”"),
        (6, "1. ร้าน ก ราคา 100 บาท\n2. ร้าน ข ราคา 200 บาท", "หลายราย"),
        (6, "1,450.50 บาท", "ไม่มีชื่อ"),
        (8, "12/2568 ลว. 17/1/68", "ไม่ครบสี่หลัก"),
        (8, "12/2568 ลว. 31 ก.พ. 2568", "ปฏิทิน"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_fault_with_its_place(column, cell, why):
    row = [*SIGN[:column], cell, *SIGN[column + 1 :]]
    faults = read(book(row)).faults
    assert len(faults) == 1
    assert why in faults[0].what
    assert faults[0].place.column == "ABCDEFGHI"[column]
    assert faults[0].place.row == 4


def test_a_sheet_that_says_both_is_refused_and_a_month_must_be_named():
    both = read(book(SIGN, [None, "ไม่มีการจัดซื้อจัดจ้าง"]))
    assert [fault.code for fault in both.faults] == ["contradiction"]
    nameless = read(book([None, "ไม่มีการจัดซื้อจัดจ้าง"], titles=[["แบบ สขร.1"]], name="Sheet1"))
    assert [fault.code for fault in nameless.faults] == ["no_month"]


def test_an_agreement_without_a_day_is_told():
    register = read(book([*SIGN[:8], "ใบสั่งจ้าง เลขที่ 12/2568"]))
    assert register.rows[0].facts["signed_on"] is None
    assert [finding.code for finding in register.findings] == ["undated"]


# ── packed cells ─────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("ร้าน ก", [("ร้าน ก", None)]),
        ("ร้าน ก 5,000.00\nร้าน ข 6,000.00", [("ร้าน ก", "5000.00"), ("ร้าน ข", "6000.00")]),
        ("บริษัท ก  จำกัด / 12,000.-", [("บริษัท ก  จำกัด", "12000.00")]),
        ("๑. ร้าน ก ราคาที่ตกลง ๑,๕๐๐ บาท", [("ร้าน ก", "1500.00")]),
        ("1. ร้าน ก\n2. ร้าน ข\n1,000.00\n2,000.00", [("ร้าน ก", "1000.00"), ("ร้าน ข", "2000.00")]),
        ("หจก. 2000 เทรดดิ้ง\n15000", [("หจก. 2000 เทรดดิ้ง", "15000.00")]),
        ("ร้าน ก (เสนอราคา 1,200.00 บาท)", [("ร้าน ก", "1200.00")]),
        ("ร้านทุกอย่างราคา 20 บาท\nเสนอราคา 900.00 บาท", [("ร้านทุกอย่างราคา 20 บาท", "900.00")]),
        ("บริษัท ก\nจำกัด\nเสนอราคา 10 บาท", [("บริษัท ก จำกัด", "10.00")]),
    ],
)
def test_names_and_prices_come_apart(text, offers):
    assert [(one.name, one.price) for one in offers_of(text)] == [
        (name, price and Decimal(price)) for name, price in offers
    ]


def test_a_tax_number_in_a_cell_of_names_is_taken_out_and_masked():
    assert offers_of("นายสมมุติ ใจดี (1-2345-67890-12-1) เสนอราคา 500 บาท") == [
        BidFacts("นายสมมุติ ใจดี", Decimal(500), "123456789xxxx")
    ]


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("ใบสั่งจ้าง เลขที่ 12/2568\nวันที่ 17 ม.ค. 68", "12/2568", dt.date(2025, 1, 17)),
        ("เลขที่ 12/2568 ลงวันที่ 17/01/2568", "12/2568", dt.date(2025, 1, 17)),
        ("สัญญาเลขที่ ๑/๒๕๖๘ ลงวันที่ ๑๗ มกราคม ๒๕๖๘", "๑/๒๕๖๘", dt.date(2025, 1, 17)),
        ("ศธ 0283/1705 (17 มค 68)", "ศธ 0283/1705", dt.date(2025, 1, 17)),
        ("จ.63/2568 วันที่ 5 เดือน มีนาคม พ.ศ. 2568", "จ.63/2568", dt.date(2025, 3, 5)),
        ("บันทึกข้อตกลง ที่ 5/2568 ลว 1 ต.ค.2567", "5/2568", dt.date(2024, 10, 1)),
        ("12/2568", "12/2568", None),
        ("-", "", None),
    ],
)
def test_the_number_of_an_agreement_and_its_day_come_apart(text, number, day):
    assert agreement_of(text) == (number, day)


def test_an_impossible_day_of_an_agreement_is_refused():
    with pytest.raises(CellFault, match="ปฏิทิน"):
        agreement_of("12/2568 ลว. 31 เม.ย. 2568")
