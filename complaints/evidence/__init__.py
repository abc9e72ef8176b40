"""Evidence files: what each is, and a copy of it without metadata; bytes in memory only, never on a disk.

Any file can be evidence. A kind that is not known, or that does not hold what its name says, is kept as it is, sealed
and for download only ("opaque"); only an empty file, and too much, is refused.
"""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from complaints.evidence import apart
from complaints.evidence.copies import NO_COPY
from complaints.evidence.kinds import CLEANABLE, M4A, MP4, OPAQUE, Kind, holds_an_archive, kind_of
from complaints.evidence.limits import LARGEST_FILE, LARGEST_TOTAL, MOST_FILES
from portal.thai import file_size

__all__ = [
    "LARGEST_FILE",
    "LARGEST_TOTAL",
    "MOST_FILES",
    "Examined",
    "check_amount",
    "examine",
    "examine_all",
]

_PATIENCE = 45  # seconds for the copies of one request
_LONGEST_NAME = 255  # bytes; a Thai letter takes three
_SHOWN = 60  # letters of a name in a message
_NAMELESS = "ไฟล์ไม่มีชื่อ"
_COPY = "สำเนา "
_MESSAGES = {
    "empty": "ไฟล์ “%(name)s” ว่างเปล่า โปรดเปิดไฟล์ดูว่ามีข้อมูล แล้วแนบใหม่",
    "too_large": (
        "ไฟล์ “%(name)s” มีขนาด %(size)s เกินกำหนดไฟล์ละ %(limit)s "
        "โปรดย่อภาพ ตัดวิดีโอเป็นช่วงสั้นลง หรือแบ่งเอกสารเป็นหลายไฟล์ แล้วแนบใหม่"
    ),
    "too_many": (
        "แนบได้ไม่เกิน %(most)d ไฟล์ ไฟล์ตั้งแต่ “%(name)s” จึงไม่ได้รับไว้ "
        "โปรดเลือกเฉพาะไฟล์ที่สำคัญ ที่เหลือส่งเพิ่มได้ภายหลังในหน้าติดตามเรื่อง"
    ),
    "too_much": (
        "ไฟล์ทั้งหมดรวมกันเกิน %(limit)s ไฟล์ตั้งแต่ “%(name)s” จึงไม่ได้รับไว้ "
        "โปรดเลือกเฉพาะไฟล์ที่สำคัญ ที่เหลือส่งเพิ่มได้ภายหลังในหน้าติดตามเรื่อง"
    ),
}


@dataclass(frozen=True)
class Examined:
    """What is known of one evidence file.

    `kind` is jpg, png, webp, pdf, docx, xlsx, mp4, m4a or opaque; `size` is in bytes; `clean` is the copy without
    metadata, None where none can be made; `notes` are Thai sentences for the officer. All of it is content: seal it.
    """

    name: str
    kind: str
    label: str
    content_type: str
    size: int
    sha256: str
    clean: bytes | None
    clean_name: str
    notes: tuple[str, ...]


def examine(name: str, content: bytes, *, with_copy: bool = True) -> Examined:
    """Tell what a file is and make its clean copy. Raises ValidationError for one that is empty or too large."""
    name = clean_up(name)
    if not content:
        raise _fault("empty", name)
    if len(content) > LARGEST_FILE:
        raise _fault("too_large", name, size=file_size(len(content)), limit=file_size(LARGEST_FILE))
    kind, notes = _judge(name, content)
    clean = None
    if kind in CLEANABLE and not with_copy:
        notes.append(f"ไฟล์อื่นที่ส่งมาพร้อมกันใช้เวลาทำสำเนานาน {NO_COPY}")
    elif kind in CLEANABLE:
        copy = apart.clean_copy(kind, content)
        clean, notes = copy.content, [*notes, *copy.notes]
        if copy.is_unsound:
            kind = OPAQUE
    elif kind in (MP4, M4A):
        notes.append(f"{kind.label} ไม่มีสำเนาปลอดเมทาดาทา ต้นฉบับอาจบอกเวลา สถานที่ และเครื่องที่บันทึก")
    return Examined(
        name=name,
        kind=kind.name,
        label=kind.label,
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        clean=clean,
        clean_name=_copy_name(name, kind) if clean else "",
        notes=tuple(notes),
    )


def examine_all(
    files: Sequence[UploadedFile], *, earlier: Iterable[int] = ()
) -> list[tuple[Examined, bytes]]:
    """Examine the files of one request, each with its content; `earlier` are sizes of those already taken, in bytes.

    Raises one ValidationError with a sentence for each file at fault; then none of them is taken. When copies take
    longer than a browser waits, files that follow have none.
    """
    check_amount(files, earlier=earlier)
    faults: list[ValidationError] = []
    found = []
    ends_at = time.monotonic() + _PATIENCE
    for file in files:
        content = file.read()
        with_copy = time.monotonic() < ends_at
        try:
            found.append((examine(file.name or "", content, with_copy=with_copy), content))
        except ValidationError as fault:
            faults.append(fault)
    if faults:
        raise ValidationError(faults)
    return found


def check_amount(files: Sequence[UploadedFile], *, earlier: Iterable[int] = ()) -> None:
    """Judge number and sizes before any file is opened. Raises one ValidationError with all faults."""
    faults = []
    sizes = list(earlier)
    for file in files:
        name = clean_up(file.name or "")
        size = file.size or 0
        if size > LARGEST_FILE:
            faults.append(_fault("too_large", name, size=file_size(size), limit=file_size(LARGEST_FILE)))
            continue
        sizes.append(size)
        if len(sizes) > MOST_FILES:
            faults.append(_fault("too_many", name, most=MOST_FILES))
            break
        if sum(sizes) > LARGEST_TOTAL:
            faults.append(_fault("too_much", name, limit=file_size(LARGEST_TOTAL)))
            break
    if faults:
        raise ValidationError(faults)


# ── names ─────────────────────────────────────────────────────────────────────
def clean_up(name: str) -> str:
    """Return a file name without folders, control and direction marks, at most 255 bytes of UTF-8.

    Marks of category Cf turn the direction of what follows ("รายงาน\\u202egpj.exe" is shown as "รายงานexe.jpg"); the
    zero-width joiners of other scripts go too. Thai vowels and tone marks are letters and stay.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(
        letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C"
    )
    visible = " ".join(visible.split()).strip(". ") if visible.strip(". ") else ""
    return _shortened(visible) or _NAMELESS


def _shortened(name: str) -> str:
    """Cut the stem so that the extension stays and no letter is cut apart."""
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension.encode()) > 20:
        stem, dot, extension = name, "", ""
    room = _LONGEST_NAME - len(f"{dot}{extension}".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + extension


def _copy_name(name: str, kind: Kind) -> str:
    stem = name.rpartition(".")[0] or name
    return _shortened(f"{_COPY}{stem}.{kind.extensions[0]}")


def _judge(name: str, content: bytes) -> tuple[Kind, list[str]]:
    """Return the kind on which content and name agree, with what the officer should know."""
    kind = kind_of(content)
    stem, _, extension = name.rpartition(".")
    extension = extension.casefold() if stem else ""
    notes = []
    if kind is OPAQUE:
        notes.append("ไม่ใช่ชนิดที่ระบบรู้จัก จึงไม่มีสำเนาปลอดเมทาดาทา โปรดตรวจหาไวรัสก่อนเปิด")
    elif extension and extension not in kind.extensions:
        notes.append(f"นามสกุล .{extension} ไม่ตรงกับเนื้อในซึ่งเป็น{kind.label} จึงเก็บตามที่ได้รับ ไม่มีสำเนาปลอดเมทาดาทา")
        kind = OPAQUE
    elif holds_an_archive(content, kind):
        notes.append("มีไฟล์บีบอัดซ่อนอยู่ในต้นฉบับ โปรดตรวจหาไวรัสก่อนเปิดต้นฉบับ")
    return kind, notes


def _fault(code: str, name: str, **details: object) -> ValidationError:
    shown = name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
    return ValidationError(_MESSAGES[code], code=code, params={"name": shown, **details})
