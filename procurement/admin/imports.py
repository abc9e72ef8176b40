"""Files on their way into the register: chosen, looked over, confirmed, and then reviewed as a whole."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from portal import thai
from portal.admin.base import ReadOnlyAdmin, signed_in
from portal.models import User
from portal.personal_numbers import IN_TEXT
from portal.publishing import Status
from portal.uploads import find_citizen_ids
from portal.views.documents import file_response
from procurement import actions, policies
from procurement.actions import Step
from procurement.admin.findings import MOST, grouped
from procurement.admin.forms import RegisterImportForm
from procurement.admin.progress import CONFIRMED, PUBLISHED, Words, streamed
from procurement.models import Contract, RegisterImport, Stage
from procurement.rows import Note, Place, UnreadableRegister

logger = logging.getLogger(__name__)
NOT_STORED = "เก็บไฟล์ไม่ได้ พื้นที่เก็บข้อมูลอาจเต็ม ยังไม่มีสิ่งใดเปลี่ยนแปลง ให้แจ้งผู้ดูแลระบบแล้วลองใหม่"
NOT_READ = "เปิดไฟล์ที่เก็บไว้ไม่ได้ ไฟล์อาจหายไปหรือที่เก็บไฟล์ไม่ตอบ ให้แจ้งผู้ดูแลระบบ หรือลบรายการนี้แล้วนำเข้าไฟล์ใหม่"
FIRST_ROWS = 50
"""New contracts that a preview shows as a table."""
MOST_CHANGES = 500
"""Changed contracts that a preview shows from old to new."""
TAGS = {
    Stage.UNCONFIRMED: "tag tag-info",
    Stage.DRAFT: "tag",
    Stage.IN_REVIEW: "tag tag-wait",
    Stage.PUBLISHED: "tag tag-ok",
    Stage.WITHDRAWN: "tag tag-bad",
    Stage.MIXED: "tag tag-wait",
    Stage.EMPTY: "tag",
}


class StageFilter(admin.SimpleListFilter):
    """Imports that carry something of a status; or that nobody has confirmed yet."""

    title = "สถานะ"
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        stages = (Stage.UNCONFIRMED, Stage.DRAFT, Stage.IN_REVIEW, Stage.PUBLISHED, Stage.WITHDRAWN)
        return [(stage.value, str(stage.label)) for stage in stages]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == Stage.UNCONFIRMED:
            return queryset.unconfirmed()
        value = str(self.value())
        return queryset.with_rows_in(Status(value)) if value in Status.values else queryset


@admin.register(RegisterImport)
class RegisterImportAdmin(ReadOnlyAdmin):
    """The list of files, and for each of them one page: its preview, then what became of it."""

    list_display = ("file_name", "kind", "stage_tag", "outcome", "brought_in", "sha256")
    list_display_links = ("file_name",)
    list_filter = (StageFilter, "layout")
    list_select_related = ("source", "created_by")
    search_fields: ClassVar = ("source__original_name", "source__sha256")

    # ── who may do what ──────────────────────────────────────────────────────
    def has_add_permission(self, request: HttpRequest) -> bool:
        return signed_in(request).has_perm("procurement.add_registerimport")

    # ── the list ─────────────────────────────────────────────────────────────
    def get_queryset(self, request: HttpRequest) -> models.QuerySet[RegisterImport]:
        return RegisterImport.objects.with_row_counts()

    @admin.display(description="ไฟล์", ordering="source__original_name")
    def file_name(self, batch: RegisterImport) -> str:
        return batch.source.original_name

    @admin.display(description="ชนิดไฟล์", ordering="layout")
    def kind(self, batch: RegisterImport) -> str:
        return format_html(
            "{}<br><small>ข้อมูล ณ {}</small>", batch.get_layout_display(), thai.short_date(batch.as_of)
        )

    @admin.display(description="ผู้นำเข้า", ordering="created_at")
    def brought_in(self, batch: RegisterImport) -> str:
        return format_html("{}<br><small>{}</small>", batch.created_by, thai.short_date(batch.created_at))

    @admin.display(description="ค่า SHA-256")
    def sha256(self, batch: RegisterImport) -> SafeString:
        return format_html('<code title="{0}">{1}…</code>', batch.source.sha256, batch.source.sha256[:12])

    @admin.display(description="ผลการนำเข้า")
    def outcome(self, batch: RegisterImport) -> str:
        return in_counts(batch.counts)

    @admin.display(description="สถานะ")
    def stage_tag(self, batch: RegisterImport) -> SafeString:
        return format_html('<span class="{}">{}</span>', TAGS[batch.stage], batch.stage.label)

    # ── pages ────────────────────────────────────────────────────────────────
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        confirm, verb = wrap(require_POST(self.confirm_view)), wrap(require_POST(self.verb_view))
        return [
            path("<int:pk>/confirm/", confirm, name="procurement_registerimport_confirm"),
            path("<int:pk>/verb/<slug:verb>/", verb, name="procurement_registerimport_verb"),
            path("<int:pk>/file/", wrap(self.file_view), name="procurement_registerimport_file"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Choose a file; it is kept and read, and nothing is written into the register."""
        if not self.has_add_permission(request):
            raise PermissionDenied("หน้านี้สำหรับเจ้าหน้าที่พัสดุ")
        by = signed_in(request)
        form = RegisterImportForm(request.POST or None, request.FILES or None, by=by)
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                batch, _ = actions.open_import(
                    by=by, content=upload.read(), name=upload.name, **form.choices_made()
                )
            except UnreadableRegister as error:
                form.add_error("file", str(error))
            except ValidationError as error:
                form.add_error(None, error)
            except OSError:
                logger.exception("a register file could not be stored")
                form.add_error("file", NOT_STORED)
            else:
                return self._to(batch)
        return self._page(request, "admin/procurement/import_form.html", title="นำเข้าจากไฟล์", form=form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of one import: what confirming would do, or what became of it."""
        batch = self._batch(request, object_id)
        if request.method != "GET":
            raise PermissionDenied("หน้านี้มีไว้อ่าน ใช้ปุ่มในหน้าเพื่อดำเนินการ")
        by = signed_in(request)
        context: dict[str, Any] = {
            "title": str(batch),
            "batch": batch,
            "row_counts": [(status.label, n) for status, n in batch.row_counts.items()],
            "outcome": in_counts(batch.counts),
            "contracts_url": f"{reverse('admin:procurement_contract_changelist')}?source__id__exact={batch.pk}",
            "may_confirm": policies.may_confirm(by, batch),
            "may_submit": policies.may_submit(by, batch),
            "may_take_back": policies.may_take_back(by, batch),
            "may_decide": policies.may_decide(by, batch),
            "may_withdraw": policies.may_withdraw(by, batch),
            "own_work_in_review": by.has_perm("portal.publish_content")
            and by.pk == batch.created_by_id
            and Status.IN_REVIEW in batch.row_counts,
        }
        if batch.confirmed_at is not None:
            context["findings"] = grouped(_stored_findings(batch))
            context["status_reasons"] = _reasons(batch)
            if Status.IN_REVIEW in batch.row_counts:
                context |= _waiting(batch)
        elif context["may_confirm"]:
            context |= self._preview(batch)
        context |= {"tag_class": TAGS[batch.stage], "stage_label": batch.stage.label}
        return self._page(request, "admin/procurement/import.html", **context)

    def _preview(self, batch: RegisterImport) -> dict[str, Any]:
        """What the file holds and what confirming would change; or why it cannot be read any more."""
        try:
            read = actions.reread(batch)
        except UnreadableRegister as error:
            return {"unreadable": str(error)}
        except OSError:
            logger.exception("the kept file of an import could not be read")
            return {"unreadable": NOT_READ}
        context: dict[str, Any] = {
            "read": read,
            "findings": grouped(read.findings),
            "fault_groups": grouped(read.faults),
            "unshown_faults": max(0, len(read.faults) - MOST),
        }
        if read.faults:
            return context
        plan = actions.plan_import(batch, read)
        batch.note_differing(len(plan.new) + len(plan.changed) + len(plan.in_the_way))
        return {
            **context,
            "findings": grouped([*read.findings, *plan.findings]),
            "finding_count": len(read.findings) + len(plan.findings),
            "plan": plan,
            "new_rows": plan.new[:FIRST_ROWS],
            "totals_of_new": plan.totals_of_new,
            "changes": plan.changed[:MOST_CHANGES],
            "unshown_changes": max(0, len(plan.changed) - MOST_CHANGES),
            "needs_reason": plan.needs_reason,
            "changes_nothing": not plan.new and not plan.changed,
        }

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Write the previewed file into the register, telling how far it is while it runs."""
        batch = self._batch(request, pk)
        by = signed_in(request)
        if not policies.may_confirm(by, batch):
            messages.error(request, "ยืนยันไม่ได้ ไฟล์นี้ยืนยันไปแล้ว หรือคุณไม่ได้อยู่ในกลุ่มงานที่รับผิดชอบ")
            return self._to(batch)
        reason = request.POST.get("reason", "").strip()[:1000]
        if find_citizen_ids(reason):
            messages.error(request, f"เหตุผล{IN_TEXT}")
            return self._to(batch)
        if reason and reason != batch.reason:
            batch.reason = reason
            batch.save(update_fields=["reason"])
        steps = actions.confirming(by=by, batch=batch)
        return self._streamed(request, batch, steps, CONFIRMED, f"บันทึก {batch} ลงทะเบียน")

    def verb_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponseBase:
        """Carry out what a button of the import's page asks for, on all that the import carries.

        Publishing tells how far it is while it runs: each correction of what is public takes its time.
        """
        batch = self._batch(request, pk)
        by = signed_in(request)
        reason = request.POST.get("reason", "").strip()[:1000]
        if verb not in VERBS:
            raise Http404
        allowed, act, done = VERBS[verb]
        if not allowed(by, batch):
            messages.error(request, "ทำรายการนี้ไม่ได้ สถานะของชุดนี้เปลี่ยนไปแล้ว หรือคุณไม่มีสิทธิ์ ดูสถานะล่าสุดด้านล่าง")
            return self._to(batch)
        if act is None:
            steps = actions.publishing(by=by, batch=batch, reason=reason)
            return self._streamed(request, batch, steps, PUBLISHED, f"เผยแพร่ {batch}")
        try:
            act(by, batch, reason)
        except ValidationError as error:
            for message in error.messages[:MOST]:
                messages.error(request, message)
        except PermissionDenied as error:
            messages.error(request, str(error))
        else:
            messages.success(request, done)
            if verb == "discard":
                return redirect("admin:procurement_registerimport_changelist")
        return self._to(batch)

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The original file as it came, for whoever may see imports; always as a download."""
        return file_response(request, self._batch(request, pk).source)

    # ── inside ───────────────────────────────────────────────────────────────
    def _batch(self, request: HttpRequest, pk: object) -> RegisterImport:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not str(pk).isdecimal() or len(str(pk)) > 18:
            raise Http404
        return get_object_or_404(
            RegisterImport.objects.with_row_counts().select_related("source", "owner_group", "created_by"),
            pk=pk,
        )

    def _to(self, batch: RegisterImport) -> HttpResponse:
        return redirect("admin:procurement_registerimport_change", batch.pk)

    def _streamed(
        self, request: HttpRequest, batch: RegisterImport, steps: Iterator[Step], words: Words, title: str
    ) -> HttpResponseBase:
        return streamed(
            steps,
            words=words,
            head={**self.admin_site.each_context(request), "opts": self.opts, "title": title, "batch": batch},
            back=reverse("admin:procurement_registerimport_change", args=[batch.pk]),
            request=request,
        )

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )


Act = Callable[[User, RegisterImport, str], object]
VERBS: dict[str, tuple[Callable[[User, RegisterImport], bool], Act | None, str]] = {
    "submit": (
        policies.may_submit,
        lambda by, batch, reason: actions.submit_import(by=by, batch=batch),
        "ส่งขออนุมัติทั้งชุดแล้ว ผู้อนุมัติจะเห็นไฟล์นี้ในรายการรออนุมัติ",
    ),
    "publish": (
        policies.may_decide,
        None,
        "",
    ),
    "send-back": (
        policies.may_decide,
        lambda by, batch, reason: actions.send_back_import(by=by, batch=batch, reason=reason),
        "ส่งกลับทั้งชุดให้ผู้นำเข้าแก้ไขแล้ว พร้อมเหตุผล",
    ),
    "take-back": (
        policies.may_take_back,
        lambda by, batch, reason: actions.take_back_import(by=by, batch=batch),
        "ถอนคำขออนุมัติแล้ว ทั้งชุดกลับเป็นฉบับร่าง แก้ไขแล้วส่งใหม่ได้",
    ),
    "withdraw": (
        policies.may_withdraw,
        lambda by, batch, reason: actions.withdraw_import(by=by, batch=batch, reason=reason),
        "ถอนทั้งชุดออกจากเว็บไซต์แล้ว",
    ),
    "discard": (
        policies.may_confirm,
        lambda by, batch, reason: batch.discard(by=by),
        "ลบไฟล์ที่ยังไม่ยืนยันแล้ว ทะเบียนไม่เปลี่ยนแปลง",
    ),
}
"""For each verb of the page: who may, what is done, and what is said of it; nothing for what tells of itself."""


def in_counts(counts: dict[str, int]) -> str:
    """`ใหม่ 26 เปลี่ยน 0 เหมือนเดิม 0 หน่วยงานอื่น 2,360`; a dash before confirming."""
    labels = {"new": "ใหม่", "changed": "เปลี่ยน", "unchanged": "เหมือนเดิม", "other_offices": "หน่วยงานอื่น"}
    told = [f"{label}\N{NO-BREAK SPACE}{counts[name]:,}" for name, label in labels.items() if name in counts]
    return " ".join(told) or "–"


def _waiting(batch: RegisterImport) -> dict[str, Any]:
    """What a publisher decides on: the sum of the agreed prices in baht, and the first contracts of the set."""
    rows = Contract.objects.carried().filter(source=batch, status=Status.IN_REVIEW)
    return {
        "waiting": rows.order_by("pk")[:FIRST_ROWS],
        "waiting_count": batch.row_counts[Status.IN_REVIEW],
        "waiting_sum": rows.aggregate(sum=models.Sum("agreed_price"))["sum"] or Decimal(0),
    }


def _reasons(batch: RegisterImport) -> list[str]:
    """Why contracts of the import were sent back or withdrawn, each reason once."""
    rows = Contract.objects.carried().filter(source=batch, status__in=[Status.DRAFT, Status.WITHDRAWN])
    return list(
        rows.exclude(status_reason="").order_by().values_list("status_reason", flat=True).distinct()[:3]
    )


def _stored_findings(batch: RegisterImport) -> list[Note]:
    return [
        Note(Place(found.sheet, found.row, header=found.column), found.code, found.what)
        for found in batch.findings.all()
    ]
