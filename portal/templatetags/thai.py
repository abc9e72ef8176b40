"""Template filters that show Thai dates, numbers and headings.

Dates, digits, money and sizes come from `portal.thai`. `phrases` and `keep` decide where a line may break: as
Thai has no spaces between words, markup, never the data, says which ideas, names and amounts stay together.
An empty value shows as nothing.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from portal import thai

register = template.Library()

Blank = Literal[""] | None


# Dates


def _time_tag(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)


@register.filter
def thai_date(value: date | Blank) -> str:
    """`<time datetime="2026-03-09">9 มีนาคม 2569</time>`; a datetime shows its day in Thailand."""
    return _time_tag(thai.day_of(value).isoformat(), thai.long_date(value)) if value else ""


@register.filter
def thai_date_short(value: date | Blank) -> str:
    """`<time datetime="2026-03-09">9 มี.ค. 2569</time>`"""
    return _time_tag(thai.day_of(value).isoformat(), thai.short_date(value)) if value else ""


@register.filter
def thai_datetime(value: datetime | Blank) -> str:
    """`<time datetime="2026-03-09T09:30+07:00">9 มีนาคม 2569 เวลา 09.30 น.</time>`"""
    return _time_tag(thai.local(value).isoformat(timespec="minutes"), thai.date_time(value)) if value else ""


@register.filter
def month_year(value: date | Blank) -> str:
    """`มีนาคม 2569`"""
    return thai.month_year(value) if value else ""


# Numbers


@register.filter
def money(value: Decimal | int | Blank) -> str:
    """`1,234,567.25`"""
    return "" if value is None or isinstance(value, str) else thai.money(value)


@register.filter
def baht(value: Decimal | int | Blank) -> str:
    """`1,234,567.25 บาท`"""
    return "" if value is None or isinstance(value, str) else thai.baht(value)


@register.filter
def number(value: Decimal | int | float | Blank) -> str:
    """`1,234,567` or `88.37`"""
    return "" if value is None or isinstance(value, str) else thai.number(value)


@register.filter
def file_size(value: int | Blank) -> str:
    """`318 KB`"""
    return "" if value is None or isinstance(value, str) else thai.file_size(value)


# Text, plain or already HTML


def _each_text(value: object, show: Callable[[str], str]) -> SafeString:
    """The value as safe HTML: `show` (plain text in, HTML out) is done to its text, never to its tags."""
    if not isinstance(value, SafeString):
        return SafeString(show("" if value is None else str(value)))
    parts = re.split(r"(<[^>]*>)", value)  # text, tag, text, tag, …
    return SafeString("".join(part if i % 2 else show(html.unescape(part)) for i, part in enumerate(parts)))


@register.filter
def thai_digits(value: object) -> SafeString:
    """The value with Thai digits, except in tags, as in `<time datetime="2026-03-09">`."""
    return _each_text(value, lambda text: escape(thai.thai_digits(text)))


@register.filter
def keep(value: object) -> SafeString:
    """Running text whose names and numbers with units stay whole: `<span class="nobr">5 วัน</span>`."""
    return _each_text(value, lambda text: _kept(_tied(text)))


@register.filter
def phrases(value: object) -> SafeString:
    """A heading whose lines break between ideas, each a `<span class="phrase">`, names and numbers whole.

    Without the tags the result is the escaped heading, but for the space before ๆ, which does not break.
    A phrase is an inline block, so one that is too long for the screen still wraps inside.
    """
    return _each_text(value, lambda text: "".join(_phrased(_tied(text))))


SHORT = 6
"""Clusters below which a phrase is not worth a line of its own."""
LONG, LONG_IN_HEADING = 24, 12
"""Clusters that fit on one line at 320 px, also in large text: what is longer must be able to break."""

_PROVINCES = (
    "กระบี่|กรุงเทพมหานคร|กาญจนบุรี|กาฬสินธุ์|กำแพงเพชร|ขอนแก่น|จันทบุรี|ฉะเชิงเทรา|ชลบุรี|"
    "ชัยนาท|ชัยภูมิ|ชุมพร|เชียงราย|เชียงใหม่|ตรัง|ตราด|ตาก|นครนายก|นครปฐม|นครพนม|นครราชสีมา|"
    "นครศรีธรรมราช|นครสวรรค์|นนทบุรี|นราธิวาส|น่าน|บึงกาฬ|บุรีรัมย์|ปทุมธานี|ประจวบคีรีขันธ์|"
    "ปราจีนบุรี|ปัตตานี|พระนครศรีอยุธยา|พะเยา|พังงา|พัทลุง|พิจิตร|พิษณุโลก|เพชรบุรี|เพชรบูรณ์|"
    "แพร่|ภูเก็ต|มหาสารคาม|มุกดาหาร|แม่ฮ่องสอน|ยโสธร|ยะลา|ร้อยเอ็ด|ระนอง|ระยอง|ราชบุรี|ลพบุรี|"
    "ลำปาง|ลำพูน|เลย|ศรีสะเกษ|สกลนคร|สงขลา|สตูล|สมุทรปราการ|สมุทรสงคราม|สมุทรสาคร|สระแก้ว|"
    "สระบุรี|สิงห์บุรี|สุโขทัย|สุพรรณบุรี|สุราษฎร์ธานี|สุรินทร์|หนองคาย|หนองบัวลำภู|อ่างทอง|"
    "อำนาจเจริญ|อุดรธานี|อุตรดิตถ์|อุทัยธานี|อุบลราชธานี"
)
_TERMS = (
    "กระทรวงศึกษาธิการ|การมีส่วนร่วม|ข้อมูลสาธารณะ|ข้อมูลส่วนบุคคล|ความก้าวหน้า|ความโปร่งใส|"
    "คุณธรรม|จัดซื้อจัดจ้าง|จริยธรรม|เจ้าหน้าที่|ดาวน์โหลด|ทรัพยากรบุคคล|ทุจริต|ธรรมาภิบาล|"
    "แบบฟอร์ม|ประพฤติมิชอบ|ผลประโยชน์ทับซ้อน|ยื่นคำร้อง|ยุวกาชาด|ร้องเรียน|ลูกเสือ|เว็บไซต์|"
    "ศึกษาธิการ|ส่งเสริม|ส่วนตัว|ออนไลน์|อัปโหลด|อิเล็กทรอนิกส์"
)
_UNITS = (
    "ล้านบาท|พันบาท|บาท|สตางค์|คะแนน|รายการ|โครงการ|กิจกรรม|มาตรการ|ตัวชี้วัด|ประเด็น|ขั้นตอน|"
    "โรงเรียน|สถานศึกษา|หน่วยงาน|กลุ่มงาน|วันทำการ|วัน|สัปดาห์|เดือน|ปี|ชั่วโมง|นาที|คน|"
    "ราย(?!งาน|ได้|จ่าย|ชื่อ|ละเอียด)|แห่ง|ข้อ(?!มูล|ความ|บังคับ|ตกลง|กำหนด)|เรื่อง|ด้าน|ครั้ง|ฉบับ|หน้า(?!ที่)|เล่ม|ชุด|ไฟล์|สัญญา|อำเภอ|ไบต์|KB|MB|GB|%"
)
_NUMBERED = (
    "ร้อยละ|ระดับ|ไตรมาสที่|ไตรมาส|ครั้งที่|ฉบับที่|ลำดับที่|อันดับที่|มาตรการที่|ภาคเรียนที่|"
    "ขั้นตอนที่|ข้อที่|เลขที่|รุ่นที่|มาตรา|ข้อ|หน้า|สัญญา|โครงการ"
)
_MARKS = "ะ-ฺๅ็-๎"  # vowels and marks that belong to the letter before them
_GAP = f"[ {thai.NBSP}]?"
_DIGIT = "[0-9๐-๙]"
_AMOUNT = (
    f"(?<![0-9๐-๙.,/A-Za-z]){_DIGIT}[0-9๐-๙,]{{0,14}}(?:[.]{_DIGIT}{{1,4}})?(?:[–-]{_DIGIT}[0-9๐-๙,]{{0,9}})?"
)
_ERA = rf"(?:(?:พ\.ศ\.|ค\.ศ\.){_GAP})"
_YEAR = f"{_DIGIT}{{4}}(?!{_DIGIT})"
_DAYS = f"(?<!{_DIGIT}){_DIGIT}{{1,2}}(?:{_GAP}[–-]{_GAP}{_DIGIT}{{1,2}})?"
_MONTH = f"(?:{'|'.join(re.escape(name) for name in thai.MONTHS + thai.MONTHS_SHORT)})"
_UNIT = f"{_GAP}(?:{_UNITS})(?![{_MARKS}])"

_WHOLE = re.compile(
    "|".join(
        (
            f"ปีงบประมาณ{_GAP}{_ERA}?{_YEAR}",
            f"{_ERA}{_YEAR}",
            f"(?:{_DAYS}{_GAP})?{_MONTH}{_GAP}{_ERA}?{_YEAR}",
            rf"(?:เวลา{_GAP})?(?<!{_DIGIT}){_DIGIT}{{1,2}}[.:]{_DIGIT}{{2}}{_GAP}น\.",
            f"(?:{_NUMBERED}){_GAP}{_AMOUNT}(?:/{_DIGIT}{{4}}|{_UNIT})?",
            f"{_AMOUNT}{_UNIT}",
            f"จังหวัด(?:{_PROVINCES})(?![{_MARKS}])",
            f"(?<![A-Za-z])[A-Z]{{2,6}}(?:-[A-Za-z0-9]{{1,9}})?(?:[ {thai.NBSP}]{_YEAR})?(?![A-Za-z])",
            "(?<![A-Za-z])(?:E ?[–-] ?|[A-Za-z]{1,11}-)[A-Za-z]{2,12}(?![A-Za-z])",
            f"(?:{_TERMS})(?![{_MARKS}])",
        )
    )
)
"""What stays on one line: years, dates, times, counted and numbered things, provinces, Latin names, terms."""

_IDEAS = {
    # a word that begins an idea: (before it, after it) what makes it a part of another word
    "และ": ("", ""),
    "หรือ": ("", "ไม่"),
    "เพื่อ": ("", "น(?!ำ|ัก|โย)"),
    "ของ": ("สิ่ง|ข้าว|เจ้า|รับ", "ขวัญ|ใช้|เล่น|กลาง|ฝาก|แถม|หวาน|ที่ระลึก|บประมาณ|บลงทุน|บกลาง|บดำเนินการ"),
    "ที่": (
        "หน้า|พื้น|สถาน|เต็ม|คง|ทัน|เนื้อ|แผน|ทั่ว|ขณะ|ก่อน|โดย|ตาม|ใน|ทุก|กับ|ของ|วัน|เลข",
        "ดิน|พัก|ปรึกษา|ประชุม|ทำการ|ทำงาน|อยู่|ตั้ง|สุด|ระลึก|นั่ง|จอด|มา|ราชพัสดุ|ว่าการ|[0-9๐-๙ ]",
    ),
    "ประจำปี": ("", ""),
    "ประจำเดือน": ("", ""),
    "ในการ": ("ภาย", ""),
    "ภายใน": ("ตรวจสอบ|ควบคุม|กลุ่มงาน", ""),
    "ด้วย": ("พร้อม|อีก|ช่วย", "กัน"),
    "ตาม": ("ติด|ทำ|ไป|เมต", ""),
    "โดย": ("", "สาร"),
    "สำหรับ": ("", ""),
    "รวมทั้ง": ("", ""),
    "รวมถึง": ("", ""),
    "ตลอดจน": ("", ""),
    "ระหว่าง": ("ใน", ""),
    "ซึ่ง": ("", "กัน"),
    "เกี่ยวกับ": ("", ""),
}


def _beginning(idea: str, before: str, after: str) -> str:
    outside = "".join(f"(?<!{word})" for word in before.split("|") if word)
    return outside + idea + (f"(?!{after})" if after else "")


_SPACE = r"[ \t\r\n\f]"  # what HTML takes for a space; a no-break space is none
_NEW_IDEA = re.compile(
    f"(?<!{_SPACE})(?:(?P<space>{_SPACE}++(?![A-Za-z])|(?<![A-Za-z]){_SPACE}++)|(?<![เ-ไ])"
    f"(?:{'|'.join(_beginning(idea, *around) for idea, around in _IDEAS.items())})(?![{_MARKS}]))"
)


def _clusters(text: str) -> int:
    """How many letters wide the text is: a mark above or below its letter takes no room."""
    return sum(unicodedata.category(char) != "Mn" for char in text)


def _tied(text: str) -> str:
    """The text with ๆ tied to the word it repeats."""
    return re.sub(f"(?<!{_SPACE}){_SPACE}++(?=ๆ)", thai.NBSP, text)


def _wholes(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _WHOLE.finditer(text) if _clusters(match[0]) <= LONG)


def _kept(text: str, longest: int = LONG) -> str:
    """The text as HTML, what stays whole in spans; above `longest`, whole only where a line has room."""
    shown, done = "", 0
    for whole in _wholes(text):
        name = "nobr" if _clusters(whole[0]) <= longest else "phrase"
        shown += f'{escape(text[done : whole.start()])}<span class="{name}">{escape(whole[0])}</span>'
        done = whole.end()
    return shown + escape(text[done:])


def _phrase(text: str) -> str:
    return f'<span class="phrase">{_kept(text, LONG_IN_HEADING)}</span>'


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where one idea ends and where the next begins: the same place, or either side of a space."""
    inside = {place for whole in _wholes(text) for place in range(whole.start() + 1, whole.end())}
    for gap in _NEW_IDEA.finditer(text):
        if gap.start() not in inside:
            yield gap.start(), gap.end("space") if gap["space"] else gap.start()
    yield len(text), len(text)


def _is_short(text: str, start: int, end: int) -> bool:
    """Whether a stretch of the text is not worth a line; it is not read further than needed to know."""
    return _clusters(text[start : min(end, start + 4 * SHORT)]) < SHORT


def _phrased(text: str) -> Iterator[str]:
    """The pieces of a heading as HTML: phrases, and the spaces between them."""
    start = len(text) - len(text.lstrip(" \t\r\n\f"))
    final = len(text.rstrip(" \t\r\n\f"))
    if start >= final:
        yield text
        return
    yield text[:start]
    for (end, next_start), (next_end, _) in pairwise(_breaks(text[:final])):
        if _is_short(text, start, end) or _is_short(text, next_start, final):
            continue
        if _is_short(text, next_start, next_end) and not "ก" <= text[next_start] <= "ไ":
            continue  # "(OIT)" stays with what it explains; a short Thai piece joins what follows
        yield _phrase(text[start:end]) + text[end:next_start]
        start = next_start
    yield _phrase(text[start:final]) + text[final:]
