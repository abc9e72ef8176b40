"""The search page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from portal import search as index
from portal import standing_pages
from portal.access import public
from portal.models import PopularSearch, SearchEntry
from portal.nearness import telling_parts
from portal.search import Query, excerpt, mark
from portal.standing_pages import StandingPage
from portal.views.news import page_of

ENOUGH = 3
"""With fewer results than this, those that come near are shown too."""
MOST_NEAR = 5


@public
def search(request: HttpRequest) -> HttpResponse:
    """What holds every word of `q`, of one `kind` or of all; a kind alone shows everything of it.

    Standing pages come first, and what only comes near last, under its own heading.
    """
    query = Query.read(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    context: dict[str, Any] = {
        "heading": f"ผลการค้นหา “{query.text}”" if query.words else "ค้นหา",
        "lead": "",
        "crumbs": [{"title": "ค้นหา"}],
        "query": query,
        "is_asked": bool(query.words or kind) and not query.is_too_short,
    }
    if not context["is_asked"]:
        context["popular"] = [
            {"text": term.text, "url": reverse("portal:search", query={"q": term.text})}
            for term in PopularSearch.objects.all()
        ]
        return render(request, "portal/search.html", context)
    pages = standing_pages.matching(query.words) if query.words else []
    found = index.find(query.words)
    counts = {**({standing_pages.KIND: len(pages)} if pages else {}), **index.kinds(found)}
    context["has_other_kind"] = bool(kind) and kind not in counts
    if kind in counts:
        found = found.filter(kind=kind)
    else:
        kind = ""
    if query.words or kind:
        page = page_of(found, request.GET.get("page", "1"))
        shown = pages if kind in ("", standing_pages.KIND) else []
        count = page.paginator.count + len(shown)
        on_page = [*(shown if page.number == 1 else []), *page]
        context |= {
            "page": page,
            "count": count,
            "results": [_row(result, query.words) for result in on_page],
            "near": _near(query, on_page) if count < ENOUGH and not kind else [],
        }
    return render(request, "portal/search.html", context | {"kinds": _choices(query.text, kind, counts)})


def _near(query: Query, found: list[SearchEntry | StandingPage]) -> list[dict[str, Any]]:
    """What comes nearest to the query beside what was found; at least half as near as the nearest."""
    rated: list[tuple[float, SearchEntry | StandingPage]] = [
        *standing_pages.near(telling_parts(query.words)),
        *index.near(query.words),
    ]
    rated.sort(key=lambda row: -row[0])  # of those equally near, standing pages stay first
    known = {thing.url for thing in found}
    return [
        _row(thing, ()) for rating, thing in rated if rating >= rated[0][0] / 2 and thing.url not in known
    ][:MOST_NEAR]


def _row(result: SearchEntry | StandingPage, words: tuple[str, ...]) -> dict[str, Any]:
    """A result as the template shows it, with the words marked."""
    if isinstance(result, StandingPage):
        kind, date, text = standing_pages.KIND, None, result.lead
    else:
        kind, date, text = result.kind, result.visible_from, result.body
    return {
        "kind": kind,
        "date": date,
        "url": result.url,
        "title": mark(result.title, words),
        "excerpt": mark(excerpt(text, words), words),
    }


def _choices(text: str, chosen: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """The kinds among the results, each with its number and address; all of them first."""
    rows = [("", "ทั้งหมด", sum(counts.values())), *((kind, kind, number) for kind, number in counts.items())]
    return [
        {
            "title": title,
            "number": number,
            "is_chosen": kind == chosen,
            "url": reverse("portal:search", query={"q": text, **({"kind": kind} if kind else {})}),
        }
        for kind, title, number in rows
        if text or kind
    ]
