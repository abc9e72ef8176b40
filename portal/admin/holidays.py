"""The office's own days off in the admin, beside what the public calendar knows of the year."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal import thai
from portal.admin.base import PortalModelAdmin
from portal.models import Holiday
from portal.working_days import holidays_of


@admin.register(Holiday)
class HolidayAdmin(PortalModelAdmin):
    """Days that the cabinet or the province added or took away; the list shows which days are known already."""

    list_display = ("day", "name", "is_working")
    fields = ("day", "name", "is_working")
    search_fields = ("name",)
    change_list_template = "admin/holidays/change_list.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        this_year = timezone.localdate().year
        known = [(thai.be(year), holidays_of(year)) for year in (this_year, this_year + 1)]
        return super().changelist_view(request, {"known": known, **(extra_context or {})})
