"""The annual report (o35): the newest frozen version, and every earlier one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from measures.models import AnnualReport, ReportVersion
from measures.report_content import COLUMNS, report_content
from measures.report_files import PDF_TYPE
from measures.report_files import report_pdf as make_pdf
from measures.report_files import report_xlsx as make_xlsx
from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from portal.spreadsheets import XLSX_TYPE
from portal.views.documents import file_response


@public
def report(request: HttpRequest, year: FiscalYear, number: int | None = None) -> HttpResponse:
    """The report as a page; a staff preview shows what would be frozen now."""
    found, version = _find(request, year, number)
    versions = list(found.frozen.select_related("pdf", "xlsx"))
    content = version.content if version else report_content(found)
    signed_on = content["signed_on"]
    return render(
        request,
        "measures/report.html",
        {
            "nav": "measures",
            "heading": content["title"],
            "lead": f"รายงานประจำปีของ{content['office']} {year.label} ตรึงเนื้อหาเมื่อเผยแพร่",
            "crumbs": [
                {"title": "มาตรการ 11 ด้าน", "url": reverse("measures:latest")},
                {"title": year.label, "url": reverse("measures:year", args=[year])},
                {"title": "รายงานประจำปี"},
            ],
            "year": year,
            "years": _years(),
            "columns": COLUMNS,
            "content": content,
            "signed_on": dt.date.fromisoformat(signed_on) if signed_on else None,
            "report": found,
            "version": version,
            "versions": versions,
            "is_newest": bool(version and version.pk == versions[0].pk),
            "published_at": found.first_published_at,
            "updated_at": version.published_at if version else None,
            "owner_group": found.owner_group,
        },
    )


@public
def report_pdf(request: HttpRequest, year: FiscalYear, number: int | None = None) -> HttpResponseBase:
    """The frozen PDF, byte for byte."""
    found, version = _find(request, year, number)
    if version is None:
        return HttpResponse(make_pdf(report_content(found), created=timezone.now()), content_type=PDF_TYPE)
    return file_response(request, version.pdf)


@public
def report_xlsx(request: HttpRequest, year: FiscalYear, number: int | None = None) -> HttpResponseBase:
    """The frozen spreadsheet, byte for byte."""
    found, version = _find(request, year, number)
    if version is None:
        return HttpResponse(make_xlsx(report_content(found), created=timezone.now()), content_type=XLSX_TYPE)
    return file_response(request, version.xlsx)


def _find(
    request: HttpRequest, year: FiscalYear, number: int | None
) -> tuple[AnnualReport, ReportVersion | None]:
    """The report and the version asked for; no version only in a staff preview."""
    found = get_object_or_404(
        AnnualReport.objects.visible_in(request).select_related("owner_group"), year=year
    )
    if PREVIEW in request.GET:
        return found, None
    versions = found.frozen.select_related("pdf", "xlsx")
    version = versions.filter(number=number).first() if number is not None else versions.first()
    if version is None:
        raise Http404
    return found, version


def _years() -> list[dict[str, Any]]:
    years = AnnualReport.objects.published().order_by("year").values_list("year", flat=True)
    return [{"year": year, "url": reverse("measures:report", args=[year])} for year in years]
