"""What visitors send: a comment, and the code by which they see what became of it. No cookie, no account."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from measures.participation.actions import Receipt, followed, receive
from measures.participation.forms import WHOLE, CodeForm, ContributionForm
from measures.participation.models import Consultation, Contribution, Stage
from measures.participation.views.activities import CRUMB
from portal.feedback import Throttle
from portal.views.feedback import TRAP, SeeOther

throttle = Throttle(most=60, seconds=60)
"""Contributions of everybody together: nobody is told apart."""
BUSY = "ขณะนี้มีผู้ส่งความเห็นพร้อมกันมาก ข้อความของท่านยังอยู่ในหน้านี้ โปรดรอหนึ่งนาทีแล้วกดส่งอีกครั้ง"


@csrf_exempt  # the page sets no cookie; the form can only ever add a contribution that somebody looks at first
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something of a paragraph or of the whole draft; afterwards the receipt, whose code is in no address."""
    one = get_object_or_404(Consultation.objects.published().with_end(), pk=pk)
    paragraphs = list(one.paragraphs.all())
    if request.method != "POST":
        form = ContributionForm(
            consultation=one, paragraphs=paragraphs, chosen=request.GET.get("paragraph", "")
        )
        return _comment_page(request, one, form)
    if request.POST.get(TRAP):
        return SeeOther(one.get_absolute_url())
    form = ContributionForm(request.POST, consultation=one, paragraphs=paragraphs)
    if not form.is_valid():
        return _comment_page(request, one, form, status=400)
    if not throttle.lets_through():
        form.add_error(None, BUSY)
        response = _comment_page(request, one, form, status=429)
        response["Retry-After"] = str(int(throttle.seconds))
        return response
    try:
        receipt = receive(consultation=one, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _comment_page(request, one, form, status=400)
    return _receipt_page(request, one, receipt)


@csrf_exempt  # as above; it changes nothing
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """What became of a contribution: its state, the reason, the answer. The code comes by POST only."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    found: Contribution | None = None
    if form.is_bound and form.is_valid():
        try:
            found = followed(form.cleaned_data["code"])
        except ValidationError as error:
            form.add_error("code", error)
        else:
            if found is None:
                form.add_error("code", "ไม่พบความเห็นที่มีรหัสนี้ ตรวจตัวอักษรอีกครั้ง")
    context = {
        "nav": "measures",
        "heading": "ติดตามความเห็นที่ส่ง",
        "lead": "ดูว่าความเห็นของท่านแสดงแล้วหรือยัง เพราะเหตุใด และสำนักงานตอบว่าอย่างไร",
        "crumbs": [CRUMB, {"title": "ติดตามความเห็นที่ส่ง"}],
        "form": form,
        "contribution": found,
        "about": _about(found) if found else "",
        "is_public": found is not None and found.consultation.is_published,
    }
    return render(request, "participation/follow.html", context, status=400 if form.errors else 200)


def _about(contribution: Contribution) -> str:
    """The heading of the paragraph it speaks of."""
    if not contribution.paragraph_key:
        return WHOLE
    rows = contribution.consultation.paragraphs.filter(key=contribution.paragraph_key)
    return rows.values_list("heading", flat=True).first() or WHOLE


def _comment_page(
    request: HttpRequest, one: Consultation, form: forms.Form, *, status: int = 200
) -> HttpResponse:
    context = {
        "nav": "measures",
        "heading": "แสดงความเห็น",
        "lead": one.title,
        "crumbs": [CRUMB, {"title": one.title, "url": one.get_absolute_url()}, {"title": "แสดงความเห็น"}],
        "consultation": one,
        "is_open": one.stage == Stage.OPEN,
        "is_coming": one.stage == Stage.COMING,
        "form": form,
        "action": reverse("participation:comment", args=[one.pk]),
    }
    return render(request, "participation/comment.html", context, status=status)


def _receipt_page(request: HttpRequest, one: Consultation, receipt: Receipt) -> HttpResponse:
    context = {
        "nav": "measures",
        "heading": "ได้รับความเห็นของท่านแล้ว",
        "lead": one.title,
        "crumbs": [CRUMB, {"title": one.title, "url": one.get_absolute_url()}, {"title": "ใบรับความเห็น"}],
        "consultation": one,
        "contribution": receipt.contribution,
        "about": _about(receipt.contribution),
        "code": receipt.code,
    }
    return render(request, "participation/receipt.html", context)
