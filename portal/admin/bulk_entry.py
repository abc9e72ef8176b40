"""Bulk entry in the admin: the form to download, the filled-in file to choose, what it would change, and confirming."""

from __future__ import annotations

import logging
from typing import Any, ClassVar
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from portal.admin.base import PortalModelAdmin, signed_in
from portal.bulk_entry import (
    Act,
    BulkList,
    Plan,
    confirm_entry,
    editable,
    open_entry,
    plan_entry,
    template_xlsx,
)
from portal.models import BulkEntry, Office, User, WorkGroup
from portal.policies import own_groups
from portal.sheets.openings import largest_file, too_large
from portal.sheets.places import UnreadableFile
from portal.spreadsheets import XLSX_TYPE
from portal.thai import file_size
from portal.views.documents import file_response

MOST_FAULTS = 200
"""Faults that a page lists; a file that has more is better mended first."""
PAGE_ROWS = 50
EARLIER = 10
NOT_STORED = "เก็บไฟล์ไม่ได้ พื้นที่เก็บข้อมูลอาจเต็ม ยังไม่มีสิ่งใดเปลี่ยนแปลง ให้แจ้งผู้ดูแลระบบแล้วลองใหม่"
NOT_READ = "เปิดไฟล์ที่เก็บไว้ไม่ได้ ให้แจ้งผู้ดูแลระบบ หรือลบไฟล์นี้แล้วนำเข้าใหม่"
TAGS = {
    Act.NEW: "tag tag-info",
    Act.CHANGED: "tag tag-wait",
    Act.REVISED: "tag tag-wait",
    Act.UNCHANGED: "tag",
}
logger = logging.getLogger(__name__)


class BulkEntryForm(forms.Form):
    """The filled-in form, and the work group of its new records where no column says it."""

    required_css_class = "required"
    owner_group = forms.ModelChoiceField(
        label="กลุ่มงานที่รับผิดชอบ",
        queryset=WorkGroup.objects.none(),
        empty_label="เลือก…",
        help_text="ใช้กับรายการใหม่ รายการที่มีอยู่แล้วคงกลุ่มงานเดิม",
    )
    file = forms.FileField(label="ไฟล์ที่กรอกแล้ว")

    def __init__(self, *args: Any, by: User, asks_for_group: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = own_groups(by)
        self.fields["owner_group"].queryset = groups  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["owner_group"].initial = groups.first()
        if not asks_for_group:
            del self.fields["owner_group"]
        self.fields["file"].help_text = f"ไฟล์ .xlsx หรือ .csv ขนาดไม่เกิน {file_size(largest_file())}"
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.csv"

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > largest_file():
            raise ValidationError(too_large(upload.name, upload.size))
        return upload


class BulkEntryMixin(PortalModelAdmin):
    """Gives an admin class the forms and pages of its `bulk_list`; who may add records may enter many.

    It stands before the base: `class DutyAdmin(BulkEntryMixin, PublishableAdmin)`. A change list with a template of its
    own extends "admin/bulk_entry/change_list.html".
    """

    bulk_list: ClassVar[BulkList]
    change_list_template: ClassVar[Any] = "admin/bulk_entry/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}_bulk"
        return [
            path("bulk/template/", wrap(require_safe(self.bulk_template_view)), name=f"{name}_template"),
            path("bulk/", wrap(self.bulk_upload_view), name=f"{name}_upload"),
            path("bulk/<int:pk>/", wrap(self.bulk_preview_view), name=f"{name}_preview"),
            path("bulk/<int:pk>/file/", wrap(require_GET(self.bulk_file_view)), name=f"{name}_file"),
            path(
                "bulk/<int:pk>/discard/", wrap(require_POST(self.bulk_discard_view)), name=f"{name}_discard"
            ),
            *super().get_urls(),
        ]

    # ── pages ────────────────────────────────────────────────────────────────
    def bulk_template_view(self, request: HttpRequest) -> HttpResponse:
        """The Excel form; `?filled=1` with the records that the person may change."""
        self._expect_adding(request)
        is_filled = request.GET.get("filled") == "1"
        records, note = editable(self.bulk_list, signed_in(request)) if is_filled else ([], "")
        content = template_xlsx(
            self.bulk_list,
            author=Office.load().name,
            created=timezone.now(),
            records=records,
            note=note,
        )
        response = HttpResponse(content, content_type=XLSX_TYPE)
        name = f"{'ข้อมูล' if is_filled else 'แบบฟอร์ม'}-{self.bulk_list.title}.xlsx".replace(" ", "-").replace(
            "/", "-"
        )
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        return response

    def bulk_upload_view(self, request: HttpRequest) -> HttpResponse:
        """Choose a filled-in file; a sound one is kept and looked over, one with faults is told of cell by cell."""
        self._expect_adding(request)
        by = signed_in(request)
        list_ = self.bulk_list
        form = BulkEntryForm(
            request.POST or None, request.FILES or None, by=by, asks_for_group=list_.asks_for_group
        )
        context: dict[str, Any] = {}
        if request.method == "POST" and form.is_valid():
            upload, group = form.cleaned_data["file"], form.cleaned_data.get("owner_group")
            try:
                entry, plan = open_entry(list_, by=by, content=upload.read(), name=upload.name, group=group)
            except UnreadableFile as error:
                form.add_error("file", str(error))
            except OSError:
                logger.exception("a filled-in form could not be stored")
                form.add_error("file", NOT_STORED)
            else:
                if entry is not None:
                    return self._to_preview(entry)
                context = {"refused": upload.name, **_faults(plan), "notes": plan.notes}
        return self._bulk_page(
            request,
            "admin/bulk_entry/upload.html",
            title=f"นำเข้าจาก Excel: {list_.title}",
            form=form,
            earlier=self._entries(request)[:EARLIER],
            **context,
        )

    def bulk_preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the kept file would change, or what came of it; a POST confirms what was seen."""
        self._expect_adding(request)
        by = signed_in(request)
        entry = self._entry(request, pk)
        if request.method == "POST":
            try:
                plan = confirm_entry(self.bulk_list, entry, by=by, seen=request.POST.get("seen", ""))
            except ValidationError as error:
                for message in error.messages:
                    messages.error(request, message)
                return self._to_preview(entry)
            except OSError:
                logger.exception("the kept file of a bulk entry could not be read")
                messages.error(request, NOT_READ)
                return self._to_preview(entry)
            messages.success(request, _told(self.bulk_list, plan))
            return redirect(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_changelist")
        context: dict[str, Any] = {"entry": entry, "title": f"ตรวจก่อนนำเข้า: {entry}"}
        if entry.confirmed_at is None:
            try:
                context |= self._planned(request, plan_entry(self.bulk_list, entry, by=by))
            except UnreadableFile as error:
                context["unreadable"] = str(error)
            except OSError:
                logger.exception("the kept file of a bulk entry could not be read")
                context["unreadable"] = NOT_READ
        else:
            context["title"] = f"นำเข้าแล้ว: {entry}"
            context["counted"] = _counted(entry.counts)
        return self._bulk_page(request, "admin/bulk_entry/preview.html", **context)

    def bulk_discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Drop a file that nobody has confirmed."""
        self._expect_adding(request)
        entry = self._entry(request, pk)
        try:
            entry.discard(by=signed_in(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "ลบไฟล์ที่ยังไม่ยืนยันแล้ว ไม่มีรายการใดเปลี่ยนแปลง")
        return redirect(f"{self._bulk_name}_upload")

    def bulk_file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The original file as it came; always as a download."""
        self._expect_adding(request)
        return file_response(request, self._entry(request, pk).source)

    # ── inside ───────────────────────────────────────────────────────────────
    @property
    def _bulk_name(self) -> str:
        return f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_bulk"

    def _expect_adding(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied("หน้านี้สำหรับผู้ที่เพิ่มรายการประเภทนี้ได้")

    def _entries(self, request: HttpRequest) -> Any:
        entries = BulkEntry.objects.of_list(self.bulk_list.name).seen_by(signed_in(request))
        return entries.select_related("source", "created_by", "confirmed_by", "owner_group")

    def _entry(self, request: HttpRequest, pk: int) -> BulkEntry:
        if pk >= 2**63:
            raise Http404
        entry: BulkEntry = get_object_or_404(self._entries(request), pk=pk)
        return entry

    def _to_preview(self, entry: BulkEntry) -> HttpResponse:
        return redirect(f"{self._bulk_name}_preview", entry.pk)

    def _planned(self, request: HttpRequest, plan: Plan) -> dict[str, Any]:
        page: Page[Any] = Paginator(plan.differing, PAGE_ROWS).get_page(request.GET.get("page"))
        rows = [
            {"planned": planned, "tag": TAGS[planned.act], "cells": plan.shown(planned)} for planned in page
        ]
        return {
            "plan": plan,
            "counted": _counted(plan.counts),
            "headings": [one.heading for one in self.bulk_list.fields],
            "page": page,
            "rows": rows,
            "seen": plan.digest,
            "notes": plan.notes,
            **_faults(plan),
        }

    def _bulk_page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        names = {
            f"{page}_url": f"{self._bulk_name}_{page}"
            for page in ("template", "upload", "preview", "file", "discard")
        }
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                **names,
                "opts": self.opts,
                "list": self.bulk_list,
                **context,
            },
        )


def _faults(plan: Plan) -> dict[str, Any]:
    return {
        "faults": plan.faults[:MOST_FAULTS],
        "fault_count": len(plan.faults),
        "unshown_faults": max(0, len(plan.faults) - MOST_FAULTS),
    }


def _counted(counts: dict[str, int]) -> list[tuple[str, int]]:
    """What the page says of each act, with how many rows; working copies only where there are any."""
    return [
        (str(act.label), counts.get(act.value, 0))
        for act in Act
        if act is not Act.REVISED or counts.get(act.value)
    ]


def _told(list_: BulkList, plan: Plan) -> str:
    counted = " ".join(f"{label} {count:,}" for label, count in _counted(plan.counts))
    if not list_.is_publishable:
        return f"นำเข้าแล้ว {counted} แถว"
    return f"นำเข้าแล้วเป็นฉบับร่าง {counted} แถว ตรวจแล้วเลือกรายการเพื่อส่งขออนุมัติต่อไป"
