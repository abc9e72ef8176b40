"""What was odd in imported rows, grouped as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from procurement.oddities import KINDS
from procurement.rows import Note

MOST = 200
"""Notes that a page lists; a file that has more is better mended first."""
HEADINGS = {
    **KINDS,
    "contradiction": "ข้อมูลในแผ่นงานขัดกันเอง",
    "corrected_by_hand": "ค่าที่เจ้าหน้าที่แก้ไว้แล้ว",
    "empty_in_file": "ช่องว่างในไฟล์ แต่ทะเบียนมีค่าอยู่แล้ว",
    "formula": "เซลล์ที่เป็นสูตร ไม่ใช่ค่า",
    "hidden_column": "คอลัมน์ที่ถูกซ่อนไว้",
    "hidden_row": "แถวที่ถูกซ่อนไว้",
    "hidden_sheet": "แผ่นงานที่ถูกซ่อนไว้",
    "missing": "ช่องที่ต้องมีค่าแต่ว่าง",
    "missing_column": "คอลัมน์ที่ขาดหรือเปลี่ยนชื่อ",
    "no_month": "ไม่พบเดือนและปีของรายงาน",
    "no_year": "ไม่พบปีงบประมาณ",
    "out_of_range": "ตัวเลขหรือวันที่เกินขอบเขต",
    "several_winners": "ผู้ได้รับการคัดเลือกหลายรายในเซลล์เดียว",
    "shape": "แถวที่ค่าไม่ตรงกับหัวคอลัมน์",
    "too_long": "ข้อความยาวเกิน",
    "torn": "ไฟล์ถูกตัดกลางแถว",
    "unreadable": "ค่าที่อ่านไม่ได้",
}
"""What notes of a kind are about, by their code."""


@dataclass(frozen=True)
class NoteGroup:
    """Notes of one kind: the first of them that are shown, and how many there are."""

    code: str
    shown: list[Note]
    total: int

    @property
    def heading(self) -> str:
        """What all of them are about; of a single note its own words."""
        return HEADINGS.get(self.code, self.shown[0].what if self.shown else self.code)

    @property
    def unshown(self) -> int:
        return self.total - len(self.shown)


def grouped(notes: Iterable[Note], *, most: int = MOST) -> list[NoteGroup]:
    """Notes by kind, the most frequent first; at most `most` of all of them are shown."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        kinds.setdefault(note.code, []).append(note)
    groups = []
    for code, of_kind in sorted(kinds.items(), key=lambda item: -len(item[1])):
        groups.append(NoteGroup(code, of_kind[: max(most, 0)], len(of_kind)))
        most -= len(of_kind)
    return groups
