"""Thai words for facts: dates in the Buddhist era, digits, money, sizes, and text made comparable.

Pure functions on plain values; nothing here knows Django. Stored values are Gregorian dates and `Decimal`;
what these functions return is for people. A no-break space (U+00A0) joins the parts that must not be torn.
"""

import calendar
import re
import unicodedata
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
NBSP = "\u00a0"

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)

_TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LATIN_OR_DIGITS = re.compile(r"[A-Za-z][A-Za-z0-9\-]*|[0-9]+")


# Eras and digits


def be(year_ce: int) -> int:
    """The Buddhist-era year (พ.ศ.) of a Gregorian year: 2026 → 2569; here and in `ce` only."""
    return year_ce + 543


def ce(year_be: int) -> int:
    """The Gregorian year (ค.ศ.) of a Buddhist-era year: 2569 → 2026."""
    return year_be - 543


def thai_digits(text: str) -> str:
    """The text with 0–9 as ๐–๙, as an official letter writes them."""
    return text.translate(_TO_THAI_DIGITS)


def official_digits(text: str) -> str:
    """Digits as ๐–๙ except inside codes such as ITA-o16, which are names."""
    return _LATIN_OR_DIGITS.sub(lambda m: m[0] if m[0][0].isalpha() else thai_digits(m[0]), text)


def arabic_digits(text: str) -> str:
    """The text with ๐–๙ as 0–9."""
    return text.translate(_TO_ARABIC_DIGITS)


# Dates and times for people


def local(moment: datetime) -> datetime:
    """The moment on a clock in Thailand; a naive datetime is taken to be Thai time already."""
    return moment.replace(tzinfo=BANGKOK) if moment.tzinfo is None else moment.astimezone(BANGKOK)


def day_of(d: date) -> date:
    """The calendar day in Thailand of a date or a datetime."""
    return local(d).date() if isinstance(d, datetime) else d


def _spaced(*parts: object) -> str:
    return NBSP.join(str(part) for part in parts)


def long_date(d: date) -> str:
    """`9 มีนาคม 2569`"""
    d = day_of(d)
    return _spaced(d.day, MONTHS[d.month - 1], be(d.year))


def short_date(d: date) -> str:
    """`9 มี.ค. 2569`; the year always has four digits."""
    d = day_of(d)
    return _spaced(d.day, MONTHS_SHORT[d.month - 1], be(d.year))


def month_year(d: date) -> str:
    """`มีนาคม 2569`"""
    d = day_of(d)
    return _spaced(MONTHS[d.month - 1], be(d.year))


def date_range(first: date, last: date) -> str:
    """`1–15 มีนาคม 2569`, `28 กุมภาพันธ์ – 3 มีนาคม 2569`, or both dates in full when the years differ.

    Across months a line may break after the dash, else nowhere. ValueError if `last` is before `first`.
    """
    first, last = day_of(first), day_of(last)
    if last < first:
        raise ValueError("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่มต้น")
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)}{NBSP}– {long_date(last)}"
    if first.month != last.month:
        return f"{_spaced(first.day, MONTHS[first.month - 1])}{NBSP}– {long_date(last)}"
    return f"{first.day}–{long_date(last)}"


def clock(t: time | datetime) -> str:
    """`09.30 น.`"""
    t = local(t) if isinstance(t, datetime) else t
    return f"{t:%H.%M}{NBSP}น."


def date_time(moment: datetime) -> str:
    """`9 มีนาคม 2569 เวลา 09.30 น.` in Thailand."""
    return f"{long_date(moment)} เวลา{NBSP}{clock(moment)}"


# Numbers for people


def money(amount: Decimal | int) -> str:
    """`1,234,567.25`: always two decimals, half a satang rounded up."""
    return f"{Decimal(amount).quantize(Decimal('0.01'), ROUND_HALF_UP) + 0:,f}"  # + 0 turns -0.00 into 0.00


def baht(amount: Decimal | int) -> str:
    """`1,234,567.25 บาท`"""
    return f"{money(amount)}{NBSP}บาท"


def number(value: Decimal | int | float) -> str:
    """`1,234,567` or `88.37`: thousands separated, decimals as they were given."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def file_size(size: int) -> str:
    """A size in bytes as `512 ไบต์`, `318 KB`, `1.2 MB` or `2.0 GB` (1 KB = 1,024 bytes)."""
    if size < 1024:
        return f"{size}{NBSP}ไบต์"
    if (kilobytes := round(size / 1024)) < 1024:
        return f"{kilobytes}{NBSP}KB"
    if (megabytes := round(size / 1024**2, 1)) < 1024:
        return f"{megabytes}{NBSP}MB"
    return f"{size / 1024**3:,.1f}{NBSP}GB"


# Dates typed by people

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]+)")
_WORDED = re.compile(r"(?:วันที่ ?)?([0-9]{1,2}) ?(?:เดือน ?)?([^0-9]+?) ?(?:(?:พ\.ศ\.|พ\.ศ|พศ) ?)?([0-9]+)")
_EXAMPLES = "เช่น 9/3/2569 หรือ 9 มีนาคม 2569"


def _month_key(name: str) -> str:
    return re.sub(r"[. ]", "", name)


_MONTH_NUMBERS = {_month_key(n): i for names in (MONTHS, MONTHS_SHORT) for i, n in enumerate(names, start=1)}


def parse_date(text: str) -> date:
    """The date that a person typed, in the Buddhist era, or an ISO date, which is Gregorian.

    Reads `9/3/2569`, `9-3-2569`, `9.3.2569`, `9 มีนาคม 2569`, `9 มี.ค. 2569`, Thai digits, and `2026-03-09`.
    Raises ValueError with a Thai sentence that says what is wrong and how to mend it.
    """
    text = fold(text)
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    if not text:
        raise ValueError(f"โปรดระบุวันที่ {_EXAMPLES}")
    if match := _ISO.fullmatch(text):
        year, month, day = (int(group) for group in match.groups())
        if year >= 2400:
            raise ValueError(f"“{shown}” เขียนปี พ.ศ. ไว้หน้าสุด โปรดเขียนวันก่อน {_EXAMPLES}")
        if year == 0:
            raise ValueError(f"“{shown}” ไม่มีปี ค.ศ. 0 โปรดตรวจสอบปี {_EXAMPLES}")
        return _checked(year, month, day)
    if match := _NUMERIC.fullmatch(text):
        month = int(match[3])
    elif match := _WORDED.fullmatch(text):
        month = _month_named(match[2])
    else:
        raise ValueError(f"อ่านวันที่ “{shown}” ไม่ได้ โปรดพิมพ์วัน เดือน และปี พ.ศ. {_EXAMPLES}")
    return _checked(_gregorian(match[match.lastindex or 0]), month, int(match[1]))


def _month_named(name: str) -> int:
    key = _month_key(name)
    if key in _MONTH_NUMBERS:
        return _MONTH_NUMBERS[key]
    near = get_close_matches(key[:20], MONTHS, n=1)
    mend = f"หมายถึง “{near[0]}” หรือไม่" if near else f"โปรดใช้ชื่อเดือนภาษาไทย {_EXAMPLES}"
    raise ValueError(f"ไม่รู้จักเดือน “{name[:20]}” {mend}")


def _gregorian(written: str) -> int:
    """The Gregorian year of a Buddhist-era year as it was typed, which must be whole and really be พ.ศ."""
    year = int(written) if len(written) == 4 else 0
    if year >= 2400:
        return ce(year)
    if year >= 1800:
        raise ValueError(f"ปี {written} เป็น ค.ศ. โปรดใช้ปี พ.ศ. คือ {be(year)}")
    if len(written) == 2:
        raise ValueError(f"ปี “{written}” มีเพียงสองหลัก โปรดพิมพ์ปี พ.ศ. ให้ครบสี่หลัก {_EXAMPLES}")
    raise ValueError(f"ปี “{written[:10]}” ไม่ใช่ปี พ.ศ. สี่หลัก โปรดตรวจสอบปี {_EXAMPLES}")


def _checked(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"ไม่มีเดือนที่ {month} โปรดระบุเดือนตั้งแต่ 1 ถึง 12 โดยเขียนวันก่อนเดือน {_EXAMPLES}")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(
            f"ไม่มีวันที่ {day} {MONTHS[month - 1]} {be(year)} เพราะเดือนนี้มี {days} วัน โปรดระบุวันตั้งแต่ 1 ถึง {days}"
        )
    return date(year, month, day)


# Text: for comparing, for checking


_TONES = "\u0e48-\u0e4b"
_SPLIT_SARA_AM = re.compile(f"\u0e4d([{_TONES}]?)\u0e32")


def fold(text: str) -> str:
    """The text as search and comparison see it; folding twice changes nothing more.

    NFC, Thai digits as Arabic, zero-width characters gone, any run of spaces one space and none at the ends,
    ํา as ำ (also around a tone mark), เเ as แ, Latin letters small.
    """
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = arabic_digits(unicodedata.normalize("NFC", visible.lower()))
    text = _SPLIT_SARA_AM.sub("\\1\u0e33", text).replace("เเ", "แ")
    return " ".join(text.split())


_SCRIPTS = {
    "ARABIC": "อักษรอาหรับ",
    "BENGALI": "อักษรเบงกาลี",
    "CJK": "อักษรจีน",
    "COMBINING": "เครื่องหมายประกอบอักษร",
    "CYRILLIC": "อักษรซีริลลิก",
    "DEVANAGARI": "อักษรเทวนาครี",
    "GREEK": "อักษรกรีก",
    "HANGUL": "อักษรเกาหลี",
    "HEBREW": "อักษรฮีบรู",
    "HIRAGANA": "อักษรญี่ปุ่น",
    "KATAKANA": "อักษรญี่ปุ่น",
    "KHMER": "อักษรเขมร",
    "LAO": "อักษรลาว",
    "MYANMAR": "อักษรพม่า",
    "TAMIL": "อักษรทมิฬ",
}
_KINDS = {
    "Cc": "อักขระควบคุม",
    "Cf": "อักขระที่มองไม่เห็น",
    "Cn": "อักขระที่ไม่มีในมาตรฐาน",
    "Co": "อักขระเฉพาะของแบบอักษร",
    "Cs": "อักขระที่เสียหาย",
    "So": "อักขระที่เสียหาย",
}


def _is_thai(char: str) -> bool:
    return "\u0e01" <= char <= "\u0e5b"


def _belongs_to_a_word(char: str) -> bool:
    category = unicodedata.category(char)
    return (category[0] in "LMC" and not char.isspace()) or category == "Nd" or char == "\ufffd"


def _script(char: str) -> str:
    """The Thai name of what a character is, or "" when it has its place in Thai writing."""
    name = unicodedata.name(char, "")
    if _is_thai(char) or char in "0123456789" or name.startswith("LATIN ") or char in "ªµº":
        return ""
    return _KINDS.get(unicodedata.category(char)) or _SCRIPTS.get(name.split()[0], "อักษรต่างประเทศ")


def foreign_letters(text: str) -> list[tuple[int, str, str]]:
    """What does not belong inside the Thai words of a text: (index, character, what it is, in Thai).

    A word is a run of letters, marks, digits and invisible characters with a Thai letter in it. Thai, Latin
    and digits are at home there; another script (a Devanagari sign in พัสดุ, as machine reading makes it), a
    zero-width character or a font's private character is not. Words wholly in another script are left alone.
    """
    found: list[tuple[int, str, str]] = []
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and _belongs_to_a_word(text[end]):
            end += 1
        if any(_is_thai(char) for char in text[start:end]):
            found += [(i, text[i], script) for i in range(start, end) if (script := _script(text[i]))]
        start = end + 1
    return found


def first_line(text: str, most: int = 160) -> str:
    """The first line of a text, cut after so many letters with `…`."""
    line = text.strip().split("\n")[0].rstrip()
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
