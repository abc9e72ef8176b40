"""News: the list with its filters, one piece of news, and its pictures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from portal.models import NewsDocument, NewsItem, NewsKind, NewsPicture
from portal.rich_text import plain_text
from portal.views.pictures import picture_response

PER_PAGE = 20
TITLE = "ข่าวและประกาศ"


class NewsFilter(forms.Form):
    """Which news; what cannot be read is said beside its box and left out of account."""

    kind = forms.ChoiceField(
        label="ประเภท",
        required=False,
        choices=[("", "ทุกประเภท"), *NewsKind.choices],
        error_messages={"invalid_choice": "ไม่มีประเภทข่าวนี้ จึงแสดงทุกประเภท"},
    )
    year = forms.TypedChoiceField(
        label="ปีงบประมาณ พ.ศ.",
        required=False,
        coerce=FiscalYear,
        error_messages={"invalid_choice": "ไม่มีข่าวของปีงบประมาณนี้ จึงแสดงทุกปี"},
    )

    def __init__(self, data: Any, years: list[FiscalYear]) -> None:
        super().__init__(data)
        self.fields["year"].choices = [("", "ทุกปี"), *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]  # a choice field
        self.is_valid()

    @property
    def kind_asked(self) -> str:
        return str(self.cleaned_data.get("kind") or "")

    @property
    def year_asked(self) -> FiscalYear | None:
        return self.cleaned_data.get("year") or None

    def chips(self) -> list[dict[str, str]]:
        """The filters in force, each with the address of the list without it."""
        parts = {"kind": self.kind_asked, "year": str(self.year_asked or "")}
        labels = {"kind": dict(NewsKind.choices).get(parts["kind"], ""), "year": ""}
        if self.year_asked:
            labels["year"] = self.year_asked.label
        return [
            {"label": str(labels[name]), "url": _address({**parts, name: ""})}
            for name, value in parts.items()
            if value
        ]


def _address(parts: dict[str, str]) -> str:
    query = {name: value for name, value in parts.items() if value}
    return reverse("portal:news", query=query or None)


@public
def news(request: HttpRequest) -> HttpResponse:
    """The published news, the pinned first and then the newest."""
    items = NewsItem.objects.visible_in(request)
    wanted = NewsFilter(request.GET, items.years())
    if wanted.kind_asked:
        items = items.of_kind(wanted.kind_asked)
    if wanted.year_asked:
        items = items.in_year(wanted.year_asked)
    page = page_of(items.select_related("owner_group"), request.GET.get("page", "1"))
    return render(
        request,
        "portal/news.html",
        {
            "heading": TITLE,
            "lead": "ข่าวประชาสัมพันธ์ ประกาศ และกิจกรรมของสำนักงาน",
            "crumbs": [{"title": TITLE}],
            "nav": "news",
            "form": wanted,
            "chips": wanted.chips(),
            "clear_url": reverse("portal:news"),
            "page": page,
            "count": page.paginator.count,
        },
    )


def page_of(items: Any, number: str) -> Page[Any]:
    """One page of the rows. Raises Http404 when the number is none or there is no such page."""
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    pages = Paginator(items, PER_PAGE)
    if not 1 <= int(number) <= pages.num_pages:
        raise Http404
    return pages.page(int(number))


@public
def news_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of news; with `?preview=` its draft, or the working copy of what is published."""
    items = NewsItem.objects.visible_in(request).select_related("owner_group")
    documents = NewsDocument.objects.select_related("current")
    pictures = NewsPicture.objects.select_related("large", "small")
    item = get_object_or_404(
        items.prefetch_related(Prefetch("documents", documents), Prefetch("pictures", pictures)),
        Q(pk=pk) | Q(revises=pk),
    )
    return render(
        request,
        "portal/news_item.html",
        {
            "heading": item.title,
            "lead": item.summary,
            "crumbs": [{"title": TITLE, "url": reverse("portal:news")}, {"title": item.title}],
            "nav": "news",
            "item": item,
            "description": plain_text(item.body)[:160],
            "documents": item.documents.all(),
            "published_at": item.first_published_at,
            "updated_at": item.corrected_at,
            "owner_group": item.owner_group,
            "preview": f"&{PREVIEW}={item.pk}" if PREVIEW in request.GET else "",
        },
    )


@public
def picture(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """A rendition of a picture, while its news is visible."""
    if size not in ("large", "small"):
        raise Http404
    owners = NewsItem.objects.visible_in(request)
    row = get_object_or_404(NewsPicture.objects.select_related(size), pk=pk, owner__in=owners)
    return picture_response(request, getattr(row, size))
