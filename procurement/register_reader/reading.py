"""One door for every file that comes in: it is opened, recognised by its content, and given to its reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portal.models import Office
from portal.sheets.dates import shown
from portal.sheets.sources import Source, is_empty
from procurement.register_reader import egp, ita, monthly, register
from procurement.register_reader.openings import open_source
from procurement.register_reader.scope import Scope
from procurement.rows import ReadRegister, UnreadableRegister


@dataclass(frozen=True)
class Reader:
    """One kind of file: whether a source is of it, and how its rows are read."""

    recognises: Callable[[Source], bool]
    read: Callable[[Source, Scope], ReadRegister]


READERS = (
    Reader(egp.recognises, egp.read),
    Reader(register.recognises, register.read),
    Reader(ita.recognises, ita.read),
    Reader(monthly.recognises, monthly.read),
)
"""The first that recognises a file reads it; the stricter come first."""


def read_register(content: bytes, name: str, *, office: Office, all_offices: bool = False) -> ReadRegister:
    """Read a file into rows of facts, with every fault and finding by its cell.

    Rows of other offices are left out and counted; with `all_offices` they come with their office's name in
    `words["office"]`, which our own rows have not. Raises UnreadableRegister when the
    file does not open, or is none that the portal knows.
    """
    source = open_source(content, name)
    for reader in READERS:
        if reader.recognises(source):
            read = reader.read(source, Scope(office, all_offices))
            read.notes[:0] = source.notes
            own = Scope(office)
            for row in read.rows:
                if own.includes(row.words.get("office")):
                    del row.words["office"]
            return read
    raise UnreadableRegister(_unknown(source))


def _unknown(source: Source) -> str:
    """What was found instead of a table that is known, and what can be read."""
    seen = []
    for sheet in source.sheets[:3]:
        first = next((row for row in sheet.rows if sum(not is_empty(value) for value in row) > 1), [])
        words = [shown(str(value)) for value in first if not is_empty(value)][:6]
        if words:
            seen.append(("แผ่นงาน “" + sheet.name + "”: " if sheet.name else "") + " | ".join(words))
    found = f" หัวตารางที่พบคือ {'; '.join(seen)}" if seen else " ไม่พบตารางใดเลย"
    return (
        f"ไม่รู้จักตารางในไฟล์ “{source.name}”{found} อ่านได้เฉพาะข้อมูลเปิด e-GP (CSV หรือ JSON) แบบ ITA-o16 o17 o12 o13 "
        "แบบ สขร.1 และตารางทะเบียนของเว็บไซต์นี้ โปรดตรวจว่าเลือกไฟล์ถูกและหัวคอลัมน์ไม่ถูกแก้ไข"
    )
