"""The Thai fiscal year as a value: พ.ศ. 2566 runs from 1 October 2022 to 30 September 2023."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from portal import thai

FIRST, LAST = 2540, 2640
"""The Buddhist-era years the portal accepts: from the Official Information Act on, a century."""


class FiscalYear(int):
    """A Buddhist-era fiscal year (พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2561 ม. 4).

    It is an integer, so it stores, sorts and formats as one. Raises ValueError outside FIRST..LAST.
    """

    def __new__(cls, value: int | str) -> Self:
        year = super().__new__(cls, value)
        if not FIRST <= year <= LAST:
            raise ValueError(f"ปีงบประมาณต้องอยู่ระหว่าง พ.ศ. {FIRST} ถึง {LAST}")
        return year

    @classmethod
    def containing(cls, day: dt.date) -> Self:
        """The fiscal year a day falls in; October belongs to the next one."""
        return cls(thai.be(day.year) + (1 if day.month >= 10 else 0))

    @classmethod
    def current(cls) -> Self:
        """Today's fiscal year in Thailand."""
        return cls.containing(timezone.localdate())

    @property
    def starts_on(self) -> dt.date:
        return dt.date(thai.ce(self) - 1, 10, 1)

    @property
    def ends_on(self) -> dt.date:
        return dt.date(thai.ce(self), 9, 30)

    @property
    def next(self) -> FiscalYear:
        return FiscalYear(self + 1)

    @property
    def previous(self) -> FiscalYear:
        return FiscalYear(self - 1)

    @property
    def label(self) -> str:
        return f"ปีงบประมาณ พ.ศ.\N{NO-BREAK SPACE}{int(self)}"

    def __contains__(self, day: dt.date) -> bool:
        return self.starts_on <= day <= self.ends_on


class FiscalYearField(models.PositiveSmallIntegerField[Any, Any]):
    """Stores a fiscal year as its Buddhist-era integer and hands out `FiscalYear`."""

    def __init__(self, verbose_name: str = "ปีงบประมาณ พ.ศ.", **options: Any) -> None:
        options.setdefault("validators", [MinValueValidator(FIRST), MaxValueValidator(LAST)])
        options.setdefault("help_text", f"ปีพุทธศักราชสี่หลัก เช่น {2566}")
        super().__init__(verbose_name, **options)

    def from_db_value(self, value: int | None, expression: object, connection: object) -> FiscalYear | None:
        return None if value is None else FiscalYear(value)

    def to_python(self, value: Any) -> FiscalYear | None:
        number = super().to_python(value)
        if number is None:
            return None
        try:
            return FiscalYear(number)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> int | None:
        return None if value is None else int(value)


class FiscalYearConverter:
    """URL part `<fy:year>`: four Arabic digits of a year the portal accepts; anything else is a 404."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> FiscalYear:
        return FiscalYear(value)

    def to_url(self, value: int) -> str:
        return str(int(value))
