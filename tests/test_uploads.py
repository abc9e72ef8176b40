"""Uploads: honest files pass, every fault is named, and citizen numbers are found wherever they hide."""

import hashlib
import io
import re
import struct
import time
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from portal.uploads import (
    DOCUMENTS,
    PICTURES,
    FileFacts,
    find_citizen_ids,
    hidden_parts,
    inspect_upload,
    scan_for_citizen_ids,
)
from portal.uploads.archives import MAX_INFLATED
from portal.uploads.citizen_ids import check_digit
from portal.uploads.faults import MESSAGES

PERSON = "1234567890121"  # right check digit
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def fault_of(name: str, content: bytes, allow=DOCUMENTS) -> str:
    """The code of the one fault, after checking that its message is whole and in Thai."""
    with pytest.raises(ValidationError) as caught:
        inspect_upload(upload(name, content), allow=allow)
    [message] = caught.value.messages
    assert "โปรด" in message
    assert "%(" not in message
    assert caught.value.code in MESSAGES
    return str(caught.value.code)


def pdf(pages: int = 1, **changes) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password := changes.get("password"):
        writer.encrypt("", password) if changes.get("is_only_restricted") else writer.encrypt(password)
    if attachment := changes.get("attachment"):
        writer.add_attachment("secret.txt", attachment)
    if act := changes.get("action"):
        key, text = ("/JS", "app.alert(1)") if act == "/JavaScript" else ("/F", "cmd.exe")
        action = DictionaryObject(
            {NameObject("/S"): NameObject(act), NameObject(key): TextStringObject(text)}
        )
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def xlsx(workbook: Workbook | None = None) -> bytes:
    output = io.BytesIO()
    (workbook or Workbook()).save(output)
    return output.getvalue()


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), **options) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "#006643").save(output, form, **options)
    return output.getvalue()


def repacked(
    content: bytes, changed: dict[str, bytes] | None = None, *, added: dict[str, bytes] | None = None
) -> bytes:
    """The same package with parts changed or added."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, (changed or {}).get(name, source.read(name)))
        for name, data in (added or {}).items():
            target.writestr(name, data)
    return output.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def with_link(content: bytes, kind: str, target: str) -> bytes:
    """A .docx whose document has one more external relationship."""
    name = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="x1" Type="{RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
    link += "</Relationships>"
    return repacked(content, {name: part(content, name).replace(b"</Relationships>", link.encode())})


@pytest.mark.parametrize(
    ("name", "content", "kind", "pages"),
    [
        ("รายงานผล.pdf", pdf(3), "pdf", 3),
        ("รายงานผล.DOCX", docx("สวัสดี"), "docx", None),
        ("แผนจัดซื้อจัดจ้าง.xlsx", xlsx(), "xlsx", None),
        ("ข้อมูล.csv", "ชื่อ,จำนวน\r\nก,1\r\n".encode("utf-8-sig"), "csv", None),
        ("ข้อมูลเดิม.csv", "ชื่อ,จำนวน\r\nก,1\r\n".encode("cp874"), "csv", None),
    ],
)
def test_an_honest_document_passes_with_its_facts(name, content, kind, pages):
    file = upload(name, content)
    facts = inspect_upload(file)
    expected_type = next(known.content_type for known in DOCUMENTS if known.name == kind)
    assert facts == FileFacts(kind, expected_type, len(content), pages, hashlib.sha256(content).hexdigest())
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "form"), [("ภาพ.jpg", "JPEG"), ("ภาพ.jpeg", "JPEG"), ("ภาพ.png", "PNG"), ("ภาพ.webp", "WEBP")]
)
def test_an_honest_picture_passes(name, form):
    facts = inspect_upload(upload(name, picture(form)), allow=PICTURES)
    assert (facts.content_type, facts.pages) == (f"image/{form.lower()}", None)


def test_an_empty_file_is_refused():
    assert fault_of("ว่าง.pdf", b"") == "empty"


def test_a_file_over_its_limit_is_refused_and_the_limit_is_a_setting(settings):
    settings.UPLOAD_MAX_DOCUMENT_BYTES = 2 * 1024 * 1024
    with pytest.raises(ValidationError) as caught:
        inspect_upload(upload("ใหญ่.csv", b"a" * int(2.5 * 1024 * 1024)))
    assert "“ใหญ่.csv” มีขนาด 2.5\xa0MB เกินกำหนด 2.0\xa0MB" in caught.value.messages[0]


@pytest.mark.parametrize("name", ["a.zip", "a.html", "a.svg", "a.exe", "a.docm", "noextension", "a.pdf.lnk"])
def test_an_extension_that_is_not_on_the_list_is_refused(name):
    assert fault_of(name, b"PK\x03\x04anything") == "extension"


def test_an_old_format_is_refused_with_the_way_to_the_new_one():
    for name, new in (("หนังสือ.doc", ".docx"), ("ตาราง.xls", ".xlsx")):
        with pytest.raises(ValidationError, match=rf"บันทึกเป็น.*{re.escape(new)} ก่อน"):
            inspect_upload(upload(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", picture("PNG")),
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.pdf", b"MZ\x90\x00" + b"\x00" * 600),
        ("a.pdf", b" " * 10 + pdf()),
        ("a.docx", xlsx()),
        ("a.xlsx", docx()),
        ("a.docx", pdf()),
        ("a.csv", docx()),
        ("a.csv", b"<!DOCTYPE html><p>x"),
        ("a.xlsx", b"name,amount\r\n"),
    ],
)
def test_an_extension_that_differs_from_the_content_is_refused(name, content):
    assert fault_of(name, content) == "mismatch"


def test_a_csv_named_as_a_workbook_is_called_what_it_is():
    for content, said in ((b"name,amount\r\n", "ข้อความหรือ CSV"), (b"\0\1\2name", "ข้อมูลที่ไม่รู้จัก")):
        with pytest.raises(ValidationError, match=said):
            inspect_upload(upload("a.xlsx", content))


def test_a_zip_that_is_no_office_file_is_refused():
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert fault_of("a.docx", plain.getvalue()) == "mismatch"


@pytest.mark.parametrize(
    ("name", "form"), [("a.jpg", "PNG"), ("a.png", "WEBP"), ("a.webp", "JPEG"), ("a.png", "GIF")]
)
def test_a_picture_of_another_kind_is_refused(name, form):
    assert fault_of(name, picture(form), PICTURES) == "mismatch"


@pytest.mark.parametrize("is_only_restricted", [False, True])
def test_a_pdf_with_a_password_or_restrictions_is_refused(is_only_restricted):
    assert fault_of("a.pdf", pdf(password="x", is_only_restricted=is_only_restricted)) == "encrypted"


def test_an_encrypted_office_file_is_told_from_an_old_one():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2_000_000
    assert fault_of("a.xlsx", ole + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert fault_of("a.xlsx", ole) == "old_office"


@pytest.mark.parametrize(
    ("name", "content", "allow"),
    [
        ("a.pdf", pdf(20)[:-600], DOCUMENTS),
        ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF", DOCUMENTS),
        ("a.docx", docx("x" * 5000)[:-300], DOCUMENTS),
        ("a.xlsx", xlsx()[:2000], DOCUMENTS),
        ("a.jpg", picture("JPEG", (400, 300))[:-200], PICTURES),
        ("a.png", picture("PNG", (400, 300))[:-40], PICTURES),
        ("a.webp", picture("WEBP", (400, 300))[:60], PICTURES),
    ],
)
def test_a_torn_file_is_refused(name, content, allow):
    assert fault_of(name, content, allow) == "damaged"


def test_a_part_that_is_not_xml_is_damage():
    content = docx("x")
    assert fault_of("a.docx", repacked(content, {"word/document.xml": b"<w:document"})) == "damaged"


def test_an_entity_bomb_in_a_part_is_refused_at_once():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert fault_of("a.docx", repacked(docx("x"), {"word/document.xml": laughs})) == "damaged"


def test_a_zip_bomb_is_refused_before_it_is_inflated():
    bomb = repacked(xlsx(), added={"xl/media/image1.png": bytes(MAX_INFLATED + 1)})
    began = time.process_time()
    assert fault_of("a.xlsx", bomb) == "bomb"
    assert time.process_time() - began < 1


def test_a_dense_zip_bomb_below_the_total_is_refused():
    assert (
        fault_of("a.docx", repacked(docx("x"), added={"word/media/a.png": bytes(40 * 1024 * 1024)})) == "bomb"
    )


def test_a_zip_bomb_whose_directory_lies_about_its_size_is_refused():
    size = 40 * 1024 * 1024
    bomb = repacked(xlsx(), added={"xl/media/image1.png": bytes(size)})
    lying = bomb.replace(struct.pack("<I", size), struct.pack("<I", 100))
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.getinfo("xl/media/image1.png").file_size == 100
    assert fault_of("a.xlsx", lying) == "bomb"


def test_a_directory_that_lies_a_little_is_refused_too():
    content = repacked(xlsx(), added={"xl/media/image1.png": bytes(77_777)})
    lying = content.replace(struct.pack("<I", 77_777), struct.pack("<I", 100))
    assert fault_of("a.xlsx", lying) == "unsafe_archive"


def test_too_many_members_are_a_bomb():
    assert (
        fault_of("a.docx", repacked(docx("x"), added={f"word/m/{n}.xml": b"<a/>" for n in range(4_001)}))
        == "bomb"
    )


@pytest.mark.parametrize(
    "member", ["../../etc/passwd", "/etc/passwd", "word/../../x", "C:/x.xml", "Word/Document.xml"]
)
def test_member_names_that_lead_elsewhere_or_stand_twice_are_refused(member):
    assert fault_of("a.docx", repacked(docx("x"), added={member: b"<a/>"})) == "unsafe_archive"


def test_a_symbolic_link_in_a_package_is_refused():
    output = io.BytesIO(docx("x"))
    with zipfile.ZipFile(output, "a") as archive:
        link = zipfile.ZipInfo("word/media/link.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert fault_of("a.docx", output.getvalue()) == "unsafe_archive"


@pytest.mark.parametrize(
    "member", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "xl/macrosheets/sheet1.xml"]
)
def test_macros_are_refused(member):
    assert fault_of("a.docx", repacked(docx("x"), added={member: b"<a/>"})) == "macros"


def test_a_macro_type_under_a_plain_name_is_refused():
    content = docx("x")
    types = part(content, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert fault_of("a.docx", repacked(content, {"[Content_Types].xml": types})) == "macros"


@pytest.mark.parametrize(
    ("member", "data"),
    [
        ("word/embeddings/oleObject1.bin", b"anything"),
        ("word/embeddings/Microsoft_Excel_Sheet1.xlsx", xlsx()),
        ("word/media/image1.png", b"PK\x03\x04 a zip in disguise"),
        ("customXml/item.dat", b"Rar!\x1a\x07\x00"),
    ],
)
def test_embedded_files_and_nested_archives_are_refused(member, data):
    assert fault_of("a.docx", repacked(docx("x"), added={member: data})) == "embedded"


def chart_with(book: bytes) -> bytes:
    """A .docx with a chart and the workbook Word keeps behind it."""
    link = f'<Relationship Id="r1" Type="{RELATION}/package" Target="../embeddings/Sheet1.xlsx"/>'
    return repacked(
        docx("x"),
        added={
            "word/charts/_rels/chart1.xml.rels": f"<Relationships>{link}</Relationships>".encode(),
            "word/embeddings/Sheet1.xlsx": book,
        },
    )


def test_the_table_behind_a_chart_is_allowed_with_a_warning_and_searched():
    book = Workbook()
    book.active["B2"] = PERSON
    file = upload("a.docx", chart_with(xlsx(book)))
    assert inspect_upload(file).warnings == ("มีตารางข้อมูลซ่อนอยู่หลังแผนภูมิ ผู้อ่านเปิดดูได้ทั้งตาราง",)
    [hit] = scan_for_citizen_ids(file, "docx")
    assert (hit.where, hit.is_hidden) == ("ข้อมูลหลังแผนภูมิ แผ่นงาน “Sheet” เซลล์ B2", True)


def test_a_bomb_in_the_table_behind_a_chart_is_refused():
    bomb = repacked(xlsx(), added={"xl/media/a.png": bytes(40 * 1024 * 1024)})
    assert fault_of("a.docx", chart_with(bomb)) == "bomb"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://evil.example/t.dotm"),
        ("attachedTemplate", "file://server/share/t.dotm"),
        ("attachedTemplate", r"\\server\share\t.dotm"),
        ("oleObject", "https://evil.example/x"),
        ("image", "https://evil.example/pixel.png"),
    ],
)
def test_what_is_fetched_when_the_file_opens_is_refused(kind, target):
    assert fault_of("a.docx", with_link(docx("x"), kind, target)) == "remote"


@pytest.mark.parametrize(
    ("kind", "target"),
    [("hyperlink", "https://www.nacc.go.th/"), ("attachedTemplate", "file:///C:/a/Normal.dotm")],
)
def test_links_a_reader_clicks_and_the_writers_own_template_pass(kind, target):
    assert inspect_upload(upload("a.docx", with_link(docx("x"), kind, target))).warnings == ()


def test_a_formula_on_another_workbook_is_allowed_with_a_warning():
    link = (
        f'<Relationships><Relationship Id="r1" Type="{RELATION}/externalLinkPath" '
        'Target="งบ.xlsx" TargetMode="External"/></Relationships>'
    )
    content = repacked(xlsx(), added={"xl/externalLinks/_rels/externalLink1.xml.rels": link.encode()})
    [warning] = inspect_upload(upload("a.xlsx", content)).warnings
    assert "ไฟล์ Excel อื่น" in warning


def test_a_field_that_starts_a_program_is_refused_even_when_torn_over_runs():
    field = b"<w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO cmd</w:instrText></w:r><w:r><w:t>x"
    content = docx("x")
    document = part(content, "word/document.xml").replace(b"<w:t>x", field)
    assert fault_of("a.docx", repacked(content, {"word/document.xml": document})) == "remote"


@pytest.mark.parametrize(
    ("danger", "word"),
    [
        ({"action": "/JavaScript"}, "JavaScript"),
        ({"attachment": b"x"}, "ไฟล์อื่นฝัง"),
        ({"action": "/Launch"}, "เปิดโปรแกรม"),
    ],
)
def test_a_pdf_that_acts_or_carries_files_is_refused(danger, word):
    with pytest.raises(ValidationError, match=word):
        inspect_upload(upload("a.pdf", pdf(**danger)))


def test_a_picture_bomb_is_refused_by_its_header():
    header = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 60_000, 60_000) + b"\x08\x02\x00\x00\x00"
    )
    header += struct.pack(">I", zlib.crc32(header[12:]))
    assert fault_of("a.png", header + b"\x00\x00\x00\x00IEND\xaeB`\x82", PICTURES) == "picture_huge"
    began = time.process_time()
    assert fault_of("a.png", picture("PNG", (8_000, 7_000)), PICTURES) == "picture_bomb"
    assert time.process_time() - began < 5


def test_a_moving_picture_is_refused():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green")]
    output = io.BytesIO()
    frames[0].save(output, "WEBP", save_all=True, append_images=frames[1:])
    assert fault_of("a.webp", output.getvalue(), PICTURES) == "animated"


@pytest.mark.parametrize("name", ["รายงาน\u202efdp.pdf", "a\x00.pdf", "a\n.pdf", ".pdf", " .pdf", "..pdf"])
def test_file_names_that_deceive_are_refused(name):
    file = upload("a.pdf", pdf())
    file._name = name
    with pytest.raises(ValidationError) as caught:
        inspect_upload(file)
    assert caught.value.code == "name_unreadable"
    assert not set(caught.value.messages[0]) & set("\u202e\x00\n")


def test_a_thai_name_of_255_bytes_passes_and_one_letter_more_does_not():
    stem = "ก" * 83
    assert len(f"{stem}aa.pdf".encode()) == 255
    assert inspect_upload(upload(f"{stem}aa.pdf", pdf())).kind == "pdf"
    assert fault_of(f"{stem}aaa.pdf", pdf()) == "name_too_long"


@pytest.mark.parametrize("content", [b"a,b\x00c", b"a,b\x1b[2J", b"\xff\xfea\x00", b"\xdb\xdc\xdd\xde"])
def test_a_csv_that_is_not_text_is_refused(content):
    assert fault_of("a.csv", content) == "not_text"


@pytest.mark.parametrize("cut", [1, 2])
def test_a_csv_that_stops_within_a_letter_is_to_be_fetched_again(cut):
    assert fault_of("a.csv", "ชื่อ,สถานะ\nก,ระหว่างดำเนินการ".encode()[:-cut]) == "cut_off"


def test_a_csv_that_begins_like_a_bitmap_or_a_program_is_still_text():
    for content in (b"BMA,1\r\n", b"MZ,1\r\n"):
        assert inspect_upload(upload("a.csv", content)).kind == "csv"


def test_inspecting_twice_gives_the_same_facts():
    file = upload("a.docx", docx("เนื้อหา"))
    assert inspect_upload(file) == inspect_upload(file)


# ── citizen numbers ───────────────────────────────────────────────────────────
person_numbers = st.tuples(st.sampled_from("12345678"), st.text("0123456789", min_size=11, max_size=11)).map(
    "".join
)


@given(
    person_numbers,
    st.sampled_from(["{}", "เลข {} ครับ", "({})", "ก{}ข"]),
    st.booleans(),
    st.sampled_from(["", "-", " "]),
)
def test_a_citizen_number_is_found_however_it_is_written(first_twelve, around, is_thai, gap):
    number = first_twelve + check_digit(first_twelve)
    written = gap.join((number[0], number[1:5], number[5:10], number[10:12], number[12]))
    if is_thai:
        written = written.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert find_citizen_ids(around.format(written)) == [number]


@given(person_numbers, st.integers(1, 9))
def test_a_number_with_a_wrong_check_digit_is_no_citizen_number(first_twelve, slip):
    wrong = (int(check_digit(first_twelve)) + slip) % 10
    assert find_citizen_ids(f"{first_twelve}{wrong}") == []


def test_a_juristic_persons_tax_number_is_not_a_citizen_number():
    assert find_citizen_ids("0105536000315 และ 0994000165421") == []


def test_a_person_without_registration_has_a_citizen_number_too():
    for twelve in ("064998912345", "001234567890"):
        number = twelve + check_digit(twelve)
        assert find_citizen_ids(number) == [number]


def test_longer_numbers_are_not_searched_for_a_citizen_number_within():
    assert find_citizen_ids(f"9{PERSON}") == find_citizen_ids(f"{PERSON}0") == []


def test_one_figure_to_a_box_is_read():
    assert find_citizen_ids(" ".join(PERSON)) == [PERSON]


def test_what_cannot_be_seen_between_the_figures_hides_no_number():
    for unseen in ("\0", "\u200b\u200d", "\u00ad"):
        assert find_citizen_ids(unseen + unseen.join("1-2345-67890-12-1")) == [PERSON]
        assert find_citizen_ids(f"5{unseen}{PERSON}") == [PERSON]


def test_the_scan_of_a_workbook_reaches_what_is_hidden_and_masks_what_it_finds():
    book = Workbook()
    sheet = book.active
    sheet.title = "รายชื่อ"
    sheet["A1"] = f"นาย ก {PERSON}"
    sheet["B2"] = int(PERSON)
    sheet["A9"] = PERSON
    sheet.row_dimensions[9].hidden = True
    sheet["D3"] = PERSON
    sheet.column_dimensions["D"].hidden = True
    sheet["F1"] = f'="{PERSON}"'
    secret = book.create_sheet("ลับ")
    secret.sheet_state = "veryHidden"
    secret["C4"] = PERSON
    sheet["A2"] = "ดูความเห็น"
    sheet["A2"].comment = Comment(f"เลข {PERSON}", "ก")
    file = upload("a.xlsx", xlsx(book))
    hits = scan_for_citizen_ids(file, "xlsx")
    found = {(hit.where, hit.is_hidden) for hit in hits}
    assert found >= {
        ("แผ่นงาน “รายชื่อ” เซลล์ A1", False),
        ("แผ่นงาน “รายชื่อ” เซลล์ B2", False),
        ("แผ่นงาน “รายชื่อ” เซลล์ F1", False),
        ("แผ่นงาน “รายชื่อ” เซลล์ A9", True),
        ("แผ่นงาน “รายชื่อ” เซลล์ D3", True),
        ("แผ่นงาน “ลับ” เซลล์ C4", True),
        ("ความเห็นในเซลล์", True),
    }
    assert len(found) == 7
    assert {hit.masked for hit in hits} == {"x-xxxx-xxxxx-12-1"}
    assert hidden_parts(file, "xlsx") == [
        "แผ่นงาน “รายชื่อ” ซ่อนแถวไว้ 1 แถว",
        "แผ่นงาน “รายชื่อ” ซ่อนคอลัมน์ D",
        "แผ่นงาน “ลับ” ถูกซ่อนไว้ทั้งแผ่น",
    ]


def test_the_scan_of_a_word_file_joins_runs_and_reads_header_and_comment():
    document = Document()
    paragraph = document.add_paragraph("เลขประจำตัว ")
    paragraph.add_run(PERSON[:6]).bold = True
    paragraph.add_run(PERSON[6:])
    document.sections[0].header.paragraphs[0].text = PERSON
    output = io.BytesIO()
    document.save(output)
    hits = scan_for_citizen_ids(upload("a.docx", output.getvalue()), "docx")
    assert {hit.where for hit in hits} == {"เนื้อหา", "หัวกระดาษ"}


def test_the_scan_of_csv_names_the_line():
    content = f"ชื่อ,เลข\r\nก,1\r\nข,{PERSON}\r\n".encode()
    [hit] = scan_for_citizen_ids(upload("a.csv", content), "csv")
    assert hit.where == "แถว 3"


def test_a_far_away_cell_costs_nothing():
    book = Workbook()
    book.active["XFD1048576"] = PERSON
    began = time.process_time()
    [hit] = scan_for_citizen_ids(upload("a.xlsx", xlsx(book)), "xlsx")
    assert "XFD1048576" in hit.where
    assert time.process_time() - began < 2
