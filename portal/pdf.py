"""HTML to PDF: tagged (PDF/UA-1), in Sarabun, with a right Thai text layer, and the same bytes every time."""

import mimetypes
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.utils._os import safe_join
from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.thai import local
from portal.thai_type import FAMILY, WEIGHTS, sarabun

# WeasyPrint lets Pillow take torn pictures for whole ones, everywhere; an upload must not pass for that.
ImageFile.LOAD_TRUNCATED_IMAGES = False

# Never asked of a network: the fetcher answers these itself.
_FONTS = "https://fonts.invalid/"
# ำ typed as two letters, with the tone mark before or between them, as old documents have it.
_TORN_SARA_AM = re.compile("(?:\u0e4d([\u0e48-\u0e4b]?)|([\u0e48-\u0e4b])\u0e4d)\u0e32")
_TYPEFACE = "".join(
    f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};src:url("{_FONTS}{weight}")}}'
    for weight in WEIGHTS
)


def render_pdf(
    html: str, *, title: str, stylesheets: Sequence[str] = (), created: datetime | None = None
) -> bytes:
    """Return a whole HTML document as PDF/UA-1; the same input gives the same bytes.

    `stylesheets` are names of static files, such as "report.css"; they have the family "Portal Sarabun" (400, 700).
    Relative links lead to the portal's own address. Only static files and data: addresses are loaded;
    whatever else the document asks for is left out.
    """
    base = f"{settings.SITE_URL}/"
    fetcher = _OwnFiles(base)
    fonts = FontConfiguration()
    own = {"font_config": fonts, "url_fetcher": fetcher}
    styles = [CSS(string=f"{_TYPEFACE} html{{font-family:'{FAMILY}'}}", **own)]
    styles += [
        CSS(string=_static_file(name).read_text(), base_url=fetcher.static + name, **own)
        for name in stylesheets
    ]
    options: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_identifier": True}
    document = HTML(
        string=_TORN_SARA_AM.sub("\\1\\2\u0e33", html), base_url=base, url_fetcher=fetcher
    ).render(stylesheets=styles, font_config=fonts, **options)
    document.metadata.title = title
    document.metadata.lang = "th"
    if created:
        document.metadata.created = document.metadata.modified = local(created).isoformat(timespec="seconds")
    return bytes(document.write_pdf(**options))


class _OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type stubs
    """Answers with our typeface, our static files and data: addresses; never opens anything else."""

    def __init__(self, base: str) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        # Made before rendering: what fails while fetching is only logged, and the text would stand in boxes.
        self._fonts = {f"{_FONTS}{weight}": sarabun(weight) for weight in WEIGHTS}
        self.static = f"{base.rstrip('/')}/{settings.STATIC_URL.lstrip('/')}"

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if font := self._fonts.get(url):
            return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})
        if url.startswith(self.static):
            path = _static_file(unquote(re.split("[?#]", url.removeprefix(self.static))[0]))
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
        return super().fetch(url, headers)


def _static_file(name: str) -> Path:
    """Find a static file by its name or, once collected, its hashed name. Raises FileNotFoundError."""
    try:
        found = finders.find(name)
        collected = Path(safe_join(settings.STATIC_ROOT, name)) if settings.STATIC_ROOT else None
    except SuspiciousFileOperation as error:
        raise FileNotFoundError(name) from error
    if found:
        return Path(found)
    if collected and collected.is_file():
        return collected
    raise FileNotFoundError(name)
