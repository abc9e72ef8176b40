"""What was counted, for those who check: entries of the counter and ratings, read and filtered; nobody changes them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from measures.services import policies
from measures.services.figures.statistics import year_figures
from measures.services.imports.counter import DAY_TOTALS, MONTH_TOTALS
from measures.services.models import CounterEntry, MonthSum, Rating, first_open_day
from portal import thai, work
from portal.admin.base import ReadOnlyAdmin, signed_in
from portal.admin.bulk_entry import BulkEntryMixin
from portal.fiscal import FiscalYear
from portal.models import User
from portal.work import Act, WaitingItem


class StruckFilter(admin.SimpleListFilter):
    """Entries that count, and those that were struck out."""

    title = "การขีดฆ่า"
    parameter_name = "struck"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "นับอยู่"), ("yes", "ขีดฆ่าแล้ว")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() in ("yes", "no"):
            return queryset.filter(struck_at__isnull=self.value() == "no")
        return queryset


class TotalsAdmin(BulkEntryMixin, ReadOnlyAdmin):
    """Base of what nobody writes here but in many rows at once, by Excel: who records at the counter may."""

    def _expect_adding(self, request: HttpRequest) -> None:
        if not policies.records_visits(signed_in(request)):
            raise PermissionDenied("หน้านี้สำหรับผู้บันทึกที่เคาน์เตอร์")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_enter = policies.records_visits(signed_in(request))
        return super().changelist_view(request, {**(extra_context or {}), "may_enter": may_enter})


@admin.register(CounterEntry)
class CounterEntryAdmin(TotalsAdmin):
    """One row an entry. Recording and striking out is done at the counter's own pages; totals of days are brought in
    here."""

    bulk_list = DAY_TOTALS
    list_display = ("service", "when", "period", "count", "recorded_by", "recorded_at", "struck")
    list_filter = ("service", "period", StruckFilter, "day", "recorded_by")
    list_select_related = ("service", "recorded_by", "struck_by")
    search_fields = ("service__title", "recorded_by__first_name", "recorded_by__last_name")
    search_help_text = "ค้นจากชื่อบริการหรือชื่อผู้บันทึก"
    fields = ("service", "when", "period", "count", "recorded_by", "recorded_at", "struck_by", "struck_at")
    readonly_fields = fields

    @admin.display(description="นับของ", ordering="day")
    def when(self, entry: CounterEntry) -> str:
        return entry.when_words

    @admin.display(description="ขีดฆ่า", ordering="struck_at")
    def struck(self, entry: CounterEntry) -> str:
        if entry.struck_at is None or entry.struck_by is None:
            return "–"
        return f"{entry.struck_by.display_name} {thai.short_date(entry.struck_at)}"


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin):
    """One row an answer; comments are read here and nowhere else."""

    list_display = ("service", "day", "channel", "score", "comment")
    list_filter = ("service", "channel", "score", "day")
    list_select_related = ("service",)
    search_fields = ("comment", "service__title")
    search_help_text = "ค้นจากความเห็นหรือชื่อบริการ"
    fields = ("service", "day", "channel", "score", "comment")
    readonly_fields = fields


@admin.register(MonthSum)
class MonthSumAdmin(TotalsAdmin):
    """The sums of months as they are kept; the counter's totals of months are brought in here."""

    bulk_list = MONTH_TOTALS
    list_display = ("service", "month_words", "walk_in", "is_counted", "online", "closed", "within_standard")
    list_filter = ("year", "service", "is_counted")
    ordering = ("-month", "service__order")
    list_select_related = ("service",)
    fields = ("service", "month_words", "walk_in", "is_counted", "online", "closed", "within_standard")
    readonly_fields = fields

    @admin.display(description="เดือน", ordering="month")
    def month_words(self, row: MonthSum) -> str:
        return thai.month_year(row.month)


@work.register("เดือนที่ยังไม่บันทึก Walk-in", more="services:staff_counter_total")
def unrecorded_months(user: User) -> list[WaitingItem]:
    """Months that are over and that the counter has not recorded, as long as they still may be."""
    if not policies.records_visits(user):
        return []
    today = timezone.localdate()
    this_month = today.replace(day=1)
    years = dict.fromkeys((FiscalYear.containing(first_open_day(today)), FiscalYear.containing(today)))
    waiting: dict[str, list[str]] = {}
    for year in years:
        for line in year_figures(year, on=today).lines:
            for month in line.unrecorded:
                if month.starts_on < this_month:
                    waiting.setdefault(f"{month.starts_on:%Y-%m}", []).append(line.title)
    return [
        WaitingItem(
            thai.month_year(dt.date.fromisoformat(f"{month}-01")),
            reverse("services:staff_counter_total", query={"month": month}),
            ", ".join(titles),
            len(titles),
        )
        for month, titles in waiting.items()
    ]


work.register_acts(
    Act("บันทึกผู้มารับบริการ", "people", "services.CounterEntry", "add", route="services:staff_counter"),
)
