"""Tables of contracts as pages show them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.core.paginator import Page
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2.utils import OrderByTuple

from portal import thai
from portal.templatetags.thai import keep, thai_date_short
from procurement.contract_lists import Found, KnownPages, shared_projects
from procurement.models import Contract

_START = {"cell": {"class": "nobr stack-start"}}
_CORNER = {"cell": {"class": "stack-end"}}
_END = {"cell": {"class": "end"}}


class ContractTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """Contracts that were found and put in order already; its headings only link to the other orders."""

    signed = tables.Column("วันที่ลงนาม", accessor="signed_on", attrs=_START, empty_values=())
    title = tables.Column("งานและผู้รับจ้าง", orderable=False)
    progress = tables.Column("สถานะ", orderable=False, attrs=_CORNER)
    reference = tables.Column("ราคากลาง", accessor="reference_price", attrs=_END, default="-")
    agreed = tables.Column("ราคาที่ตกลง", accessor="agreed_price", attrs=_END, empty_values=())

    row_header = "title"
    unit = "บาท"
    sum_span = 4

    def __init__(self, found: Found, *, order: str, caption: str, is_sortable: bool = True) -> None:
        super().__init__(found.contracts, orderable=is_sortable)
        if is_sortable:
            self._order_by = OrderByTuple([order])  # said by the headings; the rows stand in it already
        self.caption = caption
        self.paginator = KnownPages(found)
        self.page = Page(self.rows, found.number, self.paginator)
        self.is_more = found.is_more
        self.sums = self._sums(found)
        self.shared = shared_projects(found.contracts)

    def _sums(self, found: Found) -> list[dict[str, Any]]:
        """The rows under the table: what was agreed on the page, and in all that was found where it is known.

        Only signed contracts are counted, as in the figures of the year.
        """
        here = found.contracts
        if not here:
            return []
        signed = [row.agreed_price for row in here if row.is_signed]
        sums = []
        if len(here) < found.count:
            agreed = sum((price for price in signed if price is not None), Decimal(0))
            sums.append((f"รวมหน้านี้ {thai.number(len(here))}", len(signed), agreed))
        if not found.is_more:
            every = f"รวมที่พบทั้งหมด {thai.number(found.count)}"
            sums.append((every, found.signed or 0, found.agreed or Decimal(0)))
        return [
            {
                "title": f"{title} รายการ เฉพาะสัญญาที่ลงนามแล้วและไม่ได้ยกเลิก {thai.number(number)} สัญญา",
                "cells": [{"label": "ราคาที่ตกลง", "text": thai.money(total)}],
            }
            for title, number, total in sums
        ]

    def render_signed(self, record: Contract) -> str:
        if record.signed_on:
            return thai_date_short(record.signed_on)
        return format_html('<span class="muted">{}</span>', "ไม่มีวันลงนาม")

    def render_title(self, record: Contract) -> str:
        about = [format_html("{}", keep(record.supplier_name))] if record.supplier_name else []
        if record.contract_number:
            about.append(format_html('<span class="nobr">{}</span>', record.called))
        if record.project_number:
            about.append(format_html('<span class="nobr">โครงการ {}</span>', record.project_number))
        if record.other_office:
            about.append(format_html("จัดซื้อโดย{}", record.other_office))
        return format_html(
            '<a href="{}">{}</a><span class="sub">{}</span>',
            record.get_absolute_url(),
            keep(record.title),
            format_html_join(" · ", "{}", ((part,) for part in about)),
        )

    def render_progress(self, record: Contract) -> str:
        progress = record.progress
        if progress.value not in self._tags:
            self._tags[progress.value] = SafeString(
                _tag().render({"label": progress.label, "status": progress.value}).strip()
            )
        return self._tags[progress.value]

    def render_reference(self, record: Contract, value: Any) -> str:
        if record.project_number not in self.shared:
            return thai.money(value)
        return format_html('<span>{}<span class="sub">{}</span></span>', thai.money(value), "ของทั้งโครงการ")

    def render_agreed(self, record: Contract) -> str:
        return (
            format_html("<b>{}</b>", thai.money(record.agreed_price))
            if record.agreed_price is not None
            else "-"
        )

    @property
    def _tags(self) -> dict[str, SafeString]:
        """The tags of this table's progresses, drawn once each."""
        return self.__dict__.setdefault("tags", {})  # type: ignore[no-any-return]


def _tag() -> Any:
    return get_template("components/tag.html")
