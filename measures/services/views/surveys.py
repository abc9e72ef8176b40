"""Surveys of the office: their list, answering one without an account or a cookie, and results from ten answers on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from measures.services.actions import surveys as actions
from measures.services.exports import surveys as exports
from measures.services.figures import satisfaction
from measures.services.figures.satisfaction import LEAST
from measures.services.figures.surveys import Question, Results, results_of
from measures.services.forms.surveys import SurveyForm
from measures.services.models import QuestionKind, Survey
from measures.services.models.form import new_token
from portal import thai
from portal.access import PREVIEW, public
from portal.charts import bar_chart, row_chart
from portal.feedback import Throttle
from portal.models import Office
from portal.spreadsheets import XLSX_TYPE
from portal.views.feedback import TRAP, SeeOther

ROWS = 25
throttle = Throttle(most=60, seconds=60)


def _found(request: HttpRequest, pk: int) -> Survey:
    """The survey that this request may see. Raises Http404."""
    rows = Survey.objects.visible_in(request).select_related("owner_group")
    found: Survey = get_object_or_404(rows, Q(pk=pk) | Q(revises=pk))
    return found


def _crumbs(*, last: str) -> list[dict[str, str]]:
    return [{"title": "แบบสำรวจ", "url": reverse("services:surveys")}, {"title": last}]


@public
def surveys(request: HttpRequest) -> HttpResponse:
    """Those that are open, then those to come and those that are over."""
    today = timezone.localdate()
    rows = Survey.objects.published().select_related("owner_group")
    past = rows.exclude(opens_on__lte=today, closes_on__gte=today)
    try:
        page = Paginator(past, ROWS).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    return render(
        request,
        "services/surveys.html",
        {
            "heading": "แบบสำรวจของสำนักงาน",
            "lead": "ตอบได้โดยไม่ต้องบอกชื่อ ผลแสดงเมื่อมีผู้ตอบตั้งแต่ 10 คน",
            "crumbs": [{"title": "แบบสำรวจ"}],
            "is_rated": bool(satisfaction.public_years()),
            "open": list(Survey.objects.open(today).order_by("closes_on", "pk")[:ROWS]),
            "page": page,
            "today": today,
        },
    )


@csrf_exempt  # the form stands on a page without cookies; it can only ever add an answer without a name
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a survey; the token in the form makes the same form sent twice one response."""
    found = _found(request, pk)
    is_preview = PREVIEW in request.GET
    is_open = found.is_open() or is_preview
    form = SurveyForm(
        request.POST if request.method == "POST" else None, survey=found, initial={"token": new_token()}
    )
    if form.is_bound and request.POST.get(TRAP):
        return SeeOther(reverse("services:survey_thanks", args=[found.pk]))
    if form.is_bound and not throttle.lets_through():
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(int(throttle.seconds))
        return response
    if form.is_bound and is_preview:
        form.add_error(None, "นี่คือตัวอย่างก่อนเผยแพร่ จึงไม่บันทึกคำตอบ")
    elif form.is_bound and form.is_valid():
        try:
            actions.answer(survey=found, token=form.cleaned_data["token"], answers=form.answers())
        except ValidationError as error:
            form.add_error(None, f"{' '.join(error.messages)} จึงไม่ได้บันทึกคำตอบนี้")
        else:
            return SeeOther(reverse("services:survey_thanks", args=[found.pk]))
    return render(
        request,
        "services/survey.html",
        {
            "heading": found.title,
            "lead": f"เปิดรับ {thai.date_range(found.opens_on, found.closes_on)}",
            "crumbs": _crumbs(last=found.title),
            "survey": found,
            "form": form if is_open or form.is_bound else None,
            "closed": "" if is_open else actions.closed_words(found),
            "trap": TRAP,
        },
        status=400 if form.errors else 200,
    )


@login_not_required
@never_cache
@require_safe
def survey_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Thanks, and where the results will be."""
    found = _found(request, pk)
    return render(
        request,
        "services/survey_thanks.html",
        {"heading": "ขอบคุณสำหรับคำตอบ", "crumbs": _crumbs(last=found.title), "survey": found},
    )


@public
def survey_results(request: HttpRequest, pk: int) -> HttpResponse:
    """What was answered, from ten responses on."""
    found = _found(request, pk)
    results = results_of(found)
    return render(
        request,
        "services/survey_results.html",
        {
            "heading": f"ผลการสำรวจ {found.title}",
            "lead": f"ผู้ตอบ {thai.number(results.number)}{thai.NBSP}คน "
            f"เปิดรับ {thai.date_range(found.opens_on, found.closes_on)}",
            "crumbs": [
                {"title": "แบบสำรวจ", "url": reverse("services:surveys")},
                {"title": found.title, "url": found.get_absolute_url()},
                {"title": "ผลการสำรวจ"},
            ],
            "survey": found,
            "results": results,
            "questions": [_shown(*pair) for pair in enumerate(results.questions, start=1)],
            "least": LEAST,
            "is_open": found.is_open(),
            "as_of": timezone.localdate(),
            "owner_group": found.owner_group,
        },
    )


@public
def survey_results_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """How often each answer was given."""
    _, results = _told(request, pk)
    return _download(exports.results_csv(results), "text/csv; charset=utf-8", pk, "csv")


@public
def survey_results_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same figures as a workbook."""
    found, results = _told(request, pk)
    content = exports.results_xlsx(found, results, Office.load(), on=timezone.localdate())
    return _download(content, XLSX_TYPE, pk, "xlsx")


def _told(request: HttpRequest, pk: int) -> tuple[Survey, Results]:
    found = _found(request, pk)
    results = results_of(found)
    if not results.is_told:
        raise Http404
    return found, results


def _shown(number: int, question: Question) -> dict[str, Any]:
    """A question with its chart and table."""
    points = [(line.title, Decimal(line.count)) for line in question.lines]
    is_scale = question.kind == QuestionKind.SCALE
    most = max((line.count for line in question.lines), default=0)
    chart = (
        bar_chart(
            [(title[:1], count) for title, count in points],
            top=max(4, most + most % 2),
            highlight=None,
            digits=0,
        )
        if is_scale
        else row_chart(points, top=4, digits=0)
    )
    return {
        "id": f"h-q{number}",
        "text": question.text,
        "kind": question.kind.label,
        "answered": question.answered,
        "is_told": question.is_told,
        "is_words": question.kind == QuestionKind.TEXT,
        "note": f"{question.kind.label} ผู้ตอบ {thai.number(question.answered)}{thai.NBSP}คน",
        "chart": chart,
        "headers": ("คำตอบ", "จำนวน (คน)"),
        "rows": [(line.title, thai.number(line.count)) for line in question.lines],
        "total": ("คะแนนเฉลี่ย", str(question.mean)) if question.mean is not None else None,
    }


def _download(content: bytes, content_type: str, pk: int, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="survey-{pk}.{kind}"'},
    )
