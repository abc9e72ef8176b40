"""Standing pages: policies and their editions, the office, how to reach it, and the sitemap for people."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from portal import sitemap as site_map
from portal.access import public
from portal.context import FOOTER, NAV
from portal.models import Page, PageEdition, PageKind, WorkGroup

SHOWN_OF_A_KIND = 20
"""Entries of a kind that the sitemap page shows; the rest is one link away, in the search."""


@public
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One standing page with its earlier editions; with `?preview=` its draft or working copy."""
    shown = get_object_or_404(Page.objects.visible_in(request).select_related("owner_group"), slug=slug)
    original = shown.revises_id or shown.pk
    return render(
        request,
        "portal/page.html",
        {
            "heading": shown.title,
            "lead": shown.lead,
            "crumbs": [{"title": shown.title}],
            "nav": "about" if shown.kind == PageKind.ABOUT else "",
            "page": shown,
            "editions": PageEdition.objects.filter(page=original).select_related("page"),
            "published_at": shown.first_published_at,
            "updated_at": shown.published_at if shown.published_at != shown.first_published_at else None,
            "owner_group": shown.owner_group,
        },
    )


@public
def page_edition(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """An edition that a newer one replaced, as long as the page itself is public."""
    editions = PageEdition.objects.filter(page__in=Page.objects.published()).select_related(
        "page__owner_group"
    )
    shown = get_object_or_404(editions, Q(page__slug=slug), pk=edition)
    return render(
        request,
        "portal/page_edition.html",
        {
            "heading": f"{shown.title} ฉบับที่ {shown.version}",
            "crumbs": [
                {"title": shown.page.title, "url": shown.page.get_absolute_url()},
                {"title": f"ฉบับที่ {shown.version}"},
            ],
            "edition": shown,
            "published_at": shown.published_at,
            "owner_group": shown.page.owner_group,
        },
    )


@public
def about(request: HttpRequest) -> HttpResponse:
    """Who the office is: history, vision, law, executive, work groups; all from its own data."""
    return render(
        request,
        "portal/about.html",
        {
            "heading": "เกี่ยวกับสำนักงาน",
            "lead": "สำนักงานมีที่มาอย่างไร ใครเป็นผู้บริหาร และแบ่งงานกันอย่างไร",
            "crumbs": [{"title": "เกี่ยวกับสำนักงาน"}],
            "nav": "about",
            "work_groups": WorkGroup.objects.filter(is_active=True),
            "pages": Page.objects.published().filter(kind=PageKind.ABOUT),
        },
    )


@public
def contact(request: HttpRequest) -> HttpResponse:
    """Every way to reach the office, and what to do about wrong information."""
    return render(
        request,
        "portal/contact.html",
        {
            "heading": "ติดต่อสำนักงาน",
            "lead": "ที่ตั้ง เวลาทำการ โทรศัพท์ และอีเมล",
            "crumbs": [{"title": "ติดต่อสำนักงาน"}],
            "work_groups": WorkGroup.objects.filter(is_active=True).exclude(phone=""),
        },
    )


def _main_pages() -> Iterator[tuple[str, str]]:
    """Title and route of every page of the main menu, then of those that only the footer leads to."""
    yield from ((title, route) for _, title, route in NAV)
    known = {route for _, _, route in NAV}
    for _, _, routes in FOOTER:
        yield from ((title, route) for title, route in routes if route not in known)


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages in groups: the main ones, then what is published by kind."""
    groups = [
        {
            "kind": group.kind,
            "entries": group.entries,
            "total": group.total,
            "all_url": reverse("portal:search", query={"kind": group.kind}),
        }
        for group in site_map.groups(SHOWN_OF_A_KIND)
    ]
    return render(
        request,
        "portal/sitemap.html",
        {
            "heading": "แผนผังเว็บไซต์",
            "lead": "หน้าทั้งหมดของเว็บไซต์นี้ แยกตามประเภท",
            "crumbs": [{"title": "แผนผังเว็บไซต์"}],
            "main_pages": [{"title": title, "url": reverse(route)} for title, route in _main_pages()],
            "groups": groups,
        },
    )
