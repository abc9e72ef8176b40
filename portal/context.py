"""What every page knows: the office and the ways through the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.models import Office

NAV = (
    ("home", "หน้าแรก", "portal:home"),
    ("measures", "มาตรการ 11 ด้าน", "measures:latest"),
    ("ita", "ผลประเมิน ITA", "measures:ita_latest"),
    ("authority", "อำนาจหน้าที่", "authority:index"),
    ("complaints", "แจ้งทุจริต", "complaints:start"),
    ("news", "ข่าวและประกาศ", "portal:news"),
    ("about", "เกี่ยวกับเรา", "portal:about"),
)
"""Key, title and route of the main menu; the routes are strings, so the ground floor imports no room."""


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "office": SimpleLazyObject(Office.load),
        "site_nav": [{"key": key, "title": title, "url": reverse(route)} for key, title, route in NAV],
        "site_url": settings.SITE_URL,
        "is_demonstration": settings.DEMONSTRATION,
    }
