"""An earlier year's report is read whole, whatever its format, and what looks wrong in it is named."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures.models import Slug
from measures.report_reader import Finding, ReadReport, Severity, UnreadableReport, read_report

HEADER = ["มาตรการหรือกิจกรรม ปีงบประมาณ พ.ศ. ๒๕๖๕", "ขั้นตอนหรือวิธีการปฏิบัติ", "สรุปผลการดำเนินการ", "ผลลัพธ์/ความสำเร็จ"]
NARROW_HEADER = [
    "มาตรการหรือ กิจกรรม ปีงบประมาณ\nพ.ศ. ๒๕๖๕",
    "ขั้นตอน หรือวิธีการปฏิบัติ",
    "สรุปผล การดำเนินการ",
    "ผลลัพธ์/ ความสำเร็จ",
]
TITLES = {
    "manuals": "การเผยแพร่คู่มือหรือมาตรฐานการปฏิบัติงาน",
    "participation": "การเผยแพร่การเปิดโอกาสให้เกิดการมีส่วนร่วม",
    "services": "การเผยแพร่คู่มือหรือมาตรฐานการให้บริการ และ E-Service",
    "authority": "การเผยแพร่อำนาจหน้าที่",
    "news": "การเผยแพร่ข่าวประชาสัมพันธ์",
    "risk": "การเผยแพร่การประเมินความเสี่ยงการทุจริต",
    "procurement": "การเผยแพร่แผนการจัดซื้อจัดจ้าง",
    "hr": "การเผยแพร่รายงานผลการบริหารทรัพยากรบุคคล",
    "ethics": "การเผยแพร่การขับเคลื่อนจริยธรรม",
    "complaints": "การเผยแพร่ช่องทางร้องเรียนการทุจริต",
    "improvement": "การเผยแพร่หน่วยงานมีการปรับปรุงองค์กรให้โปร่งใสมากขึ้น",
}
SIGNATURE = ["ผู้บริหาร", "(นางสาวใจดี ตั้งตรง)", "ศึกษาธิการจังหวัดตัวอย่าง"]
ABOVE = ["รายงานผลการส่งเสริมคุณธรรม", "สำนักงานดำเนินการในปี พ.ศ. ๒๕๖๕ ดังต่อไปนี้"]

Cells = list[str]


def rows_of(titles: dict[str, str] = TITLES) -> list[Cells]:
    return [
        [title, f"๑. วางแผนเรื่องที่ {n}\n๒. เผยแพร่บนเว็บไซต์", f"ดำเนินการเรื่องที่ {n} แล้ว", f"ประชาชนทราบเรื่องที่ {n}"]
        for n, title in enumerate(titles.values(), start=1)
    ]


def as_text(
    rows: list[Cells], *, header: Cells = HEADER, above: Cells = ABOVE, below: Cells = SIGNATURE
) -> bytes:
    """Text as extraction leaves it: no line breaks inside cells, paragraphs in <p>."""
    lines = [*above, "\t".join(cell.replace("\n", " ") for cell in header)]
    lines += ("\t".join("".join(f"<p>{p}</p> " for p in cell.split("\n")) for cell in row) for row in rows)
    return "\n".join([*lines, "", *below]).encode()


def as_xlsx(
    rows: list[Cells], *, header: Cells = HEADER, above: Cells = ABOVE, below: Cells = SIGNATURE
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "รายงาน"
    for row in [*([line] for line in above), header, *rows, [], *(["", "", "", line] for line in below)]:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_docx(
    rows: list[Cells], *, header: Cells = HEADER, above: Cells = ABOVE, below: Cells = SIGNATURE
) -> bytes:
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(header))
    for row in [header, *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].text, *more = text.split("\n")
            for paragraph in more:
                cell.add_paragraph(paragraph)
    for line in below:
        document.add_paragraph(line)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


FORMATS: dict[str, Callable[..., bytes]] = {"txt": as_text, "xlsx": as_xlsx, "docx": as_docx}


def cells_of(report: ReadReport) -> list[tuple[str, tuple[str, ...], str, str]]:
    return [(row.title, row.steps, row.summary, row.outcome) for row in report.rows]


def told(report: ReadReport, words: str) -> list[Finding]:
    return [finding for finding in report.findings if words in finding.what]


def serious(report: ReadReport) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is not Severity.INFO]


# ── the office's own report ──────────────────────────────────────────────────


@pytest.fixture(scope="module")
def office_file(request: pytest.FixtureRequest) -> bytes:
    folder: Path = request.getfixturevalue("shared")
    return (folder / "domain" / "000_c2e2605c658626c6.txt").read_bytes()


@pytest.fixture(scope="module")
def proofread() -> list[dict[str, object]]:
    """The report's eleven rows as read by eye against the source."""
    rows = json.loads((Path(__file__).parent / "data" / "report_2566.json").read_text())
    return [row | {"steps": tuple(row["steps"]), "source_rows": tuple(row["source_rows"])} for row in rows]


@pytest.fixture(scope="module")
def office_report(office_file: bytes) -> ReadReport:
    return read_report(office_file, "o35.txt", expected_year=2566)


def test_the_offices_report_is_exactly_the_eleven_measures_in_order(office_report: ReadReport) -> None:
    assert [row.slug for row in office_report.rows] == list(Slug)
    assert [row.order for row in office_report.rows] == list(range(1, 12))
    assert [len(row.steps) for row in office_report.rows] == [3, 3, 4, 1, 1, 3, 4, 1, 1, 3, 1]


@pytest.mark.parametrize("index", range(11))
def test_every_text_of_the_offices_report_is_whole(
    office_report: ReadReport, proofread: list[dict[str, object]], index: int
) -> None:
    row = office_report.rows[index]
    assert {name: getattr(row, name) for name in proofread[index]} == proofread[index]


def test_the_report_loses_and_gains_no_letter_of_the_source(
    office_file: bytes, office_report: ReadReport
) -> None:
    """Apart from headers, tags, step numbers and the mended misprints, only spaces differ."""
    source = office_file.decode()
    for before, after in {(f.before, f.after) for f in office_report.findings if "แก้คำ" in f.what}:
        source = source.replace(before, after)
    source = source.replace("ในกรณีที่มีพบว่า", "ในกรณีที่พบว่า").replace("อย่างน้อยเพียงใด", "มากน้อยเพียงใด")
    body = "".join(
        "".join(line.split("\t"))
        for line in source.splitlines()
        if "\t" in line and "มาตรการหรือกิจกรรม" not in line
    )
    squeeze = str.maketrans("", "", " -–\n๑๒๓๔๕๖๗๘๙๐.")
    read = "".join(text for row in cells_of(office_report) for part in row for text in part)
    expected = body.replace("<p>", "").replace("</p>", "").translate(squeeze)
    assert sorted(read.translate(squeeze)) == sorted(expected)


def test_title_year_result_and_signature_of_the_offices_report(office_report: ReadReport) -> None:
    assert office_report.title == (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในสำนักงานศึกษาธิการจังหวัดสุโขทัย"
    )
    assert office_report.introduction.startswith("สำนักงานศึกษาธิการจังหวัดสุโขทัย มีการดำเนินการตามขั้นตอน")
    assert office_report.introduction.endswith("มีรายละเอียดดังต่อไปนี้")
    assert office_report.fiscal_year == 2566
    assert (office_report.result.score, office_report.result.level) == (Decimal("88.37"), "A")
    assert office_report.signature
    assert office_report.signature.name == "นายธวัชชัย ฟูหน้า"
    assert office_report.signature.title == "ศึกษาธิการจังหวัดสุโขทัย"


def test_what_was_mended_in_the_offices_report_is_told_and_nothing_is_wrong_with_it(
    office_report: ReadReport,
) -> None:
    assert serious(office_report) == []
    assert {(f.before, f.after) for f in told(office_report, "แก้คำที่พิมพ์ผิด")} == {
        ("ประพจน์มิชอบ", "ประพฤติมิชอบ"),
        ("ITA - ๐๑๖", "ITA-o16"),
        ("ITA - ๐๑๗", "ITA-o17"),
        ("อย่างน้อยเพียงใด", "มากน้อยเพียงใด"),
        ("ในกรณีที่มีพบว่า", "ในกรณีที่พบว่า"),
        ("E – Service", "E-Service"),
        ("Walk – in", "Walk-in"),
        ("MOE – ITA", "MOE-ITA"),
        ("พัสด\u0941\u0930ายเดือน", "พัสดุรายเดือน"),
    }
    assert [f.where for f in told(office_report, "รวมเป็นมาตรการเดียว")] == [
        "บรรทัดที่ 11, บรรทัดที่ 14",
        "บรรทัดที่ 16, บรรทัดที่ 19",
        "บรรทัดที่ 21, บรรทัดที่ 24",
        "บรรทัดที่ 27, บรรทัดที่ 30",
    ]
    assert told(office_report, "หัวตารางที่ซ้ำ")[0].where.count("บรรทัดที่") == 4
    assert len(office_report.findings) == 1 + 1 + 4 + 17  # spaces, headers, joined rows, mended words


def test_a_name_is_pointed_out_but_never_changed(office_file: bytes) -> None:
    report = read_report(office_file, "o35.txt", known_executive="นายธวัชชัย ชูหน้า")
    assert report.signature
    assert report.signature.name == "นายธวัชชัย ฟูหน้า"
    assert [f.severity for f in told(report, "ไม่ตรงกับชื่อผู้บริหาร")] == [Severity.WARNING]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_offices_report_pasted_into_word_or_excel_reads_the_same(
    office_file: bytes, office_report: ReadReport, kind: str
) -> None:
    lines = [line.split("\t") for line in office_file.decode().splitlines() if line.strip()]
    table = [line for line in lines if len(line) > 1]
    around = [line[0] for line in lines if len(line) == 1]
    content = FORMATS[kind](table[1:], header=table[0], above=around[:2], below=around[2:])
    report = read_report(content, f"o35.{kind}")
    assert cells_of(report) == cells_of(office_report)
    assert report.signature == office_report.signature
    assert serious(report) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_offices_report_reads_the_same_in_every_unicode(
    office_file: bytes, office_report: ReadReport, encoding: str
) -> None:
    assert read_report(office_file.decode().encode(encoding), "o35.txt").rows == office_report.rows


# ── any report ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", FORMATS)
def test_a_clean_report_comes_back_as_it_was_written(kind: str) -> None:
    report = read_report(FORMATS[kind](rows_of()), f"รายงาน.{kind}", expected_year=2565)
    assert [row.slug for row in report.rows] == list(Slug)
    assert report.rows[2].steps == ("วางแผนเรื่องที่ 3", "เผยแพร่บนเว็บไซต์")
    assert report.findings == ()
    assert (report.title, report.introduction) == tuple(ABOVE)
    assert report.signature
    assert report.signature.name == "นางสาวใจดี ตั้งตรง"


@pytest.mark.parametrize("encoding", ["cp874", "tis-620"])
def test_text_of_an_old_thai_windows_is_read(encoding: str) -> None:
    content = as_text(rows_of()).decode().encode(encoding)
    assert cells_of(read_report(content, "o35.txt")) == cells_of(read_report(as_text(rows_of()), "o35.txt"))


def test_text_saved_by_excel_with_quoted_lines_is_read() -> None:
    lines = ["\t".join(HEADER)] + ["\t".join(f'"{cell}"' for cell in row) for row in rows_of()]
    report = read_report("\r\n".join(lines).encode("utf-16"), "Unicode.txt")
    assert cells_of(report) == cells_of(read_report(as_text(rows_of()), "o35.txt"))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_row_torn_over_pages_is_one_measure(kind: str) -> None:
    rows = rows_of()
    torn = [
        ["การเผยแพร่แผนการจัดซื้อจัดจ้าง สรุป", "๑. จัดทำแผน ๒. จัดทำข้อมูลของ", "ดำเนินการเผยแพร่แผนและ", "มีแผน (ฉบับ"],
        NARROW_HEADER,
        ["ผลการจัดซื้อจัดจ้างรายเดือน", "สัญญา ๓. เผยแพร่", "สัญญา", "ปรับปรุง)"],
        NARROW_HEADER,
        ["", "บนเว็บไซต์", "", ""],
    ]
    report = read_report(FORMATS[kind]([*rows[:6], *torn, *rows[7:]]), f"o35.{kind}")
    assert [row.slug for row in report.rows] == list(Slug)
    joined = report.rows[6]
    assert joined.title == "การเผยแพร่แผนการจัดซื้อจัดจ้าง สรุปผลการจัดซื้อจัดจ้างรายเดือน"
    assert joined.steps == ("จัดทำแผน", "จัดทำข้อมูลของสัญญา", "เผยแพร่บนเว็บไซต์")
    assert joined.summary == "ดำเนินการเผยแพร่แผนและสัญญา"
    assert joined.outcome == "มีแผน (ฉบับปรับปรุง)"
    assert len(joined.source_rows) == 3
    assert serious(report) == []


def test_a_torn_title_that_begins_like_a_measure_still_goes_on_where_the_steps_go_on() -> None:
    rows = rows_of()
    torn = [
        ["การเผยแพร่แผนการจัดซื้อจัดจ้าง", "๑. จัดทำแผน", "เผยแพร่แผนและ", "มีแผน"],
        HEADER,
        ["การเผยแพร่ประกาศการจัดซื้อจัดจ้าง", "๒. จัดทำประกาศ", "ประกาศ", "และประกาศ"],
    ]
    report = read_report(as_text([*rows[:6], *torn, *rows[7:]]), "o35.txt")
    assert [row.slug for row in report.rows] == list(Slug)
    assert report.rows[6].steps == ("จัดทำแผน", "จัดทำประกาศ")


def test_a_measure_that_begins_a_page_is_not_joined_to_the_one_before() -> None:
    rows = [row for pair in rows_of() for row in (HEADER, pair)][1:]
    report = read_report(as_text(rows), "o35.txt")
    assert [row.slug for row in report.rows] == list(Slug)
    assert serious(report) == []


def test_merged_cells_numbered_lists_and_split_tables_of_word_are_understood() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = TITLES["manuals"]
    for cell, text in zip(table.rows[1].cells[1:], ["", "ศึกษาคู่มือแล้ว", "มีคู่มือ"], strict=True):
        cell.text = text
    table.cell(1, 1).paragraphs[0].text = "ศึกษาคู่มือ"
    table.cell(1, 1).add_paragraph("จัดทำคู่มือ")
    table.cell(2, 1).paragraphs[0].text = "เผยแพร่คู่มือ"
    for paragraph in (*table.cell(1, 1).paragraphs, *table.cell(2, 1).paragraphs):
        numbering = paragraph._p.get_or_add_pPr()._add_numPr()
        numbering._add_numId().val = 5
    document.add_paragraph("- ๒ -")
    second = document.add_table(rows=1, cols=4)
    for cell, text in zip(second.rows[0].cells, rows_of()[1], strict=True):
        cell.text = text
    report = read_report(saved(document), "o35.docx")
    assert [row.slug for row in report.rows] == ["manuals", "participation"]
    assert report.rows[0].steps == ("ศึกษาคู่มือ", "จัดทำคู่มือ", "เผยแพร่คู่มือ")
    assert report.rows[0].title == TITLES["manuals"]
    assert told(report, "เลขหน้า")[0].before == "- ๒ -"


def test_a_running_number_column_is_passed_over() -> None:
    rows = [[str(n), *row] for n, row in enumerate(rows_of(), start=1)]
    report = read_report(as_xlsx(rows, header=["ลำดับที่", *HEADER]), "o35.xlsx")
    assert [row.title for row in report.rows] == list(TITLES.values())
    assert report.findings == ()


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("1) วางแผน\n2) ทำ\n3) ตรวจ", ("วางแผน", "ทำ", "ตรวจ")),
        ("1. วางแผน 2. ทำตามข้อ 3. ของคำสั่ง 3. ตรวจ", ("วางแผน", "ทำตามข้อ 3. ของคำสั่ง", "ตรวจ")),
        ("๑.วางแผน ๒.ใช้เงิน ๑.๕ ล้านบาท", ("วางแผน", "ใช้เงิน ๑.๕ ล้านบาท")),
        ("ดำเนินการตามมาตรา ๗ ในปี ๒๕๖๕", ("ดำเนินการตามมาตรา ๗ ในปี ๒๕๖๕",)),
        ("<p>๑. ก&nbsp;&amp; ข</p><p>๒. ค</p>", ("ก & ข", "ค")),
    ],
)
def test_numbered_steps_become_a_list(written: str, steps: tuple[str, ...]) -> None:
    rows = rows_of()
    rows[0][1] = written
    assert read_report(as_xlsx(rows), "o35.xlsx").rows[0].steps == steps


# ── what looks wrong ─────────────────────────────────────────────────────────


def read_with(change: Callable[[list[Cells]], object]) -> ReadReport:
    rows = rows_of()
    change(rows)
    return read_report(as_xlsx(rows), "o35.xlsx", expected_year=2565)


def test_a_missing_measure_is_named() -> None:
    report = read_with(lambda rows: rows.pop(3))
    assert [f.what for f in serious(report)] == ["ไม่พบมาตรการที่ 4 (อำนาจหน้าที่)"]
    assert not report.has_errors


def test_a_doubled_measure_keeps_the_report_from_being_saved() -> None:
    report = read_with(lambda rows: rows.insert(5, list(rows[2])))
    assert [(f.severity, f.where) for f in serious(report)] == [(Severity.ERROR, "แผ่นงาน “รายงาน” แถวที่ 9")]
    assert report.has_errors


def test_measures_out_of_order_are_pointed_out() -> None:
    report = read_with(lambda rows: rows.append(rows.pop(0)))
    assert [f.what for f in serious(report)] == ["มาตรการไม่เรียงตามลำดับของแบบรายงาน"]


def test_an_unknown_measure_is_an_error() -> None:
    report = read_with(lambda rows: rows.append(["การปลูกต้นไม้", "ปลูก", "ปลูกแล้ว", "ร่มรื่น"]))
    assert [(f.severity, f.before) for f in serious(report)] == [(Severity.ERROR, "การปลูกต้นไม้")]
    assert report.rows[-1].slug is None


def test_an_empty_cell_is_named_by_its_address() -> None:
    def empty(rows: list[Cells]) -> None:
        rows[4][2] = ""

    (finding,) = serious(read_with(empty))
    assert (finding.where, finding.what) == (
        "แผ่นงาน “รายงาน” เซลล์ C8 ช่อง “สรุปผลการดำเนินการ”",
        "ช่อง “สรุปผลการดำเนินการ” ว่างเปล่า",
    )


@pytest.mark.parametrize("ending", ["เผยแพร่บนเว็บไซต์ของ", "ประชาชนที่", "มีการ", "ทุกคน (ทั้งในและนอก"])
def test_a_sentence_cut_off_is_pointed_out(ending: str) -> None:
    def cut(rows: list[Cells]) -> None:
        rows[4][3] = ending

    (finding,) = serious(read_with(cut))
    assert (finding.what, finding.before) == ("ข้อความดูเหมือนถูกตัดขาด ยังไม่จบประโยค", ending)


@pytest.mark.parametrize("ending", ["อำนาจหน้าที่", "ดำเนินการ", "หน่วยงานภายใน", "หรือไม่", "สินบน", "(แล้ว)"])
def test_a_whole_word_that_only_looks_unfinished_is_left_alone(ending: str) -> None:
    def end(rows: list[Cells]) -> None:
        rows[4][3] = f"ทราบเรื่อง{ending}"

    assert serious(read_with(end)) == []


def test_foreign_letters_inside_thai_words_are_pointed_out() -> None:
    def spoil(rows: list[Cells]) -> None:
        rows[4][2] = "เผยแพร่แลัວ"

    (finding,) = serious(read_with(spoil))
    assert "อักษรลาว" in finding.what
    assert "U+0EA7" in finding.what


def test_a_row_with_too_many_cells_is_an_error_and_its_text_is_kept() -> None:
    (finding,) = serious(read_with(lambda rows: rows[4].append("เกินมา")))
    assert (finding.severity, finding.before) == (Severity.ERROR, "เกินมา")


def test_a_row_with_too_few_cells_is_pointed_out() -> None:
    content = (
        as_text(rows_of())
        .decode()
        .replace("<p>ประชาชนทราบเรื่องที่ 5</p> ", "")
        .replace("<p>ดำเนินการเรื่องที่ 5 แล้ว</p> \t", "<p>ดำเนินการเรื่องที่ 5 แล้ว</p>")
    )
    found = serious(read_report(content.encode(), "o35.txt"))
    assert [f.what for f in found] == ["แถวนี้มีเพียง 3 ช่อง ช่องที่ขาดถือว่าว่าง", "ช่อง “ผลลัพธ์/ความสำเร็จ” ว่างเปล่า"]


def test_a_row_nobody_understands_is_told_with_its_text() -> None:
    report = read_with(lambda rows: rows.insert(3, ["ด้านการเงินทั่วไป", "", "", ""]))
    (finding,) = serious(report)
    assert (finding.before, finding.where) == ("ด้านการเงินทั่วไป", "แผ่นงาน “รายงาน” แถวที่ 7")
    assert len(report.rows) == 11


def test_text_between_the_rows_is_told_and_never_dropped_silently() -> None:
    lines = as_text(rows_of()).decode().splitlines()
    lines.insert(6, "บรรทัดหลุดมา")
    (finding,) = serious(read_report("\n".join(lines).encode(), "o35.txt"))
    assert (finding.before, finding.where) == ("บรรทัดหลุดมา", "บรรทัดที่ 7")


def test_another_year_than_expected_is_an_error() -> None:
    report = read_report(as_xlsx(rows_of()), "o35.xlsx", expected_year=2566)
    assert report.fiscal_year == 2565
    assert [f.severity for f in serious(report)] == [Severity.ERROR]


def test_a_report_without_a_signature_or_a_year_is_read_with_warnings() -> None:
    header = ["มาตรการหรือกิจกรรม", *HEADER[1:]]
    report = read_report(as_docx(rows_of(), header=header, above=[], below=[]), "o35.docx")
    assert (report.fiscal_year, report.signature, report.title) == (None, None, "")
    assert [f.what for f in serious(report)] == ["ไม่พบปีงบประมาณในรายงาน", "ไม่พบชื่อผู้ลงนาม"]


# ── files that are no report ─────────────────────────────────────────────────


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb() -> bytes:
    document = io.BytesIO(as_docx(rows_of()))
    with zipfile.ZipFile(document, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/more.xml", b" " * 60_000_000)
    return document.getvalue()


def far_row() -> bytes:
    """A sheet whose only row claims to be the thousand-millionth."""
    source = zipfile.ZipFile(io.BytesIO(as_xlsx(rows_of())))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b'<row r="3"', b'<row r="999999999"'))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "o35.txt", "ว่างเปล่า"),
        (b"\xef\xbb\xbf \r\n\t", "o35.txt", "ว่างเปล่า"),
        (b"\x00\x01\x02\x03" * 100, "o35.txt", "ไม่ใช่ข้อความ"),
        (bytes(range(256)) * 10, "o35.txt", "ไม่ใช่ข้อความ"),
        (b"%PDF-1.7 ...", "o35.pdf", "เป็นเอกสาร PDF"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "o35.doc", "รุ่นเก่า"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "o35.xlsx", "รหัสผ่าน"),
        (("เรื่องเล่า\n" * 5_000).encode(), "o35.txt", "ไม่มีตาราง"),
        (("เรื่องเล่า\n" * 40_000).encode(), "o35.txt", "ยาวเกิน"),
        (as_docx(rows_of())[:5000], "o35.docx", "ชำรุด"),
        (as_docx(rows_of()), "o35.xlsx", "นามสกุล"),
        ("ข้อความ".encode(), "o35.docx", "นามสกุล"),
        (zipped(**{"a.txt": b"hello"}), "o35.zip", "ไฟล์บีบอัด"),
        (bomb(), "o35.docx", "ใหญ่"),
        (far_row(), "o35.xlsx", "ชำรุด"),
        (saved(docx.Document()), "o35.docx", "อ่านเป็นรายงานไม่ได้"),
        (as_xlsx(rows_of(), header=["ก", "ข", "ค", "ง"]), "o35.xlsx", "ไม่พบหัวตาราง"),
        (as_text(rows_of(), header=[*HEADER[:3], "หมายเหตุ"]), "o35.txt", "ขาดช่อง “ผลลัพธ์/ความสำเร็จ”"),
        (as_text([]), "o35.txt", "ไม่มีแถวของมาตรการ"),
        (as_text([["ด้านการเงินทั่วไป", "", "", ""]]), "o35.txt", "ไม่มีแถวของมาตรการ"),
    ],
)
def test_a_file_that_is_no_report_is_refused_in_thai(content: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableReport) as refused:
        read_report(content, name)
    assert says in str(refused.value)
    assert "โปรด" in str(refused.value)
    assert name in str(refused.value)


def test_reading_a_report_at_the_limit_takes_no_longer_than_a_person_waits() -> None:
    rows = rows_of()
    rows[3][2] = "ของ มี การทดสอบ " * 11_000
    started = time.process_time()
    read_report(as_text(rows), "o35.txt")
    assert time.process_time() - started < 10


# ── whatever comes ───────────────────────────────────────────────────────────

words = st.sampled_from("แผนงาน บุคลากร โรงเรียน ประชุม ประเมิน เอกสาร ประชาชน จังหวัด นักเรียน อบรม".split())
phrases = st.lists(words, min_size=1, max_size=6).map("".join)
sentences = st.lists(phrases, min_size=1, max_size=4).map(" ".join)
bodies = st.tuples(st.lists(sentences, min_size=1, max_size=5), sentences, sentences)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(bodies, min_size=11, max_size=11), st.sampled_from(sorted(FORMATS)))
def test_what_is_written_into_a_report_is_read_from_it(
    written: list[tuple[list[str], str, str]], kind: str
) -> None:
    rows = [
        [title, "\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)), summary, outcome]
        for title, (steps, summary, outcome) in zip(TITLES.values(), written, strict=True)
    ]
    report = read_report(FORMATS[kind](rows), f"o35.{kind}")
    assert [row.title for row in report.rows] == list(TITLES.values())
    assert [(list(row.steps), row.summary, row.outcome) for row in report.rows] == written


def wrapped(text: str, width: int) -> str:
    """The text as a narrow column leaves it, torn anywhere: a space at the end of every line."""
    return " ".join(text[start : start + width] for start in range(0, len(text), width))


@settings(max_examples=25, deadline=None)
@given(st.lists(bodies, min_size=11, max_size=11), st.integers(12, 30), st.sampled_from([2, 3, 5]))
def test_a_report_torn_by_columns_and_pages_keeps_every_letter(
    written: list[tuple[list[str], str, str]], width: int, per_page: int
) -> None:
    rows: list[Cells] = []
    for index, (title, (steps, summary, outcome)) in enumerate(zip(TITLES.values(), written, strict=True)):
        if index % per_page == 0 and index:
            half = len(summary) // 2
            rows[-1][2], rest = rows[-1][2], wrapped(summary[:half], width)
            rows += [NARROW_HEADER, ["", "", rest, ""]]
        numbered = " ".join(f"{n}. {wrapped(step, width)}" for n, step in enumerate(steps, start=1))
        rows.append([wrapped(title, width), numbered, wrapped(summary, width), wrapped(outcome, width)])
    report = read_report(as_text(rows), "o35.txt")
    assert [row.slug for row in report.rows] == list(Slug)

    def squeezed(text: str) -> str:
        return text.replace(" ", "")

    for index, (row, (steps, _, outcome)) in enumerate(zip(report.rows, written, strict=True)):
        assert squeezed(row.title) == squeezed(list(TITLES.values())[index])
        assert [squeezed(step) for step in row.steps] == [squeezed(step) for step in steps]
        assert squeezed(row.outcome) == squeezed(outcome)


def refuses_or_reads(content: bytes, name: str) -> None:
    """Whatever else is raised fails the test."""
    with suppress(UnreadableReport):
        assert read_report(content, name).rows


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000), st.sampled_from(["o35.txt", "o35.docx", "o35.xlsx", "", "\0"]))
def test_arbitrary_bytes_are_refused_and_never_crash(content: bytes, name: str) -> None:
    refuses_or_reads(content, name)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(max_size=60), max_size=6), max_size=8), st.text(max_size=20))
def test_arbitrary_rows_under_the_header_never_crash(rows: list[Cells], name: str) -> None:
    text = "\n".join(["\t".join(HEADER), *("\t".join(row) for row in rows)])
    refuses_or_reads(text.encode("utf-8", "surrogatepass"), name)


MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}
PACKAGES = {kind: FORMATS[kind](rows_of()) for kind in MAIN_PARTS}  # built once: a package carries the time


def damaged(content: bytes, places: list[tuple[int, int]]) -> bytes:
    spoiled = bytearray(content)
    for place, value in places:
        spoiled[place % len(content)] = value
    return bytes(spoiled)


@pytest.mark.parametrize("kind", MAIN_PARTS)
@settings(max_examples=60, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=5),
    is_inside=st.booleans(),
)
def test_a_damaged_office_file_is_refused_and_never_crashes(
    kind: str, places: list[tuple[int, int]], is_inside: bool
) -> None:
    content = PACKAGES[kind]
    if is_inside:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = {name: package.read(name) for name in package.namelist()}
        content = zipped(**members | {MAIN_PARTS[kind]: damaged(members[MAIN_PARTS[kind]], places)})
    else:
        content = damaged(content, places)
    refuses_or_reads(content, f"o35.{kind}")
