"""Consultations: all of them, one with its draft, what people said, the answers, and what the office made of it."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from measures.participation.forms import WHOLE, ParagraphFilter
from measures.participation.models import (
    Activity,
    Conclusion,
    Consultation,
    ConsultationDocument,
    Contribution,
    Counts,
    Response,
    Stage,
    Tally,
)
from measures.participation.views.activities import CRUMB, TITLE, year_links
from portal.access import public
from portal.fiscal import FiscalYear
from portal.lists import chip_links, page_number, page_of

NEWEST_ACTIVITIES = 10
SHOWN_AT_ONCE = 20
"""Open and coming consultations on the first page, and consultations on a page of their list."""
CONTRIBUTIONS = 20
CONSULTATIONS = "การรับฟังความเห็น"


@public
def index(request: HttpRequest) -> HttpResponse:
    """What is open now, what was asked before, and the newest activities with the years."""
    today = timezone.localdate()
    rows = Consultation.objects.published().with_end()
    current = _counted(rows.filter(closes_on__gte=today).order_by("closes_on", "pk")[:SHOWN_AT_ONCE])
    past = _counted(rows.filter(closes_on__lt=today).order_by("-closes_on", "-pk")[:3])
    activities = Activity.objects.published().prefetch_related("counts")[:NEWEST_ACTIVITIES]
    return render(
        request,
        "participation/index.html",
        {
            "nav": "measures",
            "heading": TITLE,
            "lead": "แสดงความเห็นก่อนสำนักงานตัดสินใจ และดูว่าความเห็นของท่านเปลี่ยนอะไร",
            "crumbs": [{"title": TITLE}],
            "open": [one for one in current if one.stage == Stage.OPEN],
            "coming": [one for one in current if one.stage == Stage.COMING],
            "past": past,
            "activities": activities,
            "past_years": year_links(),
        },
    )


@public
def consultations(request: HttpRequest) -> HttpResponse:
    """All consultations, the newest first, twenty a page."""
    page = page_of(Consultation.objects.published().with_end(), request, size=SHOWN_AT_ONCE)
    return render(
        request,
        "participation/consultations.html",
        {
            "nav": "measures",
            "heading": CONSULTATIONS,
            "lead": "ทุกเรื่องที่สำนักงานเปิดรับฟัง พร้อมสถานะและผลสรุป",
            "crumbs": [CRUMB, {"title": CONSULTATIONS}],
            "page": page,
            "count": page.paginator.count,
            "consultations": _counted(page.object_list),
        },
    )


@public
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """One consultation with its draft, paragraph by paragraph, and how much was said of each."""
    rows = Consultation.objects.visible_in(request).with_end()
    rows = rows.prefetch_related(
        "paragraphs", Prefetch("documents", ConsultationDocument.objects.select_related("current"))
    )
    one = get_object_or_404(rows, Q(pk=pk) | Q(revises=pk))
    said = Tally.objects.of(one)
    paragraphs = list(one.paragraphs.all())
    for paragraph in paragraphs:
        paragraph.counts = said.get(paragraph.key, Counts())
    year = FiscalYear(one.year)
    return render(
        request,
        "participation/consultation.html",
        {
            "nav": "measures",
            "heading": one.title,
            "lead": f"{one.stage_words} · {one.window}",
            "crumbs": [
                CRUMB,
                {"title": CONSULTATIONS, "url": reverse("participation:consultations")},
                {"title": one.title},
            ],
            "consultation": one,
            "year": None,
            "fiscal_year": year,
            "stage": one.stage,
            "is_open": one.stage == Stage.OPEN,
            "comment_url": reverse("participation:comment", args=[one.revises_id or one.pk]),
            "paragraphs": paragraphs,
            "counts": sum(said.values(), start=Counts()),
            "whole": said.get("", Counts()),
            "answered": _answered(one),
            "conclusion": Conclusion.objects.published().filter(consultation=one.pk).first(),
            "documents": one.documents.all(),
            "published_at": one.first_published_at,
            "updated_at": one.published_at if one.published_at != one.first_published_at else None,
            "owner_group": one.owner_group,
        },
    )


@public
def contributions(request: HttpRequest, pk: int) -> HttpResponse:
    """What people said, the newest decision first; of one paragraph with `?paragraph=`."""
    one = get_object_or_404(Consultation.objects.published().with_end(), pk=pk)
    paragraphs = list(one.paragraphs.all())
    wanted = ParagraphFilter(request.GET, paragraphs)
    said = Tally.objects.of(one)
    rows = Contribution.objects.filter(consultation=one).decided().select_related("response")
    counts = sum(said.values(), start=Counts())
    if wanted.key is not None:
        rows, counts = rows.filter(paragraph_key=wanted.key), said.get(wanted.key, Counts())
    page = _page_of_known(rows, counts.listed, request)
    shown = list(page.object_list)
    for row in shown:
        row.about = wanted.heading_of(row)
    here = one.contributions_url
    return render(
        request,
        "participation/contributions.html",
        {
            "nav": "measures",
            "heading": "ความเห็นจากประชาชน",
            "lead": one.title,
            "crumbs": [
                CRUMB,
                {"title": CONSULTATIONS, "url": reverse("participation:consultations")},
                {"title": one.title, "url": one.get_absolute_url()},
                {"title": "ความเห็นจากประชาชน"},
            ],
            "consultation": one,
            "is_open": one.stage == Stage.OPEN,
            "comment_url": reverse("participation:comment", args=[one.pk]),
            "form": wanted,
            "chips": chip_links(here, wanted.chips(), wanted.asked),
            "clear_url": here,
            "counts": counts,
            "count": counts.listed,
            "page": page,
            "contributions": shown,
            "owner_group": one.owner_group,
        },
    )


@public
def response(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer with the contributions it answers, twenty a page; `?preview=` shows its draft."""
    rows = Response.objects.visible_in(request)
    rows = rows.select_related("owner_group", "consultation__owner_group", "revises")
    one = get_object_or_404(rows, Q(pk=pk) | Q(revises=pk))
    if not (one.consultation.is_published or _is_preview(request)):
        raise Http404
    page = _page_of_known(one.answered.order_by("pk"), cast("Response", one.revises or one).covered, request)
    headings = {"": WHOLE, **dict(one.consultation.paragraphs.values_list("key", "heading"))}
    shown = list(page.object_list)
    for row in shown:
        row.about = headings.get(row.paragraph_key, WHOLE)
    return render(
        request,
        "participation/response.html",
        {
            "nav": "measures",
            "heading": one.subject,
            "lead": "คำตอบของสำนักงานต่อความเห็นจากประชาชน",
            "crumbs": [
                CRUMB,
                {"title": one.consultation.title, "url": one.consultation.get_absolute_url()},
                {"title": "ความเห็นจากประชาชน", "url": one.consultation.contributions_url},
                {"title": "คำตอบ"},
            ],
            "response": one,
            "page": page,
            "count": page.paginator.count,
            "contributions": shown,
            "published_at": one.first_published_at,
            "updated_at": one.published_at if one.published_at != one.first_published_at else None,
            "owner_group": one.owner_group,
        },
    )


@public
def conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """«ท่านเสนอ – เราทำ» of a consultation; `?preview=` shows its draft."""
    rows = Conclusion.objects.visible_in(request).select_related("owner_group", "consultation__owner_group")
    one = get_object_or_404(rows.prefetch_related("outcomes"), consultation=pk)
    if not (one.consultation.is_published or _is_preview(request)):
        raise Http404
    said = Tally.objects.of(one.consultation)
    return render(
        request,
        "participation/conclusion.html",
        {
            "nav": "measures",
            "heading": "ท่านเสนอ – เราทำ",
            "lead": one.consultation.title,
            "crumbs": [
                CRUMB,
                {"title": CONSULTATIONS, "url": reverse("participation:consultations")},
                {"title": one.consultation.title, "url": one.consultation.get_absolute_url()},
                {"title": "ท่านเสนอ – เราทำ"},
            ],
            "conclusion": one,
            "consultation": one.consultation,
            "counts": sum(said.values(), start=Counts()),
            "answered": _answered(one.consultation),
            "published_at": one.first_published_at,
            "updated_at": one.published_at if one.published_at != one.first_published_at else None,
            "owner_group": one.owner_group,
        },
    )


# ── inside ───────────────────────────────────────────────────────────────────
def _is_preview(request: HttpRequest) -> bool:
    return hasattr(request, "previewed")


def _counted(rows: Any) -> list[Consultation]:
    """The consultations, each with its `counts`; two queries."""
    found = list(rows)
    said = Tally.objects.of_each(found) if found else {}
    for one in found:
        one.counts = said.get(one.pk, Counts())
    return found


def _answered(one: Consultation) -> int:
    """How many contributions have an answer beside them in public; as many rows as there are answers."""
    rows = Response.objects.published().filter(consultation=one.revises_id or one.pk)
    return sum(rows.values_list("covered", flat=True))


class _KnownPaginator(Paginator[Any]):
    """Pages of rows whose number is known, so that nobody counts them."""

    def __init__(self, rows: Any, size: int, count: int) -> None:
        super().__init__(rows, size)
        self._known = count

    @property
    def count(self) -> int:
        return self._known


def _page_of_known(rows: Any, count: int, request: HttpRequest) -> Page[Any]:
    """The page asked for. Raises Http404 when there is none of that number."""
    number, pages = page_number(request), _KnownPaginator(rows, CONTRIBUTIONS, count)
    if not 1 <= number <= pages.num_pages:
        raise Http404
    return pages.page(number)
