"""Feedback: one button at the foot of a page, then room for a few words; no cookie, no name."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.feedback import LONGEST_COMMENT, add_comment, is_own_page, take, throttle
from portal.models import Feedback
from portal.views import errors

TRAP = "website"
"""A field that people do not see; whoever fills it in is a program."""


class SeeOther(HttpResponseRedirect):
    """Go on with GET, so that loading the page again sends nothing twice."""

    status_code = 303


class CommentForm(forms.Form):
    """A few words; the answer to «why»."""

    comment = forms.CharField(
        label="บอกเราเพิ่มเติม",
        max_length=LONGEST_COMMENT,
        help_text=f"ไม่เกิน {LONGEST_COMMENT:,} ตัวอักษร ไม่ต้องบอกชื่อ "
        "และโปรดอย่าใส่เลขประจำตัวประชาชน หมายเลขโทรศัพท์ หรือข้อมูลส่วนตัวอื่น",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "เขียนข้อความก่อนกดส่ง หากไม่มีอะไรเพิ่มเติม ปิดหน้านี้ได้เลย",
            "max_length": f"ข้อความยาวเกิน {LONGEST_COMMENT:,} ตัวอักษร โปรดย่อให้สั้นลง",
        },
    )


@csrf_exempt  # the form stands on pages without cookies; it can only ever add a verdict without a name
@login_not_required
@never_cache
def feedback(request: HttpRequest) -> HttpResponse:
    """Take a verdict on a page and lead to the page of thanks."""
    if request.method != "POST":
        response = _page(request, None, status=405)
        response["Allow"] = "POST"
        return response
    path = request.POST.get("path", "")
    verdict = {"yes": True, "no": False}.get(request.POST.get("useful", ""))
    if verdict is None or not is_own_page(path):
        return errors.bad_request(request)
    if request.POST.get(TRAP):
        return SeeOther(path)
    if not throttle.lets_through():
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(int(throttle.seconds))
        return response
    said = take(path=path, is_useful=verdict)
    return SeeOther(reverse("portal:feedback_comment", args=[said.token]))


@csrf_exempt  # as above: no cookie, and only who was given the address knows it
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_comment(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks, and a box for a comment until there is one."""
    said = Feedback.objects.filter(token=token).first()
    if said is None:
        raise Http404
    if said.comment:
        return SeeOther(request.path) if request.method == "POST" else _page(request, said)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        add_comment(said, form.cleaned_data["comment"])
        return SeeOther(request.path)
    return _page(request, said, form=form, status=400 if form.errors else 200)


def _page(
    request: HttpRequest, said: Feedback | None, *, form: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "portal/feedback.html", {"said": said, "form": form}, status=status)
