"""Pages of the No Gift Policy of a year: the report as a whole, the declaration, the gift register as counts."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from measures.ethics import wording
from measures.ethics.exports import PARTS, Part
from measures.ethics.figures import Gifts, figures_of
from measures.ethics.models import DeclarationDocument, EthicsActivity, GiftCount, GiftDeclaration
from measures.ethics.views.ways import known_years, part_page
from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from portal.lists import page_of

PER_PAGE = 50


def _above(year: FiscalYear) -> tuple[tuple[str, str], ...]:
    return ((PARTS[Part.NO_GIFT], reverse("ethics:no_gift", args=[year])),)


@public
def no_gift(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The yearly report of the policy, computed: declaration, activities, gifts, and the gaps in words."""
    every, figures = known_years(request, year), figures_of(year)
    rows = EthicsActivity.objects.published().for_year(year).of_no_gift().select_related("owner_group")
    page = page_of(rows, request, size=PER_PAGE)
    shown = list(page.object_list)
    return part_page(
        request,
        Part.NO_GIFT,
        year,
        every,
        shown,
        lead="ผู้บริหารและบุคลากรทุกคนไม่รับของขวัญหรือของกำนัลทุกชนิดจากการปฏิบัติหน้าที่",
        figures=figures,
        declaration=figures.declaration,
        gifts=figures.gifts,
        gifts_gap=wording.gifts_to_come(figures),
        gifts_text=wording.gifts_told(figures),
        page=page,
        activities=shown,
        count=page.paginator.count,
        activities_text=wording.no_gift_in_words(figures),
        updated_at=figures.updated_at,
        as_of=figures.counted_on,
    )


@public
def declaration(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The declaration of the year: its text, who signed it and when, the signed document."""
    every = known_years(request, year)
    rows = GiftDeclaration.objects.visible_in(request).filter(year=year).select_related("owner_group")
    documents = DeclarationDocument.objects.select_related("current")
    one = rows.prefetch_related(Prefetch("documents", documents)).first()
    if PREVIEW in request.GET and one is None:
        raise Http404
    return part_page(
        request,
        Part.DECLARATION,
        year,
        every,
        [one] if one else [],
        lead="ประกาศที่ผู้บริหารสูงสุดลงนามว่าจะไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่",
        above=_above(year),
        declaration=one,
        documents=one.documents.all() if one else [],
    )


@public
def gifts(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The gift register of the year as counts; that there was no gift is said too."""
    every = known_years(request, year)
    rows = GiftCount.objects.visible_in(request).for_year(year).select_related("owner_group").order_by("half")
    halves = list(rows)
    if PREVIEW in request.GET and not halves:
        raise Http404
    found = Gifts(tuple(halves))
    return part_page(
        request,
        Part.GIFTS,
        year,
        every,
        halves,
        lead="จำนวนครั้งที่มีผู้มอบของขวัญแก่บุคลากร และสิ่งที่ทำกับของขวัญนั้น ไม่ระบุผู้ให้หรือผู้รับ",
        above=_above(year),
        gifts=found,
        gifts_gap=wording.halves_to_come(year, found),
        as_of=found.until,
    )
