"""News in the admin: text, pictures with the words that stand for them, documents."""

from __future__ import annotations

from django.contrib import admin

from portal import thai
from portal.admin.pictures import PictureInline as BasePictureInline
from portal.admin.publishing import AttachmentInline, PublishableAdmin
from portal.models import NewsDocument, NewsItem, NewsPicture


class PictureInline(BasePictureInline):
    model = NewsPicture


class NewsDocumentInline(AttachmentInline):
    model = NewsDocument


@admin.register(NewsItem)
class NewsItemAdmin(PublishableAdmin):
    columns = ("title", "kind", "is_pinned", "came_out_on")
    list_filter = ("kind",)
    search_fields = ("title", "summary")
    search_help_text = "ค้นจากหัวข้อข่าวและสรุปย่อ"
    inlines = (PictureInline, NewsDocumentInline)
    fieldsets = (
        (None, {"fields": ("title", "kind", "owner_group", "is_pinned")}),
        ("ข้อความ", {"fields": ("summary", "body")}),
    )

    @admin.display(description="วันที่ของข่าว", ordering="first_published_at")
    def came_out_on(self, item: NewsItem) -> str:
        return thai.short_date(item.first_published_at) if item.first_published_at else "–"
