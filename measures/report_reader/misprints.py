"""Misprints that machine reading leaves in the office's reports, and the words that were meant.

Names of persons are not here and never will be: a name is only ever pointed out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from portal.thai import arabic_digits

_DASH = r" ?[-–—−] ?"


@dataclass(frozen=True)
class Misprint:
    """What is printed (a pattern), what was meant (a template of `re.sub`), and why, in Thai."""

    printed: re.Pattern[str]
    meant: str
    why: str


MISPRINTS = (
    Misprint(re.compile("ประพจน์มิชอบ"), "ประพฤติมิชอบ", "คำว่า “ประพฤติมิชอบ” อ่านผิดเป็น “ประพจน์มิชอบ”"),
    Misprint(re.compile("อย่างน้อยเพียงใด"), "มากน้อยเพียงใด", "ถ้อยคำตามแบบวัด EIT คือ “มากน้อยเพียงใด”"),
    Misprint(re.compile("ในกรณีที่มีพบว่า"), "ในกรณีที่พบว่า", "มีคำว่า “มี” เกินมา"),
    Misprint(
        re.compile(rf"\bITA{_DASH}[๐0oOo]([๐-๙0-9]{{2}})(?![๐-๙0-9])"),
        r"ITA-o\1",
        "รหัสแบบฟอร์ม ITA ใช้อักษร o กับเลขอารบิก",
    ),
    Misprint(
        re.compile(rf"\b(E|e){_DASH}(Service|Bidding|bidding|GP|Learning|Mail|mail|Book)\b"),
        r"\1-\2",
        "คำภาษาอังกฤษที่ใช้ขีดต้องเขียนติดกัน",
    ),
    Misprint(re.compile(rf"\bWalk{_DASH}in\b"), "Walk-in", "คำภาษาอังกฤษที่ใช้ขีดต้องเขียนติดกัน"),
    Misprint(re.compile(rf"\bMOE{_DASH}ITA\b"), "MOE-ITA", "คำภาษาอังกฤษที่ใช้ขีดต้องเขียนติดกัน"),
    Misprint(re.compile("(?<=[ก-๎])\u0941\u0930(?=[ก-๎])"), "ุร", "มีอักษรเทวนาครีปนอยู่ในคำภาษาไทย"),
)


@dataclass(frozen=True)
class Mend:
    """One misprint mended: the words before and after, and the reason in Thai."""

    before: str
    after: str
    why: str


def mended(text: str) -> tuple[str, list[Mend]]:
    """The text as it was meant, and each kind of misprint mended in it once."""
    found: dict[str, Mend] = {}
    for misprint in MISPRINTS:
        found |= {mend.before: mend for mend in _mends(misprint, text)}
        text = misprint.printed.sub(partial(_meant, misprint), text)
    return text, list(found.values())


def _mends(misprint: Misprint, text: str) -> Iterator[Mend]:
    for match in misprint.printed.finditer(text):
        after = _meant(misprint, match)
        if match[0] != after:
            yield Mend(_word(match), _word(match, after), misprint.why)


def _meant(misprint: Misprint, match: re.Match[str]) -> str:
    return arabic_digits(match.expand(misprint.meant))


def _word(match: re.Match[str], replacement: str | None = None) -> str:
    """The misprint; a single letter with what stands around it, up to spaces, so that a person finds it."""
    text, (start, end) = match.string, match.span()
    if len(match[0]) > 2:
        return match[0] if replacement is None else replacement
    left = text[max(0, start - 4) : start].rpartition(" ")[2]
    right = text[end : end + 8].partition(" ")[0]
    return f"{left}{match[0] if replacement is None else replacement}{right}"
