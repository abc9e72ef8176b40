"""Spreadsheets: real dates and numbers, text that never runs, the same bytes again, and safe reading."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from portal.spreadsheets import (
    THAI_DATE,
    Column,
    Kind,
    csv_bytes,
    estimate_height,
    open_workbook_safely,
    safe_text,
    workbook_bytes,
    write_table,
    write_value,
)

COLUMNS = (
    Column("รายการ", 50),
    Column("วันที่ลงนาม", 18, Kind.DATE),
    Column("วงเงิน (บาท)", 16, Kind.MONEY),
    Column("จำนวน", 10, Kind.INTEGER),
)
ROWS = [
    ("จ้างทำผ้าม่านพร้อมติดตั้ง ห้องประชุม", date(2024, 3, 29), Decimal("56000.00"), 1),
    ('=HYPERLINK("https://evil.example","คลิก")', date(2024, 4, 1), Decimal("1234567.25"), 1200),
    ("-", None, None, None),
]
CREATED = datetime(2026, 3, 9, 2, 30, tzinfo=UTC)
risky = st.builds(str.__add__, st.sampled_from("=+-@\t\r＝＠"), st.text(min_size=1, max_size=20))
cell_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


def table(rows=ROWS, headings=("แผนการจัดซื้อจัดจ้าง", "ปีงบประมาณ พ.ศ. 2567")) -> bytes:
    workbook = Workbook()
    write_table(workbook.active, COLUMNS, rows, headings=headings)
    return workbook_bytes(workbook, title="แผน", author="สำนักงานศึกษาธิการจังหวัดสุโขทัย", created=CREATED)


def sheet_of(content: bytes):
    return load_workbook(io.BytesIO(content)).active


@given(risky)
def test_text_that_could_be_a_formula_stays_text_in_excel(text):
    workbook = Workbook()
    write_value(workbook.active["A1"], text)
    content = workbook_bytes(workbook, title="ก", author="ข", created=CREATED)
    cell = sheet_of(content)["A1"]
    assert cell.data_type in ("s", "n")  # "n" is an empty cell, when nothing printable was left
    assert cell.data_type == "s" or cell.value is None
    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@given(risky)
def test_text_that_could_be_a_formula_is_quoted_in_csv(text):
    assert safe_text(text) == f"'{text}"


@given(cell_text)
def test_every_other_text_is_left_as_it_is(text):
    assert safe_text(text) == (
        text if not text.startswith(tuple("=+-@＝＋－＠")) or text == "-" else f"'{text}"
    )


@given(
    st.lists(
        st.tuples(
            cell_text,
            st.dates(date(1950, 1, 1)),
            st.decimals(-(10**9), 10**9, places=2),
            st.integers(0, 10**9),
        ),
        max_size=5,
    )
)
def test_a_table_comes_back_from_csv_as_it_went(rows):
    content = csv_bytes(COLUMNS, rows)
    assert content.startswith(b"\xef\xbb\xbf")
    _, *read = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert read == [
        [safe_text(text), day.isoformat(), str(money), str(count)] for text, day, money, count in rows
    ]


def test_dates_and_numbers_are_real_and_shown_in_thai():
    sheet = sheet_of(table())
    day, money, count = sheet["B4"], sheet["C4"], sheet["D5"]
    assert (day.value, day.number_format, day.is_date) == (datetime(2024, 3, 29), THAI_DATE, True)
    assert (money.value, money.number_format) == (56000, "#,##0.00")
    assert (count.value, count.number_format) == (1200, "#,##0")
    assert sheet["A5"].value == ROWS[1][0]
    assert sheet["A5"].data_type == "s"
    assert sheet["B6"].value is None


def test_another_reader_sees_the_same_table():
    read = CalamineWorkbook.from_filelike(io.BytesIO(table())).get_sheet_by_index(0).to_python()
    assert read[2] == ["รายการ", "วันที่ลงนาม", "วงเงิน (บาท)", "จำนวน"]
    assert read[3] == [ROWS[0][0], date(2024, 3, 29), 56000.0, 1.0]
    assert read[4][0] == ROWS[1][0]


def test_a_moment_is_written_in_thai_time():
    workbook = Workbook()
    write_value(workbook.active["A1"], CREATED)
    assert workbook.active["A1"].value == datetime(2026, 3, 9, 9, 30)


def test_the_sheet_is_ready_to_print():
    sheet = sheet_of(table())
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.oddFooter.center.text == "หน้า &P จาก &N"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:D1", "A2:D2"]
    assert sheet["A3"].font.name == "TH Sarabun New"
    assert sheet["A3"].font.bold
    assert sheet["A4"].alignment.wrap_text


def test_a_table_without_headings_or_rows_still_has_its_header():
    sheet = sheet_of(table(rows=[], headings=()))
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert sheet.print_title_rows == "$1:$1"


def test_rows_are_as_high_as_their_text_needs():
    long = "ดำเนินการจัดทำแผนปฏิบัติการป้องกันการทุจริตและเผยแพร่บนเว็บไซต์ของสำนักงาน " * 6
    sheet = sheet_of(table(rows=[("สั้น", None, None, None), (long, None, None, None)]))
    assert sheet.row_dimensions[4].height == 24
    assert sheet.row_dimensions[5].height > 24 * 8
    assert estimate_height("ก\nข\nค", 50) == 72
    assert estimate_height("ที่นี่" * 4, 20) == estimate_height("ทน" * 4, 20)
    assert estimate_height("ก" * 100_000, 10) <= 409


def test_a_row_with_too_few_values_is_an_error():
    with pytest.raises(ValueError, match="2 values for 4 columns"):
        table(rows=[("ก", None)])
    with pytest.raises(ValueError, match="2 values for 4 columns"):
        csv_bytes(COLUMNS, [("ก", None)])


def test_the_same_content_gives_the_same_bytes(time_machine):
    time_machine.move_to(datetime(2026, 3, 9, tzinfo=UTC))
    first = table()
    time_machine.move_to(datetime(2027, 8, 1, tzinfo=UTC))
    assert table() == first
    assert table(rows=ROWS[:1]) != first


def test_the_properties_name_title_author_and_time():
    properties = load_workbook(io.BytesIO(table())).properties
    assert (properties.title, properties.creator) == ("แผน", "สำนักงานศึกษาธิการจังหวัดสุโขทัย")
    assert properties.created == properties.modified == datetime(2026, 3, 9, 2, 30)


def test_control_characters_do_not_spoil_the_file():
    assert sheet_of(table(rows=[("ก\x00\x0bข", None, None, None)]))["A4"].value == "กข"


def test_an_uploaded_workbook_is_opened_with_values():
    workbook = open_workbook_safely(table())
    assert workbook.active["A3"].value == "รายการ"


def test_what_is_no_workbook_is_refused_in_thai():
    for content in (b"", b"a,b\r\n", table()[:900]):
        with pytest.raises(ValidationError, match=r"แผน\.xlsx.*โปรด"):
            open_workbook_safely(content, name="แผน.xlsx")


def test_a_well_formed_package_that_is_no_workbook_is_refused():
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(table())) as source, zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<a/>" if name == "xl/workbook.xml" else source.read(name))
    with pytest.raises(ValidationError, match="ชำรุด"):
        open_workbook_safely(output.getvalue())


def test_a_cell_at_the_end_of_the_world_is_refused():
    workbook = Workbook()
    workbook.active["XFD1048576"] = 1
    content = workbook_bytes(workbook, title="ก", author="ข", created=CREATED)
    with pytest.raises(ValidationError, match="XFD1048576"):
        open_workbook_safely(content)
