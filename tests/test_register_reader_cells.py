"""One cell of a procurement file: every spelling of an amount, a day, a number or a word means one value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.sheets.cells import CellFault
from portal.thai import MONTHS, MONTHS_SHORT, arabic_digits, thai_digits
from portal.uploads.citizen_ids import belongs_to_a_person, check_digit
from procurement.models import ExpenseType, FundSource, Kind, LegalGroup, Method, MethodGroup, Progress
from procurement.models.contract import FACTS, Contract
from procurement.register_reader.cells import parse_fact, read_cell
from procurement.register_reader.wordings import CODED
from procurement.tax_numbers import is_masked

KEYS = (
    *FACTS,
    "number",
    "agency_type",
    "ministry",
    "office",
    "province",
    "money_from",
    "method_group",
    "progress",
)
amounts = st.decimals(0, Decimal("9999999999.99"), places=2)
days = st.dates(dt.date(1998, 1, 1), dt.date(2096, 12, 31))
twelve = st.text("0123456789", min_size=12, max_size=12)
cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text(max_size=40),
    st.from_regex(r"[0-9๐-๙]{1,3}[ /.,-][ก-ฮ0-9.]{1,6}[ /.,-][0-9]{2,5}", fullmatch=True),
)  # fmt: skip


def said_of(field: str, cell: object) -> str:
    """What becomes of a cell, in words: its value and what is odd in it, or why it is refused."""
    try:
        reading = read_cell(field, cell)
    except CellFault as fault:
        return f"ปฏิเสธ: {fault}"
    return f"{reading.value} {reading.odd}"


# ── money ────────────────────────────────────────────────────────────────────
@given(amounts)
def test_an_amount_is_the_same_however_it_is_written(amount):
    grouped = f"{amount:,.2f}"
    for written in (
        str(amount),
        grouped,
        f"{grouped} บาท",
        f"฿{grouped}",
        f" {grouped} ",
        thai_digits(grouped),
    ):
        assert parse_fact("agreed_price", written) == amount
    assert parse_fact("agreed_price", float(amount)) == amount
    assert parse_fact("agreed_price", amount) == amount


def test_amounts_are_decimals_to_the_satang_without_the_noise_of_binary_fractions():
    assert parse_fact("budget", 0.1 + 0.2) == Decimal("0.30")
    assert parse_fact("budget", 836.4).as_tuple().exponent == -2
    assert read_cell("budget", 836.4).code == ""
    assert parse_fact("budget", "3,498,760.90") == Decimal("3498760.90")
    assert parse_fact("budget", "12,000.-") == Decimal(12000)


def test_an_amount_finer_than_a_satang_is_told_with_what_was_written():
    reading = read_cell("reference_price", "1,234.567")
    assert (reading.value, reading.code) == (Decimal("1234.57"), "rounded")
    assert "1,234.567" in reading.odd


@pytest.mark.parametrize("written", ["-", "–", "", "   ", None, "ไม่มี", "null"])
def test_a_dash_or_nothing_is_no_amount_and_no_day(written):
    assert parse_fact("budget", written) is None
    assert parse_fact("signed_on", written) is None
    assert parse_fact("tax_id", written) == ""


@pytest.mark.parametrize(
    "written",
    [
        "12,34",
        "1.234,50",
        "-500",
        "(500)",
        "หนึ่งพัน",
        "6.5E+11",
        "10 000",
        "1,000 หรือ 2,000",
        True,
        1e13,
        float("nan"),
    ],
)
def test_what_is_no_amount_is_a_fault_that_says_how_to_mend_it(written):
    with pytest.raises(CellFault, match="โปรด"):
        parse_fact("agreed_price", written)


# ── days ─────────────────────────────────────────────────────────────────────
@given(days)
def test_a_day_is_the_same_however_it_is_written(day):
    year, month = day.year + 543, day.month
    for written in (
        f"{day.day} {MONTHS[month - 1]} {year}",
        f"วันที่ {day.day} เดือน {MONTHS[month - 1]} พ.ศ. {year}",
        f"{day.day} {MONTHS_SHORT[month - 1]} {year % 100:02}" if 2500 <= year < 2600 else f"{day:%Y-%m-%d}",
        f"{day.day} {MONTHS_SHORT[month - 1].replace('.', '')} {year}",
        f"{day.day}/{month}/{year}",
        f"{day.day:02}-{month:02}-{year}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m-%d}T00:00:00",
        f"{year}-{month:02}-{day.day:02}",
    ):
        assert parse_fact("signed_on", written) == day, written
        assert parse_fact("signed_on", thai_digits(written)) == day, written
    serial = (day - dt.date(1899, 12, 30)).days
    assert parse_fact("signed_on", serial) == parse_fact("signed_on", float(serial)) == day
    assert parse_fact("signed_on", str(serial)) == day
    assert parse_fact("ends_on", dt.datetime(day.year, day.month, day.day, 9, 30)) == day


def test_a_date_cell_typed_with_the_buddhist_year_is_read_as_it_was_meant():
    assert parse_fact("signed_on", dt.datetime(2568, 1, 17)) == dt.date(2025, 1, 17)
    with pytest.raises(CellFault, match="ปฏิทิน"):
        parse_fact("signed_on", dt.date(2568, 2, 29))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("17/01/68", "ไม่ครบสี่หลัก"),
        ("17-1-25", "ไม่ครบสี่หลัก"),
        ("17/01/2025", "ค.ศ."),
        ("31 ก.พ. 2568", "ปฏิทิน"),
        ("17 มกรา 2568", "เดือน"),
        ("17 ม.ค. 2868", "นอกช่วง"),
        ("17 Jan 2025", "อ่านวันที่"),
        ("12/2568", "อ่านวันที่"),
        (12.0, "ไม่ใช่วันที่"),
        (True, "ต้องเป็นวันที่"),
    ],
)
def test_a_day_that_is_not_certain_is_refused_with_the_reason(written, why):
    with pytest.raises(CellFault, match=why):
        parse_fact("signed_on", written)


@pytest.mark.parametrize(
    "written", ["2568", 2568, 2568.0, "๒๕๖๘", "พ.ศ. 2568", "ปีงบประมาณ พ.ศ. 2568", "ปี 2568"]
)
def test_a_fiscal_year_is_read_in_every_spelling(written):
    assert parse_fact("year", written) == 2568


@pytest.mark.parametrize(
    ("written", "why"), [(2025, "2568"), ("68", "ปีงบประมาณ"), ("สองห้าหก", "อ่านปี"), (2700, "2640")]
)
def test_a_year_of_another_era_or_shortened_is_refused(written, why):
    with pytest.raises(CellFault, match=why):
        parse_fact("year", written)


# ── tax numbers ──────────────────────────────────────────────────────────────
@given(twelve.map(lambda rest: "0" + rest[1:]))
def test_a_juristic_number_that_lost_its_zero_gets_it_back_only_if_the_check_digit_fits(first_twelve):
    assume(not belongs_to_a_person(first_twelve))
    number = first_twelve + check_digit(first_twelve)
    assert parse_fact("tax_id", number) == number
    assert (
        parse_fact("tax_id", f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}")
        == number
    )
    shortened = number[1:]
    if shortened[0] != "0":
        for cell in (shortened, int(shortened), float(shortened)):
            reading = read_cell("tax_id", cell)
            assert (reading.value, reading.code) == (number, "lost_zero")
    wrong = shortened[:-1] + str((int(shortened[-1]) + 1) % 10)
    with pytest.raises(CellFault, match="12 หลัก"):
        parse_fact("tax_id", wrong)


@given(st.sampled_from("12345678"), twelve)
def test_a_citizen_number_never_leaves_the_cell_whole(first, rest):
    number = first + rest[1:] + check_digit(first + rest[1:])
    dashed = f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"
    for cell in (number, int(number), float(number), thai_digits(number)):
        reading = read_cell("tax_id", cell)
        assert is_masked(reading.value)
        assert reading.value == number[:9] + "xxxx"
        assert number[8:] not in reading.odd
    for field in KEYS:
        for text in (number, f"นายสมมุติ {number}", dashed):
            assert number not in arabic_digits(said_of(field, text)).replace("-", ""), field


def test_masked_numbers_stay_masked_and_half_a_number_is_refused():
    assert parse_fact("tax_id", "364990001xxxx") == "364990001xxxx"
    assert parse_fact("tax_id", "3649900014XXXX".replace("4X", "X")) == "364990001xxxx"
    for written in ("12345", "6.53564E+11", "ไม่ทราบเลข", "06535640032791"):
        with pytest.raises(CellFault):
            parse_fact("tax_id", written)


# ── words ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("field", "written", "term"),
    [
        ("method", "เฉพาะเจาะจง", Method.SPECIFIC),
        ("method", "วิธีเฉพาะเจาะจง", Method.SPECIFIC),
        ("method", "โดยวิธีเฉพาะเจาะจง ม.56 (2) (ข)", Method.SPECIFIC),
        ("method", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", Method.E_BIDDING),
        ("method", "e-Bidding", Method.E_BIDDING),
        ("method", "จ้างออกแบบฯโดยวิธีคัดเลือก", Method.DESIGN_SELECTED),
        ("method", "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป", Method.CONSULT_OPEN),
        ("method", "ตลาดอิเล็กทรอนิกส์ (e-market)", Method.E_MARKET),
        ("method_group", "วิธีประกาศเชิญชวนทั่วไป", MethodGroup.OPEN),
        ("method_group", "สอบราคา", MethodGroup.OPEN),
        ("method_group", "อื่นๆ", MethodGroup.OTHER),
        ("legal_group", "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง", LegalGroup.GENERAL),
        ("legal_group", "งานจ้างที่ปรึกษา", LegalGroup.CONSULT),
        ("kind", "จ้างทำของ/จ้างเหมาบริการ", Kind.HIRE),
        ("kind", "จ้างออกแบบและควบคุมงานก่อสร้าง", Kind.DESIGN_SUPERVISE),
        ("stated_progress", "ระหว่างดำเนินการ", Progress.ACTIVE),
        ("stated_progress", "สิ้นสุดสัญญา", Progress.ENDED),
        ("progress", "สิ้นสุดระยะสัญญา", Progress.ENDED),
        ("progress", "ยังไม่ลงนามในสัญญา", Progress.UNSIGNED),
        ("progress", "ยกเลิกสัญญา", Progress.CANCELLED),
        ("fund_source", "เงินนอก", FundSource.INCOME),
        ("fund_source", "พ.ร.บ.งบประมาณรายจ่าย", FundSource.BUDGET_ACT),
        ("money_from", "งบลงทุน", ExpenseType.INVESTMENT),
        ("money_from", "อื่น ๆ", FundSource.OTHER),
        ("expense_type", "งบดำเนินงาน", ExpenseType.OPERATING),
    ],
)  # fmt: skip
def test_words_of_the_closed_lists_are_known_in_the_spellings_of_every_source(field, written, term):
    assert parse_fact(field, written) is term


@pytest.mark.parametrize("field", sorted(CODED))
def test_every_label_of_the_models_reads_back(field):
    choices = {"money_from": FundSource, "method_group": MethodGroup, "progress": Progress}.get(field)
    for term in choices or dict(Contract._meta.get_field(field).choices):
        label = term.label if choices else dict(Contract._meta.get_field(field).choices)[term]
        assert parse_fact(field, str(label)) == term


def test_a_misspelt_word_is_a_fault_that_names_the_word_that_was_meant():
    with pytest.raises(CellFault, match="หมายถึง “เฉพาะเจาะจง” หรือไม่"):
        parse_fact("method", "เฉพาะเจะจง")
    with pytest.raises(CellFault, match="เลือกได้ดังนี้: วิธีประกาศเชิญชวนทั่วไป / วิธีคัดเลือก"):
        parse_fact("method_group", "ตามใจชอบ")


def test_a_word_that_e_gp_alone_has_is_kept_as_other_and_told():
    reading = read_cell("kind", "แลกเปลี่ยน")
    assert (reading.value, reading.code) == (Kind.OTHER, "unknown_word")
    assert "แลกเปลี่ยน" in reading.odd


# ── text ─────────────────────────────────────────────────────────────────────
def test_text_is_kept_as_it_was_written():
    assert parse_fact("supplier_name", "นายสมมุติ  ตัวอย่าง") == "นายสมมุติ  ตัวอย่าง"
    assert parse_fact("title", "=cmd|' /C calc'!A0") == "=cmd|' /C calc'!A0"
    assert parse_fact("contract_number", "๑/๒๕๖๘") == "๑/๒๕๖๘"
    assert parse_fact("contract_number", 75.0) == "75"
    assert parse_fact("project_number", 67129349893.0) == "67129349893"


def test_what_excel_did_to_a_number_that_is_a_name_is_a_fault():
    with pytest.raises(CellFault, match="เปลี่ยนข้อความในเซลล์นี้เป็นวันที่"):
        parse_fact("contract_number", dt.datetime(2568, 1, 1))
    with pytest.raises(CellFault, match="เลขแบบย่อ"):
        parse_fact("project_number", "6.71293E+10")
    with pytest.raises(CellFault, match="ค่าผิดพลาดของ Excel"):
        parse_fact("title", "#REF!")


@given(st.sampled_from(KEYS), cells)
def test_whatever_stands_in_a_cell_it_is_read_or_refused_in_thai(field, cell):
    said = said_of(field, cell)
    if said.startswith("ปฏิเสธ: "):
        assert any("ก" <= letter <= "๙" for letter in said.removeprefix("ปฏิเสธ: "))
        return
    value = parse_fact(field, cell)
    if field in FACTS and isinstance(value, str) and value:
        Contract._meta.get_field(field).run_validators(str(value))
    assert value is None or isinstance(value, str | int | Decimal | dt.date)
