"""Which of the eleven measures a title names."""

import re

from measures.models import Slug
from measures.report_reader.spacing import squeezed

KEY_WORDS = {
    Slug.MANUALS: "คู่มือ(?:หรือมาตรฐาน)?(?:การ)?ปฏิบัติงาน|มาตรฐานการปฏิบัติงาน",
    Slug.PARTICIPATION: "มีส่วนร่วม",
    Slug.SERVICES: "การให้บริการ|E[-–—]?Service",
    Slug.AUTHORITY: "อำนาจหน้าที่|หน้าที่และอำนาจ",
    Slug.NEWS: "ข่าวประชาสัมพันธ์|แบบวัดEIT",
    Slug.RISK: "ความเสี่ยง",
    Slug.PROCUREMENT: "จัดซื้อจัดจ้าง|จัดหาพัสดุ",
    Slug.HR: "ทรัพยากรบุคคล",
    Slug.ETHICS: "จริยธรรม",
    Slug.COMPLAINTS: "ร้องเรียน|สินบน",
    Slug.IMPROVEMENT: "ปรับปรุงองค์กร|ปรับปรุงการดำเนินงาน|โปร่งใสมากขึ้น",
}
"""The words of a title by which each measure is known, without spaces."""

_PATTERNS = {slug: re.compile(words) for slug, words in KEY_WORDS.items()}


def slug_of(title: str) -> str | None:
    """The measure whose key words come first in a title, or None."""
    text = squeezed(title)
    places = {slug.value: match.start() for slug, words in _PATTERNS.items() if (match := words.search(text))}
    return min(places, key=places.__getitem__, default=None)
