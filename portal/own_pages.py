"""Pages of this site that staff link to: whether everybody can open an address, and what its page is called."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve
from django.utils.html import strip_tags

MOST_REDIRECTS = 3
NOT_THERE = "ไม่มีหน้านี้ในเว็บไซต์ หรือหน้านี้ยังไม่เผยแพร่ ให้เปิดหน้านั้นโดยไม่ลงชื่อเข้าใช้ แล้วคัดลอกที่อยู่มาใส่"
NOT_PUBLIC = "ประชาชนเปิดหน้านี้ไม่ได้ เพราะต้องลงชื่อเข้าใช้ ให้ใช้หน้าที่ประชาชนเห็น"
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_INVISIBLE = {0x200B: None, 0xAD: None}  # where a heading may break


@dataclass(frozen=True)
class OwnPage:
    """A page or file of this site; `title` is empty for a file."""

    address: str
    """From the root of the site on, with its query and its place on the page."""
    title: str = ""


def own_page(address: str) -> OwnPage | None:
    """The page of this site at an address, as a visitor without an account gets it; None for another website.

    The view itself is asked, so that a page counts as there when it really answers. Raises ValidationError (without
    a field) in Thai when nobody, or only staff, can open it, or when it has no such place (`#…`).
    """
    local = _local(address)
    if local is None:
        return None
    place = unquote(urlsplit(local).fragment)
    response = _visit(local)
    kind = response.headers.get("Content-Type", "")
    if not kind.startswith("text/html"):
        response.close()
        return OwnPage(local)
    source = b"".join(_parts(response)).decode()
    if place and f'id="{html.escape(place)}"' not in source:
        raise ValidationError(f"หน้านี้มีอยู่ แต่ไม่มีตำแหน่ง “#{place}” ให้คัดลอกที่อยู่จากหน้านั้นอีกครั้ง หรือตัด # และส่วนหลังออก")
    found = _HEADING.search(source)
    words = html.unescape(strip_tags(found[1])) if found else ""
    return OwnPage(local, " ".join(words.translate(_INVISIBLE).split()))


def _local(address: str) -> str | None:
    """The address from the root of this site on; None when it is another site's."""
    if address.startswith("/"):
        return address
    ours, asked = urlsplit(settings.SITE_URL), urlsplit(address)
    if not asked.netloc or asked.netloc.lower() != ours.netloc.lower():
        return None
    return asked._replace(scheme="", netloc="", path=asked.path or "/").geturl()


def _visit(address: str, redirects: int = 0) -> HttpResponseBase:
    """What a visitor gets, redirects followed. Raises ValidationError."""
    parts = urlsplit(address)
    try:
        match = resolve(unquote(parts.path))
    except Resolver404 as error:
        raise ValidationError(NOT_THERE) from error
    if getattr(match.func, "login_required", True):
        raise ValidationError(NOT_PUBLIC)
    if not getattr(match.func, "is_public", False):
        return HttpResponse(
            content_type="text/plain"
        )  # a form that anybody may fill in, which wants a whole request
    try:
        response: HttpResponseBase = match.func(
            _request(parts.path, parts.query), *match.args, **match.kwargs
        )
        if isinstance(response, SimpleTemplateResponse):
            response.render()
    except Http404 as error:
        raise ValidationError(NOT_THERE) from error
    except PermissionDenied as error:
        raise ValidationError(NOT_PUBLIC) from error
    if response.status_code in (301, 302, 303, 307, 308):
        onward = _local(urljoin(address, response.headers["Location"]))
        if onward is None or redirects == MOST_REDIRECTS:
            raise ValidationError(NOT_THERE)
        return _visit(onward, redirects + 1)
    if response.status_code != 200:
        raise ValidationError(NOT_THERE)
    return response


def _request(path: str, query: str) -> WSGIRequest:
    """A visitor's request, without cookies and without an account."""
    ours = urlsplit(settings.SITE_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": ours.hostname or "localhost",
            "SERVER_PORT": str(ours.port or (443 if ours.scheme == "https" else 80)),
            "wsgi.url_scheme": ours.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )
    request.user = AnonymousUser()
    return request


def _parts(response: HttpResponseBase) -> Iterator[bytes]:
    yield from response  # both kinds of answers are gone through alike
    response.close()
