"""What every row of a plan or report keeps to: texts without unseen characters, and no citizen number."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django_stubs_ext.db.models import TypedModelMeta

from measures.hr.texts import visible
from portal import personal_numbers
from portal.fiscal import FiscalYear
from portal.thai import long_date


def clean_texts(record: models.Model) -> None:
    """Take out of every text what nobody sees."""
    for field in record._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField):
            setattr(record, field.attname, visible(getattr(record, field.attname) or ""))


def outside(year: int, **days: dt.date | None) -> dict[str, str]:
    """A message for each of these days that lies outside the fiscal year, by its name."""
    of = FiscalYear(year)
    words = (
        f"วันที่นี้อยู่นอก{of.label} ({long_date(of.starts_on)} ถึง {long_date(of.ends_on)}) "
        "ให้แก้วันที่ หรือใส่ในปีงบประมาณที่ถูกต้อง"
    )
    return {name: words for name, day in days.items() if day is not None and day not in of}


class Row(models.Model):
    """A row of a plan or report."""

    class Meta(TypedModelMeta):
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        """Take out unseen characters first, so that a text of nothing else is an empty one."""
        clean_texts(self)
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        super().clean()
        for field in self._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                try:
                    personal_numbers.expect_none(getattr(self, field.attname))
                except ValidationError as error:
                    raise ValidationError({field.name: error}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        clean_texts(self)
        super().save(*args, **kwargs)


def texts_of(record: models.Model) -> dict[str, str]:
    """What staff typed freely in a record, by the Thai name of the field."""
    return {
        _name(field): getattr(record, field.attname) or ""
        for field in record._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and field.editable and not field.choices
    }


def _name(field: models.Field[Any, Any]) -> str:
    named: str | Promise = field.verbose_name
    return str(named)
