"""What a column of a list holds, taken from the model's field: its kind, whether it must be filled, its limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from portal import thai
from portal.fiscal import FiscalYearField
from portal.publishing import UNSEEN, Publishable
from portal.spreadsheets import Value

YES, NO = "ใช่", "ไม่ใช่"


class Kind(Enum):
    """What stands in the cells of a column."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    LINES = "lines"
    """A list of texts, one line of the cell an item."""
    ADDRESS = "address"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YEAR = "year"
    CHOICE = "choice"
    YES_NO = "yes_no"
    REFERENCE = "reference"
    """Another record by its natural name: a work group, a service."""


TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LINES})
NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY})


@dataclass(frozen=True)
class Field:
    """One column of a list; `field_of` makes it from the model's field.

    `least` and `most` are limits of numbers and days, `empty` is the value of an empty cell, `records` gives the
    rows that a reference may name. `get` reads the value from a record where it is not the attribute `name`.
    """

    name: str
    heading: str
    kind: Kind = Kind.TEXT
    is_required: bool = False
    meaning: str = ""
    example: str = ""
    aliases: tuple[str, ...] = ()
    max_length: int | None = None
    least: Any = None
    most: Any = None
    decimals: int = 2
    choices: tuple[tuple[Any, str], ...] = ()
    records: Callable[[], models.QuerySet[Any]] | None = None
    label: Callable[[Any], str] = str
    """The natural name of a record that a reference may name."""
    empty: Any = ""
    get: Callable[[Any], Any] | None = None

    @property
    def key(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return self.heading

    def value_of(self, record: Any) -> Any:
        """What a record has in this column."""
        return self.get(record) if self.get else getattr(record, self.name)

    def plain(self, value: Any) -> Any:
        """The value as two are compared: without what reading a cell leaves out; records by their key."""
        if value is None:
            return None if self.empty is None else self.plain(self.empty)
        if isinstance(value, models.Model):
            return value.pk
        if isinstance(value, list):
            return tuple(one_line(str(item)) for item in value)
        if isinstance(value, str):
            text = clean_text(value) if self.kind is Kind.LONG_TEXT else one_line(value)
            return text if self.is_required or not is_dash(text) else ""
        if self.kind in NUMBERS and not isinstance(value, bool):
            return Decimal(value)
        return int(value) if self.kind is Kind.YEAR else value

    def written(self, value: Any) -> Value:
        """The value as a spreadsheet cell holds it."""
        if value is None:
            return None
        if self.kind is Kind.YES_NO:
            return YES if value else NO
        if self.kind is Kind.CHOICE:
            return str(dict(self.choices).get(value, value))
        if self.kind is Kind.REFERENCE:
            return str(self.label(value))
        if self.kind is Kind.LINES:
            return "\n".join(value)
        if self.kind is Kind.YEAR:
            return int(value)
        return cast(Value, value)

    def shown(self, value: Any) -> str:
        """The value as people read it; empty for nothing."""
        if self.kind is Kind.DATE and isinstance(value, dt.date):
            return thai.short_date(value)
        if self.kind is Kind.MONEY and value is not None:
            return thai.money(value)
        if self.kind in NUMBERS and value is not None:
            return thai.number(value)
        told = self.written(value)
        return "" if told is None else str(told)


def field_of(model: type[models.Model], name: str, **given: Any) -> Field:
    """The column of a model's field: heading, kind, limits and help are the model's, except what is `given`.

    Raises TypeError for a field of a kind that no cell holds.
    """
    known: Any = model._meta.get_field(name)
    facts: dict[str, Any] = {
        "heading": str(known.verbose_name),
        "kind": _kind_of(known),
        "meaning": str(known.help_text or ""),
        "max_length": getattr(known, "max_length", None),
        "is_required": not (known.blank or known.null or known.has_default()),
        "empty": _empty_of(known),
    }
    if facts["kind"] in NUMBERS or facts["kind"] is Kind.DATE:
        facts |= _limits_of(known)
    if facts["kind"] is Kind.CHOICE:
        facts["choices"] = tuple((value, str(label)) for value, label in known.flatchoices if value != "")
    if facts["kind"] is Kind.REFERENCE:
        facts["records"] = _Records(known)
    return replace(Field(name, str(known.verbose_name)), **{**facts, **given})


def fields_of(model: type[models.Model], names: str | Sequence[str]) -> tuple[Field, ...]:
    """The columns of several fields of which nothing more is to be said; `names` may be one string of words."""
    return tuple(field_of(model, name) for name in (names.split() if isinstance(names, str) else names))


# ── text as it is kept ───────────────────────────────────────────────────────
def clean_text(text: str) -> str:
    """Text of several lines without what nobody sees and without spaces at the ends of its lines."""
    lines = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def one_line(text: str) -> str:
    """Text as one line, with single spaces."""
    return " ".join(UNSEEN.sub("", text.replace("_x000D_", " ")).split())


def is_dash(text: str) -> bool:
    """Whether a text only says "none", as Thai tables do."""
    return text in ("-", "–", "—", "−")


# ── from the model ───────────────────────────────────────────────────────────
class _Records:
    """The rows that a foreign key may name: what its field allows, of publishable kinds the records themselves."""

    def __init__(self, known: Any) -> None:
        self._known = known

    def __call__(self) -> models.QuerySet[Any]:
        related = self._known.related_model
        rows = related._default_manager.complex_filter(self._known.get_limit_choices_to())
        return rows.originals() if issubclass(related, Publishable) else rows  # type: ignore[no-any-return]


_KINDS: tuple[tuple[type[Any], Kind], ...] = (
    (FiscalYearField, Kind.YEAR),
    (models.ForeignKey, Kind.REFERENCE),
    (models.URLField, Kind.ADDRESS),
    (models.CharField, Kind.TEXT),
    (models.TextField, Kind.LONG_TEXT),
    (models.BooleanField, Kind.YES_NO),
    (models.IntegerField, Kind.INTEGER),
    (models.DateField, Kind.DATE),
    (models.JSONField, Kind.LINES),
)


def _kind_of(known: Any) -> Kind:
    if known.choices and not isinstance(known, FiscalYearField):
        return Kind.CHOICE
    if isinstance(known, models.DecimalField):
        return Kind.MONEY if known.decimal_places == 2 else Kind.NUMBER
    if not isinstance(known, models.DateTimeField):
        for of, kind in _KINDS:
            if isinstance(known, of):
                return kind
    raise TypeError(f"no cell holds a {type(known).__name__} ({known})")


def _empty_of(known: Any) -> Any:
    if known.has_default():
        return known.get_default()
    return "" if isinstance(known, models.CharField | models.TextField) and not known.null else None


def _limits_of(known: Any) -> dict[str, Any]:
    # The narrowest that any database keeps, whichever is used.
    least: Any
    most: Any
    least, most = BaseDatabaseOperations.integer_field_ranges.get(known.get_internal_type(), (None, None))
    for check in known.validators:
        limit = getattr(check, "limit_value", None)
        limit = limit() if callable(limit) else limit
        if isinstance(check, MinValueValidator):
            least = limit if least is None else max(least, limit)
        elif isinstance(check, MaxValueValidator):
            most = limit if most is None else min(most, limit)
    limits: dict[str, Any] = {"least": least, "most": most}
    if isinstance(known, models.DecimalField):
        limits["decimals"] = known.decimal_places
        top = Decimal(10) ** (known.max_digits - known.decimal_places) - Decimal(1).scaleb(
            -known.decimal_places
        )
        limits["most"] = top if most is None else min(Decimal(str(most)), top)
        limits["least"] = 0 if least is None and known.decimal_places == 2 else least
    return limits
