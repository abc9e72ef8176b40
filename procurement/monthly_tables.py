"""Tables of the monthly summaries: the months of a year, and the contracts of a month."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal import thai
from portal.templatetags.thai import keep, thai_date_short
from procurement.models import Contract, Method
from procurement.months import Month, MonthsOfYear

END = {"cell": {"class": "end"}}


class MonthsTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """The twelve months with how many contracts were signed and for how much."""

    name = tables.Column("เดือน", footer="รวม", orderable=False, attrs={"cell": {"class": "stack-start"}})
    number = tables.Column("สัญญา", orderable=False, attrs=END)
    agreed = tables.Column("ราคาที่ตกลง", orderable=False, attrs=END)
    file = tables.Column("ไฟล์", empty_values=(), orderable=False)

    caption = "สัญญาที่ลงนามในแต่ละเดือน"
    unit = "บาท"
    row_header = "name"

    def __init__(self, of_year: MonthsOfYear) -> None:
        self.year = of_year.year
        self.as_of = of_year.known_until
        super().__init__(of_year.months)
        self.columns["number"].column._footer = thai.number(of_year.number)
        self.columns["agreed"].column._footer = thai.money(of_year.agreed)

    def render_name(self, record: Month) -> SafeString | str:
        if not record.is_known:
            return record.name
        address = reverse("procurement:month", args=[self.year, record.starts_on])
        return format_html('<a href="{}">{}</a>', address, record.name)

    def render_number(self, record: Month) -> str | SafeString:
        if not record.is_known:
            return record.knowledge.value
        if record.is_partly_known and record.known_until:
            return format_html(
                '{}<span class="sub">ข้อมูลถึง {}</span>',
                thai.number(record.number),
                thai_date_short(record.known_until),
            )
        return thai.number(record.number)

    def render_agreed(self, record: Month) -> str:
        return thai.money(record.agreed) if record.is_known else "—"

    def render_file(self, record: Month) -> SafeString | str:
        if not record.is_known:
            return "—"
        return format_html(
            '<a href="{}">สขร.1 <span class="hide">เดือน{}</span> (XLSX)</a>',
            reverse("procurement:month_xlsx", args=[self.year, record.starts_on]),
            record.name,
        )


class MonthTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """The contracts signed in a month, in the order of แบบ สขร.1."""

    signed_on = tables.Column("ลงนาม", orderable=False, attrs={"cell": {"class": "nobr stack-start"}})
    title = tables.Column("งานและผู้ได้รับการคัดเลือก", orderable=False)
    method = tables.Column("วิธีซื้อหรือจ้าง", orderable=False)
    budget = tables.Column("วงเงิน", orderable=False, attrs=END)
    reference_price = tables.Column("ราคากลาง", orderable=False, attrs=END)
    agreed_price = tables.Column("ราคาที่ตกลง", orderable=False, attrs=END)

    unit = "บาท"
    row_header = "title"

    def __init__(self, contracts: Any, month: Month) -> None:
        self.caption = f"สัญญาที่ลงนามในเดือน{month.name}"
        self.as_of = month.as_of
        super().__init__(contracts, orderable=False)

    def render_signed_on(self, record: Contract) -> str:
        return thai_date_short(record.signed_on)

    def render_title(self, record: Contract) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>{}', record.get_absolute_url(), keep(record.title), _under(record)
        )

    def render_method(self, record: Contract) -> str:
        return str(Method(record.method).label)

    def render_budget(self, value: Decimal) -> str:
        return thai.money(value)

    def render_reference_price(self, value: Decimal) -> str:
        return thai.money(value)

    def render_agreed_price(self, value: Decimal) -> SafeString:
        return format_html("<b>{}</b>", thai.money(value))


def _under(contract: Contract) -> SafeString:
    """The lines under a contract's title: the winner, the other bidders, the number, the reason."""
    bidders = len(contract.bids.all())
    parts = [contract.supplier_name]
    if bidders > 1:
        parts.append(f"ผู้เสนอราคา {bidders}{thai.NBSP}ราย")
    if contract.contract_number:
        is_bare = contract.contract_number[0].isdecimal()  # else it says itself what it is: ใบสั่งจ้าง 8/2566
        parts.append(f"สัญญา {contract.contract_number}" if is_bare else contract.contract_number)
    if contract.other_office:
        parts.append(f"จัดซื้อโดย{contract.other_office}")
    if contract.reason:
        parts.append(f"เหตุผล: {contract.reason}")
    return format_html(
        '<span class="sub">{}</span>', format_html_join(" · ", "{}", ((part,) for part in parts if part))
    )
