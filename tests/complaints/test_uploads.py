"""Evidence files (job `uploads`): copies tell nothing of their makers, hostile files harm nobody, disks stay clean."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import struct
import tempfile
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Name
from PIL import ExifTags, Image

from complaints import flows, memory_uploads, quiet
from complaints.actions.talking import LONGEST_MESSAGE
from complaints.evidence import (
    LARGEST_FILE,
    LARGEST_TOTAL,
    MOST_FILES,
    Examined,
    apart,
    check_amount,
    clean_up,
    examine,
    examine_all,
)
from complaints.evidence.cleaning import clean
from complaints.evidence.copies import Uncleanable
from complaints.evidence.kinds import PDF, PNG
from complaints.evidence.picture_streams import bare_jpeg2000
from complaints.quiet import KeepQuiet
from tests.complaints import evidence_files as files
from tests.complaints.evidence_files import MARK, PURPLE, SHOWN, THAI_MARK
from tests.complaints.traces import traces

CORPUS: dict[str, Callable[[], bytes]] = {
    "jpg": cache(files.jpeg),
    "png": cache(files.png),
    "webp": cache(files.webp),
    "pdf": cache(files.pdf),
    "docx": cache(files.docx),
    "xlsx": cache(files.xlsx),
}


@pytest.fixture(scope="module")
def corpus() -> dict[str, bytes]:
    """The corpus as it stands; making a workbook needs the temporary files that using one must not."""
    return {kind: make() for kind, make in CORPUS.items()}


@cache
def examined(kind: str) -> Examined:
    """What is found of the file of the corpus of that kind."""
    return examine(f"หลักฐาน.{kind}", CORPUS[kind]())


def copy_of(kind: str) -> bytes:
    found = examined(kind)
    assert found.clean, found.notes
    return found.clean


# ── nothing of the maker ─────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", CORPUS)
def test_a_copy_tells_nothing_of_who_made_the_file(kind: str):
    content = CORPUS[kind]()
    assert traces(content, MARK), "the test finds what it looks for"
    assert traces(content, THAI_MARK)
    copy = copy_of(kind)
    assert traces(copy, MARK) == []
    assert traces(copy, THAI_MARK) == []
    assert traces(copy, "2024-05-06") == traces(copy, "D:2024") == []
    assert examined(kind).kind == kind
    assert clean(kind, copy).content


def test_what_is_looked_for_is_found_however_it_is_packed():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bin", zlib.compress(THAI_MARK.encode("utf-16-be")))
    assert "zip:a.bin · zlib at 0 · utf-16-be" in traces(b"junk" + packed.getvalue(), THAI_MARK)
    for shift in range(3):
        heap = json.dumps({"a": base64.b64encode(b"x" * shift + MARK.encode() + b"y").decode()}).encode()
        assert traces(heap, MARK)


def test_a_copied_picture_is_upright_and_has_the_same_points():
    with Image.open(io.BytesIO(copy_of("jpg"))) as copy:
        assert copy.size == (48, 64)
        assert _is_near(copy.getpixel((40, 8)), PURPLE)  # what was at the left stands at the right
        assert _is_near(copy.getpixel((8, 56)), (255, 255, 255))
        assert copy.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not copy.getexif()
    for kind in ("png", "webp"):
        with Image.open(io.BytesIO(copy_of(kind))) as copy:
            assert _is_near(copy.convert("RGB").getpixel((8, 8)), PURPLE)
            assert copy.info == {} or kind == "webp"


def _is_near(point: Any, expected: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(point, expected, strict=True))


def test_the_second_picture_of_a_telephone_is_left_behind():
    output = io.BytesIO()
    second = Image.new("RGB", (64, 48), "red")
    told = Image.Exif()
    told[ExifTags.Base.Artist] = MARK
    files.drawing().save(output, "MPO", save_all=True, append_images=[second], exif=told)
    found = examine("IMG.jpg", output.getvalue() + MARK.encode())
    assert found.kind == "jpg"
    assert "ภาพซ้อน" in found.notes[0]
    assert traces(found.clean or b"", MARK) == []


def test_a_copied_pdf_looks_the_same_and_does_nothing():
    content, copy = CORPUS["pdf"](), copy_of("pdf")
    before, after = (pypdfium2.PdfDocument(each)[0] for each in (content, copy))
    assert (before.render().to_numpy() == after.render().to_numpy()).all()
    assert "visible words" in after.get_textpage().get_text_range()
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
        assert set(pdf.trailer.keys()) <= {"/Root", "/Size", "/ID"}
        assert not {"/Annots", "/AA", "/AF", "/Metadata", "/PieceInfo"} & set(pdf.pages[0].keys())
    with pikepdf.open(io.BytesIO(content)) as original:
        assert bytes(original.trailer.ID[0]) not in copy


def test_what_a_copied_pdf_leaves_out_is_told_to_the_officer():
    notes = " ".join(examined("pdf").notes)
    for told in ("มีไฟล์อื่นฝังอยู่", "มีคำสั่งที่ทำงานเอง", "มีหมายเหตุ ลิงก์ หรือช่องกรอก"):
        assert told in notes


def test_a_copied_word_file_keeps_its_text_comments_and_changes():
    document = Document(io.BytesIO(copy_of("docx")))
    assert document.paragraphs[0].text == SHOWN
    [comment] = document.comments
    assert (comment.text, comment.author, comment.timestamp) == ("เห็นด้วย", "ผู้เขียน", None)
    assert "ที่ลบ" in document.element.xml
    assert len(document.inline_shapes) == 1
    assert document.core_properties.author == ""


def test_what_word_fills_in_is_text_in_a_copy_and_tells_nobody_s_name():
    found = examined("docx")
    document = Document(io.BytesIO(copy_of("docx")))
    said = [paragraph.text for paragraph in document.paragraphs]
    for kept in ("ภาพถ่าย", "ดูบัญชี", "เว็บไซต์", "อ้างอิง 1", "๑", "ที่ซ่อนไว้"):
        assert kept in said
    assert said.count("[ตัดออก]") == 5
    assert "ดูข้างบนในป้ายในกรอบ" in said
    shown = document.element.xml
    assert "ในช่อง" in shown
    assert document.tables[0].cell(0, 0).text == "ในตาราง"
    codes = [element.text.split() for element in document.element.iter("{*}instrText")]
    assert codes == [
        ["HYPERLINK", '"https://example.org/a"'],
        ["PAGE", "\\*", "ThaiArabic"],
        ["FORMCHECKBOX"],
    ]
    assert "w:checkBox" in shown
    assert ('w:name="mark1"' in shown, 'w:anchor="mark1"' in shown) == (True, True)
    notes = " ".join(found.notes)
    assert "แทนด้วย [ตัดออก]" in notes
    assert "มีเนื้อหาที่ซ่อนไว้ เช่น ข้อความ" in notes


def _with_fields(*leaves: str) -> bytes:
    """A Word file of one paragraph whose runs hold these."""
    runs = "".join(f"<w:r>{leaf}</w:r>" for leaf in leaves)

    def change(name: str, content: bytes) -> bytes:
        added = f"<w:p>{runs}</w:p><w:sectPr".encode()
        return content.replace(b"<w:sectPr", added, 1) if name == "word/document.xml" else content

    return files.repacked(CORPUS["docx"](), change, {})


def test_fields_within_fields_and_torn_ones_tell_nothing_either():
    begin, parted, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    told, code = f"<w:t>{MARK}</w:t>", f'<w:instrText>AUTHOR "{MARK}"</w:instrText>'
    within = (
        begin,
        "<w:instrText>IF </w:instrText>",
        begin,
        code,
        parted,
        told,
        end,
        parted,
        "<w:t>ผล</w:t>",
        end,
    )
    around = (begin, code, parted, begin, "<w:instrText>PAGE</w:instrText>", parted, told, end, end)
    for leaves in (within, around, (begin, code, "<w:t>ยังอยู่</w:t>"), (end, parted, "<w:t>ยังอยู่</w:t>")):
        copy = clean("docx", _with_fields(*leaves)).content
        assert copy
        assert traces(copy, MARK) == []
        last = Document(io.BytesIO(copy)).paragraphs[-1].text
        assert last == {within: "ผล", around: "[ตัดออก]"}.get(leaves, "ยังอยู่")
    assert clean("docx", _with_fields(*[begin] * 50)).is_unsound


def test_a_copied_workbook_keeps_its_cells_comments_and_pictures():
    sheet = openpyxl.load_workbook(io.BytesIO(copy_of("xlsx"))).active
    assert (sheet["A1"].value, sheet["B2"].value) == (SHOWN, 12_500)
    assert sheet["A1"].comment.text == "ผู้เขียน:\nจ่ายสองครั้ง"
    assert sheet["A1"].comment.author == "ผู้เขียน"
    assert len(sheet._images) == 1
    [scenario] = sheet.scenarios.scenario
    assert (scenario.name, scenario.user, scenario.comment) == ("ราคา", "ผู้เขียน", None)


def test_names_kept_out_of_sight_leave_a_workbook_and_folders_leave_the_others():
    book = openpyxl.load_workbook(io.BytesIO(copy_of("xlsx")))
    assert {name: each.value for name, each in book.defined_names.items()} == {"folder": '"removed"'}
    notes = " ".join(examined("xlsx").notes)
    assert "มีชื่อที่โปรแกรมกำหนดไว้แบบซ่อน" in notes
    assert "เนื้อหาที่ซ่อนไว้" not in notes


def test_hidden_sheets_and_rows_stay_and_are_told():
    for hide in ("sheet", "row"):
        book = openpyxl.Workbook()
        other = book.create_sheet("ลับ")
        other["A1"] = SHOWN
        if hide == "sheet":
            other.sheet_state = "veryHidden"
        else:
            other.row_dimensions[1].hidden = True
        output = io.BytesIO()
        book.save(output)
        copy = clean("xlsx", output.getvalue())
        assert openpyxl.load_workbook(io.BytesIO(copy.content or b""))["ลับ"]["A1"].value == SHOWN
        assert any("เนื้อหาที่ซ่อนไว้" in note for note in copy.notes)


@pytest.mark.parametrize("is_bare", [True, False])
def test_a_jpeg_2000_picture_keeps_its_points_only(is_bare: bool):
    content = files.jpeg2000(is_bare=is_bare)
    assert content.count(MARK.encode()) > 2
    bare = bare_jpeg2000(content)
    assert traces(bare, MARK) == traces(bare, THAI_MARK) == []
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.tobytes() == after.tobytes()
    assert bare_jpeg2000(bare) == bare
    for cut in range(0, len(content) - len(MARK), 7):
        with contextlib.suppress(Uncleanable):
            assert MARK.encode() not in bare_jpeg2000(content[:cut])


def test_paths_to_other_files_are_told_and_taken_out():
    notes = " ".join(examined("xlsx").notes)
    assert "อ้างถึงไฟล์ Excel อื่น" in notes
    assert "เส้นทางของไฟล์ในเครื่องผู้จัดทำ" in notes
    with zipfile.ZipFile(io.BytesIO(copy_of("xlsx"))) as archive:
        assert b'Target="removed"' in archive.read("xl/externalLinks/_rels/externalLink1.xml.rels")


def test_the_table_behind_a_chart_is_cleaned_too():
    found = examine("a.docx", files.docx_with_chart())
    assert found.clean
    assert traces(found.clean, MARK) == traces(found.clean, THAI_MARK) == []
    assert any("ตารางข้อมูลซ่อนอยู่หลังแผนภูมิ" in note for note in found.notes)
    with zipfile.ZipFile(io.BytesIO(found.clean)) as archive:
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read("word/embeddings/part1.xlsx"))).active
    assert sheet["A1"].value == SHOWN


def test_parts_of_a_copied_package_are_dated_alike():
    for kind in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(copy_of(kind))) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert {info.comment for info in archive.infolist()} == {b""}
            assert archive.comment == b""


def test_metadata_that_would_remain_means_no_copy(monkeypatch: pytest.MonkeyPatch):
    """The last look at a PDF is tried by letting the scrubbing keep a name."""
    monkeypatch.setattr("complaints.evidence.pdf_copies._NEVER", frozenset())
    monkeypatch.setattr("complaints.evidence.pdf_copies._NEEDED", {"page": None})
    made = pikepdf.Pdf.new()
    made.add_blank_page().obj.PieceInfo = pikepdf.Dictionary(By=MARK)
    made.docinfo["/Author"] = MARK
    output = io.BytesIO()
    made.save(output)
    copy = clean("pdf", output.getvalue())
    assert copy.content is None
    assert "ยังอยู่ในสำเนา" in copy.notes[0]


# ── kinds ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("เสียงสนทนา.m4a", files.media(b"soun", brand=b"M4A "), "m4a"),
        ("เสียงสนทนา.mp4", files.media(b"soun"), "m4a"),
        ("คลิป.mp4", files.media(b"vide", b"soun"), "mp4"),
        ("คลิป.m4a", files.media(b"vide", b"soun"), "opaque"),
        ("คลิป.mov", files.media(b"vide", brand=b"qt  "), "opaque"),
        ("คลิปขาด.mp4", files.media(b"vide")[:-100], "opaque"),
        ("ภาพ.heic", files.box(b"ftyp", b"heic\0\0\0\0") + files.box(b"moov"), "opaque"),
        ("บันทึก.txt", "จ่ายเงินวันที่ 3".encode(), "opaque"),
        ("แชต.csv", b"a,b", "opaque"),
        ("รวม.zip", files.docx()[:400], "opaque"),
        ("โปรแกรม.pdf", b"MZ" + b"\0" * 90, "opaque"),
        ("หน้าเว็บ.jpg", b"<!doctype html><script>alert(1)</script>", "opaque"),
        ("ภาพ.pdf", files.png(), "opaque"),
        ("เอกสาร.docx", files.xlsx(), "opaque"),
        ("เอกสาร.xlsm", files.xlsx(), "opaque"),
        ("IMG_0001", files.png(), "png"),
        ("ภาพ.JPEG", files.jpeg(), "jpg"),
        ("เอกสาร.pdf", b"GIF89a" + files.pdf(), "opaque"),
    ],
)
def test_the_kind_is_told_by_content_and_any_file_is_taken(name: str, content: bytes, kind: str):
    found = examine(name, content)
    assert found.kind == kind
    assert found.size == len(content)
    if kind in ("opaque", "m4a", "mp4"):
        assert (found.clean, found.clean_name) == (None, "")
        assert "ไม่มีสำเนา" in " ".join(found.notes)
    if kind == "opaque":
        assert found.content_type == "application/octet-stream"


def test_a_wrong_extension_is_told_with_what_the_file_is():
    [note] = examine("ใบเสร็จ.pdf", files.png()).notes
    assert note.startswith("นามสกุล .pdf ไม่ตรงกับเนื้อในซึ่งเป็นภาพ PNG")


def test_a_file_with_two_faces_is_copied_with_one():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("run.exe", MARK)
    for name, content in (("a.jpg", files.jpeg()), ("a.pdf", files.pdf())):
        found = examine(name, content + packed.getvalue())
        assert any("ไฟล์บีบอัดซ่อนอยู่" in note for note in found.notes)
        assert found.clean
        assert not zipfile.is_zipfile(io.BytesIO(found.clean))
        assert traces(found.clean, "run.exe") == []


# ── names ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("น้ำท่วมที่ศาลากลาง ๑.jpg", "น้ำท่วมที่ศาลากลาง ๑.jpg"),
        ("รายงาน\u202egpj.exe", "รายงานgpj.exe"),
        ("\u200fa\u2066b\u200b.pdf", "ab.pdf"),
        ("a\0b\r\n\x1b[31mc.pdf", "ab[31mc.pdf"),
        ("..\\..\\C:\\Users\\somchai\\a.pdf", "a.pdf"),
        ("/home/somchai/a.pdf", "a.pdf"),
        ("  a   b .pdf ", "a b .pdf"),
        ("...", "ไฟล์ไม่มีชื่อ"),
        ("", "ไฟล์ไม่มีชื่อ"),
    ],
)
def test_names_lose_marks_and_folders_and_keep_thai(name: str, cleaned: str):
    assert clean_up(name) == cleaned


def test_a_name_of_255_bytes_stays_and_a_longer_one_is_cut_between_letters():
    exact = "ก" * 83 + "ab.pdf"
    assert len(exact.encode()) == 255
    assert clean_up(exact) == exact
    cut = clean_up("ก" * 300 + ".pdf")
    assert cut.endswith("ก.pdf")
    assert 250 < len(cut.encode()) <= 255
    found = examine("ก" * 300 + ".png", files.png())
    assert len(found.clean_name.encode()) <= 255
    assert found.clean_name.startswith("สำเนา ก")
    assert found.clean_name.endswith(".png")


@given(st.text())
def test_whatever_name_comes_a_plain_one_is_made(name: str):
    cleaned = clean_up(name)
    assert 0 < len(cleaned.encode()) <= 255
    assert "/" not in cleaned
    assert not any(unicodedata.category(letter).startswith("C") for letter in cleaned)
    assert clean_up(cleaned) == cleaned


# ── what is refused ──────────────────────────────────────────────────────────
def _upload(name: str, size: int = 1) -> SimpleUploadedFile:
    upload = SimpleUploadedFile(name, b"x")
    upload.size = size
    return upload


@pytest.mark.parametrize(
    ("uploads", "earlier", "code", "named"),
    [
        ([_upload("a.mp4", LARGEST_FILE + 1)], [], "too_large", "a.mp4"),
        ([_upload(f"{n}.txt") for n in range(MOST_FILES + 1)], [], "too_many", f"{MOST_FILES}.txt"),
        ([_upload("b.txt")], [1] * MOST_FILES, "too_many", "b.txt"),
        ([_upload(f"{n}.txt", LARGEST_FILE) for n in range(5)], [], "too_much", "4.txt"),
        ([_upload("c.txt", 2)], [LARGEST_TOTAL - 1], "too_much", "c.txt"),
    ],
)
def test_too_much_is_refused_by_name_and_with_what_to_do(uploads: Any, earlier: Any, code: str, named: str):
    with pytest.raises(ValidationError) as caught:
        examine_all(uploads, earlier=earlier)
    [fault] = caught.value.error_list
    assert fault.code == code
    [said] = fault.messages
    assert f"“{named}”" in said
    assert "โปรด" in said


def test_what_just_fits_is_taken():
    check_amount([_upload(f"{n}.txt", LARGEST_FILE) for n in range(4)])
    check_amount([_upload("a.txt")], earlier=[1] * (MOST_FILES - 1))


def test_an_empty_file_is_refused_and_named_beside_others():
    with pytest.raises(ValidationError) as caught:
        examine_all([SimpleUploadedFile("ว่าง.txt", b""), SimpleUploadedFile("a.txt", b"x")])
    assert [fault.code for fault in caught.value.error_list] == ["empty"]
    assert "“ว่าง.txt”" in caught.value.messages[0]
    with pytest.raises(ValidationError):
        examine("a.mp4", b"\0" * (LARGEST_FILE + 1))


def test_files_of_a_request_come_back_with_their_content():
    [(found, content)] = examine_all([SimpleUploadedFile("a.txt", b"abc")])
    assert (found.name, content, found.sha256[:8]) == ("a.txt", b"abc", "ba7816bf")


# ── hostile files ────────────────────────────────────────────────────────────
def _package(*parts: tuple[str, bytes], base: bytes | None = None) -> bytes:
    return files.repacked(base or files.docx(), lambda name, content: content, dict(parts))


def _pixel_bomb() -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + header + struct.pack(">I", zlib.crc32(header)) + files.png()[33:]


def _pdf_bomb() -> bytes:
    made = pikepdf.Pdf.new()
    page = made.add_blank_page().obj
    squeezed = zlib.compressobj(9)
    content = b"".join(squeezed.compress(b"0 0 m " * 2**20) for _ in range(40)) + squeezed.flush()
    for _ in range(2):
        content = zlib.compress(content)
    page.Contents = made.make_stream(b"")
    page.Contents.write(content, filter=Array([Name.FlateDecode] * 3))
    output = io.BytesIO()
    made.save(output, compress_streams=False)
    return output.getvalue()


def _laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{levels}]><w>&l11;</w>'.encode()

    def change(name: str, content: bytes) -> bytes:
        return bomb if name == "word/document.xml" else content

    return files.repacked(files.docx(), change, {})


HOSTILE: dict[str, Callable[[], bytes]] = {
    "ใหญ่.docx": lambda: _package(("word/big.xml", b"<a>" + b" " * 60_000_000 + b"</a>")),
    "จุดภาพ.png": _pixel_bomb,
    "สตรีม.pdf": _pdf_bomb,
    "เอนทิตี.docx": _laughs,
    "ซ้อนลึก.pdf": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 500_000 + b"\nendobj\ntrailer<</Root 1 0 R>>",
    "มาโคร.docx": lambda: _package(("word/vbaProject.bin", b"\0" * 20)),
    "ฝัง.xlsx": lambda: _package(("xl/embeddings/a.bin", b"\0" * 20), base=files.xlsx()),
    "ขึ้นไป.docx": lambda: _package(("../../etc/a.xml", b"<a/>")),
    "ฟอนต์.pdf": lambda: files.pdf().replace(b"/Helvetica", b"/\0\0\0\0\0\0\0\0\0"),
}


@pytest.mark.parametrize(("name", "make"), HOSTILE.items(), ids=HOSTILE)
def test_a_hostile_file_is_taken_as_it_is_soon_and_without_a_copy(name: str, make: Callable[[], bytes]):
    content = make()
    assert len(content) <= LARGEST_FILE
    began = time.monotonic()
    found = examine(name, content)
    assert time.monotonic() - began < apart.SECONDS
    if found.clean is None:
        assert "ไม่มีสำเนา" in " ".join(found.notes)
    assert found.kind == "opaque" or name in ("ฟอนต์.pdf", "สตรีม.pdf")
    assert found.clean is None or name == "ฟอนต์.pdf"


@pytest.mark.parametrize("kind", CORPUS)
def test_a_torn_file_is_never_an_error(kind: str):
    content = CORPUS[kind]()
    for cut in (9, len(content) // 3, len(content) * 9 // 10):
        torn = content[:cut] + b"\xff\0\x80" * 5 + content[cut + 15 :] if cut % 2 else content[:cut]
        copy = clean(kind, torn)
        assert copy.content or copy.notes


# ── the process apart ────────────────────────────────────────────────────────
def _told_by(monkeypatch: pytest.MonkeyPatch, program: str) -> tuple[str, ...]:
    told = 'import json, sys\nprint(json.dumps({"notes": told(), "is_unsound": False}))'
    monkeypatch.setattr(apart, "_PROGRAM", f"{program}\n{told}")
    return apart.clean_copy(PDF, b"x").notes


def test_a_copy_is_made_where_no_secret_is_known(monkeypatch: pytest.MonkeyPatch, settings: Any):
    program = "import os\ntold = lambda: [' '.join(os.environ), *os.environ.values()]"
    told = " ".join(_told_by(monkeypatch, program))
    assert settings.SECRET_KEY not in told
    assert "DATABASE_URL" not in told


def test_a_copy_is_made_where_no_file_can_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    program = f"""
import sys
sys.path.insert(0, sys.argv[1])
from complaints.evidence import cleaning
from complaints.evidence.copies import CleanCopy
def clean(kind, content):
    try:
        with open({str(tmp_path / "leak")!r}, "wb") as leak:
            leak.write(content)
    except OSError as error:
        return CleanCopy(notes=(error.strerror,))
    return CleanCopy(notes=("written",))
cleaning.clean = clean
cleaning.main("pdf")
raise SystemExit
"""
    assert _told_by(monkeypatch, program) == ("File too large",)
    assert not (tmp_path / "leak").exists() or (tmp_path / "leak").read_bytes() == b""


@pytest.mark.parametrize("program", ["while True: pass", "import os; os.abort()", "raise SystemExit(1)"])
def test_a_copy_that_takes_too_long_or_crashes_is_none(monkeypatch: pytest.MonkeyPatch, program: str):
    monkeypatch.setattr(apart, "_PROGRAM", program)
    monkeypatch.setattr(apart, "SECONDS", 1)
    copy = apart.clean_copy(PDF, b"x")
    assert (copy.content, copy.is_unsound) == (None, True)
    assert "ผิดปกติ" in copy.notes[0]


def test_nobody_waits_for_copies_without_end(monkeypatch: pytest.MonkeyPatch):
    uploads = [SimpleUploadedFile(f"{n}.png", CORPUS["png"]()) for n in range(2)]
    monkeypatch.setattr("complaints.evidence._PATIENCE", 0)
    found = [each for each, _ in examine_all(uploads)]
    assert [each.clean for each in found] == [None, None]
    assert all("ใช้เวลาทำสำเนานาน" in each.notes[-1] for each in found)
    monkeypatch.setattr(apart, "_LONGEST_WAIT", 0.01)
    with apart._one_at_a_time:
        busy = examine("a.png", CORPUS["png"]())
    assert (busy.kind, busy.clean) == ("png", None)
    assert "ทำสำเนาไฟล์อื่นอยู่" in busy.notes[-1]
    assert apart.clean_copy(PNG, CORPUS["png"]()).content


# ── nothing touches the disk ─────────────────────────────────────────────────
@pytest.fixture
def no_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An own, empty folder for temporary files, and nobody who may make one."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in (
        "mkstemp",
        "mkdtemp",
        "NamedTemporaryFile",
        "TemporaryFile",
        "SpooledTemporaryFile",
        "_mkstemp_inner",
    ):
        monkeypatch.setattr(tempfile, name, refuse)
    return tmp_path


def _sent(*uploads: tuple[str, bytes]) -> tuple[list[Any], list[Path]]:
    """The files of a request as a view of the channel gets them, and what lay in the temporary folder then."""
    found: list[Any] = []
    lying: list[Path] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.extend(request.FILES.getlist("files"))
        lying.extend(Path(tempfile.gettempdir()).iterdir())
        return HttpResponse("ok")

    data = {"what": "เรียกเงิน", "files": [SimpleUploadedFile(name, content) for name, content in uploads]}
    request = RequestFactory().post("/complaints/new/evidence/", data)
    request.COOKIES[flows.cookie_name()] = "00" * 32
    response = KeepQuiet(view)(request)
    assert response.content == b"ok"
    return found, lying


def test_a_large_upload_lies_in_memory_only(no_temporary_files: Path):
    content = MARK.encode() * (9 * 1024 * 1024 // len(MARK))
    [upload], lying = _sent(("ใหญ่.bin", content))
    assert lying == []
    assert upload.read() == content
    assert upload.name == "ใหญ่.bin"
    assert not hasattr(upload, "temporary_file_path")
    upload.seek(0)
    [(found, _)] = examine_all([upload])
    assert found.kind == "opaque"
    assert list(no_temporary_files.iterdir()) == []


def test_copies_are_made_without_a_temporary_file(corpus: dict[str, bytes], no_temporary_files: Path):
    found: list[Examined] = [examine(f"a.{kind}", content) for kind, content in corpus.items()]
    assert all(each.clean for each in found)
    assert list(no_temporary_files.iterdir()) == []


def test_what_is_over_a_limit_is_thrown_away_and_told(no_temporary_files: Path):
    uploads, _ = _sent(("ก.bin", b"1" * (LARGEST_FILE + 1)), ("ข.bin", b"2" * 10))
    assert [upload.size for upload in uploads] == [LARGEST_FILE + 1, 10]
    assert [upload.read() for upload in uploads] == [b"", b"2" * 10]
    with pytest.raises(ValidationError, match=r"“ก\.bin” มีขนาด"):
        examine_all(uploads)


def test_all_files_together_never_take_more_memory_than_the_limit(no_temporary_files: Path):
    uploads, _ = _sent(*((f"{n}.bin", b"x" * LARGEST_FILE) for n in range(6)))
    kept = [len(upload.read()) for upload in uploads]
    assert kept == [LARGEST_FILE] * 4 + [0, 0]
    assert [upload.size for upload in uploads] == [LARGEST_FILE] * 6
    with pytest.raises(ValidationError, match="รวมกันเกิน"):
        check_amount(uploads)


# ── nobody takes all the memory ──────────────────────────────────────────────
FILES = "/complaints/new/files/"
LARGE = bytes(memory_uploads.WORDS_ONLY)


def upload_from(address: str) -> HttpRequest:
    """A request with a file, as it is while it runs."""
    request = RequestFactory().post(FILES, {"files": SimpleUploadedFile("a.bin", LARGE)})
    request.network_bucket = quiet._bucket(address)  # type: ignore[attr-defined]
    return request


def send_from(address: str, **options: Any) -> Any:
    client = Client(REMOTE_ADDR=address, **options)
    return client.post(FILES, {"files": SimpleUploadedFile("a.bin", LARGE)})


@pytest.mark.django_db
def test_too_many_uploads_at_once_are_refused_before_they_are_read(
    office: Any, monkeypatch: pytest.MonkeyPatch
):
    read: list[str] = []
    monkeypatch.setattr(HttpRequest, "_load_post_and_files", lambda self: read.append(self.path))
    slow = [upload_from("10.0.0.5") for _ in range(memory_uploads.MOST_OF_A_NETWORK)]
    assert all(memory_uploads.take_place(each) for each in slow)
    refused = send_from("10.0.0.77")  # of the same network
    assert (refused.status_code, refused["Retry-After"], read) == (503, "60", [])
    assert "ยังไม่ถึงสำนักงาน" in refused.content.decode()
    assert 'href="tel:1205"' in refused.content.decode()
    assert "no-store" in refused["Cache-Control"]
    assert "Content-Security-Policy" in refused
    assert send_from("10.0.1.1").status_code == 404  # let in, and told that it has no flow

    others = [upload_from(f"10.1.{n}.1") for n in range(memory_uploads.MOST_AT_ONCE - len(slow))]
    assert all(memory_uploads.take_place(each) for each in others)
    assert send_from("10.0.1.1").status_code == 503
    words_only = Client(REMOTE_ADDR="10.0.0.77")
    form = "application/x-www-form-urlencoded"
    assert words_only.post(FILES, "go=1", content_type=form).status_code == 404  # needs no place
    message = {"text": "ก" * LONGEST_MESSAGE}
    assert words_only.post(FILES, message).status_code == 404  # nor does a message without a file
    unsaid = RequestFactory().post(FILES, message)
    unsaid.META["CONTENT_LENGTH"] = ""
    assert not memory_uploads.take_place(unsaid)

    for each in (*slow, *others):
        memory_uploads.give_back(each)
    assert send_from("10.0.0.77").status_code == 404
    assert not memory_uploads._running


@pytest.mark.django_db
def test_a_place_is_free_again_when_a_page_breaks(office: Any, monkeypatch: pytest.MonkeyPatch):
    def breaking(*args: Any) -> None:
        assert memory_uploads._running.total() == 1
        raise RuntimeError

    monkeypatch.setattr(flows, "current", breaking)
    assert send_from("10.0.0.5", raise_request_exception=False).status_code == 500
    assert not memory_uploads._running


def test_files_without_a_cookie_of_the_channel_are_not_kept(settings: Any):
    data = {"files": SimpleUploadedFile("a.bin", b"12345")}
    for is_secure in (True, False):
        settings.SESSION_COOKIE_SECURE = is_secure
        for cookie, kept in (
            ("", b""),
            ("other", b""),
            (flows.cookie_name(), b"12345"),
            (settings.SESSION_COOKIE_NAME, b"12345"),
        ):
            request = RequestFactory().post(FILES, data)
            data["files"].seek(0)
            request.COOKIES = {cookie: "1"} if cookie else {}
            found: list[Any] = []
            KeepQuiet(lambda request, found=found: found.append(request.FILES["files"]) or HttpResponse())(
                request
            )
            assert (found[0].size, found[0].read()) == (5, kept)
