"""Open data of procurement: the OCDS package of a year, and the publication policy that explains it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from portal.access import public
from portal.fiscal import FiscalYear
from portal.open_tables import LICENCE
from procurement.exports import ocds_codes as codes
from procurement.exports.ocds import Package
from procurement.models import Announcement, Contract, Kind, MethodGroup, PlanItem, Process

NO_CODE = "ไม่ใส่รหัส"


@public
def ocds(request: HttpRequest, year: FiscalYear) -> HttpResponseBase:
    """The release package of a year; 404 when nothing of it was ever public."""
    package = Package.of(year)
    if package.is_empty:
        raise Http404
    changed = int(package.changed_at.timestamp())
    unchanged = get_conditional_response(request, etag=package.etag)
    if unchanged is not None:
        return unchanged
    return StreamingHttpResponse(
        package.chunks(),
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="ocds-{year}.json"',
            "ETag": package.etag,
            "Last-Modified": http_date(changed),
        },
    )


@public
def open_data(request: HttpRequest) -> HttpResponse:
    """The publication policy: what is published, how to read it, what it lacks, who answers for it."""
    contracts = Contract.objects.published()
    years = _years(contracts)
    facts = contracts.aggregate(
        newest=Max("published_at"),
        outside=Count("pk", filter=Q(project_number="")),
        backwards=Count("pk", filter=Q(ends_on__lt=F("signed_on"))),
        bidders=Count("bids__contract", distinct=True),
        number=Count("pk", distinct=True),
    )
    return render(
        request,
        "procurement/open_data.html",
        {
            "nav": "procurement",
            "heading": "ข้อมูลเปิดการจัดซื้อจัดจ้าง",
            "lead": "นโยบายการเผยแพร่ข้อมูลตามมาตรฐาน OCDS 1.1 ขอบเขต ความหมาย ข้อจำกัด และสิทธิในการนำไปใช้",
            "crumbs": [
                {"title": "จัดซื้อจัดจ้าง", "url": reverse("procurement:latest")},
                {"title": "ข้อมูลเปิด"},
            ],
            "years_published": years,
            "facts": facts,
            "plan_number": PlanItem.objects.published().count(),
            "announcement_number": Announcement.objects.published().count(),
            "methods": [(group.label, codes.METHODS.get(group, NO_CODE)) for group in MethodGroup],
            "categories": [(kind.label, codes.CATEGORIES.get(kind, NO_CODE)) for kind in Kind],
            "stages": [
                (stage.meaning, stage.tender, stage.award or "–", stage.contract or "–")
                for stage in codes.STAGES
            ],
            "fields": codes.FIELDS,
            "prefix": settings.OCID_PREFIX,
            "is_prefix_pending": settings.OCID_PREFIX == codes.PENDING_PREFIX,
            "licence": LICENCE,
            "updated_at": facts["newest"],
        },
    )


def _years(contracts: Any) -> list[dict[str, Any]]:
    """Each year with something in it, newest first: how many processes it names and how many public contracts."""
    processes = dict(Process.objects.public().order_by("year").values_list("year").annotate(Count("pk")))
    signed = dict(contracts.order_by("year").values_list("year").annotate(Count("pk")))
    return [
        {"year": FiscalYear(year), "processes": processes.get(year, 0), "contracts": signed.get(year, 0)}
        for year in sorted({*processes, *signed}, reverse=True)
    ]
