"""The search page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from portal.access import public
from portal.models import PopularSearch
from portal.search import Query, excerpt, find, kinds, mark
from portal.views.news import page_of


@public
def search(request: HttpRequest) -> HttpResponse:
    """What holds every word of `q`, of one `kind` or of all; a kind alone shows everything of it."""
    query = Query.read(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    context: dict[str, Any] = {
        "heading": "ค้นหา",
        "lead": "",
        "crumbs": [{"title": "ค้นหา"}],
        "query": query,
        "is_asked": bool(query.words or kind),
    }
    if not context["is_asked"]:
        context["popular"] = [
            {"text": term.text, "url": reverse("portal:search", query={"q": term.text})}
            for term in PopularSearch.objects.all()
        ]
        return render(request, "portal/search.html", context)
    found = find(query.words)
    counts = kinds(found)
    context["has_other_kind"] = bool(kind) and kind not in counts
    if kind in counts:
        found = found.filter(kind=kind)
    else:
        kind = ""
    if query.words or kind:
        page = page_of(found, request.GET.get("page", "1"))
        context |= {
            "page": page,
            "count": page.paginator.count,
            "results": [
                {
                    "entry": entry,
                    "title": mark(entry.title, query.words),
                    "excerpt": mark(excerpt(entry.body, query.words), query.words),
                }
                for entry in page
            ],
        }
    return render(request, "portal/search.html", context | {"kinds": _choices(query.text, kind, counts)})


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
