"""The demonstration register of three fiscal years: what files brought in, and what staff wrote themselves."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import models

from portal import thai
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import User, WorkGroup
from portal.thai import BANGKOK
from procurement.actions import confirm_import, open_import, publish_import, submit_import
from procurement.demonstration.announcements import publish_announcements
from procurement.demonstration.deals import LINES, Deal, deals
from procurement.demonstration.egp_file import egp_file
from procurement.demonstration.papers import attach
from procurement.demonstration.plan import publish_plans
from procurement.demonstration.projects import MEETING_ROOM, PROJECTS, Agreement, Project
from procurement.demonstration.suppliers import FIRMS
from procurement.models import (
    Bid,
    Contract,
    ContractDocument,
    Correction,
    ExpenseType,
    FundSource,
    LegalGroup,
    Process,
    RegisterImport,
)

FILES = [
    (2566, 0, "2023-03-31", "2023-04-10"),
    (2566, 1, "2023-09-30", "2023-10-10"),
    (2567, 0, "2024-09-30", "2024-10-08"),
    (2568, 0, "2025-09-30", "2025-10-08"),
]
"""Fiscal year, which part of it, the day the file speaks of, the day its rows came out."""


def demonstrate(people: dict[str, User]) -> None:
    """Plans, announcements and contracts, reviewed and published; two of them corrected afterwards."""
    group = WorkGroup.objects.get(slug="administration")
    publish_plans(people, group)
    publish_announcements(people, group)
    parts = {year: deals(FiscalYear(year), *lines) for year, lines in LINES.items()}
    for year, part, as_of, public_on in FILES:
        _bring_in(parts[year][part], _day(as_of), _nine(public_on), people, group)
    for project in PROJECTS:
        for agreement in project.agreements:
            _write(project, agreement, people, group)
    _correct(
        "จ้างบำรุงรักษารถยนต์ราชการและเปลี่ยนยาง",
        {"ends_on": dt.date(2023, 2, 24)},
        "แก้วันสิ้นสุดสัญญาให้ตรงกับใบสั่งจ้าง ซึ่งกำหนดส่งมอบภายใน 10 วัน เดิมบันทึกในระบบ e-GP เป็น 7 วัน",
        "2023-05-22",
        people,
    )
    _correct(
        "จ้างพิมพ์เกียรติบัตรและแฟ้มเอกสาร",
        {"agreed_price": Decimal("12890.00"), "contract_value": Decimal("12890.00")},
        "แก้ราคาที่ตกลงจ้างให้ตรงกับใบสั่งจ้าง เดิมพิมพ์สลับตัวเลข",
        "2024-11-18",
        people,
    )


def _bring_in(
    rows: list[Deal], as_of: dt.date, moment: dt.datetime, people: dict[str, User], group: WorkGroup
) -> None:
    """A file with its contracts, brought in as staff would: confirmed, reviewed and published as a whole."""
    batch, _ = open_import(
        by=people["procurement"],
        content=egp_file(rows),
        name=f"egp-{as_of:%Y%m%d}.csv",
        owner_group=group,
        as_of=as_of,
        fund_source=FundSource.BUDGET_ACT,
        expense_type=ExpenseType.OPERATING,
    )
    confirm_import(by=people["procurement"], batch=batch)
    submit_import(by=people["procurement"], batch=batch)
    publish_import(by=people["publisher"], batch=batch)
    came_out(Contract.objects.filter(source=batch), moment)
    uploaded = moment - dt.timedelta(days=7)
    RegisterImport.objects.filter(pk=batch.pk).update(created_at=uploaded, confirmed_at=uploaded)


def _write(project: Project, agreement: Agreement, people: dict[str, User], group: WorkGroup) -> None:
    """A contract that staff wrote themselves, with who offered what, out two days after it was signed."""
    firm = FIRMS.get(agreement.supplier)
    contract = Contract.objects.create(
        year=FiscalYear(project.year),
        project_number=project.number,
        title=project.title,
        kind=project.kind,
        method=project.method,
        legal_group=LegalGroup.GENERAL,
        budget=project.limit,
        fund_source=FundSource.BUDGET_ACT,
        expense_type=project.money,
        reference_price=Decimal(project.reference),
        supplier_name=firm.name if firm else "",
        tax_id=firm.tax_id if firm else "",
        agreed_price=Decimal(agreement.agreed) if agreement.agreed else None,
        reason=agreement.reason,
        contract_number=agreement.number,
        recorded_on=_day(agreement.recorded) if agreement.recorded else None,
        signed_on=_day(agreement.signed) if agreement.signed else None,
        ends_on=_day(agreement.ends) if agreement.ends else None,
        stated_progress=agreement.progress or "",
        owner_group=group,
        created_by=people["procurement"],
    )
    for order, (key, price) in enumerate(agreement.bids):
        bidder = FIRMS[key]
        Bid.objects.create(
            contract=contract, order=order, name=bidder.name, tax_id=bidder.tax_id, price=Decimal(price)
        )
    if project is MEETING_ROOM:
        _attach_summary(contract, people["procurement"])
    contract.submit(by=people["procurement"])
    contract.publish(by=people["publisher"])
    day = _day(agreement.signed or agreement.recorded) + dt.timedelta(days=2)
    came_out(Contract.objects.filter(pk=contract.pk), _nine(day.isoformat()))


def _attach_summary(contract: Contract, by: User) -> None:
    """The essentials of the contract, which the law asks to be shown (พ.ร.บ. การจัดซื้อจัดจ้างฯ ม. 98)."""
    signed_on = contract.signed_on or contract.dated_on
    attach(
        ContractDocument(owner=contract, title="ข้อมูลสาระสำคัญในสัญญา"),
        "เรื่อง ข้อมูลสาระสำคัญในสัญญา",
        [
            ("เลขที่โครงการ", contract.project_number),
            ("ชื่อโครงการ", contract.title),
            ("คู่สัญญา", contract.supplier_name),
            ("สัญญาเลขที่", contract.contract_number),
            ("ลงวันที่", thai.long_date(signed_on)),
            ("จำนวนเงิน", thai.baht(contract.agreed_price or 0)),
            ("เหตุผลที่คัดเลือก", contract.reason),
        ],
        on=signed_on,
        by=by,
    )


def _correct(title: str, changes: dict[str, Any], reason: str, day: str, people: dict[str, User]) -> None:
    """Change a published contract through a working copy; the correction and its reason are public."""
    contract = Contract.objects.published().get(title__startswith=title)
    first = contract.first_published_at
    copy = contract.revise(by=people["procurement"])
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.note_author(people["procurement"])
    copy.save()
    copy.submit(by=people["procurement"])
    copy.publish(by=people["publisher"], reason=reason)
    moment = _nine(day)
    dated(Contract.objects.filter(pk=contract.pk), first, updated=moment)
    Correction.objects.filter(contract=contract).update(at=moment)


def came_out(contracts: models.QuerySet[Contract], moment: dt.datetime) -> None:
    """Set contracts, and the contracting processes they belong to, back to the day they came out."""
    dated(contracts, moment)
    keys = [contract.process_key for contract in contracts]
    Process.objects.filter(key__in=keys).update(first_published_at=moment)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _nine(day: str) -> dt.datetime:
    return dt.datetime.combine(_day(day), dt.time(9), BANGKOK)
