"""Activities in the admin: the four elements, people by group, photographs with consent, files; many by Excel."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from measures.participation.imports import ACTIVITIES
from measures.participation.models import (
    Activity,
    ActivityDocument,
    ActivityLink,
    ActivityPicture,
    ParticipantCount,
)
from portal import thai
from portal.admin.bulk_entry import BulkEntryMixin
from portal.admin.links import LinkForm, dead_links
from portal.admin.pictures import PictureInline
from portal.admin.publishing import AttachmentInline, OwnedInline, PublishableAdmin


class ParticipantCountInline(OwnedInline):
    model = ParticipantCount
    fields: ClassVar = ("group", "number")
    extra = 3


class ActivityLinkInline(OwnedInline):
    model = ActivityLink
    form = LinkForm
    fields: ClassVar = ("order", "address", "title")


class ActivityPictureInline(PictureInline):
    model = ActivityPicture
    fields: ClassVar = ("present", "upload", "alt", "consent", "consent_note", "caption", "order")


class ActivityDocumentInline(AttachmentInline):
    model = ActivityDocument


@admin.register(Activity)
class ActivityAdmin(BulkEntryMixin, PublishableAdmin):
    bulk_list = ACTIVITIES
    actions = ("submit_selected",)
    columns = ("title", "year", "day", "people")
    list_filter: ClassVar = ("year", "kind")
    search_fields: ClassVar = ("title", "topic", "place")
    search_help_text = "ค้นจากชื่อกิจกรรม ประเด็น และสถานที่"
    inlines: ClassVar = (
        ParticipantCountInline,
        ActivityLinkInline,
        ActivityPictureInline,
        ActivityDocumentInline,
    )
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("year", "title", "kind", "held_on", "place", "owner_group"),
                "description": "หนึ่งกิจกรรมต่อหนึ่งรายการ ต้องครบสี่องค์ประกอบจึงเผยแพร่ได้ "
                "คือ ประเด็น ผู้มีส่วนร่วม (จำนวนตามกลุ่มในตารางด้านล่าง) ผล และการนำผลไปใช้",
            },
        ),
        ("ประเด็น ผล และการนำไปใช้", {"fields": ("topic", "result", "use")}),
    )

    def cautions(self, record: Activity) -> list[str]:
        return [*super().cautions(record), *dead_links(record.links.values_list("address", flat=True))]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.counted()

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, models.TextField):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="จัดเมื่อ", ordering="held_on")
    def day(self, activity: Activity) -> str:
        return thai.short_date(activity.held_on)

    @admin.display(description="ผู้มีส่วนร่วม (คน)", ordering="people")
    def people(self, activity: Any) -> str:
        return thai.number(activity.people)
