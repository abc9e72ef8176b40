"""A part of a year of ethics on paper: a tagged PDF in Thai official form, with pictures of the activities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string

from measures.ethics.exports.parts import FACTS, Section
from portal import thai
from portal.pdf import render_pdf
from portal.spreadsheets import Kind, Value

_KEPT = 24
"""PDFs that are kept in memory; one takes a second of the processor to make, and nobody has to wait for it twice."""
SHORT = 12
"""Letters of a text that is not broken over two lines."""


def part_pdf(
    sections: Sequence[Section], *, title: str, office: str, address: str, created: dt.datetime
) -> bytes:
    """The sections one under the other; the same sections and time give the same bytes."""
    html = render_to_string(
        "ethics/print.html",
        {
            "title": title,
            "heading": thai.official_digits(title),
            "office": office,
            "made": thai.official_digits(thai.long_date(created)),
            "address": address,
            "sections": [_printed(section) for section in sections],
        },
    )
    return _rendered(html, title, created)


@lru_cache(maxsize=_KEPT)
def _rendered(html: str, title: str, created: dt.datetime) -> bytes:
    return render_pdf(html, title=title, stylesheets=["ethics_paper.css"], created=created)


def _printed(section: Section) -> dict[str, Any]:
    """The section in official digits, without addresses and without columns in which nothing stands."""
    body = len(section.rows) - section.totals
    shown = [
        place
        for place, column in enumerate(section.columns)
        if column.title != "ที่อยู่" and any(row[place] not in (None, "") for row in section.rows[:body])
    ]

    def cells(row: Sequence[Value]) -> list[dict[str, Any]]:
        return [_cell(row[place], section.columns[place].kind) for place in shown]

    return {
        "title": thai.official_digits(section.title),
        "gap": thai.official_digits(section.gap),
        "is_facts": section.columns is FACTS,
        "headers": [thai.official_digits(section.columns[place].title) for place in shown],
        "rows": [cells(row) for row in section.rows[:body]],
        "sums": [cells(row) for row in section.rows[body:]],
        "pictures": [
            {"source": one.source, "alt": one.alt, "caption": thai.official_digits(one.caption)}
            for one in section.pictures
        ],
        "is_wide": len(shown) > 5,
    }


def _cell(value: Value, kind: Kind) -> dict[str, Any]:
    text = _text(value)
    is_short = kind is Kind.DATE or len(text) <= SHORT
    return {"text": text, "is_number": kind is Kind.INTEGER, "is_short": is_short}


def _text(value: Value) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, dt.date):
        return thai.official_digits(thai.short_date(value))
    if isinstance(value, int | Decimal):
        return thai.official_digits(thai.number(value))
    return thai.official_digits(value)
