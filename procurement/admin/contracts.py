"""Contracts at the procurement desk: typed or imported, looked over, funded, sent for review."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal import policies, thai
from portal.admin.base import PortalModelAdmin, signed_in
from portal.admin.publishing import AttachmentInline, OwnedInline, PublishableAdmin
from portal.forms import MoneyField
from portal.models import AuditEvent
from procurement.actions.funding import fund_contracts
from procurement.admin.forms import MASKED_NOTICE, BidForm, ContractForm, FundForm
from procurement.models import Bid, Contract, ContractDocument, Finding, Progress, RegisterImport

FUNDED_AT_ONCE = 500
"""Contracts whose source of money is set in one go."""
PROJECT_FACTS = ("title", "budget", "reference_price", "method")
"""What all contracts of one e-GP project should say alike."""
REASON = ("การแก้ไขข้อมูลที่เผยแพร่แล้ว", {"fields": ("correction_reason",)})
LABELS = {field.name: str(field.verbose_name) for field in Contract._meta.concrete_fields}
MONEY = {
    **PortalModelAdmin.formfield_overrides,
    models.DecimalField: {"form_class": MoneyField},
}


class ProgressFilter(admin.SimpleListFilter):
    """The computed progress, not the word of the source."""

    title = "สถานะของสัญญาวันนี้"
    parameter_name = "progress"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Progress.choices]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        if value not in Progress.values:
            return queryset
        return queryset.in_progress(Progress(str(value)))


class FindingsFilter(admin.SimpleListFilter):
    """Contracts in whose imported row something was odd."""

    title = "ข้อสังเกตจากการนำเข้า"
    parameter_name = "findings"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "มีข้อสังเกต"), ("no", "ไม่มีข้อสังเกต")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        found = models.Exists(Finding.objects.filter(contract=models.OuterRef("pk")))
        if self.value() == "yes":
            return queryset.filter(found)
        return queryset.filter(~found) if self.value() == "no" else queryset


class BidInline(OwnedInline):
    model = Bid
    form = BidForm
    formfield_overrides: ClassVar = MONEY
    fields: ClassVar = ("order", "name", "tax_id", "price")


class ContractDocumentInline(AttachmentInline):
    model = ContractDocument


class RegisterAdmin(PublishableAdmin):
    """Base of contracts, plan and announcements: amounts are typed as money, many are sent for review at once."""

    formfield_overrides: ClassVar = MONEY
    actions: Any = ("submit_selected",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the reason to be told, where the record changes what the public saw."""
        fieldsets = super().get_fieldsets(request, obj)
        is_correction = obj is not None and (obj.revises_id or obj.first_published_at)
        return [*fieldsets, REASON] if is_correction else fieldsets

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """Without the work group, which is one and the same for nearly all, and the day of publication."""
        return tuple(
            column
            for column in super().get_list_display(request)
            if column not in ("owner_group", "published_on")
        )


@admin.register(Contract)
class ContractAdmin(RegisterAdmin):
    form = ContractForm
    columns = ("title", "year", "supplier_name", "agreed", "day", "oddities")
    list_select_related: ClassVar = ("owner_group",)
    list_filter = ("year", "method", "kind", ProgressFilter, FindingsFilter, "fund_source")
    search_fields: ClassVar = ("title", "supplier_name", "contract_number", "project_number")
    actions = ("submit_selected", "fund_selected")
    inlines: ClassVar = (BidInline, ContractDocumentInline)
    change_list_template = "admin/procurement/contract_list.html"
    fieldsets: ClassVar = (
        (
            "งานที่ซื้อหรือจ้าง",
            {
                "fields": ("year", "owner_group", "project_number", "title", "kind", "method", "legal_group"),
                "description": "คัดลอกตามเอกสารหรือระบบ e-GP ปีงบประมาณคือปีของเงินที่ใช้ "
                "สัญญาหลายฉบับในโครงการเดียวกันให้ใช้เลขที่โครงการเดียวกัน",
            },
        ),
        (
            "เงิน",
            {
                "fields": (
                    "budget", "reference_price", "agreed_price", "contract_value", "fund_source", "expense_type",
                ),
                "description": "จำนวนเงินเป็นบาท มีทศนิยมสองตำแหน่งสำหรับสตางค์ ใส่จุลภาคหรือไม่ก็ได้",
            },
        ),
        (
            "คู่สัญญา",
            {
                "fields": ("supplier_name", "tax_id", "reason"),
                "description": "ระบบตรวจหลักสุดท้ายของเลขประจำตัวผู้เสียภาษี เลขที่ขึ้นต้นด้วย 0 เป็นของนิติบุคคลและเผยแพร่ได้ "
                "เลขอื่นเป็นของบุคคลธรรมดา จะเก็บและเผยแพร่โดยปิดสี่หลักท้าย",
            },
        ),
        (
            "สัญญาและกำหนดเวลา",
            {
                "fields": (
                    "contract_number", "announced_on", "recorded_on", "signed_on", "ends_on", "stated_progress",
                    "progress_today",
                ),
                "description": "สถานะที่ประชาชนเห็นคำนวณจากวันที่ลงนามและวันสิ้นสุดสัญญา",
            },
        ),
    )  # fmt: skip
    provenance: ClassVar = (
        "ที่มาและข้อสังเกต",
        {
            "fields": ("source_file", "source_said", "finding_list", "sibling_list"),
            "description": "ส่วนนี้ระบบเก็บไว้ให้ตรวจ แก้ไขที่นี่ไม่ได้ ข้อสังเกตไม่ได้แปลว่าผิด ถ้าตรงกับเอกสารให้คงไว้",
        },
    )
    readonly_fields: ClassVar = (
        "progress_today", "source_file", "source_said", "finding_list", "sibling_list",
    )  # fmt: skip

    def acts_of(self, record: Any) -> models.QuerySet[AuditEvent]:
        """With what was done to the whole set that the contract came in."""
        acts = super().acts_of(record)
        if record.source_id is None:
            return acts
        of_set = {"object_type": RegisterImport._meta.label_lower, "object_id": str(record.source_id)}
        return AuditEvent.objects.filter(models.Q(pk__in=acts.values("pk")) | models.Q(**of_set))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, self.provenance] if obj else fieldsets

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.has_masked:
            messages.info(request, MASKED_NOTICE)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if any(getattr(row, "has_masked", False) for row in formset.forms):
            messages.info(request, f"ผู้เสนอราคา: {MASKED_NOTICE}")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As usual; of two people who type one contract at the same instant, the later one is told by the form."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(
                request, object_id, form_url, extra_context
            )  # now the twin is seen

    # ── the list ─────────────────────────────────────────────────────────────
    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Contract]:
        found = models.Exists(Finding.objects.filter(contract=models.OuterRef("pk")))
        return cast("models.QuerySet[Contract]", super().get_queryset(request).annotate(has_findings=found))

    @admin.display(description="ข้อสังเกต")
    def oddities(self, contract: Any) -> str:
        return (
            format_html('<span class="tag tag-wait">{}</span>', "มีข้อสังเกต") if contract.has_findings else "–"
        )

    @admin.display(description="วันที่", ordering="dated_on")
    def day(self, contract: Contract) -> str:
        return thai.short_date(contract.dated_on)

    @admin.display(description="ราคาที่ตกลง (บาท)", ordering="agreed_price")
    def agreed(self, contract: Contract) -> str:
        return "–" if contract.agreed_price is None else thai.money(contract.agreed_price)

    @admin.action(description="ตั้งแหล่งเงินให้รายการที่เลือก", permissions=["change"])
    def fund_selected(self, request: HttpRequest, queryset: models.QuerySet[Contract]) -> HttpResponse | None:
        """Ask where the money of the chosen drafts comes from, and write it into each of them."""
        by = signed_in(request)
        chosen = list(queryset[: FUNDED_AT_ONCE + 1])
        if len(chosen) > FUNDED_AT_ONCE:
            messages.error(request, f"ตั้งแหล่งเงินได้ไม่เกิน {FUNDED_AT_ONCE} รายการต่อครั้ง ใช้ตัวกรองแล้วทำทีละส่วน")
            return None
        drafts = [contract for contract in chosen if policies.may_submit(by, contract)]
        if not drafts:
            messages.error(request, "ตั้งแหล่งเงินได้เฉพาะฉบับร่างของกลุ่มงานของคุณ รายการที่เลือกไม่มีฉบับร่าง")
            return None
        form = FundForm(request.POST if "_fund" in request.POST else None)
        if form.is_valid():
            fund_contracts(by=by, contracts=drafts, **form.cleaned_data)
            left = len(chosen) - len(drafts)
            messages.success(
                request,
                f"ตั้งแหล่งเงินแล้ว {len(drafts)} รายการ" + (f" ข้าม {left} รายการที่ไม่ใช่ฉบับร่าง" if left else ""),
            )
            return None
        return TemplateResponse(
            request,
            "admin/procurement/fund_selected.html",
            {
                **self.admin_site.each_context(request),
                "title": "ตั้งแหล่งเงินให้รายการที่เลือก",
                "opts": self.opts,
                "form": form,
                "drafts": drafts,
                "left_out": len(chosen) - len(drafts),
                "selected": request.POST.getlist("_selected_action"),
                "select_across": request.POST.get("select_across", "0"),
            },
        )

    # ── what the page tells ──────────────────────────────────────────────────
    @admin.display(description="สถานะที่ประชาชนเห็นวันนี้")
    def progress_today(self, contract: Contract) -> str:
        if contract.pk is None:
            return "คำนวณเมื่อบันทึก"
        said = contract.source_words.get("stated_progress")
        words = str(contract.progress_on(timezone.localdate()).label)
        return f"{words} (แหล่งข้อมูลเขียนว่า “{said}”)" if said else words

    @admin.display(description="นำเข้าจาก")
    def source_file(self, contract: Contract) -> str:
        if contract.source is None:
            return "บันทึกในระบบนี้เอง"
        address = reverse("admin:procurement_registerimport_change", args=[contract.source.pk])
        return format_html(
            '<a href="{}">{}</a> {} ข้อมูล ณ {}',
            address,
            contract.source,
            contract.source_place,
            thai.long_date(contract.source.as_of),
        )

    @admin.display(description="ถ้อยคำตามแหล่งข้อมูล")
    def source_said(self, contract: Contract) -> str:
        said = [
            (LABELS[name], words) for name, words in contract.source_words.items() if words and name in LABELS
        ]
        return _listed("{}: {}", said)

    @admin.display(description="ข้อสังเกต")
    def finding_list(self, contract: Contract) -> str:
        rows = [(finding.what, _place(finding)) for finding in contract.findings.all()]
        return _listed("{} <small>{}</small>", rows) if rows else "ไม่มี"

    @admin.display(description="สัญญาอื่นในโครงการเดียวกัน")
    def sibling_list(self, contract: Contract) -> str:
        """The project's other contracts in the register; told apart where they disagree on the project."""
        if not contract.project_number:
            return "–"
        others = Contract.objects.originals().filter(project_number=contract.project_number)
        siblings = others.exclude(pk__in=[contract.pk, contract.revises_id or contract.pk])[:50]
        if not siblings:
            return "ไม่มี"
        rows = []
        for other in siblings:
            differing = [
                LABELS[name] for name in PROJECT_FACTS if getattr(other, name) != getattr(contract, name)
            ]
            warning = f"ข้อมูลโครงการไม่ตรงกัน: {', '.join(differing)}" if differing else ""
            address = reverse("admin:procurement_contract_change", args=[other.pk])
            rows.append((address, other, other.get_status_display(), warning))
        return _listed('<a href="{}">{}</a> ({}) <strong>{}</strong>', rows)


def _listed(pattern: str, rows: list[Any]) -> SafeString:
    return (
        format_html("<ul>{}</ul>", format_html_join("", f"<li>{pattern}</li>", rows))
        if rows
        else SafeString("–")
    )


def _place(finding: Finding) -> str:
    sheet = f"แผ่นงาน “{finding.sheet}” " if finding.sheet else ""
    column = f" ({finding.column})" if finding.column else ""
    return f"{sheet}แถว {finding.row}{column}"
