"""What people type, looked over: characters that nobody sees, and names of persons where only numbers belong."""

from __future__ import annotations

import re

from django.core.validators import MaxLengthValidator

from portal.publishing import UNSEEN

LONGEST = 20_000
"""Characters of the longest text of a plan or report; some ten pages."""
NOT_LONGER = MaxLengthValidator(LONGEST, f"ข้อความยาวเกิน {LONGEST:,} ตัวอักษร ให้ย่อลง")
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_OFFICES = "ทะเบียน|อำเภอ|จ้าง|หน้า|ช่าง|แพทย์|ตรวจ|ทหาร|ตำรวจ|พยาบาล|ท่า|เวร|ประกัน|กเทศมนตรี|กรัฐมนตรี|กองค์การ|กสมาคม"
"""What follows นาย or นาง in a word that is an office and no person."""
_PERSON = re.compile(
    r"(?<!ท)(?<!ทำ)(?<!เจ้า)(?<!ขุน)(?<!พระ)"  # ทนาย, ทำนาย, เจ้านาย and the like
    rf"((?:นางสาว|น\.\s?ส\.|นาง|นาย|ว่าที่\s?(?:ร\.ต\.|ร้อยตรี))\s?(?!{_OFFICES})[ก-๎]{{2,}}\s+[ก-๎]{{2,}})"
)


def visible(text: str) -> str:
    """The text without control characters and characters of no width, which would hide words from a search."""
    return _WITHOUT_WIDTH.sub("", UNSEEN.sub("", text))


def person_in(text: str) -> str:
    """The first name of a person, with its title, that stands in a text; empty without one.

    It knows a title before two words (`นางสาวสมหญิง ใจดี`), so an office such as นายทะเบียน is none.
    """
    found = _PERSON.search(visible(text))
    return found[1] if found else ""
