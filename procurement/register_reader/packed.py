"""Cells of แบบ สขร.1 that pack several facts: who offered what, and an agreement's number with its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from portal.sheets.cells import CellFault
from portal.sheets.dates import day_from_text
from portal.thai import MONTHS, MONTHS_SHORT, arabic_digits
from procurement.register_reader.cells import parse_fact
from procurement.rows import BidFacts

_AMOUNT = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_CLEAR_AMOUNT = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]{2})"
_WORD = r"(?:(?:โดย)?(?:เสนอ|ตกลง)?ราคา(?:ที่)?(?:เสนอ|ตกลง)?(?:ซื้อหรือจ้าง|ซื้อ|จ้าง)?|เสนอ|เป็นเงิน|จำนวนเงิน|วงเงิน)"
_BAHT = r"(?:\s*บาท)?(?:ถ้วน)?(?:\.-|/-)?"
# A price: after a word for it, before "บาท", or with commas or satang at the end of a line; names have digits too.
_PRICE = re.compile(
    rf"[-–,:/=(]?\s*{_WORD}\s*(?:เป็นเงิน|จำนวน)?\s*[:=]?\s*(?P<worded>{_AMOUNT}){_BAHT}\)?"
    rf"|[-–,:/=(]?\s*(?<![0-9.,])(?P<baht>{_AMOUNT})\s*(?:บาท|\.-|/-)(?:ถ้วน)?\)?"
    rf"|[-–,:/=(]?\s*(?<![0-9.,])(?P<clear>{_CLEAR_AMOUNT})\)?(?=[ \t]*(?:\n|$))"
    rf"|(?:^|(?<=\n))[ \t]*(?P<alone>{_AMOUNT})(?=[ \t]*(?:\n|$))"
)
# As the form has it, a price on a line of its own; where a cell ends so, nothing else in it is a price.
_OWN_LINE = re.compile(
    rf"(?:^|(?<=\n))[ \t]*(?:เสนอราคา|ราคาที่เสนอ|ราคาที่ตกลง(?:ซื้อหรือจ้าง|ซื้อ|จ้าง)?)[ \t]*:?[ \t]*"
    rf"(?P<worded>{_AMOUNT}){_BAHT}(?=[ \t]*(?:\r?\n|$))"
)
_ITEM = re.compile(r"(?:^|(?<=\n))[ \t]*\(?[0-9]{1,2}[.)][ \t]*(?![0-9])")
_TAX_ID = re.compile(
    r"\(?\s*(?:เลขประจำตัวผู้เสียภาษี(?:อากร)?|เลขผู้เสียภาษี|เลขนิติบุคคล|เลขประจำตัวประชาชน)?\s*[:.]?\s*"
    r"(?<!\d)([0-9](?:[- ]?[0-9]){8}(?:[- ]?[0-9xX]){4})(?!\d)\s*\)?"
)
_TRIMMED = " \t\r\n-–:,;/="


def _short_month(name: str) -> str:
    return r"\s*".join(re.escape(letters) + r"\.?" for letters in name.rstrip(".").split("."))


_MONTH = "|".join([*MONTHS, *map(_short_month, MONTHS_SHORT)])
_DAY = re.compile(
    rf"[0-9]{{1,2}}\s*(?:เดือน\s*)?(?:{_MONTH})\s*(?:พ\.?\s?ศ\.?\s*)?(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
    r"|(?<![0-9/])[0-9]{1,2}\s?([/.-])\s?[0-9]{1,2}\s?\1\s?[0-9]{2,4}(?![0-9/])"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
_DAY_WORDS = re.compile(r"[\s(,]*(?:ลง\s*วันที่|ลว\.?|วันที่|ณ\s*วันที่|ลง)?[\s.:]*$")
_KIND_WORDS = re.compile(
    r"^(?:(?:ใบสั่ง|สัญญา|บันทึกข้อตกลง|ข้อตกลง|หนังสือ)(?:ซื้อขาย|ซื้อ|จ้าง|เช่า)?[^\s0-9/]*?[\s:]*)?(?:เลขที่|ที่(?=\s*[0-9]))[\s:.]*"
    r"|^(?:ใบสั่งซื้อ|ใบสั่งจ้าง|สัญญาซื้อขาย|สัญญาซื้อ|สัญญาจ้าง|สัญญาเช่า|สัญญา|บันทึกข้อตกลง|ข้อตกลง)[\s:]+"
)


def offers_of(text: str) -> list[BidFacts]:
    """Who stands in a cell, in order, each with the price behind the name (None where there is none).

    Several stand one below the other, numbered or each closed by its price: "ร้าน ก\\nเสนอราคา 1,200.00 บาท".
    Names are kept as they were written, but for their number and line breaks; a tax number among them is taken
    out, a human being's masked. Raises CellFault for a price without a name.
    """
    plain = arabic_digits(text)
    found: list[BidFacts] = []
    start = 0
    own = list(_OWN_LINE.finditer(plain))
    for match in own if own and not plain[own[-1].end() :].strip() else _PRICE.finditer(plain):
        written = next(word for word in match.groupdict().values() if word)
        price = Decimal(parse_fact("agreed_price", written))
        names = list(_names(text[start : match.start()]))
        if not names:
            if found and found[-1].price is None:  # names first, then their prices
                at = next(index for index, one in enumerate(found) if one.price is None)
                found[at] = BidFacts(found[at].name, price, found[at].tax_id)
                start = match.end()
                continue
            raise CellFault(
                "มีราคาแต่ไม่มีชื่อผู้เสนอราคา โปรดเขียนชื่อแล้วขึ้นบรรทัดใหม่เป็นราคา เช่น “ร้านตัวอย่าง ราคา 1,200.00 บาท”"
            )
        if len(names) == 1:
            found.append(_offer(names[0], price))
        else:
            found += [_offer(name, None) for name in names]
            at = next(index for index, one in enumerate(found) if one.price is None)
            found[at] = BidFacts(found[at].name, price, found[at].tax_id)
        start = match.end()
    found += [_offer(name, None) for name in _names(text[start:])]
    return found


def agreement_of(text: str) -> tuple[str, dt.date | None]:
    """The number of a contract or order and the day in the same cell: "ใบสั่งจ้าง เลขที่ 12/2568 ลว. 17 ม.ค. 2568".

    The number is what is left without the day and the words around it. Raises CellFault for a day that cannot be.
    """
    matches = list(_DAY.finditer(arabic_digits(text)))
    day = None
    if matches:
        match = matches[-1]
        try:
            day = day_from_text(match[0])
        except ValueError as error:
            raise CellFault(str(error)) from error
        text = _DAY_WORDS.sub("", text[: match.start()]) + " " + text[match.end() :].lstrip(" )\n")
    number = " ".join(text.split())
    number = _KIND_WORDS.sub("", number).strip(" ,;:")
    return ("" if number in ("-", "–") else number), day


def _names(text: str) -> Iterator[str]:
    """The names of a stretch of text: each numbered item, else all of it as one name."""
    marks = list(_ITEM.finditer(arabic_digits(text)))
    cuts = [match.start() for match in marks] if len(marks) > 1 else []
    ends = [*cuts[1:], len(text)] if cuts else [len(text)]
    starts = cuts or [0]
    parts = [text[: starts[0]], *(text[first:last] for first, last in zip(starts, ends, strict=True))]
    for part in parts:
        name = _ITEM.sub("", arabic_digits(part), count=1)
        # What was matched in Arabic digits is cut from the text as it was written.
        name = part[len(part) - len(name) :] if name != arabic_digits(part) else part
        name = re.sub(r"[ \t]*\r?\n[ \t]*", " ", name.strip(_TRIMMED))
        if name.strip(_TRIMMED + "().") and name not in ("และ", "หรือ"):
            yield name


def _offer(name: str, price: Decimal | None) -> BidFacts:
    match = _TAX_ID.search(arabic_digits(name))
    if not match:
        return BidFacts(str(parse_fact("supplier_name", name)), price)
    tax_id = parse_fact("tax_id", match[1])
    rest = f"{name[: match.start()].rstrip()} {name[match.end() :].lstrip()}".strip(_TRIMMED)
    return BidFacts(str(parse_fact("supplier_name", rest)), price, tax_id)
