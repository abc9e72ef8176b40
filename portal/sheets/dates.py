"""Days as spreadsheets and open data write them: Thai words, Buddhist years, Excel's serial numbers, ISO."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from portal.fiscal import FIRST, LAST
from portal.thai import MONTHS, MONTHS_SHORT, be, ce, fold, short_date

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ][0-9:.]*(?:z|[+-][0-9:]+)?)?")
_NUMERIC = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]+)")
_WORDED = re.compile(
    r"(?:วันที่ ?)?([0-9]{1,2}) ?(?:เดือน ?)?([ก-๎. ]+?)\.? ?(?:(?:พ\.ศ\.|พ\.ศ|พศ) ?)?([0-9]{2}|[0-9]{4})"
)
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and half characters, which neither the database nor a page can hold."""
_QUOTED_FROM = 400  # letters; more are never shown
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_DAY_ZERO = dt.date(1899, 12, 30)  # of Excel's serial numbers from March 1900 on
_MEND = "โปรดเขียนเป็นวัน เดือน และปี พ.ศ. สี่หลัก เช่น 17 ม.ค. 2568 หรือ 17/01/2568"


def _month_key(name: str) -> str:
    return re.sub(r"[. ]", "", name)


_MONTHS = {
    _month_key(name): number for names in (MONTHS, MONTHS_SHORT) for number, name in enumerate(names, 1)
}


def month_named(name: str) -> int | None:
    """The number of a Thai month, written out or short, with or without its dots; None for another word."""
    return _MONTHS.get(_month_key(fold(name)))


def year_of(written: str) -> int:
    """The Gregorian year of a year beside a Thai month: 2568 or 68 → 2025, 2025 as it is."""
    year = int(written)
    if len(written) == 2:
        return ce(2500 + year)
    return ce(year) if year >= 2400 else year


@lru_cache(maxsize=8192)
def day_from_text(text: str) -> dt.date:
    """The day a cell's text says. Two-digit years are read only beside a Thai month's name (e-GP: `30 พ.ค. 68`),
    as 25yy. Raises ValueError with a Thai sentence."""
    folded = fold(text)
    if match := _ISO.fullmatch(folded):
        return _checked(_era(match[1]), int(match[2]), int(match[3]), text)
    if match := _NUMERIC.fullmatch(folded):
        if len(match[4]) != 4:
            raise ValueError(f"วันที่ “{shown(text)}” มีปีไม่ครบสี่หลัก จึงไม่แน่ว่าเป็นปีใด {_MEND}")
        if int(match[4]) < 2400:
            raise ValueError(f"วันที่ “{shown(text)}” เป็นปี ค.ศ. และอาจสลับวันกับเดือน {_MEND}")
        return _checked(ce(int(match[4])), int(match[3]), int(match[1]), text)
    if match := _WORDED.fullmatch(folded):
        month = month_named(match[2])
        if month is None:
            raise ValueError(f"ไม่รู้จักเดือนใน “{shown(text)}” {_MEND}")
        return _checked(year_of(match[3]), month, int(match[1]), text)
    if match := _SERIAL.fullmatch(folded):
        return day_from_serial(int(match[1]))
    raise ValueError(f"อ่านวันที่ “{shown(text)}” ไม่ได้ {_MEND}")


def day_from_serial(number: float) -> dt.date:
    """The day of Excel's serial number. Raises ValueError with a Thai sentence."""
    if not 30_000 <= number <= 80_000:
        raise ValueError(f"ตัวเลข {number:,.10g} ไม่ใช่วันที่ {_MEND}")
    return in_range(_DAY_ZERO + dt.timedelta(days=int(number)))


def day_from_cell(day: dt.date) -> dt.date:
    """The day of a real date cell; a clerk who typed 2568 as if it were Gregorian meant the Buddhist year.

    Raises ValueError with a Thai sentence.
    """
    if isinstance(day, dt.datetime):
        day = day.date()
    if day.year >= 2400:
        return _checked(ce(day.year), day.month, day.day, f"{day.day}/{day.month}/{day.year}")
    return in_range(day)


def in_range(day: dt.date) -> dt.date:
    """The day itself, if it is within the years that the portal knows; else ValueError in Thai."""
    if not FIRST <= be(day.year) <= LAST:
        raise ValueError(f"วันที่ {short_date(day)} อยู่นอกช่วง พ.ศ. {FIRST}–{LAST} โปรดตรวจสอบปี")
    return day


def shown(text: str) -> str:
    """A cell's text as a message may quote it: short, and without what might be somebody's number."""
    text = UNWRITABLE.sub("�", " ".join(text[:_QUOTED_FROM].split()))
    text = re.sub(r"\d(?:[-‐‑‒–—. \u200b]?\d){8,}", lambda match: match[0][:4] + "…", text)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _era(year: str) -> int:
    return ce(int(year)) if int(year) >= 2400 else int(year)


def _checked(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return in_range(dt.date(year, month, day))
    except ValueError as error:
        if "พ.ศ." in str(error):
            raise
        raise ValueError(f"ไม่มีวันที่ “{shown(text)}” ในปฏิทิน {_MEND}") from error
