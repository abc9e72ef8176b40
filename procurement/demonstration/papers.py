"""Papers of the demonstration register: one-page PDFs with the words of the record they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.utils.html import format_html, format_html_join

from portal import thai
from portal.attachments import Attachment, store_upload
from portal.models import Office, User
from portal.pdf import render_pdf
from portal.thai import BANGKOK

NOTE = "เอกสารสาธิต ผู้ขาย รายการ และจำนวนเงินเป็นค่าสมมติ"


def attach(
    document: Attachment, subject: str, facts: Iterable[tuple[str, str]], *, on: dt.date, by: User
) -> None:
    """Give the document a PDF that says the facts, dated the day it would have been signed, and save it."""
    office = Office.load()
    html = format_html(
        "<!doctype html><html lang='th'><head><title>{title}</title></head><body>"
        "<h1>ประกาศ{office}</h1><h2>{subject}</h2><table>{rows}</table>"
        "<p>ประกาศ ณ วันที่ {day}</p><p>({signer})<br>{position}</p><p><small>{note}</small></p></body></html>",
        title=document.title,
        office=office.name,
        subject=subject,
        rows=format_html_join(
            "", "<tr><th scope='row' align='left' valign='top'>{}</th><td valign='top'>{}</td></tr>", facts
        ),
        day=thai.long_date(on),
        signer=office.executive_name,
        position=office.executive_title,
        note=NOTE,
    )
    content = render_pdf(html, title=document.title, created=dt.datetime.combine(on, dt.time(9), BANGKOK))
    document.current = store_upload(ContentFile(content, name=f"{document.title}.pdf"), by=by)
    document.save()
