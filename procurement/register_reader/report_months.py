"""Which month a monthly report is of: from its title, else from its sheet's name and the fiscal year."""

from __future__ import annotations

import datetime as dt
import re

from portal.fiscal import FIRST, LAST, FiscalYear
from portal.thai import MONTHS, MONTHS_SHORT, ce, fold

_SHORT = [
    r"\s*".join(re.escape(part) + r"\.?" for part in name.rstrip(".").split(".")) for name in MONTHS_SHORT
]
_NAMES = [*MONTHS, *_SHORT]
_MONTH = "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(_NAMES))
_YEAR = r"\s*[-/_]?\s*(?:พ\.?\s?ศ\.?\s*)?(?P<year>25[0-9]{2}|[0-9]{2})(?![0-9])"
_DATED = re.compile(rf"(?:{_MONTH}){_YEAR}")
_NAMED = re.compile(rf"(?:{_MONTH})")
_NUMERIC = re.compile(r"(?<![0-9])(?P<month>1[0-2]|0?[1-9])\s*[-/_.]\s*(?P<year>25[0-9]{2})(?![0-9])")
_FISCAL = re.compile(r"(?:ปี)?งบประมาณ\s*(?:พ\.?\s?ศ\.?\s*)?(?P<year>25[0-9]{2})")


def month_of(title: str, sheet: str, all_titles: str) -> dt.date | None:
    """The first day of the month; None where neither title nor sheet tells it.

    A line about the month ("รอบเดือน", "ประจำเดือน") goes before a line with a day, which is the day of writing.
    A sheet called by a month alone takes its year from a fiscal year in any title.
    """
    lines = [fold(line) for line in title.splitlines()]
    about = [line for line in lines if "เดือน" in line and "วันที่" not in line]
    others = [line for line in lines if line not in about and "วันที่" not in line]
    for text in (*about, fold(sheet), *others):
        if match := _DATED.search(text):
            return _first_day(_number_of(match), _year_of(match["year"]))
        if match := _NUMERIC.search(text):
            return _first_day(int(match["month"]), int(match["year"]))
    year = _FISCAL.search(fold(title)) or _FISCAL.search(fold(all_titles))
    for text in (*about, fold(sheet)):
        if year and (match := _NAMED.search(text)):
            month = _number_of(match)
            return _first_day(month, int(year["year"]) - (1 if month >= 10 else 0))
    return None


def _number_of(match: re.Match[str]) -> int:
    """The month whose name matched, written out or short."""
    index = next(int(key[1:]) for key, value in match.groupdict().items() if key[0] == "m" and value)
    return index % 12 + 1


def _year_of(written: str) -> int:
    return int(written) if len(written) == 4 else 2500 + int(written)


def _first_day(month: int, year: int) -> dt.date | None:
    day = dt.date(ce(year), month, 1)
    return day if FIRST <= FiscalYear.containing(day) <= LAST else None
