"""The official forms out and in: ITA-o16, o17, o12 and o13 as offices are asked for them, opened cell by cell."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from portal import thai
from portal.spreadsheets import MONEY, THAI_DATE
from procurement.layouts import GENERATION_2567, OFFICIAL_FORMS
from procurement.models import Contract, Progress
from procurement.register_reader import read_register
from procurement.rows import ReadRegister, UnreadableRegister
from tests.makers import ContractDraft, fetch, published

pytestmark = pytest.mark.django_db

RIGHT, WRONG, NATURAL = "0105536000313", "0105536000314", "3649900012347"
NONE_LARGE = "ไม่มีสัญญาที่มีวงเงินเกิน 500,000 บาท"


@pytest.fixture(autouse=True)
def _office(office: Any) -> None:
    office.agency_type = "หน่วยงานของรัฐอื่น ๆ"
    office.save()


def contract(people: Any, **facts: Any) -> Contract:
    """A published contract of 2567."""
    signed_on = facts.setdefault("signed_on", dt.date(2023, 11, 6))
    facts.setdefault("ends_on", signed_on + dt.timedelta(days=30) if signed_on else None)
    return published(ContractDraft(created_by=people.alice, **{"year": 2567} | facts), people)


def open_form(client: Client, year: int, code: str) -> Workbook:
    status, body = fetch(client, f"/procurement/{year}/ita-{code}.xlsx")
    assert status == 200
    return load_workbook(io.BytesIO(body))


def table(book: Workbook) -> list[dict[str, Any]]:
    """The rows of the data sheet by their headings."""
    sheet = book.worksheets[1]
    titles = [cell.value for cell in sheet[1]]
    return [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]


def names(book: Workbook) -> list[str]:
    return [row["ชื่อรายการของงานที่ซื้อหรือจ้าง"] for row in table(book)]


def explanation(book: Workbook) -> str:
    return "\n".join(str(cell.value) for row in book["คำอธิบาย"].iter_rows() for cell in row if cell.value)


# ── how a form looks ─────────────────────────────────────────────────────────
@pytest.mark.parametrize(("year", "code"), list(OFFICIAL_FORMS))
def test_a_form_has_its_columns_in_row_one_nothing_merged_and_no_total(
    client: Client, people: Any, year: int, code: str
):
    form = OFFICIAL_FORMS[year, code]
    facts = {"year": form.data_year, "signed_on": form.data_year.starts_on, "expense_type": "investment"}
    for number in range(3):
        contract(people, **facts, title=f"งานที่ {number}")
    book = open_form(client, year, code)
    assert book.sheetnames == ["คำอธิบาย", f"ITA-{code}"]
    assert book.active.title == f"ITA-{code}"
    sheet = book.worksheets[1]
    assert [cell.value for cell in sheet[1]] == [column.title for column in form.columns]
    assert not sheet.merged_cells.ranges
    assert sheet.max_row == 4
    assert [row["ที่"] for row in table(book)] == [1, 2, 3]
    assert sheet.freeze_panes == "A2"


def test_numbers_are_numbers_days_are_days_and_names_of_digits_are_text(client: Client, people: Any):
    contract(
        people,
        project_number="66119000001",
        tax_id=RIGHT,
        budget="1234567.25",
        reference_price=None,
        signed_on=dt.date(2023, 11, 6),
        fund_source="budget_act",
    )
    sheet = open_form(client, 2567, "o16").worksheets[1]
    cell = {column.key: sheet.cell(2, index) for index, column in enumerate(GENERATION_2567, start=1)}
    assert (cell["budget"].value, cell["budget"].data_type) == (1234567.25, "n")
    assert cell["budget"].number_format == MONEY
    assert cell["reference_price"].value is None
    assert (cell["signed_on"].value, cell["signed_on"].data_type) == (dt.datetime(2023, 11, 6), "d")
    assert cell["signed_on"].number_format == cell["ends_on"].number_format == THAI_DATE
    assert (cell["year"].value, cell["year"].data_type) == (2567, "n")
    for key, text in (("project_number", "66119000001"), ("tax_id", RIGHT)):
        assert (cell[key].value, cell[key].data_type, cell[key].number_format) == (text, "s", "@")
    told = {key: cell[key].value for key in ("agency_type", "ministry", "office", "district", "province")}
    assert told == {
        "agency_type": "หน่วยงานของรัฐอื่น ๆ",
        "ministry": "กระทรวงศึกษาธิการ",
        "office": "สำนักงานศึกษาธิการจังหวัดสุโขทัย",
        "district": "เมืองสุโขทัย",
        "province": "สุโขทัย",
    }
    assert cell["money_from"].value == "พ.ร.บ. งบประมาณรายจ่าย"
    assert cell["method_group"].value == "วิธีเฉพาะเจาะจง"


@pytest.mark.parametrize(("year", "code"), list(OFFICIAL_FORMS))
def test_listed_values_are_drop_downs_that_hold_what_stands_in_the_rows(
    client: Client, people: Any, year: int, code: str
):
    form = OFFICIAL_FORMS[year, code]
    other = "investment" if form.investment_only else "other"
    for method, expense in (("e_bidding", "investment"), ("consult_selected", other), ("other", other)):
        contract(
            people,
            year=form.data_year,
            signed_on=form.data_year.starts_on,
            method=method,
            fund_source="income",
            expense_type=expense,
        )
    sheet = open_form(client, year, code).worksheets[1]
    offered = {
        str(found.sqref).split(":")[0].rstrip("0123456789"): found
        for found in sheet.data_validations.dataValidation
    }
    listed = {
        sheet.cell(1, index).column_letter: column
        for index, column in enumerate(form.columns, 1)
        if column.choices
    }
    assert set(offered) == set(listed)
    for letter, column in listed.items():
        formula = offered[letter].formula1
        assert formula == f'"{",".join(column.choices)}"'
        assert len(formula) <= 257, "Excel takes 255 letters"
        values = [sheet[f"{letter}{row}"].value for row in range(2, sheet.max_row + 1)]
        assert len(values) == 3
        assert set(values) - {None} <= set(column.choices), column.title


def test_text_that_looks_like_a_formula_stays_text(client: Client, people: Any):
    contract(people, title='=HYPERLINK("http://example.com")', supplier_name="@ร้านสมมุติ")
    book = open_form(client, 2567, "o16")
    sheet = book.worksheets[1]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert names(book) == ['=HYPERLINK("http://example.com")']


def test_tax_numbers_are_shown_as_the_public_may_see_them(client: Client, people: Any):
    for tax_id in (RIGHT, WRONG, NATURAL):
        contract(people, tax_id=tax_id)
    shown = [row["เลขประจำตัวผู้เสียภาษี"] for row in table(open_form(client, 2567, "o16"))]
    assert shown == [RIGHT, None, "364990001xxxx"]


# ── what is in it ────────────────────────────────────────────────────────────
@pytest.fixture
def _register(people: Any) -> None:
    """Contracts of 2567 on either side of what the forms ask for."""
    contract(people, title="ลงนามวันแรก", signed_on=dt.date(2023, 10, 1))
    contract(people, title="ลงนามสิ้นมีนาคม", signed_on=dt.date(2024, 3, 31))
    contract(people, title="ลงนามเมษายน", signed_on=dt.date(2024, 4, 1))
    contract(
        people,
        title="ลงนามแล้วไม่ทราบวัน",
        signed_on=None,
        stated_progress="active",
        recorded_on=dt.date(2024, 1, 5),
    )
    contract(people, title="ยังไม่ลงนาม", signed_on=None, supplier_name="", agreed_price=None)
    contract(people, title="ยกเลิก", stated_progress="cancelled", signed_on=dt.date(2024, 1, 9))
    contract(people, title="ของปีก่อน", year=2566, signed_on=dt.date(2023, 1, 16))
    ContractDraft(created_by=people.alice, year=2567, title="ฉบับร่าง", signed_on=dt.date(2024, 1, 9))
    withdrawn = contract(people, title="ถอนออก", signed_on=dt.date(2024, 1, 10))
    withdrawn.withdraw(by=people.bob, reason="ซ้ำ")
    revised = contract(people, title="มีฉบับแก้ไข", signed_on=dt.date(2024, 1, 11))
    copy = revised.revise(by=people.alice)
    copy.title = "ฉบับแก้ไขที่ยังไม่เผยแพร่"
    copy.save()


@pytest.mark.usefixtures("_register")
def test_o16_holds_contracts_signed_until_march_and_no_other(client: Client):
    assert set(names(open_form(client, 2567, "o16"))) == {
        "ลงนามวันแรก",
        "ลงนามสิ้นมีนาคม",
        "ลงนามแล้วไม่ทราบวัน",
        "มีฉบับแก้ไข",
    }


@pytest.mark.usefixtures("_register")
def test_o13_holds_the_whole_year_with_what_was_cancelled_or_is_unsigned(client: Client):
    rows = {
        row["ชื่อรายการของงานที่ซื้อหรือจ้าง"]: row["สถานะการจัดซื้อจัดจ้าง"]
        for row in table(open_form(client, 2568, "o13"))
    }
    assert rows == {
        "ลงนามวันแรก": "สิ้นสุดระยะสัญญา",
        "ลงนามสิ้นมีนาคม": "สิ้นสุดระยะสัญญา",
        "ลงนามเมษายน": "สิ้นสุดระยะสัญญา",
        "ลงนามแล้วไม่ทราบวัน": "อยู่ระหว่างระยะสัญญา",
        "ยังไม่ลงนาม": "ยังไม่ลงนามในสัญญา",
        "ยกเลิก": "ยกเลิกการดำเนินการ",
        "มีฉบับแก้ไข": "สิ้นสุดระยะสัญญา",
    }


@pytest.mark.usefixtures("_register")
def test_o17_of_2567_is_about_2566(client: Client):
    assert names(open_form(client, 2567, "o17")) == ["ของปีก่อน"]


def test_o12_holds_every_investment_of_the_year_whatever_its_state(client: Client, people: Any):
    money = {"year": 2568, "expense_type": "investment"}
    contract(people, **money, title="ยังไม่ลงนาม", signed_on=None, supplier_name="", agreed_price=None)
    contract(people, **money, title="ลงนามแล้ว", signed_on=dt.date(2025, 2, 1))
    contract(people, **money, title="ลงนามช้า", signed_on=dt.date(2025, 9, 4))
    contract(people, year=2568, title="งบดำเนินงาน", signed_on=dt.date(2025, 2, 1), expense_type="operating")
    book = open_form(client, 2568, "o12")
    assert names(book) == ["ยังไม่ลงนาม", "ลงนามแล้ว", "ลงนามช้า"]
    assert f"{NONE_LARGE}ในรายการงบลงทุนของปีงบประมาณ พ.ศ. 2568" in explanation(book)


def test_o12_without_investments_says_so_and_counts_what_nobody_classified(client: Client, people: Any):
    day = dt.date(2025, 2, 1)
    contract(people, year=2568, signed_on=day, expense_type="operating")
    assert "เป็นงบลงทุนในปีงบประมาณ พ.ศ. 2568" in explanation(open_form(client, 2568, "o12"))
    contract(people, year=2568, signed_on=day, budget="900000", agreed_price="800000")
    book = open_form(client, 2568, "o12")
    assert names(book) == []
    said = explanation(book)
    assert "อีก 1 รายการของปีนี้ยังไม่ระบุงบรายจ่าย จึงไม่อยู่ในแบบ" in said
    assert NONE_LARGE not in said, "what nobody classified may be a large investment"


def test_an_unsigned_row_has_no_agreed_price(client: Client, people: Any):
    facts = {"signed_on": None, "recorded_on": dt.date(2024, 2, 1), "agreed_price": "46500"}
    contract(people, **facts, title="ยังไม่ลงนาม")
    contract(people, **facts, title="ลงนามไม่ทราบวัน", stated_progress="active")
    rows = table(open_form(client, 2568, "o13"))
    assert [row["ราคาที่ตกลงซื้อหรือจ้าง (บาท)"] for row in rows] == [None, 46500]


def test_a_status_is_that_of_the_last_day_of_the_form(client: Client, people: Any):
    contract(people, signed_on=dt.date(2024, 3, 1), ends_on=dt.date(2024, 3, 30))
    contract(people, signed_on=dt.date(2024, 3, 2), ends_on=dt.date(2024, 3, 31))
    book = open_form(client, 2567, "o16")
    assert [row["สถานะการจัดซื้อจัดจ้าง"] for row in table(book)] == ["สิ้นสุดระยะสัญญา", "อยู่ระหว่างระยะสัญญา"]
    assert "ข้อมูล ณ วันที่: 31 มีนาคม 2567" in explanation(book)


def test_forms_of_2568_name_the_category_of_expenditure_where_it_is_known(client: Client, people: Any):
    contract(people, fund_source="budget_act", expense_type="investment")
    contract(people, fund_source="budget_act")
    rows = table(open_form(client, 2568, "o13"))
    assert [row["แหล่งที่มาของงบประมาณ"] for row in rows] == ["งบลงทุน", "พ.ร.บ. งบประมาณรายจ่าย"]


# ── what it says of itself ───────────────────────────────────────────────────
def test_the_explanation_says_whose_which_and_until_when_and_explains_every_column(
    client: Client, people: Any
):
    contract(people)
    said = explanation(open_form(client, 2567, "o16"))
    for words in (
        "หน่วยงาน: สำนักงานศึกษาธิการจังหวัดสุโขทัย",
        "ใช้ในการประเมิน: ITA ปีงบประมาณ พ.ศ. 2567",
        "ข้อมูลของ: ปีงบประมาณ พ.ศ. 2567 (1 ตุลาคม 2566 – 31 มีนาคม 2567)",
        "รายการที่อยู่ในแบบ: สัญญาที่ลงนามแล้ว",
        "รายการที่ไม่อยู่ในแบบ:",
        f"จัดทำไฟล์เมื่อวันที่: {thai.long_date(timezone.localdate())} รวมการแก้ไข".replace(thai.NBSP, " "),
        "อยู่ระหว่างระยะสัญญา\nสิ้นสุดระยะสัญญา",
    ):
        assert words in said
    assert "นับตามวันที่เกิดรายการ" not in said, "every row has its day"
    for column in GENERATION_2567:
        assert column.title in said
        assert column.meaning in said
        assert column.meaning
        assert column.origin


def test_no_contract_above_half_a_million_is_said_in_words_only_where_true(client: Client, people: Any):
    contract(people, budget="500000.00", agreed_price="499999.99")
    assert NONE_LARGE in explanation(open_form(client, 2567, "o16"))
    contract(people, budget="500000.01", agreed_price="400000.00")
    assert NONE_LARGE not in explanation(open_form(client, 2567, "o16"))


@pytest.mark.parametrize(("year", "code"), list(OFFICIAL_FORMS))
def test_an_empty_form_has_its_header_and_says_that_it_is_empty(client: Client, year: int, code: str):
    book = open_form(client, year, code)
    assert book.worksheets[1].max_row == 1
    said = explanation(book)
    assert "ไม่มีรายการจัดซื้อจัดจ้างที่เผยแพร่" in said
    assert NONE_LARGE not in said, "nothing is known, so nothing can be said"
    assert "ยังไม่มีข้อมูลที่เผยแพร่ของปีงบประมาณนี้" in said


# ── as a file ────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "name", ["2567/ita-o12", "2566/ita-o16", "2568/ita-o16", "2567/ita-x", "9999/ita-o16"]
)
def test_a_form_that_the_year_does_not_ask_for_is_not_there(client: Client, name: str):
    assert client.get(f"/procurement/{name}.xlsx").status_code == 404


def test_a_form_is_named_and_not_sent_again_until_something_public_changes(
    client: Client, people: Any, django_assert_max_num_queries: Any
):
    first = contract(people)
    address = "/procurement/2567/ita-o16.xlsx"
    with django_assert_max_num_queries(12):
        answer = client.get(address)
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert unquote(answer["Content-Disposition"]).endswith("ITA-o16_2567_ศธจ.สุโขทัย.xlsx")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    again = client.get(address)
    assert (again["ETag"], again.content) == (answer["ETag"], answer.content)

    def is_fresh() -> bool:
        return client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304

    assert is_fresh()
    ContractDraft(created_by=people.alice, year=2567)
    assert is_fresh(), "a draft is nothing to the public"
    first.withdraw(by=people.bob, reason="ซ้ำ")
    assert not is_fresh()
    assert "ไม่มีรายการ" in explanation(open_form(client, 2567, "o16"))


def test_a_year_leads_to_the_forms_of_its_data_and_of_its_assessment_and_to_its_months(
    client: Client, people: Any
):
    def links() -> str:
        return client.get("/procurement/2567/").content.decode()

    contract(people)
    assert 'href="/procurement/2567/ita-o16.xlsx"' in links()
    assert 'href="/procurement/2568/ita-o13.xlsx"' in links()
    assert "ita-o17.xlsx" not in links(), "nothing of 2566 is public"
    assert 'href="/procurement/2567/monthly/2566-11/"' in links()
    assert "/monthly/2566-12/" not in links()
    contract(people, year=2566, signed_on=dt.date(2023, 1, 16))
    assert 'href="/procurement/2567/ita-o17.xlsx"' in links()


# ── read back as offices fill it in ──────────────────────────────────────────
OURS = "สำนักงานศึกษาธิการจังหวัดสุโขทัย"
HEADER_OF_AN_ERP = (
    "ลำดับ", "ปีงบประมาณ", "ประเภทหน่วยงาน", "กระทรวง", "ชื่อหน่วยงาน", "อำเภอ", "จังหวัด", "งานจัดซื้อจัดจ้าง",
    "วงเงินงบประมาณ", "แหล่งที่มางบประมาณ", "สถานะการจัดซื้อจัดจ้าง", "วิธีการจัดซื้อจัดจ้าง", "ราคากลาง (บาท)",
    "ราคาที่ตกลงซื้อหรือจ้าง", "เลขผู้เสียภาษี", "รายชื่อผู้ประกอบการ", "เลขที่โครงการในระบบ e-GP",
    "วันที่เริ่มต้นสัญญา", "วันที่สิ้นสุดสัญญา",
)  # fmt: skip


def erp_row(number: Any = 1, office: str = OURS, **facts: Any) -> list[Any]:
    row = {
        "year": "๒๕๖๗", "title": "จ้างซ่อมเครื่องปรับอากาศ", "budget": "12,500.50", "money": "เงินนอก",
        "status": "สิ้นสุดสัญญา", "method": "เฉพาะเจาะจง", "reference": "-", "agreed": "๑๒,๐๐๐.๐๐",
        "tax": RIGHT, "supplier": "บริษัท สมมุติแอร์ จำกัด", "project": "66119000777",
        "signed": "๑๗ มกราคม ๒๕๖๗", "ends": "30 ม.ค. 2567",
    } | facts  # fmt: skip
    values = list(row.values())
    return [number, values[0], "จังหวัด", "ศึกษาธิการ", office, "เมือง", "สุโขทัย", *values[1:]]


def read(rows: Sequence[Sequence[Any]], office: Any, **options: Any) -> ReadRegister:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return read_register(file.getvalue(), "o16.xlsx", office=office, **options)


def test_a_form_filled_in_elsewhere_is_read_with_titles_totals_dashes_and_thai_digits(office: Any):
    found = read(
        [
            ["แบบรายงานความก้าวหน้าการจัดซื้อจัดจ้าง"],
            ["ข้อมูล ณ วันที่ 31 มีนาคม 2567"],
            HEADER_OF_AN_ERP,
            erp_row(1),
            erp_row(2, office="สำนักงานศึกษาธิการจังหวัดตาก"),
            erp_row(3, title="จ้างพิมพ์เอกสาร", method="e-bidding", status="ยกเลิก", signed="-", ends=None),
            [None, None, None, None, None, None, None, "รวมทั้งสิ้น", "37,501.00", None, None, None, None, 36000],
        ],
        office,
    )
    assert [str(fault) for fault in found.faults] == []
    assert found.other_offices == 1
    first, second = found.rows
    assert first.facts["year"] == 2567
    assert (str(first.facts["budget"]), str(first.facts["agreed_price"])) == ("12500.50", "12000.00")
    assert first.facts["reference_price"] is None
    assert first.facts["signed_on"] == dt.date(2024, 1, 17)
    assert first.facts["ends_on"] == dt.date(2024, 1, 30)
    assert (first.facts["fund_source"], first.facts["method"]) == ("income", "specific")
    assert first.facts["stated_progress"] == Progress.ENDED
    assert first.words == {"money_from": "เงินนอก", "stated_progress": "สิ้นสุดสัญญา", "method": "เฉพาะเจาะจง"}
    assert str(first.place_of("budget")) == "แผ่นงาน “Sheet” เซลล์ I4 (วงเงินงบประมาณ)"
    assert second.facts["method"] == "e_bidding", "finer than the form asks for"
    assert second.facts["stated_progress"] == Progress.CANCELLED
    assert any("แถวรวม" in note for note in found.notes)
    (total,) = [note for note in found.findings if note.code == "total_differs"]
    assert "37,501.00" in total.what
    assert "37,501.50" in total.what, "with the other office's row, which the file adds up too"


def test_rows_of_every_office_are_read_when_asked_for(office: Any):
    rows = [HEADER_OF_AN_ERP, erp_row(1), erp_row(2, office="สำนักงานศึกษาธิการจังหวัดตาก", project="66119000778")]
    found = read(rows, office, all_offices=True)
    assert [row.words.get("office") for row in found.rows] == [None, "สำนักงานศึกษาธิการจังหวัดตาก"]
    assert found.other_offices == 0


def test_a_row_that_says_there_was_no_purchase_is_told_and_not_stored(office: Any):
    words = "ไม่มีสัญญาที่มีวงเงินเกิน 500,000 บาท"
    nothing = erp_row(
        1, title=words, budget=0, agreed="-", tax="", supplier="-", project="-", signed="-", ends="-"
    )
    found = read([HEADER_OF_AN_ERP, nothing], office)
    assert (found.rows, found.faults) == ([], [])
    assert any(words in note for note in found.notes)


def test_every_cell_that_cannot_be_read_is_named(office: Any):
    rows = [
        HEADER_OF_AN_ERP,
        erp_row(1, budget="หมื่นสอง", signed="31/2/2567"),
        erp_row(2, money="งบลับ", year="2024"),
    ]
    found = read(rows, office)
    assert {(note.place.column, note.place.row) for note in found.faults} == {
        ("I", 2),
        ("R", 2),
        ("B", 3),
        ("J", 3),
    }


def test_a_form_without_a_column_it_must_have_says_which(office: Any):
    header = ["วงเงินทั้งหมด" if title == "วงเงินงบประมาณ" else title for title in HEADER_OF_AN_ERP]
    found = read([header, erp_row(1)], office)
    assert found.rows == []
    assert any("วงเงินงบประมาณที่ได้รับจัดสรร" in note.what for note in found.faults)


def test_a_table_of_something_else_is_no_form(office: Any):
    with pytest.raises(UnreadableRegister, match="ไม่รู้จักตาราง"):
        read([["ที่", "ชื่อหน่วยงาน", "จังหวัด", "โทรศัพท์"], [1, OURS, "สุโขทัย", "0 5561 0000"]], office)


def test_a_supplier_is_found_by_its_number_as_the_public_sees_it(client: Client, people: Any):
    contract(people, title="งานของนิติบุคคล", tax_id=RIGHT)
    contract(people, title="งานของบุคคล", tax_id=NATURAL)
    found = Contract.objects.filter(words__contains=RIGHT)
    assert [one.title for one in found] == ["งานของนิติบุคคล"]
    assert "งานของนิติบุคคล" in client.get("/search/", {"q": RIGHT}).content.decode()
    assert "งานของบุคคล" not in client.get("/search/", {"q": NATURAL}).content.decode()
