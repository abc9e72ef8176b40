"""The lines of a report file, whatever its format: text, Word or Excel, opened safely."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from measures.report_reader.office_files import docx_lines, xlsx_lines
from measures.report_reader.results import UnreadableReport
from measures.report_reader.source_lines import Line
from portal.uploads.archives import Budget, opened

MAX_SIZE = 20 * 1024 * 1024  # bytes of the file
MAX_PART = 10 * 1024 * 1024  # bytes of one XML part; a real report's largest has about 200,000
MAX_LETTERS = 200_000  # of all lines together; a real report has about 12,000
_MAIN_PART = re.compile(rb'<Override\b[^>]*\bopenxmlformats-officedocument\.(word|spread)[^>"\']*\.main\+xml')
_TYPES = "[Content_Types].xml"
_OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = {
    b"%PDF": "เอกสาร PDF",
    b"\x89PNG": "รูปภาพ",
    b"\xff\xd8\xff": "รูปภาพ",
    b"GIF8": "รูปภาพ",
    b"{\\rtf": "เอกสาร RTF",
    b"Rar!": "ไฟล์บีบอัด",
    b"7z\xbc\xaf": "ไฟล์บีบอัด",
}
_SAVE_AS = "โปรดบันทึกรายงานเป็น .docx, .xlsx หรือข้อความที่คั่นช่องด้วยแท็บ (.txt) แล้วนำเข้าใหม่"
_SAVE_AGAIN = "โปรดเปิดไฟล์ต้นฉบับดูว่าเปิดได้ แล้วบันทึกใหม่ก่อนนำเข้าอีกครั้ง"
_TEXT_CONTROLS = "\t\n\r\f\v"


def lines_of(content: bytes, name: str) -> list[Line]:
    """Every filled line and table row of the file, in order. Raises UnreadableReport for any other file."""
    shown = shown_name(name)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableReport(f"ไฟล์ {shown} ว่างเปล่า ไม่มีข้อมูลอยู่ภายใน {_SAVE_AGAIN}")
    if len(content) > MAX_SIZE:
        raise UnreadableReport(
            f"ไฟล์ {shown} มีขนาดเกิน {MAX_SIZE // 1024**2} MB ซึ่งใหญ่เกินกว่ารายงาน "
            "โปรดลบรูปภาพออกจากไฟล์ แล้วนำเข้าใหม่"
        )
    lines = []
    letters = 0
    for line in _lines(content, name, shown):
        letters += sum(map(len, line.cells))
        if letters > MAX_LETTERS:
            raise UnreadableReport(
                f"ไฟล์ {shown} มีข้อความยาวเกิน {MAX_LETTERS:,} ตัวอักษร ซึ่งยาวเกินกว่ารายงาน "
                f"พบที่{line.place} โปรดตรวจว่าเลือกไฟล์ถูก หรือลบส่วนที่ไม่ใช่รายงานออก แล้วนำเข้าใหม่"
            )
        if line.filled:
            lines.append(line)
    return lines


def shown_name(name: str) -> str:
    """A file name for a sentence: in quotes, without invisible characters, cut at 80 letters."""
    visible = "".join(char for char in name if char.isprintable()) or "ไม่มีชื่อ"
    return f"“{visible if len(visible) <= 80 else visible[:79] + '…'}”"


def _lines(content: bytes, name: str, shown: str) -> Iterator[Line]:
    extension = name.rpartition(".")[2].casefold()
    if content.startswith(b"PK"):
        kind = _office_kind(content, name, shown)
        if extension in ("docx", "xlsx", "txt", "csv", "tsv") and extension != kind:
            raise UnreadableReport(_mismatch(shown, f"ไฟล์ .{kind}", extension))
        try:
            yield from docx_lines(content) if kind == "docx" else xlsx_lines(content)
        # Whatever a damaged document makes a parser raise means the same to a clerk.
        except Exception as error:
            raise UnreadableReport(f"ไฟล์ {shown} ชำรุดหรือส่งมาไม่ครบ จึงเปิดไม่ได้ {_SAVE_AGAIN}") from error
        return
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise UnreadableReport(f"ไฟล์ {shown} ตั้งรหัสผ่านไว้ จึงเปิดอ่านไม่ได้ โปรดยกเลิกรหัสผ่าน แล้วบันทึกและนำเข้าใหม่")
        raise UnreadableReport(
            f"ไฟล์ {shown} เป็น Word หรือ Excel รุ่นเก่า โปรดบันทึกเป็น .docx หรือ .xlsx แล้วนำเข้าใหม่"
        )
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableReport(f"ไฟล์ {shown} เป็น{kind} ซึ่งอ่านเป็นรายงานไม่ได้ {_SAVE_AS}")
    if extension in ("docx", "xlsx"):
        raise UnreadableReport(_mismatch(shown, "ข้อมูลชนิดอื่น", extension))
    yield from _text_lines(_decoded(content, shown))


def _mismatch(shown: str, actual: str, extension: str) -> str:
    return (
        f"ไฟล์ {shown} มีนามสกุล .{extension} แต่เนื้อในเป็น{actual} "
        f"โปรดอย่าเปลี่ยนนามสกุลเอง ให้เปิดไฟล์แล้วเลือก “บันทึกเป็น” ชนิดที่ถูกต้อง จึงนำเข้าใหม่"
    )


def _office_kind(content: bytes, name: str, shown: str) -> str:
    """ "docx" or "xlsx", after the container itself has been found safe to open."""
    try:
        with opened(io.BytesIO(content), Budget(len(content), name)) as archive:
            names = archive.names
            types = b"".join(archive.chunks(_TYPES)) if _TYPES in archive else b""
    except ValidationError as error:
        raise UnreadableReport(" ".join(error.messages)) from error
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        parts = [container.getinfo(part) for part in names]
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if largest > MAX_PART:
        raise UnreadableReport(
            f"ไฟล์ {shown} มีเนื้อหาภายในใหญ่เกิน {MAX_PART // 1024**2} MB ซึ่งใหญ่เกินกว่ารายงาน "
            "โปรดลบแถว คอลัมน์ หรือรูปแบบที่ไม่ใช้ แล้วบันทึกเป็นไฟล์ใหม่และนำเข้าอีกครั้ง"
        )
    main = _MAIN_PART.search(types)
    if not main:
        raise UnreadableReport(f"ไฟล์ {shown} เป็นไฟล์บีบอัดที่ไม่ใช่ Word หรือ Excel ชนิด .docx หรือ .xlsx {_SAVE_AS}")
    return "docx" if main[1] == b"word" else "xlsx"


def _decoded(content: bytes, shown: str) -> str:
    """The text in the first encoding that fits: UTF-16, UTF-8, or Thai Windows (CP874, TIS-620)."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(_is_binary(char) for char in text):
            return text
    raise UnreadableReport(
        f"ไฟล์ {shown} ไม่ใช่ข้อความที่อ่านได้ อาจเป็นไฟล์ชนิดอื่นที่เปลี่ยนนามสกุล "
        "โปรดบันทึกเป็นข้อความชนิด UTF-8 หรือ Unicode แล้วนำเข้าใหม่"
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    # Thai in UTF-16 has 0x0E, Latin 0x00, in every other byte.
    for encoding, high in (("utf-16-le", content[1:2000:2]), ("utf-16-be", content[0:2000:2])):
        if len(content) % 2 == 0 and (high.count(0x0E) + high.count(0)) * 2 > len(high):
            return (encoding,)
    return ("utf-8-sig", "cp874")


def _is_binary(char: str) -> bool:
    return (char < " " and char not in _TEXT_CONTROLS) or "\x7f" <= char < "\xa0" or char in "\ufffe\uffff"


def _text_lines(text: str) -> Iterator[Line]:
    for number, cells in _quoted_rows(text) or _plain_rows(text):
        yield Line(number, f"บรรทัดที่ {number}", tuple(cells), is_table_row=len(cells) > 1)


def _plain_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(re.split(r"\r\n|[\r\n\f\v]", text), start=1):
        yield number, line.split("\t")


def _quoted_rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows as Excel saves them, a cell with several lines in quotes; empty where none has them."""
    if not re.search(r'(?:^|\t)"', text, re.MULTILINE):
        return []
    reader = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True)
    rows = []
    try:
        first = 1
        for row in reader:
            rows.append((first, row))
            first = reader.line_num + 1
    except csv.Error:
        return []
    return rows
