"""Bad files are refused, and bad cells named, in Thai that says how to mend them; nothing is guessed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import PatternFill

from procurement.register_reader import read_register
from procurement.rows import UnreadableRegister
from tests import register_files as files
from tests.register_files import contract, csv_file, facts, json_file, read, saved, told, workbook

ROWS = files.aligned([contract(1), contract(2)])
CSV = csv_file(ROWS)
XLSX = saved(workbook(("ข้อมูล", ROWS)))


# ── files that do not open ───────────────────────────────────────────────────
def _encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 500
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 500
    )


def _bomb() -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(XLSX)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/media/large.xml", b" " * 30_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "ทะเบียน.csv", "ว่างเปล่า"),
        (b"", "ทะเบียน.json", "ว่างเปล่า"),
        (CSV, "ทะเบียน.xlsx", "นามสกุล .xlsx แต่เนื้อใน"),
        (XLSX, "ทะเบียน.csv", "นามสกุล .csv แต่เนื้อใน"),
        (XLSX, "ทะเบียน.json", "นามสกุล .json แต่เนื้อใน"),
        (XLSX[: len(XLSX) // 2], "ทะเบียน.xlsx", "ชำรุดหรือส่งมาไม่ครบ"),
        (XLSX[:-30], "ทะเบียน.xlsx", "ชำรุดหรือส่งมาไม่ครบ"),
        (_encrypted(), "ทะเบียน.xlsx", "รหัสผ่าน"),
        (_encrypted()[:400], "ทะเบียน.xlsx", "รุ่นเก่า"),
        (_bomb(), "ทะเบียน.xlsx", "ใหญ่ผิดปกติ"),
        (CSV, "ทะเบียน.xls", "บันทึกเป็น"),
        (CSV, "ทะเบียน.pdf", "นำเข้าได้เฉพาะ"),
        (CSV.decode().encode("utf-16"), "ทะเบียน.csv", "ไม่ใช่ข้อความที่อ่านได้"),
        (CSV.replace("ร้านสมมุติ".encode(), b"\x00\x01"), "ทะเบียน.csv", "ไม่ใช่ข้อความที่อ่านได้"),
        (CSV.replace("ร้านสมมุติ".encode(), '"ร้านสมมุติ'.encode(), 1), "ทะเบียน.csv", "เสียหายตั้งแต่แถว 2"),
        (json_file(ROWS)[:-40], "ทะเบียน.json", "ชำรุดหรือส่งมาไม่ครบ"),
        (b"[" * 100_000, "ทะเบียน.json", "ชำรุดหรือส่งมาไม่ครบ"),
        (b'{"success": false}', "ทะเบียน.json", "ไม่มีรายการข้อมูล"),
        (b'{"result": {"records": [1, 2]}}', "ทะเบียน.json", "ไม่มีรายการข้อมูล"),
        (b"[]", "ทะเบียน.json", "ไม่รู้จักตาราง|ไม่มีรายการข้อมูล"),
        ("ชื่อ,ราคา\nก,1\n".encode(), "ทะเบียน.csv", "ไม่รู้จักตารางในไฟล์.*ชื่อ | ราคา"),
        ("กขค".encode(), "ทะเบียน.csv", "ไม่พบตารางใดเลย"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_the_way_to_mend_it(content, name, why):
    with pytest.raises(UnreadableRegister, match=why) as refused:
        read(content, name)
    assert "โปรด" in str(refused.value)


def test_300_columns_are_refused_in_csv_and_excel():
    wide = [[*row, *[""] * 270, "เกิน"] for row in ROWS]
    for content, name in ((csv_file(wide), "ทะเบียน.csv"), (saved(workbook(("ข้อมูล", wide))), "ทะเบียน.xlsx")):
        with pytest.raises(UnreadableRegister, match="300 คอลัมน์"):
            read(content, name)


def test_a_million_rows_are_refused_before_they_are_read():
    book = workbook(("ข้อมูล", ROWS))
    book["ข้อมูล"].cell(1_048_576, 3).value = "ไกล"
    with pytest.raises(UnreadableRegister, match=r"1,048,576.*ลบแถวที่ไม่ใช้ท้ายตาราง"):
        read(book)
    with pytest.raises(UnreadableRegister, match="เกิน 200,000 แถว"):
        read(CSV + b",,\n" * 200_001)


def _with_rows(written: str) -> bytes:
    """The workbook with these rows of its sheet, as XML, after its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.namelist():
            content = source.read(part).decode()
            if part == "xl/worksheets/sheet1.xml":
                content = content.replace("</sheetData>", f"{written}</sheetData>").replace(
                    "<worksheet ",
                    '<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ',
                )
            target.writestr(part, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "row",
    [
        "<row r='1048576'><c r='XFD1048576'><!-- --><v>1</v></c></row>",
        "<x:row r='1048576'><x:c r='XFD1048576'><x:v>1</x:v></x:c></x:row>",
        "<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>",
        "<row r='1048576'><c t='>' r='XFD1048576'><v>1</v></c></row>",
        "<row r='1048576'><c><v>1</v></c></row>",
        "<row r='9'><c r='XFD9'/><c><v>1</v></c></row>",
    ],
)
def test_a_cell_too_far_away_is_refused_however_it_is_written(row):
    with pytest.raises(UnreadableRegister, match=r"ไกลถึง(แถว 1,048,576|คอลัมน์ XF[DE])"):
        read(_with_rows(row), "ทะเบียน.xlsx")


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("<row r='4'><c r='M4'><!-- --><f>1+1</f><v>2</v></c></row>", "M4"),
        ("<x:row r='4'><x:c r='M4'><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>", "M4"),
        ("<row r='4'><c r = 'M4'><f>1+1</f><v>2</v></c></row>", "M4"),
        ("<row><c r='L4'><v>1</v></c><c><f>1+1</f><v>2</v></c></row>", "M4"),
    ],
)
def test_a_formula_is_found_however_it_is_written(row, place):
    faults = read(_with_rows(row), "ทะเบียน.xlsx").faults
    assert [str(fault.place) for fault in faults if fault.code == "formula"] == [
        f"แผ่นงาน “ข้อมูล” เซลล์ {place}"
    ]


@pytest.mark.parametrize("mark", ["hidden='true'", "hidden = '1'", "ht='0' customHeight='1'"])
@pytest.mark.parametrize("number", ["r='4'", ""])
def test_a_hidden_row_is_found_however_it_is_written(mark, number):
    faults = read(_with_rows(f"<row {number} {mark}><c r='A4'><v>3</v></c></row>"), "ทะเบียน.xlsx").faults
    assert [str(fault.place) for fault in faults if fault.code == "hidden_row"] == ["แผ่นงาน “ข้อมูล” แถว 4"]


def test_colour_far_below_the_table_is_no_row():
    book = workbook(("ข้อมูล", ROWS))
    book["ข้อมูล"].cell(900_000, 400).fill = PatternFill("solid", start_color="FFFF0000")
    assert len(read(book).rows) == 2


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks(data):
    whole, name = data.draw(st.sampled_from([
        (XLSX, "ทะเบียน.xlsx"), (CSV, "ทะเบียน.csv"), (json_file(ROWS), "ทะเบียน.json"),
    ]))  # fmt: skip
    at = data.draw(st.integers(0, len(whole) - 1))
    content = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        register = read(content, name)
    except UnreadableRegister as refused:
        register = None
        message = str(refused)
    assert register is not None or "โปรด" in message


# ── columns ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("layout", [files.shifted, files.aligned])
def test_a_csv_cut_off_anywhere_gives_no_damaged_row_without_a_word(layout):
    whole = csv_file(layout(contract(number) for number in range(1, 4)))
    known = facts(read(whole))
    lines = whole.splitlines(keepends=True)
    refused = 0
    for cut in range(len(b"".join(lines[:2])), len(whole)):
        try:
            register = read(whole[:cut])
        except UnreadableRegister as error:
            refused += "ถูกตัดกลางแถวสุดท้าย" in str(error)
            continue
        if register.faults or any("ไฟล์อาจส่งมาไม่ครบ" in note for note in register.notes):
            continue
        assert facts(register) == known[: len(register.rows)], whole[:cut].splitlines()[-1].decode()
    assert refused > len(lines[-1]) // 2


def test_a_csv_cut_off_and_saved_again_is_a_fault_naming_the_row():
    rows = files.aligned(contract(number) for number in range(1, 4))
    register = read(csv_file([*rows[:-1], rows[-1][:20]]))
    assert "แถว 4: ไฟล์ถูกตัดกลางแถวสุดท้าย" in "".join(told(register.faults))


def test_a_renamed_column_is_a_fault_that_names_both():
    names, *values = ROWS
    renamed = ["วันที่ลงนามในสัญญา" if name == "วันที่ลงนามสัญญา" else name for name in names]
    register = read(csv_file([renamed, *values]))
    assert not register.rows
    assert len(register.faults) == 1
    assert "“วันที่ลงนามสัญญา”" in register.faults[0].what
    assert "“วันที่ลงนามในสัญญา”" in register.faults[0].what


def test_every_missing_column_is_told_at_once():
    dropped = [files.NAMES_29.index(name) for name in ("ชื่อหน่วยงานย่อย", "ราคากลาง(บาท)", "เลขที่สัญญา")]
    rows = [[value for index, value in enumerate(row) if index not in dropped] for row in ROWS]
    faults = told(read(csv_file(rows)).faults)
    assert [
        name for name in ("ชื่อหน่วยงานย่อย", "ราคากลาง", "เลขที่สัญญา") if any(name in fault for fault in faults)
    ] == [
        "ชื่อหน่วยงานย่อย",
        "ราคากลาง",
        "เลขที่สัญญา",
    ]


def test_columns_may_stand_in_any_order():
    order = [*range(15, 29), *range(15)]
    turned = [[row[index] for index in order] for row in ROWS]
    assert facts(read(csv_file(turned))) == facts(read(CSV))


# ── cells ────────────────────────────────────────────────────────────────────
def test_every_fault_of_a_file_is_listed_with_its_cell():
    rows = files.aligned([
        contract(1, **{"ราคาตกลงซื้อ/จ้าง": "หมื่นสอง", "วันที่ลงนามสัญญา": "31 ก.พ. 68"}),
        contract(2),
        contract(3, ชื่อโครงการ="", ปีงบประมาณ="-"),
    ])  # fmt: skip
    register = read(workbook(("e-GP", rows)))
    places = sorted(str(fault.place) for fault in register.faults)
    assert places == [
        "แผ่นงาน “e-GP” เซลล์ D4 (ชื่อโครงการ)",
        "แผ่นงาน “e-GP” เซลล์ M2 (ราคาตกลงซื้อ/จ้าง)",
        "แผ่นงาน “e-GP” เซลล์ N4 (ปีงบประมาณ)",
        "แผ่นงาน “e-GP” เซลล์ Z2 (วันที่ลงนามสัญญา)",
    ]


def test_a_formula_in_the_place_of_a_value_is_a_fault_naming_the_cell():
    book = workbook(("ข้อมูล", ROWS))
    book["ข้อมูล"]["M3"] = "=K3*0.9"
    register = read(book)
    assert [str(fault.place) for fault in register.faults if fault.code == "formula"] == [
        "แผ่นงาน “ข้อมูล” เซลล์ M3"
    ]
    assert "วางแบบพิเศษเป็น “ค่า”" in register.faults[0].what


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", '=HYPERLINK("x","y")'])
def test_text_that_looks_like_a_formula_stays_text(text):
    rows = files.aligned([contract(1, ชื่อผู้ชนะ=text)])
    book = workbook(("ข้อมูล", rows))
    cell = book["ข้อมูล"].cell(2, files.NAMES_29.index("ชื่อผู้ชนะ") + 1)
    cell.value, cell.data_type = text, "s"
    for register in (read(csv_file(rows)), read(book)):
        assert not register.faults
        assert register.rows[0].facts["supplier_name"] == text


def test_rows_columns_and_sheets_hidden_with_data_are_faults():
    book = workbook(("ข้อมูล", ROWS), ("ซ่อน", ROWS))
    sheet = book["ข้อมูล"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["L"].hidden = True
    sheet.column_dimensions["AZ"].hidden = True
    book["ซ่อน"].sheet_state = "veryHidden"
    assert [(fault.code, str(fault.place)) for fault in read(book).faults] == [
        ("hidden_row", "แผ่นงาน “ข้อมูล” แถว 3"),
        ("hidden_column", "แผ่นงาน “ข้อมูล” เซลล์ L2"),
        ("hidden_sheet", "แผ่นงาน “ซ่อน” แถว 1"),
    ]


def test_a_sheet_too_many_is_told_and_a_second_table_is_read():
    second = files.aligned([contract(3)])
    book = workbook(("ตุลาคม", ROWS), ("บันทึก", [["โทรหาผู้ขาย"]]), ("พฤศจิกายน", second))
    register = read(book)
    assert [row.facts["contract_number"] for row in register.rows] == ["1/2568", "2/2568", "3/2568"]
    assert [row.place.sheet for row in register.rows] == ["ตุลาคม", "ตุลาคม", "พฤศจิกายน"]
    assert "อ่านแผ่นงาน “ตุลาคม” “พฤศจิกายน”" in register.notes
    assert [note for note in register.notes if note.startswith("ไม่ได้อ่านแผ่นงาน “บันทึก”")]


def test_a_workbook_keeps_numbers_as_numbers_and_dates_as_dates():
    row = contract(1, **{"ราคาตกลงซื้อ/จ้าง": 11500.5, "งบประมาณ(บาท)": 12000, "เลขนิติบุคคล": 105500000003})
    row |= {"รหัสโครงการ": 68010000001, "ปีงบประมาณ": 2568, "วันที่ลงนามสัญญา": dt.date(2025, 1, 17)}
    row |= {"วันที่สิ้นสุดสัญญา": 45677}
    register = read(workbook(("ข้อมูล", files.aligned([row]))))
    assert not register.faults
    assert facts(register) == facts(read(csv_file(files.aligned([contract(1)]))))
    assert [finding.code for finding in register.findings] == ["lost_zero"]


def test_messages_never_quote_a_citizen_number():
    number = "1234567890121"
    rows = files.aligned([
        contract(1, **{"ราคากลาง(บาท)": f"{number} บาท", "วันที่ลงนามสัญญา": number, "ชื่อผู้ชนะ": f"นายสมมุติ {number}"}),
        contract(2, เลขนิติบุคคล=number),
    ])  # fmt: skip
    register = read(csv_file(rows))
    assert register.rows[1].facts["tax_id"] == "123456789xxxx"
    assert [finding.code for finding in register.findings if finding.place.row == 3] == ["masked"]
    said = " ".join(told(register.faults) + told(register.findings) + register.notes)
    assert len(register.faults) == 3
    assert number not in said
    assert "890121" not in said


@pytest.mark.parametrize("column", ["สถานะโครงการ", "สถานะสัญญา", "ชื่อประเภทโครงการ", "กลุ่มวิธีจัดซื้อฯ"])
def test_no_word_of_a_source_brings_a_citizen_number_in(column):
    number = "1234567890121"
    register = read(csv_file(files.aligned([contract(1, **{column: f"ยกเลิก {number}"})])))
    assert [(fault.place.row, fault.place.header) for fault in register.faults] == [(2, column)]
    assert "เลขประจำตัวประชาชน" in register.faults[0].what
    assert number not in str(register)


def test_no_name_of_an_office_or_of_a_sheet_brings_a_citizen_number_in():
    number = "1234567890121"
    rows = files.aligned([contract(1, ชื่อหน่วยงานย่อย=f"กลุ่มของ {number}")])
    register = read(csv_file(rows), all_offices=True)
    assert [fault.place.header for fault in register.faults] == ["ชื่อหน่วยงานย่อย"]
    assert number not in str(register)
    with pytest.raises(UnreadableRegister, match="ชื่อแผ่นงาน") as refused:
        read(workbook((f"ของ {number}", ROWS)))
    assert number not in str(refused.value)


# ── JSON ─────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("column", "written", "why"),
    [
        ("ปีงบประมาณ", '"' + "9" * 5000 + '"', "อ่านปีงบประมาณ “9999…” ไม่ได้"),
        ("ปีงบประมาณ", "1" + "0" * 4000, "อ่านปีงบประมาณ “1000…” ไม่ได้"),
        ("วันที่ลงนามสัญญา", "1" + "0" * 400, "อ่านวันที่ “1000…” ไม่ได้"),
        ("วันที่ลงนามสัญญา", "1e300", "ไม่ใช่วันที่"),
        ("ราคาตกลงซื้อ/จ้าง", "1" + "0" * 5000, "หนึ่งล้านล้านบาท"),
        ("ราคาตกลงซื้อ/จ้าง", "1e400", "NaN หรือ Infinity"),
        ("ราคาตกลงซื้อ/จ้าง", "NaN", "NaN หรือ Infinity"),
        ("ราคาตกลงซื้อ/จ้าง", "-Infinity", "NaN หรือ Infinity"),
        ("ราคาตกลงซื้อ/จ้าง", '"-' + "9" * 9000 + '"', "จำนวนเงินติดลบ"),
        ("ชื่อโครงการ", r'"ก\ud800"', "อักขระควบคุม"),
        ("สถานะโครงการ", r'"ก\u0000"', "อักขระควบคุม"),
        ("ชื่อโครงการ", '"' + "ก" * 90_000 + '"', "เกิน 1,000 ตัวอักษร"),
    ],
    ids=range(12),
)
def test_an_impossible_value_of_json_is_a_short_fault_of_its_cell(column, written, why):
    content = json_file(files.aligned([contract(1, **{column: "ที่นี่"})])).replace(
        '"ที่นี่"'.encode(), written.encode()
    )
    [fault] = read(content, "ทะเบียน.json").faults
    assert fault.place.header == column
    assert why in fault.what
    assert len(fault.what) < 200


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (rb'[{"\ud800": 1, "b": 2}]', "อักขระควบคุมที่มองไม่เห็นในชื่อคอลัมน์"),
        (rb'[{"\u0000": 1, "b": 2}]', "อักขระควบคุมที่มองไม่เห็นในชื่อคอลัมน์"),
        (b'[{"a": 1, "b": 2, "a": 3}]', "“a” ซ้ำกันในระเบียนเดียว"),
        (b'[{"a b": 1, "ab": 2}]', "“ab” ซ้ำกันในระเบียนเดียว"),
        (b"[" + b",".join(b'{"k%d": 1}' % n for n in range(60_000)) + b"]", "ชื่อคอลัมน์เกิน 120 ชื่อ"),
        (b"[" + b",".join([b"{}"] * 200_200) + b"]", "เกิน 200,000 แถว"),
    ],
    ids=["surrogate", "nul", "twice", "alike", "many names", "many records"],
)
def test_json_that_names_its_columns_badly_is_refused(content, why):
    with pytest.raises(UnreadableRegister, match=why) as refused:
        read(content, "ทะเบียน.json")
    assert "โปรด" in str(refused.value)
    assert str(refused.value).encode()


def test_a_file_is_known_by_its_content_and_not_by_its_name():
    for name in ("รายงาน สขร.1.csv", "ITA-o16.csv", "X.CSV"):
        assert read_register(CSV, name, office=files.Office(name=files.OFFICE)).layout == "egp_csv"
