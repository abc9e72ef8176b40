"""Questions and answers: what was asked before, one answer, asking something new, and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from measures.services.actions import questions as actions
from measures.services.forms.questions import AskForm
from measures.services.models import Answer, Enquiry, EnquiryState, Service
from portal import search
from portal.access import public
from portal.feedback import Throttle
from portal.search import LONGEST_QUERY, Query
from portal.views.feedback import TRAP, SeeOther
from portal.views.news import page_of

TITLE = "คำถามและคำตอบ"
MOST_FREQUENT = 10
"""Frequent questions over the list; `faq=1` shows all of them."""
throttle = Throttle(most=30, seconds=60)
"""Questions of everybody together: nobody is told apart."""


class AnswerFilter(forms.Form):
    """Which answers; the words are read by `Query`, so that nothing typed is wrong."""

    q = forms.CharField(
        label="ค้นหาคำถาม",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUERY, "autocomplete": "off"}),
    )
    service = forms.ChoiceField(
        label="เกี่ยวกับบริการ",
        required=False,
        error_messages={"invalid_choice": "ไม่มีคำตอบเกี่ยวกับบริการนี้ จึงแสดงทุกบริการ"},
    )
    faq = forms.BooleanField(label="เฉพาะคำถามที่พบบ่อย", required=False)

    def __init__(self, data: Any, services: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.services = {str(pk): title for pk, title in services}
        self.fields["service"].choices = [("", "ทุกบริการ"), *self.services.items()]  # type: ignore[attr-defined]  # a choice field
        self.is_valid()

    @property
    def parts(self) -> dict[str, str]:
        """What is asked for and can be, as a query string has it."""
        asked = {
            "q": self.data["q"],
            "service": self.cleaned_data.get("service", ""),
            "faq": "1" if self.cleaned_data.get("faq") else "",
        }
        return {name: text for name, text in asked.items() if text}

    def chips(self) -> list[dict[str, str]]:
        """The filters in force, each with the address of the list without it."""
        parts = self.parts
        labels = {
            "q": f"คำค้น {parts.get('q', '')}",
            "service": self.services.get(parts.get("service", ""), ""),
            "faq": "คำถามที่พบบ่อย",
        }
        return [
            {
                "label": labels[name],
                "url": reverse(
                    "services:questions",
                    query={other: text for other, text in parts.items() if other != name} or None,
                ),
            }
            for name in parts
        ]


@public
def questions(request: HttpRequest) -> HttpResponse:
    """The frequent questions, and all answers with the newest first; searched by `q`, of a `service`, `faq=1`."""
    answers = Answer.objects.published()
    query = Query.read(request.GET.get("q", ""))
    services = Service.objects.published().filter(pk__in=answers.order_by().values("service"))
    wanted = AnswerFilter(
        {
            "q": query.text,
            "service": request.GET.get("service", ""),
            "faq": request.GET.get("faq", "") == "1",
        },
        list(services.values_list("pk", "title")),
    )
    parts = wanted.parts
    rows = answers.select_related("owner_group")
    if query.words:
        entries = search.find(query.words).filter(object_type=Answer._meta.label_lower)
        rows = rows.filter(pk__in=[int(key) for key in entries.values_list("object_id", flat=True)])
    if "service" in parts:
        rows = rows.filter(service=int(parts["service"]))
    if "faq" in parts:
        rows = rows.filter(is_faq=True).order_by("order", "-asked_on", "-pk")
    page = page_of(rows, request.GET.get("page", "1"))
    frequent = answers.filter(is_faq=True).order_by("order", "-asked_on", "-pk")
    return render(
        request,
        "services/questions.html",
        {
            "nav": "services",
            "heading": TITLE,
            "lead": "ถามสำนักงานได้โดยไม่ต้องสมัครสมาชิก เจ้าหน้าที่ตอบในที่สาธารณะพร้อมวันที่",
            "crumbs": [{"title": "บริการของสำนักงาน", "url": reverse("services:index")}, {"title": TITLE}],
            "form": wanted,
            "chips": wanted.chips(),
            "clear_url": reverse("services:questions"),
            "page": page,
            "count": page.paginator.count,
            "frequent": frequent[:MOST_FREQUENT] if not parts and page.number == 1 else [],
        },
    )


@public
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with its answer; with `?preview=` its draft, or the working copy of what is published."""
    answers = Answer.objects.visible_in(request).select_related("owner_group", "service")
    one = get_object_or_404(answers, Q(pk=pk) | Q(revises=pk))
    return render(
        request,
        "services/answer.html",
        {
            "nav": "services",
            "heading": one.question,
            "crumbs": [
                {"title": TITLE, "url": reverse("services:questions")},
                {"title": "คำถามที่พบบ่อย" if one.is_faq else "คำตอบ"},
            ],
            "answer": one,
            "service": one.service if one.service is not None and one.service.is_published else None,
            "published_at": one.first_published_at,
            "updated_at": one.published_at if one.published_at != one.first_published_at else None,
            "owner_group": one.owner_group,
        },
    )


@csrf_exempt  # the page sets no cookie; the form can only ever add a question without a name
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask something; afterwards the page of the question, whose address nobody else knows."""
    if request.method != "POST":
        return _ask_page(
            request, AskForm(initial={"service": _known_service(request.GET.get("service", ""))})
        )
    if request.POST.get(TRAP):
        return SeeOther(reverse("services:questions"))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, form, status=400)
    if not throttle.lets_through():
        form.add_error(None, "ขณะนี้มีผู้ส่งคำถามเข้ามาพร้อมกันมาก ข้อความของท่านยังอยู่ในหน้านี้ โปรดรอหนึ่งนาทีแล้วกดส่งอีกครั้ง")
        response = _ask_page(request, form, status=429)
        response["Retry-After"] = str(int(throttle.seconds))
        return response
    made = actions.ask(**form.cleaned_data)
    return SeeOther(reverse("services:enquiry", args=[made.token]))


def _known_service(key: str) -> int | None:
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 10 else None


def _ask_page(request: HttpRequest, form: AskForm, *, status: int = 200) -> HttpResponse:
    context = {
        "nav": "services",
        "heading": "ถามสำนักงาน",
        "lead": "ไม่ต้องสมัครสมาชิก ตอบภายใน 15\N{NO-BREAK SPACE}วันทำการ",
        "crumbs": [{"title": TITLE, "url": reverse("services:questions")}, {"title": "ถามสำนักงาน"}],
        "form": form,
    }
    return render(request, "services/ask.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def enquiry(request: HttpRequest, token: str) -> HttpResponse:
    """What became of a question, for who has its address."""
    asked = Enquiry.objects.filter(token=token).select_related("service").first()
    if asked is None:
        raise Http404
    answers = Answer.objects.published().filter(enquiry=asked)
    return render(
        request,
        "services/enquiry.html",
        {
            "nav": "services",
            "heading": "คำถามของท่าน",
            "crumbs": [{"title": TITLE, "url": reverse("services:questions")}, {"title": "คำถามของท่าน"}],
            "enquiry": asked,
            "is_waiting": asked.state == EnquiryState.NEW,
            "is_declined": asked.state == EnquiryState.DECLINED,
            "answer": answers.first(),
            "address": request.build_absolute_uri(),
        },
    )
