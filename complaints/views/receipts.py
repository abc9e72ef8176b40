"""Whether a receipt is of a report that the office took in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from complaints import quiet
from complaints.forms.reporting import ReceiptForm
from complaints.models import Case
from complaints.views.reporting import AN_HOUR, reporting_page
from portal.models import Office

MOST_CHECKED = 60
"""In an hour from one network."""


@reporting_page
def receipt(request: HttpRequest) -> HttpResponse:
    """Compare what stands on a receipt with what was received; nothing else is said of the case, nor whether it is.

    Sent by POST, so that neither number nor digest stands in an address. Nothing is changed, so no token is needed.
    """
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    status, is_right = 200, None
    if form.is_bound and form.is_valid():
        if quiet.budget(request, "receipt", most=MOST_CHECKED, seconds=AN_HOUR):
            is_right = _is_right(form)
        else:
            phone = Office.load().phone
            form.add_error(
                None, f"มีการตรวจจากเครือข่ายเดียวกับท่านจำนวนมาก รอสักครู่แล้วลองใหม่ หรือโทรศัพท์ถึงสำนักงาน {phone}"
            )
            status = 429
    elif form.is_bound:
        status = 400
    return render(
        request,
        "complaints/receipt_check.html",
        {
            "heading": "ตรวจใบรับเรื่อง",
            "lead": "เทียบเลขรับเรื่องและค่า SHA-256 บนใบรับเรื่อง กับเรื่องที่สำนักงานได้รับ",
            "crumbs": [{"title": "แจ้งทุจริต", "url": "/complaints/"}, {"title": "ตรวจใบรับเรื่อง"}],
            "form": form,
            "is_checked": is_right is not None,
            "is_right": is_right,
        },
        status=status,
    )


def _is_right(form: ReceiptForm) -> bool:
    told = form.cleaned_data
    cases = Case.objects.filter(locator=told["locator"], receipt=told["sha256"])
    if told["day"]:
        cases = cases.filter(received_on=told["day"])
    return cases.exists()
