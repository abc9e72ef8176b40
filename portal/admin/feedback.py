"""What visitors said of our pages: read, and ticked off when it is dealt with."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import thai
from portal.admin.base import PortalModelAdmin
from portal.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(PortalModelAdmin):
    """The visitor's words stay as they are; only «ดำเนินการแล้ว» is ours."""

    list_display = ("page", "is_useful", "comment", "said_at", "is_handled")
    list_filter = ("is_handled", "is_useful", "created_at")
    search_fields = ("path", "comment")
    fields = ("page", "is_useful", "comment", "said_at", "is_handled")
    readonly_fields = ("page", "is_useful", "comment", "said_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="หน้า", ordering="path")
    def page(self, feedback: Feedback) -> SafeString:
        return format_html("<span>{}</span>", feedback.path)

    @admin.display(description="เมื่อ", ordering="created_at")
    def said_at(self, feedback: Feedback) -> str:
        return thai.date_time(feedback.created_at)
