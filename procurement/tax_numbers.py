"""Tax numbers of suppliers: what kind of person they belong to, whether they are right, and masking.

A juristic person's number begins with 0 (กรมสรรพากร, เลขประจำตัวผู้เสียภาษีอากร 13 หลัก); any other is a human being's
(see `portal.uploads.citizen_ids`), which the portal never stores: its last four digits become `xxxx`, as e-GP
publishes it.
"""

from __future__ import annotations

import re
from enum import Enum

from portal.thai import fold
from portal.uploads.citizen_ids import belongs_to_a_person, check_digit

MASK = "xxxx"
_MASKED = re.compile(r"[0-9]{9}xxxx")


class Person(Enum):
    """Whose number it is."""

    JURISTIC = "นิติบุคคล"
    NATURAL = "บุคคลธรรมดา"
    UNKNOWN = "ไม่ทราบ"


def person_of(tax_id: str) -> Person:
    """Whose number this is; UNKNOWN for nothing and for what cannot be a tax number."""
    if len(tax_id) != 13 or not tax_id[:9].isdecimal():
        return Person.UNKNOWN
    is_company = tax_id.startswith("0") and not belongs_to_a_person(tax_id)
    return Person.JURISTIC if is_company else Person.NATURAL


def is_right(tax_id: str) -> bool:
    """Whether these are thirteen digits whose last is the check digit of the others."""
    return (
        len(tax_id) == 13
        and tax_id.isascii()
        and tax_id.isdecimal()
        and tax_id[12] == check_digit(tax_id[:12])
    )


def masked(tax_id: str) -> str:
    """The number as it may be stored: a human being's without its last four digits, others as they are."""
    if person_of(tax_id) is Person.NATURAL:
        return tax_id[:9] + MASK
    return tax_id


def is_masked(tax_id: str) -> bool:
    return bool(_MASKED.fullmatch(tax_id))


def shown(tax_id: str) -> str:
    """The number as the public may see it, on pages and in files: a juristic person's only when its check
    digit holds, a human being's masked, anything else not at all."""
    if person_of(tax_id) is Person.NATURAL:
        return masked(tax_id)
    return tax_id if is_right(tax_id) else ""


def supplier_key(name: str, tax_id: str) -> str:
    """What makes two suppliers one: a juristic person's right number, else the number and the name."""
    if person_of(tax_id) is Person.JURISTIC and is_right(tax_id):
        return tax_id
    return f"{masked(tax_id)}|{fold(name)}"[:300]
