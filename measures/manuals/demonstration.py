"""Manuals of the eight work groups for the demonstration: editions of 2566 and of this year, and who has read them."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from django.utils.html import format_html, format_html_join

from measures.manuals.actions import draft_manual
from measures.manuals.demonstration_texts import ADAPTED, FORMS, MANUALS, REVISIONS, Facts, Revision
from measures.manuals.models import Acknowledgement, DocumentKind, Manual, ManualDocument, ManualStep, Reader
from portal import audit
from portal.attachments import store_upload
from portal.demonstration.dates import dated
from portal.models import Office, User, WorkGroup
from portal.pdf import render_pdf
from portal.thai import BANGKOK
from portal.working_days import add_working_days

NOTE = "เอกสารสาธิต ใช้ทดลองระบบเท่านั้น"
HEADS = {"administration": "publisher", "private": "desk", "audit": "auditor"}
"""Work group → the account that heads it; the editor heads the others."""
SLOW = {"procurement": 200, "auditor": 30}
"""Working days until somebody acknowledges the editions of 2566; the others need about a week."""
BEHIND = {("administration", "procurement"), ("audit", "integrity2"), ("scouts", "editor")}
"""Who has not acknowledged the newest editions of a group yet."""


def demonstrate(people: dict[str, User]) -> None:
    """Name the heads, write and publish the manuals with their editions, and let people acknowledge them."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    for group in groups.values():
        group.head = people[HEADS.get(group.slug, "editor")]
        group.save(update_fields=["head"])
    for facts in MANUALS:
        manual = _publish(facts, groups[facts.group], people)
        first = _at(facts.approved_on)
        revision = REVISIONS.get(facts.key)
        if revision is not None:
            _revise(manual, revision, people)
        latest = _at(revision.approved_on) if revision else None
        _set_back(manual, first, latest)
        dated(Manual.objects.filter(pk=manual.pk), first, updated=latest)
    _acknowledge(people)


def _publish(facts: Facts, group: WorkGroup, people: dict[str, User]) -> Manual:
    """The first edition, with the manual as a PDF and the forms that its work uses."""
    manual = draft_manual(
        by=people["editor"],
        owner_group=group,
        steps=[
            {"title": title, "amount": amount, "unit": unit, "responsible": who, "detail": detail}
            for title, amount, unit, who, detail in facts.steps
        ],
        title=facts.title,
        purpose=facts.purpose,
        scope=facts.scope,
        laws="\n".join(facts.laws),
        adapted_from=ADAPTED.format(facts.adapted),
        approved_by=_approver(),
        approved_on=facts.approved_on,
        in_force_from=2566,
        review_on=facts.review_on,
        reviewed_on=facts.reviewed_on,
    )
    _attach(manual, DocumentKind.MANUAL, f"คู่มือ{facts.title}", _manual_pdf(manual), 0)
    for order, (title, asked) in enumerate(FORMS.get(facts.key, ()), start=1):
        _attach(manual, DocumentKind.FORM, title, _form_pdf(title, asked, facts.approved_on), order)
    manual.submit(by=people["editor"])
    manual.publish(by=people["publisher"])
    return manual


def _revise(manual: Manual, revision: Revision, people: dict[str, User]) -> None:
    """Another edition: some steps changed, approved anew."""
    copy = manual.revise(by=people["editor"])
    copy.version, copy.in_force_from = "2", 2570
    copy.approved_on, copy.review_on, copy.reviewed_on = (
        revision.approved_on,
        revision.review_on,
        revision.approved_on,
    )
    copy.laws = "\n".join([copy.laws, *revision.more_laws])
    copy.save()
    steps = list(copy.steps.all())
    for number, (amount, unit) in revision.times.items():
        step = steps[number - 1]
        step.amount, step.unit = amount, unit
        step.save()
    for title, amount, unit, who, detail in revision.more_steps:
        ManualStep.objects.create(
            manual=copy,
            order=len(steps) + 1,
            title=title,
            amount=amount,
            unit=unit,
            responsible=who,
            detail=detail,
        )
    document = copy.documents.get(kind=DocumentKind.MANUAL)
    document.replace(ContentFile(_manual_pdf(copy), name="คู่มือ.pdf"), by=people["editor"], note="ปรับตามฉบับที่ 2")
    copy.submit(by=people["editor"])
    copy.publish(by=people["publisher"], reason=revision.reason)


def _set_back(manual: Manual, first: dt.datetime, latest: dt.datetime | None) -> None:
    """Let the editions have come out, and people have been asked, on the days of the story."""
    for edition in manual.editions.all():
        at = first if edition.number == 1 else latest
        manual.editions.filter(pk=edition.pk).update(published_at=at)
        ended = latest if edition.number == 1 else None
        Reader.objects.filter(edition=edition).update(since=at, until=ended)


def _acknowledge(people: dict[str, User]) -> None:
    """Everybody acknowledges what the person was asked, some late and some not yet."""
    keys = {user.pk: key for key, user in people.items()}
    count = 0
    for reader in Reader.objects.select_related("edition__owner_group").order_by("since", "pk"):
        key, edition = keys[reader.user_id], reader.edition
        is_newest = reader.until is None
        if is_newest and edition.number > 1 and (edition.owner_group.slug, key) in BEHIND:
            continue
        days = SLOW.get(key, 3 + reader.user_id % 5) if edition.number == 1 else 2 + reader.user_id % 4
        day = add_working_days(reader.since.astimezone(BANGKOK).date(), days)
        at = dt.datetime.combine(day, dt.time(10, 7 * (reader.user_id % 8)), BANGKOK)
        Acknowledgement.objects.create(edition=edition, user_id=reader.user_id, at=at)
        count += 1
    audit.record(None, "ตั้งวันที่ของข้อมูลสาธิตย้อนหลัง", kind="การรับทราบคู่มือ", count=count)


# ── files ─────────────────────────────────────────────────────────────────────
def _attach(manual: Manual, kind: DocumentKind, title: str, content: bytes, order: int) -> None:
    stored = store_upload(ContentFile(content, name=f"{title}.pdf"), by=manual.created_by)
    ManualDocument.objects.create(owner=manual, kind=kind, title=title, current=stored, order=order)


def _manual_pdf(manual: Manual) -> bytes:
    """The manual on paper, with its steps as a table."""
    steps = format_html_join(
        "",
        "<tr><td valign='top'>{}</td><th scope='row' align='left' valign='top'>{}</th><td valign='top'>{}</td>"
        "<td valign='top'>{}</td></tr>",
        (
            (number, step.title, step.time, step.responsible)
            for number, step in enumerate(manual.step_list, start=1)
        ),
    )
    body = format_html(
        "<h2>วัตถุประสงค์</h2><p>{}</p><h2>ขั้นตอนการปฏิบัติงาน</h2><table><tr><th scope='col'>ที่</th>"
        "<th scope='col'>ขั้นตอน</th><th scope='col'>ระยะเวลา</th><th scope='col'>ผู้รับผิดชอบ</th></tr>{}</table>"
        "<p>ระยะเวลารวม {}</p><h2>กฎหมายและระเบียบที่เกี่ยวข้อง</h2><ul>{}</ul><p>ฉบับที่ {} อนุมัติโดย {}</p>",
        manual.purpose,
        steps,
        manual.total_time,
        format_html_join("", "<li>{}</li>", ((law,) for law in manual.law_list)),
        manual.version,
        manual.approved_by,
    )
    return _pdf(f"คู่มือ{manual.title}", body, manual.approved_on)


def _form_pdf(title: str, asked: tuple[str, ...], on: dt.date) -> bytes:
    lines = format_html_join("", "<p>{} {}</p>", ((words, "." * 60) for words in asked))
    return _pdf(title, lines, on)


def _pdf(title: str, body: str, on: dt.date | None) -> bytes:
    html = format_html(
        "<!doctype html><html lang='th'><head><title>{}</title></head><body><h1>{}</h1><p>{}</p>{}"
        "<p><small>{}</small></p></body></html>",
        title,
        title,
        Office.load().name,
        body,
        NOTE,
    )
    return render_pdf(html, title=title, created=_at(on) if on else None)


def _approver() -> str:
    office = Office.load()
    return f"{office.executive_name} {office.executive_title}"


def _at(day: dt.date) -> dt.datetime:
    """The morning of the Monday after that Friday, when it was put on the website."""
    return dt.datetime.combine(day + dt.timedelta(days=3), dt.time(9, 30), BANGKOK)
