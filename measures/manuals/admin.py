"""Staff pages of manuals, and what of them waits for a person: reading, and reviews whose day comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.manuals.models import Acknowledgement, Manual, ManualDocument, ManualStep, Reader
from portal import policies, thai, work
from portal.admin.publishing import AttachmentInline, OwnedInline, PublishableAdmin
from portal.models import User
from portal.publishing import Publishable
from portal.work import Act, WaitingItem

HELP_TEXTS = {
    "title": "ชื่องานที่คู่มือนี้อธิบาย เช่น การขออนุญาตจัดตั้งโรงเรียนเอกชนในระบบ",
    "purpose": "ทำคู่มือนี้เพื่ออะไร และผู้รับบริการหรือสำนักงานได้อะไร",
    "scope": "ใช้กับงานช่วงใด และเจ้าหน้าที่ตำแหน่งใดต้องปฏิบัติตาม",
    "laws": "บรรทัดละหนึ่งฉบับ พร้อมมาตราหรือข้อที่ใช้",
    "adapted_from": "เช่น คู่มือการปฏิบัติงานของสำนักงานปลัดกระทรวงศึกษาธิการ เรื่องใด ปีใด เว้นว่างได้ถ้าเขียนขึ้นเอง",
    "version": "เมื่อเนื้อหา ขั้นตอน หรือไฟล์เปลี่ยน ให้ใส่เลขใหม่ ระบบจะเก็บฉบับเดิมไว้และขอให้บุคลากรรับทราบใหม่",
    "approved_by": "ชื่อและตำแหน่งของผู้อนุมัติให้ใช้คู่มือ ซึ่งอาจเป็นคนละคนกับผู้อนุมัติเผยแพร่บนเว็บไซต์",
    "review_on": "คู่มือควรทบทวนปีละครั้ง ระบบจะเตือนก่อนถึงวันนี้ 60 วัน",
    "reviewed_on": "กรอกเมื่อทบทวนแล้ว ถ้าทบทวนแล้วเนื้อหาไม่เปลี่ยน ใช้เลขฉบับเดิมได้ ไม่ต้องรับทราบใหม่",
    "order": "เลขน้อยแสดงก่อนในกลุ่มงานเดียวกัน",
}


class ManualStepInline(OwnedInline):
    model = ManualStep
    fields: ClassVar = ("order", "title", "detail", "amount", "unit", "responsible")
    extra = 1

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "detail":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 40})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ManualDocumentInline(AttachmentInline):
    model = ManualDocument
    fields: ClassVar[tuple[str, ...]] = ("kind", *AttachmentInline.fields)


class ReviewFilter(admin.SimpleListFilter):
    """Manuals whose review is late or near."""

    title = "การทบทวน"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return (("due", "ใกล้ครบหรือเลยกำหนดทบทวน"),)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.due_for_review() if self.value() == "due" else queryset


@admin.register(Manual)
class ManualAdmin(PublishableAdmin):
    columns = ("title", "version", "approved_on", "review")
    list_filter: ClassVar = (ReviewFilter,)
    search_fields: ClassVar = ("title", "purpose", "laws")
    search_help_text = "ค้นจากชื่อคู่มือ วัตถุประสงค์ และกฎหมาย"
    actions = ("submit_selected",)
    inlines: ClassVar = (ManualStepInline, ManualDocumentInline)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("title", "owner_group", "order", "purpose", "scope", "laws"),
                "description": "เขียนหนึ่งงานต่อหนึ่งคู่มือ ขั้นตอนใส่ในตารางด้านล่าง ระบบรวมระยะเวลาให้เอง",
            },
        ),
        ("ที่มา", {"fields": ("adapted_from", "adapted_url")}),
        (
            "ฉบับและการอนุมัติ",
            {"fields": ("version", "approved_by", "approved_on", "in_force_from")},
        ),
        ("การทบทวน", {"fields": ("review_on", "reviewed_on")}),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **{"help_texts": HELP_TEXTS, **kwargs})

    @admin.display(description="ทบทวนภายใน", ordering="review_on")
    def review(self, manual: Manual) -> SafeString | str:
        if manual.review_on is None:
            return "–"
        day = thai.short_date(manual.review_on)
        if manual.review_on < timezone.localdate():
            return format_html('<span class="tag tag-bad">เลยกำหนด {}</span>', day)
        return day


# ── what waits ────────────────────────────────────────────────────────────────
@work.register("คู่มือที่ต้องอ่าน", more="manuals:staff_to_read")
def to_read(user: User) -> list[WaitingItem]:
    """Editions that the person is asked to read and has not acknowledged."""
    rows = Reader.objects.asked(timezone.now()).filter(user=user, until=None)
    read = Acknowledgement.objects.filter(user=user).values("edition")
    return [
        WaitingItem(
            str(row.edition),
            reverse("manuals:staff_read", args=[row.edition_id]),
            f"ขอให้รับทราบตั้งแต่ {thai.short_date(row.since)}",
        )
        for row in rows.exclude(edition__in=read).select_related("edition").order_by("since")
    ]


@work.register("ใกล้ครบกำหนดทบทวน", more="admin:manuals_manual_changelist?review=due")
def due_reviews(user: User) -> list[WaitingItem]:
    """Manuals to review soon: of the groups that the person writes for or heads, with the day."""
    headed = set(user.groups_headed.values_list("pk", flat=True))
    writes = user.has_perm("manuals.change_manual")
    if not (writes or headed):
        return []
    today = timezone.localdate()
    return [
        WaitingItem(
            manual.title,
            work.admin_url(manual) if user.has_perm("manuals.view_manual") else manual.get_absolute_url(),
            f"{'เลยกำหนดเมื่อ' if manual.review_on < today else 'ภายใน'} {thai.short_date(manual.review_on)}",
        )
        for manual in Manual.objects.due_for_review().select_related("owner_group")
        if manual.owner_group_id in headed
        or (writes and policies.may_edit(user, cast("Publishable", manual)))
    ]


work.register_acts(Act("คู่มือการปฏิบัติงาน", "book", "manuals.Manual", "change"))
