"""Forms that are being filled in: begun, saved as often as wanted, and swept when their time is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.services.actions import files as request_files
from measures.services.actions.files import LARGEST_DRAFT, MOST_OF_A_DRAFT, Examined
from measures.services.models import KEPT, Channel, RequestDraft, RequestFile, RequestForm
from measures.services.models.form import new_token
from portal.models import User
from portal.thai import file_size

LONGEST_DRAFT = 200_000
"""Characters of all answers that a draft keeps."""
_TOO_LONG = "คำตอบรวมกันยาวเกินกว่าที่ระบบบันทึกไว้ได้ โปรดย่อให้สั้นลง แล้วบันทึกอีกครั้ง"
_TOO_MANY = f"แนบไฟล์ได้ทั้งแบบไม่เกิน {MOST_OF_A_DRAFT} ไฟล์ รวมไม่เกิน {file_size(LARGEST_DRAFT)}"


class Gone(Exception):
    """The draft was sent, or swept, in the meantime."""


@dataclass(frozen=True)
class Saved:
    """A draft as it is kept now, and a Thai sentence on what of it could not be kept."""

    draft: RequestDraft
    lack: str = ""


def start_draft(*, by: User | None, form: RequestForm) -> RequestDraft:
    """An empty form at an address that nobody can guess; `by` staff at the counter, together with the person."""
    return RequestDraft.objects.create(
        token=new_token(),
        form=form,
        expires_at=timezone.now() + KEPT,
        channel=Channel.WALK_IN if by else Channel.ONLINE,
        started_by=by,
    )


@transaction.atomic
def save_draft(
    *,
    draft: RequestDraft,
    answers: Mapping[str, str],
    files: Mapping[str, Iterable[Examined]],
    removed: Collection[int] = (),
) -> Saved:
    """Keep what was typed so far, beside what fields that are no more had been told; files by the key of a field.

    The time of the draft begins anew. More text or files than a draft may hold are left out, which the answer says.
    Raises Gone.
    """
    found = RequestDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None or found.is_sent:
        raise Gone
    request_files.remove(found.files.filter(pk__in=list(removed)))
    kept = list(found.files.select_related("stored"))
    room, bytes_left = MOST_OF_A_DRAFT - len(kept), LARGEST_DRAFT - sum(file.stored.size for file in kept)
    left_out = 0
    for key, examined in files.items():
        for one in examined:
            if room < 1 or one.facts.size > bytes_left:
                left_out += 1
                continue
            room, bytes_left = room - 1, bytes_left - one.facts.size
            stored = request_files.keep(one, by=found.started_by)
            RequestFile.objects.create(draft=found, field_key=key, stored=stored)
    whole = {**found.answers, **answers}
    lack = f"{_TOO_MANY} มี {left_out} ไฟล์ที่ไม่ได้บันทึก" if left_out else ""
    if sum(map(len, whole.values())) > LONGEST_DRAFT:
        lack = _TOO_LONG
    else:
        found.answers = whole
    found.expires_at = timezone.now() + KEPT
    found.save()
    return Saved(found, lack)


def sweep(*, at: dt.datetime | None = None) -> int:
    """Delete drafts whose time is over, with their files, and files that belong to nothing any more. How many drafts.

    Each is a transaction of its own: what was done before a failure stays done.
    """
    count = 0
    for pk in RequestDraft.objects.expired(at).values_list("pk", flat=True):
        count += _sweep_one(pk, at)
    request_files.remove(RequestFile.objects.filter(draft=None, request=None))
    return count


@transaction.atomic
def _sweep_one(pk: int, at: dt.datetime | None) -> int:
    found = RequestDraft.objects.select_for_update().expired(at).filter(pk=pk).first()
    if found is None:  # saved again meanwhile
        return 0
    request_files.remove(found.files.all())
    found.delete()
    return 1


def expect_open(form: RequestForm) -> None:
    """Raises ValidationError when the form takes no requests now."""
    if not form.is_accepting:
        raise ValidationError("แบบคำขอนี้ปิดรับแล้ว คำตอบที่บันทึกไว้ยังอยู่", code="closed")
