"""The home page, the visitor's text size and colours, and the style guide of the staff."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.access import public, staff_only
from portal.models import HomeBlock, HomeTask, PopularSearch
from portal.preferences import COOKIE, ONE_YEAR, Display, Scheme, Size
from portal.specimens import specimens


@public
def home(request: HttpRequest) -> HttpResponse:
    """The office's choice of tasks and parts; each part fetches its own content by a template tag."""
    rows = _office_choices()
    context = {
        "nav": "home",
        "popular": [
            {"text": text, "url": reverse("portal:search", query={"q": text})} for text, *_ in rows["search"]
        ],
        "tasks": [
            {"title": title, "hint": hint, "icon": icon, "url": address}
            for title, hint, icon, address in rows["task"]
        ],
        "blocks": [{"key": key} for key, *_ in rows["block"]],
    }
    return render(request, "home.html", context)


def _office_choices() -> dict[str, list[tuple[str, str, str, str]]]:
    """Tasks, popular searches and parts in the office's order, by one query: the parts need the rest of twelve."""
    nothing = Value("")
    shown = HomeTask.objects.filter(is_shown=True)
    tasks = shown.values_list(Value("task"), "order", "pk", "title", "hint", "icon", "address")
    searches = PopularSearch.objects.values_list(
        Value("search"), "order", "pk", "text", nothing, nothing, nothing
    )
    parts = HomeBlock.objects.filter(is_shown=True)
    blocks = parts.values_list(Value("block"), "order", "pk", "key", nothing, nothing, nothing)
    rows: dict[str, list[tuple[str, str, str, str]]] = {"task": [], "search": [], "block": []}
    for kind, _order, _pk, *texts in sorted(
        tasks.order_by().union(searches.order_by(), blocks.order_by(), all=True)
    ):
        rows[kind].append((texts[0], texts[1], texts[2], texts[3]))
    return rows


# ── text size and colours ────────────────────────────────────────────────────


class DisplayForm(forms.Form):
    """Two choices; whatever else is sent is refused."""

    size = forms.ChoiceField(label="ขนาดอักษร", choices=Size.choices, widget=forms.RadioSelect)
    scheme = forms.ChoiceField(label="สี", choices=Scheme.choices, widget=forms.RadioSelect)


@csrf_exempt  # it changes nothing but a reading preference, and the page has to stay free of cookies
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Choose text size and colours; afterwards back to the page the visitor came from."""
    if request.method == "POST":
        form = DisplayForm(request.POST)
        if form.is_valid():
            return _remember(
                request, Display(Size(form.cleaned_data["size"]), Scheme(form.cleaned_data["scheme"]))
            )
        came_from = request.POST.get("next", "")
    else:
        chosen = Display.read(request.COOKIES.get(COOKIE, ""))
        form = DisplayForm(initial={"size": chosen.size, "scheme": chosen.scheme})
        came_from = _path_here(request, request.headers.get("Referer", ""))
    response = render(
        request,
        "portal/display.html",
        {"form": form, "next": came_from, "crumbs": [{"title": "ขนาดอักษรและสี"}]},
        status=400 if form.errors else 200,
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _remember(request: HttpRequest, chosen: Display) -> HttpResponse:
    wanted = request.POST.get("next", "")
    is_safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    response = HttpResponseRedirect(wanted if is_safe else reverse("portal:home"))
    if chosen == Display():
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE, str(chosen), max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
    response["Cache-Control"] = "private, no-store"
    return response


def _path_here(request: HttpRequest, address: str) -> str:
    """The path and query of an address of this site, other than this page; otherwise nothing."""
    if not url_has_allowed_host_and_scheme(address, request.get_host()):
        return ""
    parts = urlsplit(address)
    if not parts.netloc or not parts.path.startswith("/") or parts.path == request.path:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@login_not_required
def preferences_css(request: HttpRequest) -> HttpResponse:
    """The visitor's choice as a style sheet of its own, so that pages stay the same for everybody."""
    chosen = Display.read(request.COOKIES.get(COOKIE, ""))
    return HttpResponse(
        chosen.css,
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "Vary": "Cookie"},
    )


# ── style guide ──────────────────────────────────────────────────────────────


@staff_only
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with sample objects."""
    return render(request, "styleguide.html", dict(specimens(request)))
