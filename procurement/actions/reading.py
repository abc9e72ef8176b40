"""Opens a file for the register: keeps it as it came, reads it, and holds what was read against what can be stored."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from portal import audit, personal_numbers, thai
from portal.attachments import store_made
from portal.models import Office
from portal.spreadsheets import XLSX_TYPE
from procurement.models import Contract, RegisterImport
from procurement.models.contract import FACTS
from procurement.register_reader import read_register
from procurement.rows import Note, ReadRegister, Row
from procurement.tax_numbers import is_masked

if TYPE_CHECKING:
    from portal.models import User, WorkGroup


_LONGEST_BIDDER = 250  # letters, of `Bid.name`
_TAX_NUMBER = re.compile(r"[0-9]{13}")
_CONTENT_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": XLSX_TYPE,
}


def read_file(content: bytes, name: str, *, all_offices: bool = False) -> ReadRegister:
    """All that stands in a file, with a fault for every value that the register has no room for.

    Raises UnreadableRegister when the file as a whole cannot be read.
    """
    read = read_register(content, name, office=Office.load(), all_offices=all_offices)
    told = {fault.place for fault in read.faults}
    read.faults += [fault for fault in misfits(read.rows) if fault.place not in told]
    return read


@transaction.atomic
def open_import(
    *,
    by: User,
    content: bytes,
    name: str,
    owner_group: WorkGroup,
    as_of: dt.date | None = None,
    all_offices: bool = False,
    fund_source: str = "",
    expense_type: str = "",
    reason: str = "",
) -> tuple[RegisterImport, ReadRegister]:
    """Keep a file as it came, with its SHA-256, and read it; nothing goes into the register yet.

    `fund_source` and `expense_type` are for rows whose file does not say; `reason` is what the public reads
    beside corrections of published contracts. Raises UnreadableRegister, or ValidationError for a reason with a
    citizen number in it, and then keeps nothing.
    """
    personal_numbers.expect_none(reason)
    read = read_file(content, name, all_offices=all_offices)
    kind = PurePath(name).suffix.lower().lstrip(".")
    stored = store_made(
        content,
        name=PurePath(name).name[-255:] or "register",
        kind=kind[:8],
        content_type=_CONTENT_TYPES.get(kind, "application/octet-stream"),
        by=by,
    )
    batch = RegisterImport.objects.create(
        source=stored,
        layout=read.layout,
        owner_group=owner_group,
        as_of=as_of or timezone.localdate(),
        all_offices=all_offices,
        fund_source=fund_source,
        expense_type=expense_type,
        reason=reason.strip(),
        created_by=by,
    )
    audit.record(by, "เปิดไฟล์เพื่อนำเข้าทะเบียนจัดซื้อจัดจ้าง", batch, sha256=stored.sha256, rows=len(read.rows))
    _tell_of_twin(batch, read)
    return batch, read


def reread(batch: RegisterImport) -> ReadRegister:
    """The kept file of an import, read again with the import's choices. Raises UnreadableRegister."""
    with batch.source.open() as file:
        content = file.read()
    read = read_file(content, batch.source.original_name, all_offices=batch.all_offices)
    _tell_of_twin(batch, read)
    return read


def misfits(rows: Iterable[Row]) -> list[Note]:
    """What the register has no room for, by cell: too long a text, too large or negative an amount, no year."""
    fields = [Contract._meta.get_field(name) for name in FACTS]
    texts = [(f.name, f.max_length) for f in fields if isinstance(f, models.CharField) and not f.choices]
    amounts = [f.name for f in fields if isinstance(f, models.DecimalField)]
    found: list[Note] = []
    for row in rows:
        facts = row.facts
        for name, longest in texts:
            if longest and len(facts.get(name) or "") > longest:
                found.append(Note(row.place_of(name), "too_long", f"ข้อความยาวเกิน {longest:,} ตัวอักษร โปรดย่อ"))
        for name in amounts:
            amount = facts.get(name)
            if amount is not None and not 0 <= amount < 10**13:
                what = "จำนวนเงินต้องไม่ติดลบ และไม่เกิน 9,999,999,999,999.99 บาท"
                found.append(Note(row.place_of(name), "out_of_range", what))
        found += _bid_misfits(row)
        if not facts.get("year"):
            what = "ไม่ทราบปีงบประมาณ ระบุปีงบประมาณสี่หลัก เช่น 2568 หรือวันที่ลงนามในสัญญา"
            found.append(Note(row.place_of("year"), "no_year", what))
    return found


def _bid_misfits(row: Row) -> Iterator[Note]:
    """What the register has no room for among the bidders of a row, by their order."""
    place = row.place_of("bids")
    for number, bid in enumerate(row.bids or (), start=1):
        who = f"ผู้เสนอราคารายที่ {number}"
        if len(bid.name) > _LONGEST_BIDDER:
            yield Note(place, "too_long", f"{who}: ชื่อยาวเกิน {_LONGEST_BIDDER} ตัวอักษร โปรดย่อ")
        if bid.tax_id and not (is_masked(bid.tax_id) or _TAX_NUMBER.fullmatch(bid.tax_id)):
            yield Note(
                place, "out_of_range", f"{who}: เลขประจำตัวผู้เสียภาษีต้องเป็นตัวเลข 13 หลัก หรือปิดสี่หลักท้ายด้วย xxxx"
            )
        if bid.price is not None and not _fits(bid.price):
            what = f"{who}: ราคาต้องไม่ติดลบ ไม่เกิน 9,999,999,999,999.99 บาท และมีทศนิยมไม่เกินสองตำแหน่ง"
            yield Note(place, "out_of_range", what)


def _fits(price: Decimal) -> bool:
    return price.is_finite() and 0 <= price < 10**13 and price == round(price, 2)


def _tell_of_twin(batch: RegisterImport, read: ReadRegister) -> None:
    """Note that the same bytes were confirmed before; reading them again changes nothing twice."""
    twin = (
        RegisterImport.objects.filter(source__sha256=batch.source.sha256, confirmed_at__isnull=False)
        .exclude(pk=batch.pk)
        .order_by("-confirmed_at")
        .first()
    )
    if twin and twin.confirmed_at:
        read.notes.append(
            f"ไฟล์นี้เหมือนกับไฟล์ที่ยืนยันการนำเข้าไปแล้วเมื่อ {thai.date_time(twin.confirmed_at)} ทุกตัวอักษร "
            "แถวที่อยู่ในทะเบียนแล้วจะไม่ถูกนำเข้าซ้ำ"
        )
