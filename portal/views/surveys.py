"""The EIT survey: its page, its QR code as a picture of its own."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from portal.access import PREVIEW, public
from portal.models import EitSurvey
from portal.qr import qr_svg
from portal.views.pictures import picture_response


def _survey(request: HttpRequest, pk: int) -> EitSurvey:
    """The survey that this request may see. Raises Http404."""
    surveys = EitSurvey.objects.visible_in(request).select_related("owner_group", "official_picture")
    found: EitSurvey = get_object_or_404(surveys, Q(pk=pk) | Q(revises=pk))
    return found


@public
def eit(request: HttpRequest, pk: int) -> HttpResponse:
    """What the survey is, whose it is, and where it is answered while it is open."""
    survey = _survey(request, pk)
    return render(
        request,
        "portal/eit.html",
        {
            "heading": "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
            "lead": f"{survey.get_whose_display()} {survey.year.label}",
            "crumbs": [{"title": "แบบวัด EIT"}],
            "survey": survey,
            "others": EitSurvey.objects.published().exclude(pk=survey.revises_id or survey.pk),
            "published_at": survey.first_published_at,
            "updated_at": survey.published_at if survey.published_at != survey.first_published_at else None,
            "owner_group": survey.owner_group,
            "preview": f"?{PREVIEW}={survey.pk}" if PREVIEW in request.GET else "",
        },
    )


@public
def eit_qr(request: HttpRequest, pk: int) -> HttpResponse:
    """The QR code that the portal draws from the survey's address."""
    survey = _survey(request, pk)
    svg = qr_svg(survey.address, title=f"คิวอาร์โค้ดไปยัง{survey.get_whose_display()}")
    return HttpResponse(
        svg,
        content_type="image/svg+xml; charset=utf-8",
        headers={"Content-Security-Policy": "default-src 'none'; sandbox"},
    )


@public
def eit_official_qr(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The QR picture that the survey's own system gave out, when the office put it in."""
    stored = _survey(request, pk).official_picture
    if stored is None:
        raise Http404
    return picture_response(request, stored)
