"""Staff pages of questions: those that wait, and the answers made from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from measures.services import policies
from measures.services.actions import questions as actions
from measures.services.imports.questions import ANSWERS
from measures.services.models import Answer, Enquiry, EnquiryState, Service
from portal import thai
from portal.admin.base import PortalModelAdmin, signed_in
from portal.admin.bulk_entry import BulkEntryMixin
from portal.admin.publishing import PublishableAdmin
from portal.forms import ReasonForm
from portal.models import User
from portal.publishing import Publishable

TAGS = {
    EnquiryState.NEW: "tag tag-wait",
    EnquiryState.ANSWERED: "tag tag-ok",
    EnquiryState.DECLINED: "tag",
}


@admin.register(Answer)
class AnswerAdmin(BulkEntryMixin, PublishableAdmin):
    bulk_list = ANSWERS
    columns = ("question", "asked_on", "is_faq")
    search_fields: ClassVar = ("question", "answer")
    list_filter = ("is_faq",)
    readonly_fields = ("as_asked",)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("as_asked", "question", "detail", "answer", "service", "asked_on", "owner_group"),
                "description": "ประชาชนเห็นทั้งคำถามและคำตอบ ตัดชื่อ เบอร์โทรศัพท์ และสิ่งที่บอกว่าเป็นใครออกก่อนส่งขออนุมัติ",
            },
        ),
        ("คำถามที่พบบ่อย", {"fields": ("is_faq", "order")}),
    )

    @admin.display(description="คำถามที่เข้ามา")
    def as_asked(self, answer: Answer) -> SafeString | str:
        """The question this answers, as it came; staff who may see questions can open it."""
        if answer.enquiry is None:
            return "ไม่มี (เขียนขึ้นโดยสำนักงาน)"
        address = reverse("admin:services_enquiry_change", args=[answer.enquiry.pk])
        return format_html('<a href="{}">{}</a>', address, answer.enquiry.subject)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "service":
            kwargs["queryset"] = Service.objects.originals().order_by("order", "title")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def publish_record(self, record: Any, *, by: User, reason: str, form: ReasonForm) -> Publishable:
        return actions.publish_answer(by=by, answer=record, at=form.publish_at(), reason=reason)


@admin.register(Enquiry)
class EnquiryAdmin(PortalModelAdmin):
    """What came in stays as it is; staff say who answers, write the answer, or close it with a reason.

    Nobody sees the address to be told at: the portal writes to it by itself, once.
    """

    change_form_template = "admin/services/enquiry.html"
    list_display = ("subject", "state_tag", "due", "asked", "group", "service")
    list_filter = ("state", "group")
    list_select_related = ("group", "service")
    search_fields: ClassVar = ("subject", "body")
    fields = (
        "subject",
        "body",
        "service",
        "asked",
        "due",
        "wants_mail",
        "state_tag",
        "decided",
        "reason",
        "group",
    )
    readonly_fields = fields[:-1]

    # ── who may do what ──────────────────────────────────────────────────────
    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """All for the service desk and the auditor; for editors those of their groups and of none."""
        rows, user = super().get_queryset(request), signed_in(request)
        if policies.is_service_desk(user) or not user.has_perm("services.change_enquiry"):
            return rows
        return rows.filter(Q(group=None) | Q(group__in=user.work_groups.all()))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return obj.state == EnquiryState.NEW and policies.may_answer(signed_in(request), obj)

    # ── what is shown ────────────────────────────────────────────────────────
    @admin.display(description="สถานะ", ordering="state")
    def state_tag(self, enquiry: Enquiry) -> SafeString:
        return format_html(
            '<span class="{}">{}</span>', TAGS[EnquiryState(enquiry.state)], enquiry.get_state_display()
        )

    @admin.display(description="ควรตอบภายใน", ordering="due_on")
    def due(self, enquiry: Enquiry) -> SafeString | str:
        day = thai.short_date(enquiry.due_on)
        if enquiry.state == EnquiryState.NEW and enquiry.due_on < timezone.localdate():
            return format_html('<span class="tag tag-bad">เกินกำหนด {}</span>', day)
        return day

    @admin.display(description="ถามเมื่อ", ordering="asked_at")
    def asked(self, enquiry: Enquiry) -> str:
        return thai.date_time(enquiry.asked_at)

    @admin.display(description="ขอให้แจ้งทางอีเมล", boolean=False)
    def wants_mail(self, enquiry: Enquiry) -> str:
        return "ใช่ ระบบจะส่งอีเมลเองเมื่อตอบหรือปิดคำถาม" if enquiry.email else "ไม่ใช่"

    @admin.display(description="ตอบหรือปิดเมื่อ")
    def decided(self, enquiry: Enquiry) -> str:
        if enquiry.decided_at is None:
            return "–"
        return f"{thai.date_time(enquiry.decided_at)} {enquiry.decided_by or ''}".strip()

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None:
            answers = list(obj.answers.filter(revises=None))
            context["answers"] = [
                {
                    "words": f"{one.question} ({one.get_status_display()})",
                    "url": reverse("admin:services_answer_change", args=[one.pk]),
                }
                for one in answers
            ]
            context["may_answer"] = self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # ── verbs ────────────────────────────────────────────────────────────────
    def get_urls(self) -> list[URLPattern]:
        wrap: Callable[[Any], Any] = lambda view: self.admin_site.admin_view(require_POST(view))  # noqa: E731
        return [
            path("<path:object_id>/answer/", wrap(self.answer_view), name="services_enquiry_answer"),
            path("<path:object_id>/decline/", wrap(self.decline_view), name="services_enquiry_decline"),
            *super().get_urls(),
        ]

    def answer_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Begin the answer, or open the one that was begun."""
        enquiry = self._asked_for(request, object_id)
        try:
            answer = actions.begin_answer(by=signed_in(request), enquiry=enquiry)
        except (PermissionDenied, ValidationError) as error:
            return self._refused(request, enquiry, error)
        messages.info(request, "นี่คือร่างคำตอบ เรียบเรียงคำถาม เขียนคำตอบ แล้วส่งขออนุมัติ ประชาชนเห็นเมื่อผู้อื่นเผยแพร่")
        return redirect("admin:services_answer_change", answer.pk)

    def decline_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Close the question with a reason that who asked reads."""
        enquiry = self._asked_for(request, object_id)
        try:
            actions.decline(by=signed_in(request), enquiry=enquiry, reason=request.POST.get("reason", ""))
        except (PermissionDenied, ValidationError) as error:
            return self._refused(request, enquiry, error)
        messages.success(request, "ปิดคำถามแล้ว ผู้ถามอ่านเหตุผลได้จากหน้าคำถามของตน")
        return redirect("admin:services_enquiry_change", enquiry.pk)

    def _asked_for(self, request: HttpRequest, object_id: str) -> Enquiry:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not object_id.isdecimal():
            raise Http404
        return cast("Enquiry", get_object_or_404(self.get_queryset(request), pk=object_id))

    def _refused(self, request: HttpRequest, enquiry: Enquiry, error: Exception) -> HttpResponse:
        words = error.messages if isinstance(error, ValidationError) else [str(error)]
        for message in words:
            messages.error(request, message)
        return redirect("admin:services_enquiry_change", enquiry.pk)
