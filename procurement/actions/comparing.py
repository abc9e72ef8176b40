"""Tells what a row of a file would change in a contract, seen only as finely as that kind of file can tell.

* Only fields that the file has a column for are compared; an empty cell never erases what is known.
* The official forms (ITA, สขร.1) name methods by their group and the status of the day they were made: a form that
  says วิธีประกาศเชิญชวนทั่วไป of an e-bidding, or สิ้นสุดระยะสัญญา of a contract past its end, changes nothing.
* Texts are compared as they are written where the file comes from the source itself (e-GP, this site's own table);
  the forms are copied by hand, so texts that differ in spaces, digits or unseen signs only are the same there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from portal import thai
from portal.publishing import UNSEEN
from portal.thai import fold
from procurement.models import Bid, Contract, Layout, Method, Progress
from procurement.models.contract import FACTS
from procurement.models.corrections import in_words
from procurement.rows import BidFacts, Note, Row
from procurement.tax_numbers import masked, shown

FORMS = frozenset({Layout.ITA, Layout.MONTHLY})
"""Layouts that say less than the register knows."""
_TEXTS = frozenset({"title", "supplier_name", "contract_number", "reason"})
_GROUPS = frozenset({Method.OPEN, Method.SELECTED, Method.SPECIFIC, Method.CONTEST, Method.OTHER})
"""Methods that are only the name of a group."""
_ONE_COLUMN = {"fund_source": "expense_type", "expense_type": "fund_source"}
"""Fields that แหล่งที่มาของงบประมาณ of the ITA forms tells in one column, either the one or the other."""
BIDS = "bids"
_FIELDS: dict[str, Any] = {name: Contract._meta.get_field(name) for name in FACTS}
LABELS = {name: str(known.verbose_name) for name, known in _FIELDS.items()}
_WORDS: dict[str, dict[Any, str]] = {
    name: {value: str(label) for value, label in known.flatchoices}
    for name, known in _FIELDS.items()
    if known.choices
}


@dataclass
class Difference:
    """What one row would change: new values by field, and for people the label with the value before and after."""

    values: dict[str, Any] = field(default_factory=dict)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    """Fields that the register knows and whose cell is empty; they stay as they are."""


def facts_of(row: Row) -> dict[str, Any]:
    """The facts of a row as they may be stored: without unseen signs, a human being's number masked."""
    facts = {
        name: UNSEEN.sub("", value) if type(value) is str else value
        for name, value in row.facts.items()
        if name in _FIELDS
    }
    if facts.get("tax_id"):
        facts["tax_id"] = masked(facts["tax_id"].strip())
    return facts


def compare(
    contract: Contract, row: Row, facts: dict[str, Any], *, layout: Layout, as_of: dt.date
) -> Difference:
    """What a row and its storable facts say otherwise than the contract, which may be a working copy."""
    found = Difference()
    for name, value in facts.items():
        known = getattr(contract, name)
        if value is None or value == "":
            if known not in (None, "") and not _is_told_otherwise(name, known, facts):
                found.empty.append(name)
            continue
        if value == known and type(value) is not str:
            continue
        if not _is_same(contract, name, known, value, layout, as_of):
            found.values[name] = value
            found.told.append((LABELS[name], told(name, known), told(name, value)))
        elif layout not in FORMS and _reworded(contract, row, name):
            found.values.setdefault(name, value)
            found.told.append((f"ถ้อยคำของ{LABELS[name]}", contract.source_words[name], row.words[name]))
    return found


def compare_bids(bids: list[Bid], offered: tuple[BidFacts, ...] | None, found: Difference) -> None:
    """Add to a difference what the row says otherwise of who offered what, names compared folded."""
    if not offered:
        return
    before = [(fold(bid.name), bid.price) for bid in bids]
    after = [(fold(bid.name), bid.price) for bid in offered]
    if sorted(before, key=str) != sorted(after, key=str):
        found.values[BIDS] = offered
        found.told.append(("ผู้เสนอราคา", _in_lines(bids), _in_lines(offered)))


def empty_cells(row: Row, found: Difference) -> list[Note]:
    """Findings on cells that are empty although the register knows the value."""
    what = "ช่องนี้ว่างในไฟล์ แต่ทะเบียนมีค่าอยู่แล้ว ระบบคงค่าเดิมไว้ ถ้าต้องการลบค่าให้แก้ที่สัญญา"
    return [Note(row.place_of(name), "empty_in_file", what) for name in found.empty]


def told(name: str, value: Any) -> str:
    """A value of a field as people read it."""
    return _WORDS[name].get(value, str(value)) if name in _WORDS else in_words(value)


def _is_told_otherwise(name: str, known: Any, facts: dict[str, Any]) -> bool:
    """Whether an empty cell is no gap: a tax number that nobody may see, or money told by one column of two."""
    if name == "tax_id":
        return not shown(known)
    return bool(facts.get(_ONE_COLUMN.get(name, "")))


def _is_same(contract: Contract, name: str, known: Any, value: Any, layout: Layout, as_of: dt.date) -> bool:
    if known == value:
        return True
    if name in _TEXTS:
        if layout in FORMS:
            return fold(known) == fold(value)
        return _line_ends(known) == _line_ends(value)
    if layout not in FORMS:
        return False
    if name == "stated_progress":
        # A form works its status out of the dates, as of its own day, which may be long past.
        days = (timezone.localdate(), as_of, contract.signed_on or as_of)
        return Progress(value) in {contract.progress_on(day) for day in days}
    if name == "method" and known:
        return value in _GROUPS and Method(value).group is Method(known).group
    return False


def _reworded(contract: Contract, row: Row, name: str) -> bool:
    """Whether the source now uses another word for the same value, which the public reads beside it."""
    before, after = contract.source_words.get(name), row.words.get(name)
    return bool(before and after and fold(before) != fold(after))


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _in_lines(bids: list[Bid] | tuple[BidFacts, ...]) -> str:
    return "\n".join(
        f"{bid.name} {thai.baht(bid.price)}" if bid.price is not None else bid.name for bid in bids
    )
