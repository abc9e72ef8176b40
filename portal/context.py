"""What every page knows: the office and the ways through the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.feedback import is_spoken_of
from portal.models import Office, Page, PageKind

NAV = (
    ("home", "หน้าแรก", "portal:home"),
    ("services", "บริการ", "services:index"),
    ("measures", "มาตรการ 11 ด้าน", "measures:latest"),
    ("procurement", "จัดซื้อจัดจ้าง", "procurement:latest"),
    ("ita", "ข้อมูลสาธารณะ (OIT)", "measures:ita_latest"),
    ("authority", "หน้าที่และอำนาจ", "authority:index"),
    ("complaints", "แจ้งทุจริต", "complaints:start"),
    ("news", "ข่าวและประกาศ", "portal:news"),
    ("about", "เกี่ยวกับสำนักงาน", "portal:about"),
    ("contact", "ติดต่อ", "portal:contact"),
)
"""Key, title and route of the main menu; the routes are strings, so the ground floor imports no room."""

FOOTER = (
    (
        "บริการ",
        None,
        (
            ("บริการและยื่นคำขอ", "services:index"),
            ("คำถามและคำตอบ", "services:questions"),
            ("ถามสำนักงาน", "services:ask"),
            ("แบบสำรวจ", "services:surveys"),
        ),
    ),
    (
        "สำนักงาน",
        PageKind.ABOUT,
        (
            ("เกี่ยวกับสำนักงาน", "portal:about"),
            ("หน้าที่และอำนาจ", "authority:index"),
            ("ติดต่อสำนักงาน", "portal:contact"),
            ("ข่าวและประกาศ", "portal:news"),
        ),
    ),
    (
        "ความโปร่งใส",
        None,
        (
            ("มาตรการ 11 ด้าน", "measures:latest"),
            ("ข้อมูลสาธารณะ (OIT)", "measures:ita_latest"),
            ("คู่มือการปฏิบัติงาน", "manuals:index"),
            ("การมีส่วนร่วม", "participation:index"),
            ("จริยธรรมและ No Gift Policy", "ethics:latest"),
            ("จัดซื้อจัดจ้าง", "procurement:latest"),
            ("ข้อมูลเปิดของการจัดซื้อจัดจ้าง", "procurement:open_data"),
            ("แจ้งทุจริต", "complaints:start"),
        ),
    ),
    ("นโยบาย", PageKind.POLICY, ()),
    ("", PageKind.HELP, ()),
)
"""Groups of the footer: title (none: the last line), kind of standing pages that belong to it, title and route."""


def footer_nav() -> list[dict[str, Any]]:
    """The groups of the footer that hold something, as {title, links: [{title, url}]}; one query."""
    pages = Page.objects.published().only("kind", "slug", "title")
    groups = [
        {
            "title": title,
            "links": [{"title": name, "url": reverse(route)} for name, route in routes]
            + [{"title": page.title, "url": page.get_absolute_url()} for page in pages if page.kind == kind],
        }
        for title, kind, routes in FOOTER
    ]
    return [group for group in groups if group["links"]]


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "office": SimpleLazyObject(Office.load),
        "site_nav": [{"key": key, "title": title, "url": reverse(route)} for key, title, route in NAV],
        "footer_nav": SimpleLazyObject(footer_nav),
        "site_url": settings.SITE_URL,
        "is_demonstration": settings.DEMONSTRATION,
        "takes_feedback": is_spoken_of(request.path),
    }
