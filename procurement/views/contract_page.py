"""A contract's own page: what was bought, from whom, for how much, and what happened when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from portal import thai
from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from procurement.figures import percent
from procurement.models import (
    Announcement,
    AnnouncementKind,
    Bid,
    Contract,
    ContractDocument,
    PlanItem,
    Process,
)
from procurement.views.announcements import told_facts
from procurement.views.corrections import changes, withdrawn
from procurement.views.years import crumbs

STATE_WORDS = ("stated_progress", "progress", "project_status")
"""Under which keys a source's own word for the state of a contract is kept, the nearest to the contract first."""


@public
def contract(request: HttpRequest, year: FiscalYear, pk: int) -> HttpResponse:
    """All that is public of one contract; a preview shows its draft, or the working copy of what is published.

    A contract whose year was corrected answers under its new year; its old address leads there. Where one was
    withdrawn, the way to the reason stands (404).
    """
    documents = ContractDocument.objects.select_related("current")
    rows = Contract.objects.visible_in(request)
    rows = rows.select_related("owner_group", "supplier", "source__source", "revises")
    rows = rows.prefetch_related(
        Prefetch("documents", documents), Prefetch("bids", Bid.objects.order_by("order", "pk"))
    )
    found = rows.filter(Q(pk=pk) | Q(revises=pk)).first()
    if found is None:
        return withdrawn(request, contract=pk)
    if found.year != year:
        if PREVIEW in request.GET:
            raise Http404
        return redirect(found, permanent=True)
    of_project = {"project_number": found.project_number}
    plan: Sequence[PlanItem] = []
    announcements: Sequence[Announcement] = []
    siblings: Sequence[Contract] = []
    if found.project_number:
        plan = list(PlanItem.objects.published().filter(**of_project).order_by("expected_on", "pk"))
        announcements = list(
            Announcement.objects.published().filter(**of_project).order_by("announced_on", "pk")
        )
        siblings = [one for one in found.siblings.order_by("dated_on", "pk") if one.pk != found.revises_id]
    original = found.revises or found
    corrections = list(original.corrections.select_related("contract"))
    known = Process.objects.public().filter(key=original.process_key)
    return render(
        request,
        "procurement/contract.html",
        {
            "nav": "procurement",
            "heading": found.title,
            "lead": f"สัญญาจัดซื้อจัดจ้าง {year.label}",
            "crumbs": crumbs(
                year,
                ("สัญญา", reverse("procurement:contracts", args=[year])),
                (found.contract_number or "สัญญา", ""),
            ),
            "year": year,
            "contract": found,
            "number": name_of(found),
            "facts": facts(found),
            "source_word": next(filter(None, map(found.source_words.get, STATE_WORDS)), ""),
            "money": money(found),
            "remarks": remarks(found, siblings, {row.field for row in corrections}),
            "timeline": timeline(found, plan, announcements),
            "plan": plan,
            "siblings": siblings,
            "ocds_year": known.values_list("year", flat=True).first(),
            "changes": changes(corrections),
            "published_at": found.first_published_at,
            "updated_at": found.published_at,
            "as_of": found.source.as_of if found.source else None,
            "owner_group": found.owner_group,
        },
    )


def name_of(contract: Contract) -> str:
    """What tells the contract from others of the same title: its numbers, or its place in the register."""
    parts = []
    if contract.contract_number:
        parts.append(titled(contract.contract_number))
    if contract.project_number:
        parts.append(f"โครงการ {contract.project_number}")
    if not parts or contract.ordinal > 1:
        parts.append(f"รายการที่ {contract.revises_id or contract.pk}")
    return " ".join(parts)


def titled(number: str) -> str:
    """A contract number in a sentence: `สัญญาเลขที่ 1/2566`, but `ใบสั่งจ้าง 8/2566` as it says itself what it is."""
    return f"สัญญาเลขที่ {number}" if number[:1].isdigit() else number


def facts(contract: Contract) -> list[tuple[str, str]]:
    """Label and words of what is known of the contract; what is not known is left out."""
    group = contract.method_group
    method = contract.get_method_display()
    known = [
        ("หน่วยงานที่จัดซื้อจัดจ้าง", contract.other_office),
        ("เลขที่สัญญาหรือใบสั่ง", contract.contract_number),
        ("เลขที่โครงการในระบบ e-GP", contract.project_number),
        ("ประเภท", contract.get_kind_display()),
        ("วิธีการจัดซื้อจัดจ้าง", method),
        ("วิธีตามกฎหมาย", str(group.label) if group and str(group.label).removeprefix("วิธี") != method else ""),
        ("กลุ่มวิธีในระบบ e-GP", contract.get_legal_group_display()),
        ("แหล่งที่มาของงบประมาณ", contract.get_fund_source_display()),
        ("งบรายจ่าย", contract.get_expense_type_display()),
        ("วันที่ลงนามในสัญญา", thai.long_date(contract.signed_on) if contract.signed_on else ""),
        ("วันที่สิ้นสุดสัญญา", thai.long_date(contract.ends_on) if contract.ends_on else ""),
        ("เหตุผลที่คัดเลือกโดยสรุป", contract.reason),
    ]
    return [(label, words) for label, words in known if words]


def money(contract: Contract) -> list[tuple[str, Any]]:
    """Label and amount in baht (None: not known), in the order the money was settled."""
    amounts = [
        ("วงเงินงบประมาณที่ได้รับจัดสรร", contract.budget),
        ("ราคากลาง", contract.reference_price),
        ("ราคาที่ตกลงซื้อหรือจ้าง", contract.agreed_price),
    ]
    if contract.contract_value is not None and contract.contract_value != contract.agreed_price:
        amounts.append(("มูลค่าตามสัญญา", contract.contract_value))
    return amounts


def remarks(
    contract: Contract, siblings: Sequence[Contract] = (), corrected: Collection[str] = ()
) -> list[str]:
    """Plain sentences on what a reader may stumble over; they state, and judge nothing.

    The reference price is that of the whole project, so the agreed prices of all its signed contracts stand
    beside it. What was corrected here (`corrected`, labels of fields) is not said to be as the source has it.
    """
    said = []

    def as_source(words: str, *fields: str) -> str:
        labels = {str(field.verbose_name) for field in Contract._meta.concrete_fields if field.name in fields}
        return "" if labels & set(corrected) else words

    reference = contract.reference_price
    prices = [one.agreed_price for one in (contract, *siblings) if one is contract or one.is_signed]
    agreed = sum((price for price in prices if price is not None), Decimal(0))
    if contract.agreed_price is not None and reference and None not in prices:
        what = "ราคาที่ตกลงรวมทุกสัญญาของโครงการ " + thai.baht(agreed) + " " if siblings else "ราคาที่ตกลง"
        share = percent(abs(agreed - reference), reference)
        gap = f"{thai.baht(abs(agreed - reference))} (ร้อยละ{thai.NBSP}{share})"
        if agreed > reference:
            source = as_source(" ตัวเลขทั้งสองแสดงตามแหล่งข้อมูล", "agreed_price", "reference_price")
            said.append(f"{what}สูงกว่าราคากลาง {gap}{source}")
        elif agreed < reference:
            said.append(f"{what}ต่ำกว่าราคากลาง {gap}")
        else:
            said.append(f"{what}เท่ากับราคากลาง")
    if siblings and (contract.budget is not None or reference is not None):
        said.append("โครงการนี้มีหลายสัญญา วงเงินงบประมาณและราคากลางเป็นของทั้งโครงการ")
    value = contract.contract_value
    if value is not None and contract.agreed_price is not None and value != contract.agreed_price:
        source = as_source("ตามแหล่งข้อมูล", "agreed_price", "contract_value")
        said.append(f"มูลค่าตามสัญญาต่างจากราคาที่ตกลง แสดงไว้ทั้งสองค่า{source}")
    if contract.signed_on and contract.ends_on and contract.ends_on < contract.signed_on:
        source = as_source("แหล่งข้อมูลระบุ", "signed_on", "ends_on")
        said.append(f"{source}วันสิ้นสุดสัญญาก่อนวันลงนาม แสดงไว้ตามนั้น" if source else "วันสิ้นสุดสัญญาก่อนวันลงนาม")
    return said


def timeline(
    contract: Contract, plan: Sequence[PlanItem], announcements: Sequence[Announcement]
) -> list[dict[str, Any]]:
    """What happened from the plan to the end, newest first, as entries of components/timeline.html."""
    today = timezone.localdate()
    events: list[tuple[dt.date, int, dict[str, Any]]] = []

    def add(day: dt.date | None, place: int, title: str, text: str = "", url: str = "") -> None:
        if day is not None:
            events.append((day, place, {"title": title, "at": day, "text": text, "url": url}))

    is_plan_announced = any(one.kind == AnnouncementKind.PLAN for one in announcements)
    for item in plan:
        text = f"คาดว่าจะประกาศ{thai.month_year(item.expected_on)} งบประมาณ {thai.baht(item.budget)}"
        if is_plan_announced:
            continue
        if item.announced_on:
            add(item.announced_on, 0, "ประกาศแผนการจัดซื้อจัดจ้าง", text, item.get_absolute_url())
        else:
            add(item.expected_on, 0, "อยู่ในแผนการจัดซื้อจัดจ้าง", text, item.get_absolute_url())
    for one in announcements:
        add(one.announced_on, 1, one.get_kind_display(), " · ".join(told_facts(one)), one.get_absolute_url())
    if contract.announced_on not in {one.announced_on for one in announcements}:
        add(contract.announced_on, 1, "ประกาศจัดซื้อจัดจ้าง")
    add(contract.recorded_on, 2, "บันทึกรายการในระบบ e-GP")
    add(contract.signed_on, 3, "ลงนามในสัญญา", titled(contract.contract_number))
    if contract.ends_on:
        is_over = contract.ends_on < today
        add(contract.ends_on, 4, "สิ้นสุดสัญญา" if is_over else "กำหนดสิ้นสุดสัญญา")
    return [entry for *_, entry in sorted(events, key=lambda event: event[:2], reverse=True)]
