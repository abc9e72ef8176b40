"""The public page on what the channel keeps and what it cannot keep, made from the table that names the tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from complaints import promises
from complaints.models import ChannelRules
from portal.access import public


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """Promises, limits, logs, periods and ciphers; no word on it is written anywhere else."""
    rules = ChannelRules.load()
    return render(
        request,
        "complaints/privacy.html",
        {
            "heading": "ความลับของผู้แจ้ง รักษาได้แค่ไหน",
            "lead": "สิ่งที่ช่องทางแจ้งทุจริตทำให้ได้ สิ่งที่ทำให้ไม่ได้ และสิ่งที่ระบบบันทึกไว้",
            "crumbs": [
                {"title": "แจ้งทุจริต", "url": "/complaints/"},
                {"title": "ความลับของผู้แจ้ง"},
            ],
            "topics": promises.by_topic(),
            "promise_count": len(promises.PROMISES),
            "test_count": len(promises.tests()),
            "limits": promises.LIMITS,
            "logs": promises.logs(),
            "periods": promises.periods(rules),
            "warn_days": rules.warn_days,
            "ciphers": promises.ciphers(),
            "key_rules": promises.KEY_RULES,
        },
    )
