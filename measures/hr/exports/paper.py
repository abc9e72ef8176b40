"""A year of personnel on paper: A4 landscape, tagged, with Thai digits as official papers have them."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse

from measures.hr.figures import Year
from portal.pdf import render_pdf

KEPT = 3_600
"""Seconds for which a made paper is kept: making one takes seconds, asking for it must not."""


def paper(year: Year, *, office: str) -> bytes:
    """The PDF; the same records give the same bytes. A preview says on every page that it is a draft."""
    is_public = all(record.is_published for record in (year.plan, year.report) if record)
    title = f"การบริหารและพัฒนาทรัพยากรบุคคล {year.year.label}"
    html = render_to_string(
        "hr/print.html",
        {
            "year": year,
            "office": office,
            "title": title,
            "is_public": is_public,
            "address": f"{settings.SITE_URL}{reverse('hr:year', args=[year.year])}",
        },
    )
    key = f"hr-paper-{hashlib.sha256(f'{year.changed_at.isoformat()}{html}'.encode()).hexdigest()}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = render_pdf(
            html, title=title, stylesheets=["report.css", "hr_print.css"], created=year.changed_at
        )
        if is_public:
            cache.set(key, made, KEPT)
    return made
