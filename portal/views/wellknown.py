"""What machines read: sitemap.xml, robots.txt, security.txt, and the sign of life."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from xml.sax.saxutils import escape

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from portal.access import public
from portal.models import Office, Page
from portal.sitemap import addresses

MOST_ADDRESSES = 50_000
"""In one sitemap file (sitemaps.org); more of them are split, with an index in front."""
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@public
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """Every public address; beyond `MOST_ADDRESSES` an index whose parts are `?part=1`, `?part=2`, …"""
    found = addresses()
    parts = -(-len(found) // MOST_ADDRESSES)
    asked = request.GET.get("part", "")
    here = f"{settings.SITE_URL}{reverse('portal:sitemap_xml')}"
    if not asked and parts > 1:
        rows = (f"<sitemap><loc>{here}?part={number}</loc></sitemap>" for number in range(1, parts + 1))
        return _xml("sitemapindex", "\n".join(rows))
    if asked and asked not in map(str, range(1, parts + 1)):
        raise Http404
    first = (int(asked or 1) - 1) * MOST_ADDRESSES
    pages = islice(found.items(), first, first + MOST_ADDRESSES)
    return _xml("urlset", "\n".join(_url(path, changed_at) for path, changed_at in pages))


def _url(path: str, changed_at: dt.datetime | None) -> str:
    changed = (
        f"<lastmod>{timezone.localtime(changed_at).isoformat(timespec='seconds')}</lastmod>"
        if changed_at
        else ""
    )
    return f"<url><loc>{escape(settings.SITE_URL + path)}</loc>{changed}</url>"


def _xml(root: str, rows: str) -> HttpResponse:
    content = f'{XML}<{root} xmlns="{NAMESPACE}">\n{rows}\n</{root}>\n'
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


@public
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Robots need not walk the search or other people's feedback; staff addresses are not named here."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('portal:search')}",
        f"Disallow: {reverse('portal:feedback')}",
        f"Sitemap: {settings.SITE_URL}{reverse('portal:sitemap_xml')}",
    ]
    return _text(lines)


@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116), from the office's own data."""
    office = Office.load()
    contact = f"mailto:{office.email}" if office.email else f"{settings.SITE_URL}{reverse('portal:contact')}"
    lines = [
        f"Contact: {contact}",
        f"Expires: {_expiry(timezone.now()):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: th",
        f"Canonical: {settings.SITE_URL}{reverse('portal:security_txt')}",
    ]
    policy = Page.objects.published().filter(slug="security").first()
    if policy:
        lines.append(f"Policy: {settings.SITE_URL}{policy.get_absolute_url()}")
    return _text(lines)


def _expiry(now: dt.datetime) -> dt.datetime:
    """The first of January or July that is at least half a year away: the same answer for months."""
    halves = (
        dt.datetime(year, month, 1, tzinfo=dt.UTC) for year in (now.year, now.year + 1) for month in (1, 7)
    )
    return next(half for half in halves if half - now >= dt.timedelta(days=181))


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the portal and its database answer: 200, or 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        response = _text(["พร้อมให้บริการ"])
    except DatabaseError:
        response = _text(["ฐานข้อมูลไม่ตอบ"])
        response.status_code = 503
    response["Cache-Control"] = "no-store"
    return response


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
