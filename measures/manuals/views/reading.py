"""Staff read and acknowledge the manuals of their groups; heads see who has not yet."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from measures.manuals import policies
from measures.manuals.actions import acknowledge
from measures.manuals.forms import AcknowledgeForm
from measures.manuals.models import Acknowledgement, EditionFile, ManualEdition, Reader
from measures.manuals.views.public import by_kind
from portal.access import staff_only
from portal.models import User


@require_safe
@staff_only
def to_read(request: HttpRequest) -> HttpResponse:
    """The manuals that the person is asked to read now: those not acknowledged yet first."""
    user = cast(User, request.user)
    rows = Reader.objects.asked(timezone.now()).filter(user=user, until=None)
    rows = rows.select_related("edition__owner_group").order_by("-since", "pk")
    known = {one.edition_id: one.at for one in Acknowledgement.objects.filter(user=user)}
    rows = list(rows)
    for row in rows:
        row.read_at = known.get(row.edition_id)
    return render(
        request,
        "manuals/staff_to_read.html",
        {
            "heading": "คู่มือที่ต้องอ่าน",
            "lead": "อ่านคู่มือของกลุ่มงานที่สังกัด แล้วกดรับทราบฉบับละหนึ่งครั้ง เมื่อมีฉบับใหม่ระบบจะขอให้อ่านอีกครั้ง",
            "waiting": [row for row in rows if row.read_at is None],
            "done": [row for row in rows if row.read_at],
            "oversees": policies.groups_overseen(user).exists(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """An edition to be read, with the word to be given under it."""
    user = cast(User, request.user)
    files = EditionFile.objects.select_related("stored", "edition")
    rows = ManualEdition.objects.public().select_related("owner_group", "manual")
    edition = get_object_or_404(rows.prefetch_related(Prefetch("files", files)), pk=pk)
    form = AcknowledgeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acknowledge(by=user, edition=edition)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"บันทึกการรับทราบ {edition} แล้ว")
        return redirect("manuals:staff_to_read")
    noted = Acknowledgement.objects.filter(edition=edition, user=user).first()
    is_asked = Reader.objects.asked(timezone.now()).filter(edition=edition, user=user, until=None).exists()
    return render(
        request,
        "manuals/staff_read.html",
        {
            "heading": f"{edition.title} ฉบับที่ {edition.version}",
            "lead": f"คู่มือการปฏิบัติงานของ{edition.owner_group}",
            "edition": edition,
            "files": by_kind(edition.files.all()),
            "form": form,
            "noted": noted,
            "is_asked": is_asked,
        },
        status=400 if form.is_bound else 200,
    )


@require_safe
@staff_only
def readers(request: HttpRequest) -> HttpResponse:
    """Who has acknowledged the newest editions and who has not: of the own group for its head, of all for overseers."""
    user = cast(User, request.user)
    groups = policies.groups_overseen(user)
    if not groups.exists():
        raise PermissionDenied("หน้านี้สำหรับหัวหน้ากลุ่มงาน ผู้อนุมัติเผยแพร่ และผู้ตรวจสอบ")
    editions = ManualEdition.objects.public().asked_for().filter(owner_group__in=groups)
    ordered = editions.select_related("owner_group").order_by("owner_group__order", "manual__order", "title")
    now = timezone.now()
    asked = Reader.objects.asked(now).filter(edition__in=editions, until=None).select_related("user")
    known = {
        (one.edition_id, one.user_id): one.at for one in Acknowledgement.objects.filter(edition__in=editions)
    }
    by_edition: dict[int, list[Any]] = {}
    for row in asked.order_by("user__first_name", "user__username"):
        row.read_at = known.get((row.edition_id, row.user_id))
        by_edition.setdefault(row.edition_id, []).append(row)
    rows = [
        {
            "edition": edition,
            "missing": [one for one in by_edition.get(edition.pk, ()) if one.read_at is None],
            "done": [one for one in by_edition.get(edition.pk, ()) if one.read_at],
        }
        for edition in ordered
    ]
    return render(
        request,
        "manuals/staff_readers.html",
        {
            "heading": "การรับทราบคู่มือของบุคลากร",
            "lead": "ใครรับทราบคู่มือฉบับปัจจุบันแล้ว และใครยังไม่รับทราบ รายชื่อนี้เห็นเฉพาะหัวหน้ากลุ่มงาน ผู้อนุมัติเผยแพร่ และผู้ตรวจสอบ",
            "rows": rows,
            "as_of": timezone.localdate(),
        },
    )
