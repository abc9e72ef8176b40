"""The catalogue: the list of services with its search, one service, how to ask for it online, and the list as files."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from measures.services.exports.catalogue import SERVICES
from measures.services.forms.requests import request_form_class
from measures.services.models import Answer, FieldKind, RequestForm, Service, ServiceDocument
from portal import search
from portal.access import PREVIEW, public
from portal.models import Office
from portal.open_tables import download
from portal.qr import qr_svg
from portal.search import LONGEST_QUERY, Query

TITLE = "บริการของสำนักงาน"
PER_PAGE = 50
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
MOST_ANSWERS = 10
"""Frequent questions that a service's page shows; the rest are on the page of questions."""


class ServiceFilter(forms.Form):
    """Which services; the words are read by `Query`, so that nothing typed is wrong."""

    q = forms.CharField(
        label="ค้นหาบริการ",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUERY, "autocomplete": "off"}),
    )
    online = forms.BooleanField(label="เฉพาะที่ยื่นออนไลน์ได้", required=False)


def catalogue() -> Any:
    """Published services with `is_online`, those still offered first, by the order of their groups."""
    forms_open = RequestForm.objects.accepting().filter(service=OuterRef("pk"))
    return (
        Service.objects.published()
        .select_related("owner_group")
        .annotate(is_online=Exists(forms_open))
        .order_by("-is_offered", "owner_group__order", "owner_group", "order", "title", "pk")
    )


def found_by(services: Any, words: tuple[str, ...]) -> Any:
    """The services that hold every word somewhere: title, summary, keywords, steps or papers."""
    if not words:
        return services
    entries = search.find(words).filter(object_type=Service._meta.label_lower)
    return services.filter(pk__in=[int(key) for key in entries.values_list("object_id", flat=True)])


@public
def index(request: HttpRequest) -> HttpResponse:
    """The services by work group, searched by `q`, with `online=1` only those that can be asked for here."""
    query = Query.read(request.GET.get("q", ""))
    is_online = request.GET.get("online", "") in ("1", "on")
    services = found_by(catalogue(), query.words)
    if is_online:
        services = services.filter(is_online=True)
    page = _page_of(services, request.GET.get("page", "1"))
    parts = {name: text for name, text in (("q", query.text), ("online", "1" if is_online else "")) if text}
    return render(
        request,
        "services/index.html",
        {
            "nav": "services",
            "heading": TITLE,
            "lead": "คู่มือการให้บริการของสำนักงาน ใครยื่นได้ ใช้เอกสารใด ใช้เวลากี่วัน และยื่นออนไลน์ได้หรือไม่",
            "crumbs": [{"title": TITLE}],
            "form": ServiceFilter({"q": query.text, "online": is_online}),
            "chips": [
                {
                    "label": f"คำค้น {query.text}" if name == "q" else "ยื่นออนไลน์ได้",
                    "url": _address({other: text for other, text in parts.items() if other != name}),
                }
                for name in parts
            ],
            "clear_url": reverse("services:index"),
            "page": page,
            "count": page.paginator.count,
            "sections": [
                {"title": group if is_offered else "บริการที่เลิกให้บริการแล้ว", "services": list(rows)}
                for (is_offered, group), rows in groupby(
                    page, key=lambda one: (one.is_offered, str(one.owner_group) if one.is_offered else "")
                )
            ],
            "downloads": [
                {"title": "CSV", "url": reverse("services:index_csv")},
                {"title": "Excel", "url": reverse("services:index_xlsx")},
            ],
        },
    )


def _address(parts: dict[str, str]) -> str:
    return reverse("services:index", query=parts or None)


def _page_of(rows: Any, number: str) -> Any:
    """One page of the rows. Raises Http404 when the number is none or there is no such page."""
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    pages = Paginator(rows, PER_PAGE)
    if not 1 <= int(number) <= pages.num_pages:
        raise Http404
    return pages.page(int(number))


@public
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """The manual of one service; with `?preview=` its draft, or the working copy of what is published."""
    documents = ServiceDocument.objects.select_related("current")
    services = Service.objects.visible_in(request).select_related("owner_group")
    one = get_object_or_404(
        services.prefetch_related("steps", "requirements", Prefetch("documents", documents)),
        Q(pk=pk) | Q(revises=pk),
    )
    address = f"{settings.SITE_URL}{one.get_absolute_url()}"
    return render(
        request,
        "services/service.html",
        {
            "nav": "services",
            "heading": one.title,
            "lead": one.summary,
            "crumbs": [{"title": TITLE, "url": reverse("services:index")}, {"title": one.title}],
            "service": one,
            "form": RequestForm.objects.accepting().filter(service=pk).first(),
            "answers": Answer.objects.published()
            .filter(service=pk, is_faq=True)
            .order_by("order", "-asked_on", "pk")[:MOST_ANSWERS],
            "address": address,
            "qr": qr_svg(address, title="คิวอาร์โค้ดของหน้านี้"),
            "published_at": one.first_published_at,
            "updated_at": one.published_at,
            "owner_group": one.owner_group,
        },
    )


@public
def e_service(request: HttpRequest, pk: int) -> HttpResponse:
    """How to ask for a service online, what becomes of personal data, and the button that begins."""
    request_forms = RequestForm.objects.visible_in(request).select_related("service", "owner_group")
    form = get_object_or_404(request_forms.prefetch_related("fields"), service=pk)
    is_preview = PREVIEW in request.GET
    if not is_preview and not form.service.is_published:
        raise Http404
    one = form.service
    manual_url = (
        one.get_absolute_url() if one.is_published else f"{one.get_absolute_url()}?{PREVIEW}={one.pk}"
    )
    return render(
        request,
        "services/e_service.html",
        {
            "nav": "services",
            "heading": form.title,
            "lead": one.summary,
            "crumbs": [
                {"title": TITLE, "url": reverse("services:index")},
                {"title": one.title, "url": manual_url},
                {"title": "ยื่นออนไลน์"},
            ],
            "form": form,
            "service": one,
            "requirements": one.requirements.all(),
            "manual_url": manual_url,
            "is_preview": is_preview,
            **(_as_sent(form) if is_preview else {}),
            "published_at": form.first_published_at,
            "updated_at": form.published_at,
            "owner_group": form.owner_group,
        },
    )


def _as_sent(form: RequestForm) -> dict[str, Any]:
    """What who sends the form would fill in, drawn by the very form that takes it."""
    asked = request_form_class(form)()
    return {
        "questions": list(asked.questions(())),
        "has_files": any(one.kind == FieldKind.FILE for one in asked.definition),
    }


def _rows() -> list[Any]:
    return list(catalogue().prefetch_related("steps", "requirements"))


@public
def index_csv(request: HttpRequest) -> HttpResponse:
    return download(SERVICES.csv(_rows()), "services.csv")


@public
def index_xlsx(request: HttpRequest) -> HttpResponse:
    office, rows = Office.load(), _rows()
    made = max((row.published_at for row in rows), default=LONG_AGO)
    headings = [SERVICES.title, office.name]
    return download(SERVICES.xlsx(rows, headings=headings, author=office.name, made=made), "services.xlsx")
