"""The public page of the office's duties, and of what other bodies are for."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from measures.authority.models import Duty, Referral
from portal.access import PREVIEW, public
from portal.publishing import Publishable


@public
def index(request: HttpRequest) -> HttpResponse:
    duties, referrals = _shown(Duty, request), _shown(Referral, request)
    newest = max((*duties, *referrals), key=lambda row: row.published_at or row.updated_at, default=None)
    return render(
        request,
        "authority/index.html",
        {
            "duties": [duty for duty in duties if not duty.has_ended],
            "ended": [duty for duty in duties if duty.has_ended],
            "referrals": referrals,
            "nav": "authority",
            "heading": "หน้าที่และอำนาจ",
            "lead": "เรื่องที่สำนักงานรับผิดชอบตามกฎหมาย อธิบายด้วยภาษาทั่วไป และเรื่องที่ควรไปหาหน่วยงานอื่น",
            "crumbs": [{"title": "หน้าที่และอำนาจ", "url": ""}],
            "updated_at": newest.published_at if newest else None,
            "owner_group": newest.owner_group if newest else None,
        },
    )


def _shown(kind: type[Publishable], request: HttpRequest) -> list[Any]:
    """The published rows; in a preview (`?preview=<pk>&of=<kind>`) with that row in its future place."""
    rows = kind.objects.published()
    if PREVIEW in request.GET and request.GET.get("of", "duty") == kind._meta.model_name:
        previewed = get_object_or_404(kind.objects.visible_in(request))
        rows = kind.objects.filter(Q(pk__in=rows.exclude(pk=previewed.revises_id)) | Q(pk=previewed.pk))
    return list(rows.select_related("owner_group"))
