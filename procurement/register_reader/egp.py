"""Open data of e-GP (กรมบัญชีกลาง, data.go.th): one row a contract, its columns moved back where they slipped.

The files have 32 names and 29 values: the three English names of places were added to the header alone, so
every value from the district on stands under a wrong name. The values themselves tell where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from portal.sheets.dates import day_from_text
from portal.sheets.headers import Header, find_header
from portal.sheets.sources import (
    CellValue,
    Format,
    Sheet,
    Source,
    column_letters,
    is_empty,
    named_few,
)
from portal.thai import fold
from procurement.layouts import FormColumn
from procurement.models import Layout
from procurement.oddities import findings_of
from procurement.register_reader.assembly import Assembly
from procurement.register_reader.scope import Scope
from procurement.register_reader.wordings import term_of
from procurement.rows import Note, ReadRegister

COLUMNS = (
    FormColumn("_id", "id", 8),
    FormColumn("ลำดับ", "number", 8),
    FormColumn("รหัสโครงการ", "project_number", 16, aliases=("เลขที่โครงการ",)),
    FormColumn("ชื่อโครงการ", "title", 50),
    FormColumn("ชื่อประเภทโครงการ", "kind", 20, aliases=("ประเภทโครงการ",)),
    FormColumn("ชื่อหน่วยงาน", "department", 30),
    FormColumn("ชื่อหน่วยงานย่อย", "office", 30),
    FormColumn("วิธีจัดซื้อฯ", "legal_group", 30, aliases=("วิธีจัดซื้อจัดจ้าง",)),
    FormColumn("กลุ่มวิธีจัดซื้อฯ", "method", 30, aliases=("กลุ่มวิธีจัดซื้อจัดจ้าง",)),
    FormColumn("วันที่ประกาศ", "announced_on", 14),
    FormColumn("งบประมาณ(บาท)", "budget", 14),
    FormColumn("ราคากลาง(บาท)", "reference_price", 14),
    FormColumn("ราคาตกลงซื้อ/จ้าง", "agreed_price", 14, aliases=("ราคาตกลงซื้อ/จ้าง (บาท)",)),
    FormColumn("ปีงบประมาณ", "year", 10),
    FormColumn("วันที่เกิดรายการ", "recorded_on", 14),
    FormColumn("จังหวัด", "province", 14),
    FormColumn("จังหวัด(Eng)", "province_eng", 14),
    FormColumn("เขต/อำเภอ", "district", 14),
    FormColumn("เขต/อำเภอ(Eng)", "district_eng", 14),
    FormColumn("แขวง/ตำบล", "subdistrict", 14),
    FormColumn("แขวง/ตำบล(Eng)", "subdistrict_eng", 14),
    FormColumn("สถานะโครงการ", "project_status", 14),
    FormColumn("พิกัดของโครงการ", "point", 14),
    FormColumn("ละติจูดโครงการ", "latitude", 14),
    FormColumn("ลองจิจูดโครงการ", "longitude", 14),
    FormColumn("เลขนิติบุคคล", "tax_id", 16, aliases=("เลขประจำตัวผู้เสียภาษี",)),
    FormColumn("ชื่อผู้ชนะ", "supplier_name", 30),
    FormColumn("เลขที่สัญญา", "contract_number", 14),
    FormColumn("วันที่ลงนามสัญญา", "signed_on", 14),
    FormColumn("วันที่สิ้นสุดสัญญา", "ends_on", 14),
    FormColumn("งบสัญญา(บาท)", "contract_value", 14),
    FormColumn("สถานะสัญญา", "stated_progress", 14),
)
"""The names of the header, in order; the keys are fields of `FACTS`, or of no fact of ours."""
_ENGLISH = ("province_eng", "district_eng", "subdistrict_eng")
_FACTS = (
    "year",
    "project_number",
    "title",
    "kind",
    "method",
    "legal_group",
    "budget",
    "reference_price",
    "supplier_name",
    "tax_id",
    "agreed_price",
    "contract_number",
    "contract_value",
    "announced_on",
    "recorded_on",
    "signed_on",
    "ends_on",
    "stated_progress",
)
_NEEDED = (*_FACTS, "office")
_RECOGNISED_BY = 14  # titles; no other table has half as many of them
_TITLES = {column.key: column.title for column in COLUMNS}

_NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?")
_TAX_ID = re.compile(r"[0-9]{12,13}|[0-9]{9}[xX]{4}|[0-9]-[0-9]{4}-.*")
_THAI = re.compile(r"[ก-๎]")
_SAYS_NOTHING = (None, "", "-")
_MISFITS = 2  # cells that may be wrong in a row whose shape is still certain


@dataclass(frozen=True)
class _Shape:
    """Where each key stands when the row is read so."""

    columns: Mapping[str, int]
    names: int
    """How many columns the header has."""
    left_over: tuple[int, ...] = ()
    """Columns that nothing may stand in."""

    @cached_property
    def facts(self) -> dict[str, int]:
        return {field: self.columns[field] for field in _FACTS}

    @cached_property
    def anchors(self) -> list[tuple[int, Callable[[str], bool]]]:
        return [(self.columns[key], fits) for key, fits in _ANCHORS if key in self.columns]


def recognises(source: Source) -> bool:
    """Whether a sheet of the source has the header of e-GP's open data."""
    return any(find_header(sheet, COLUMNS, at_least=_RECOGNISED_BY) for sheet in source.sheets)


def read(source: Source, scope: Scope) -> ReadRegister:
    """Read the contracts of every sheet with that header.

    A row that is neither as its header says nor shifted is a fault, and so is a cell that cannot be read.
    """
    register = ReadRegister(Layout.EGP_JSON if source.format is Format.JSON else Layout.EGP_CSV)
    unread = []
    for sheet in source.sheets:
        header = find_header(sheet, COLUMNS, at_least=_RECOGNISED_BY)
        if header is None:
            unread.append(sheet.name)
            continue
        if faults := header.faults(sheet, COLUMNS, _NEEDED):
            register.faults += faults
            continue
        register.faults += sheet.obstacles(range(header.first_row, len(sheet.rows)))
        if source.format is Format.CSV:
            register.faults += _torn_end(sheet, header)
        _Reader(register, sheet, header, scope).read()
    if len(source.sheets) > 1:
        done = [sheet.name for sheet in source.sheets if sheet.name not in unread]
        register.notes.append(f"อ่านแผ่นงาน {named_few(done)}")
    if unread:
        register.notes.append(f"ไม่ได้อ่านแผ่นงาน {named_few(unread)} เพราะไม่มีหัวตารางข้อมูลเปิด e-GP")
    if not register.rows and not register.faults:
        register.notes.append(f"ไม่มีแถวของ “{scope.office.name}” ในไฟล์นี้ โปรดตรวจชื่อหน่วยงานในเมนูข้อมูลหน่วยงาน")
    register.findings += findings_of(register.rows)
    return register


def _torn_end(sheet: Sheet, header: Header) -> list[Note]:
    """A fault when the last row has fewer cells than any row above it: the file was cut, and perhaps saved again."""
    filled = [n for n in range(header.first_row, len(sheet.rows)) if not sheet.is_blank(n)]
    if len(filled) < 2 or len(sheet.rows[filled[-1]]) >= min(len(sheet.rows[n]) for n in filled[:-1]):
        return []
    what = f"ไฟล์ถูกตัดกลางแถวสุดท้าย ซึ่งมีเพียง {len(sheet.rows[filled[-1]])} ช่อง โปรดดาวน์โหลดใหม่ทั้งไฟล์"
    return [Note(sheet.place(filled[-1]), "torn", what)]


class _Reader:
    """Reads one sheet."""

    def __init__(self, register: ReadRegister, sheet: Sheet, header: Header, scope: Scope) -> None:
        self._register = register
        self._sheet = sheet
        self._header = header
        self._scope = scope
        self._own_name = scope.office.name
        self._assembly = Assembly(register, sheet, _TITLES)
        self._as_named = _Shape(header.columns, max(header.columns.values()) + 1)
        self._shapes = [self._as_named]
        if any(key in header.columns for key in _ENGLISH):
            self._shapes.append(_shifted(header))
        self._latest_first = list(reversed(self._shapes))

    def read(self) -> None:
        wanted = []
        office = self._header.columns["office"]
        for number in range(self._header.first_row, len(self._sheet.rows)):
            if self._sheet.is_blank(number):
                continue
            # A row cut by a stray comma names the office elsewhere; it must not pass for another office's.
            if (
                self._scope.includes(self._sheet.cell(number, office))
                or self._own_name in self._sheet.rows[number]
            ):
                wanted.append(number)
            else:
                self._register.other_offices += 1
        shapes = {number: self._shape_of(number) for number in wanted}
        moved = sum(shape is not None and shape is not self._as_named for shape in shapes.values())
        usual = self._shapes[-1] if moved * 2 > len(wanted) else self._as_named
        for number, found in shapes.items():
            shape = found or self._undecided(number, usual)
            if shape is not None:
                self._add(number, shape)
        if moved:
            self._tell(moved, len(wanted))

    def _add(self, number: int, shape: _Shape) -> None:
        row = self._assembly.check(self._assembly.row(number, shape.facts))
        if "project_status" in shape.columns:
            status = self._assembly.word(row, "project_status", number, shape.columns["project_status"])
            if status and not row.facts["stated_progress"]:
                row.facts["stated_progress"] = term_of("stated_progress", status) or ""
        if self._scope.all_offices:
            self._assembly.word(row, "office", number, self._header.columns["office"])
        self._register.rows.append(row)

    def _shape_of(self, number: int) -> _Shape | None:
        """The only shape that every anchor of the row fits, or that fits clearly better; None if undecided."""
        cells = self._sheet.rows[number]
        first, *others = self._latest_first
        least = _misfits(cells, first, _MISFITS + 1)
        for other in others:
            count = _misfits(cells, other, least)
            if count == least:
                return None
            if count < least:
                first, least = other, count
                self._latest_first = [other, first]
        return first if least <= _MISFITS else None

    def _undecided(self, number: int, usual: _Shape) -> _Shape | None:
        """The file's usual shape for a row too empty to tell; a fault and None for one that fits no shape."""
        if _misfits(self._sheet.rows[number], usual, 0) == 0:
            return usual
        what = (
            "ค่าในแถวนี้ไม่ตรงกับหัวคอลัมน์ และไม่ใช่การเลื่อนคอลัมน์แบบที่ระบบย้ายกลับได้ (ตรวจจากเลขนิติบุคคล วันที่ จำนวนเงิน "
            "และสถานะสัญญา) โปรดตรวจว่าแถวมีช่องเกินหรือขาด แล้วดาวน์โหลดหรือแก้ไขใหม่"
        )
        self._register.faults.append(Note(self._sheet.place(number), "shape", what))
        return None

    def _tell(self, moved: int, rows: int) -> None:
        names = len(self._header.columns)
        values = names - len(self._shapes[-1].left_over)
        first = self._header.titles[next(key for key in _ENGLISH if key in self._header.columns)]
        sheet = f"แผ่นงาน “{self._sheet.name}” " if self._sheet.name else "ไฟล์นี้"
        letter = column_letters(
            min(self._header.columns[key] for key in _ENGLISH if key in self._header.columns)
        )
        self._register.notes.append(
            f"{sheet}มีชื่อคอลัมน์ {names} ชื่อ แต่ข้อมูลมี {values} ค่า ค่าตั้งแต่คอลัมน์ {letter} “{first}” จึงเลื่อนผิดช่อง "
            f"ระบบตรวจจากตัวข้อมูลแล้วย้ายกลับเข้าช่องที่ถูก {moved:,} แถว จาก {rows:,} แถว"
        )


def _shifted(header: Header) -> _Shape:
    """The shape of a row whose values leave out the English names, so that all after them stand too far left."""
    places = sorted(header.columns.values())
    keys = sorted(header.columns, key=lambda key: header.columns[key])
    kept = [key for key in keys if key not in _ENGLISH]
    return _Shape(dict(zip(kept, places, strict=False)), places[-1] + 1, tuple(places[len(kept) :]))


# ── anchors: what a value must look like to stand in a column ─────────────────
def _misfits(cells: Sequence[CellValue], shape: _Shape, enough: int) -> int:
    """How many anchors of a row do not look like what the shape says they are, counted to `enough` and one
    more at most; empty cells look like anything."""
    width = len(cells)
    count = 0
    for index, fits in shape.anchors:
        value = cells[index] if index < width else None
        if value not in _SAYS_NOTHING and not fits(str(value)):
            count += 1
            if count > enough:
                return count
    count += sum(index < width and not is_empty(cells[index]) for index in shape.left_over)
    # More values than names: a comma inside a name cut the row.
    return count + sum(not is_empty(value) for value in cells[shape.names :])


@lru_cache(maxsize=8192)
def _is_day(text: str) -> bool:
    try:
        day_from_text(text)
    except ValueError:
        return False
    return _THAI.search(text) is not None or "/" in text or "-" in text


@lru_cache(maxsize=8192)
def _is_amount(text: str) -> bool:
    return _NUMBER.fullmatch(fold(text)) is not None


@lru_cache(maxsize=8192)
def _is_tax_id(text: str) -> bool:
    return _TAX_ID.fullmatch(fold(text).removesuffix(".0")) is not None


@lru_cache(maxsize=512)
def _is_status(text: str) -> bool:
    return term_of("stated_progress", text) is not None


@lru_cache(maxsize=8192)
def _is_name(text: str) -> bool:
    bare = text.strip()
    return (
        not (_is_tax_id(bare) or _is_day(bare) or _is_amount(bare) or _is_status(bare))
        and "POINT(" not in bare
    )


@lru_cache(maxsize=8192)
def _is_foreign(text: str) -> bool:
    """English: no Thai letter, and not what else stands near: a point, a number."""
    return not _THAI.search(text) and not _is_amount(text) and "POINT(" not in text


@lru_cache(maxsize=8192)
def _is_thai_name(text: str) -> bool:
    return _THAI.search(text) is not None and not _is_day(text) and not _is_status(text)


@lru_cache(maxsize=8192)
def _is_point(text: str) -> bool:
    return text.strip().upper().startswith("POINT")


_ANCHORS = (
    ("tax_id", _is_tax_id),
    ("signed_on", _is_day),
    ("ends_on", _is_day),
    ("contract_value", _is_amount),
    ("stated_progress", _is_status),
    ("project_status", _is_status),
    ("supplier_name", _is_name),
    ("point", _is_point),
    ("latitude", _is_amount),
    ("longitude", _is_amount),
    ("province", _is_thai_name),
    ("district", _is_thai_name),
    ("subdistrict", _is_thai_name),
    ("province_eng", _is_foreign),
    ("district_eng", _is_foreign),
    ("subdistrict_eng", _is_foreign),
)
