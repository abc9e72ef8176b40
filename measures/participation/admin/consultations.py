"""Consultations in the admin: the draft by paragraph, the answers, «ท่านเสนอ – เราทำ», and closing as done."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from measures.participation.actions import close_as_done
from measures.participation.models import (
    Conclusion,
    Consultation,
    ConsultationDocument,
    Counts,
    Outcome,
    Paragraph,
    Response,
    Stage,
    Tally,
    hindrances,
)
from portal import policies, thai
from portal.admin.links import LinkForm, dead_links
from portal.admin.publishing import AttachmentInline, OwnedInline, PublishableAdmin
from portal.forms import ReasonForm
from portal.models import User
from portal.publishing import Publishable

SHOWN = 20
"""Contributions that the page of an answer lists; the list of contributions has them all."""
TAGS = {
    Stage.COMING: "tag",
    Stage.OPEN: "tag tag-info",
    Stage.CLOSED: "tag tag-wait",
    Stage.DONE: "tag tag-ok",
}


class ParagraphInline(OwnedInline):
    model = Paragraph
    template = "admin/edit_inline/stacked.html"  # a paragraph wants the width of the page
    fields: ClassVar = ("order", "heading", "text")
    extra = 1

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, models.TextField):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ConsultationDocumentInline(AttachmentInline):
    model = ConsultationDocument


class OutcomeForm(LinkForm):
    """A row with its link to a plan or a purchase."""

    title_field = "link_title"


class OutcomeInline(OwnedInline):
    model = Outcome
    form = OutcomeForm
    template = "admin/edit_inline/stacked.html"
    fields: ClassVar = ("order", "said", "decision", "did", "why_not", "address", "link_title")
    extra = 1

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, models.TextField):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def may_close(user: User, consultation: Consultation) -> bool:
    """Whether the person may ask for a consultation to be closed; what stands in the way is told by the action."""
    return policies.may_edit(user, consultation) and consultation.is_published


@admin.register(Consultation)
class ConsultationAdmin(PublishableAdmin):
    columns = ("title", "year", "window_shown", "stage_tag", "received")
    list_select_related: ClassVar = ("owner_group", "closure__conclusion")
    list_filter: ClassVar = ("year",)
    search_fields: ClassVar = ("title", "introduction")
    search_help_text = "ค้นจากเรื่องที่รับฟังและที่มา"
    change_form_template = "admin/participation/consultation_form.html"
    own_verbs: ClassVar = {"close": may_close}
    inlines: ClassVar = (ParagraphInline, ConsultationDocumentInline)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("year", "title", "introduction", "owner_group"),
                "description": "เขียนให้ประชาชนรู้ว่าสำนักงานจะตัดสินใจเรื่องใด และความเห็นจะเปลี่ยนอะไรได้",
            },
        ),
        ("เวลาและช่องทาง", {"fields": ("opens_on", "closes_on", "contact")}),
    )

    @admin.display(description="ช่วงเปิดรับ", ordering="opens_on")
    def window_shown(self, consultation: Consultation) -> str:
        return consultation.window

    @admin.display(description="ขั้น")
    def stage_tag(self, consultation: Consultation) -> SafeString:
        return format_html('<span class="{}">{}</span>', TAGS[consultation.stage], consultation.stage_words)

    @admin.display(description="ความเห็น")
    def received(self, consultation: Any) -> str:
        return thai.number(consultation.said or 0)

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = Tally.objects.filter(consultation=models.OuterRef("pk")).order_by().values("consultation")
        received = models.Subquery(rows.annotate(number=models.Sum("received")).values("number"))
        return super().get_queryset(request).annotate(said=received)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """With what came in, and what is left until it may be closed."""
        obj = kwargs.get("obj") or context.get("original")
        if obj is not None and obj.is_published:
            context["counts"] = sum(Tally.objects.of(obj).values(), start=Counts())
            context["is_done"] = obj.stage == Stage.DONE
            context["may_close"] = may_close(request.user, obj)  # type: ignore[arg-type]
            context["hindrances"] = [] if context["is_done"] else hindrances(obj)
            context["conclusion"] = Conclusion.objects.originals().filter(consultation=obj).first()
        return super().render_change_form(request, context, *args, **kwargs)

    def carry_out(
        self, verb: str, record: Any, *, by: User, reason: str, form: ReasonForm
    ) -> tuple[Publishable, str]:
        if verb == "close":
            close_as_done(by=by, consultation=record)
            return record, "ปิดการรับฟังเป็นเสร็จสิ้นแล้ว ประชาชนเห็นผลสรุปที่หน้าการรับฟัง"
        return super().carry_out(verb, record, by=by, reason=reason, form=form)


@admin.register(Conclusion)
class ConclusionAdmin(PublishableAdmin):
    columns = ("consultation",)
    list_select_related: ClassVar = ("owner_group", "consultation")
    search_fields: ClassVar = ("consultation__title", "summary")
    search_help_text = "ค้นจากเรื่องที่รับฟังและสรุปความเห็น"
    inlines: ClassVar = (OutcomeInline,)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("consultation", "owner_group", "summary"),
                "description": "เมื่อเผยแพร่ผลสรุปแล้ว จึงปิดการรับฟังเป็นเสร็จสิ้นได้ที่หน้าการรับฟังความเห็น",
            },
        ),
    )

    def cautions(self, record: Conclusion) -> list[str]:
        return [*super().cautions(record), *dead_links(record.outcomes.values_list("address", flat=True))]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        read = super().get_readonly_fields(request, obj)
        return (*read, "consultation") if obj else read

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """With the consultation that a link names, and its work group."""
        initial = super().get_changeform_initial_data(request)
        key = str(initial.get("consultation", ""))
        if key.isascii() and key.isdecimal() and len(key) < 10:
            one = Consultation.objects.originals().filter(pk=int(key)).first()
            if one is not None:
                initial["owner_group"] = one.owner_group_id
        return dict(initial)


@admin.register(Response)
class ResponseAdmin(PublishableAdmin):
    columns = ("subject", "consultation", "covered")
    list_select_related: ClassVar = ("owner_group", "consultation")
    search_fields: ClassVar = ("subject", "text", "consultation__title")
    search_help_text = "ค้นจากเรื่องที่ตอบและคำตอบ"
    readonly_fields: ClassVar = ("about", "said")
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("about", "owner_group", "said", "subject", "text"),
                "description": "คำตอบเดียวแสดงข้างความเห็นทุกรายการที่เลือกไว้ เมื่อเผยแพร่แล้วประชาชนและผู้ส่งเห็นทันที",
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An answer begins with the contributions it answers."""
        return False

    @admin.display(description="การรับฟังความเห็น")
    def about(self, response: Response) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', response.consultation.get_absolute_url(), response.consultation
        )

    @admin.display(description="ความเห็นที่ตอบ")
    def said(self, response: Response) -> SafeString:
        rows = response.answered.order_by("pk")
        number = rows.count()
        listed = format_html_join("", "<li>{}: {}</li>", ((row.author, row.text) for row in rows[:SHOWN]))
        more = f"และอีก {number - SHOWN:,} รายการ" if number > SHOWN else ""
        wanted = {"response": response.revises_id or response.pk}
        address = reverse("admin:participation_contribution_changelist", query=wanted)
        return format_html(
            '<ul>{}</ul>{} <a href="{}">ดูทั้งหมด {} รายการ</a>', listed, more, address, f"{number:,}"
        )
