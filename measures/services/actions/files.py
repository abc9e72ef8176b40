"""Files of requests: what is taken, how it is kept, and how it is deleted with its bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from measures.services.models import RequestFile
from portal.attachments import store_made
from portal.models import StoredFile, User
from portal.thai import file_size
from portal.uploads import PICTURES, FileFacts, inspect_upload
from portal.uploads.kinds import DOCX, PDF, XLSX

TAKEN = (PDF, *PICTURES, DOCX, XLSX)
"""Kinds of file that a person may send; a photograph of a paper is the usual one."""
MOST_OF_A_FIELD = 5
"""Files of one field, or of one message."""
MOST_OF_A_DRAFT = 15
LARGEST_DRAFT = 60 * 1024 * 1024
"""Bytes of all files of a form that is being filled in."""
HINT = (
    f"PDF ภาพ ({', '.join(extension.upper() for kind in PICTURES for extension in kind.extensions)}) Word หรือ Excel "
    f"เอกสารไม่เกิน {file_size(PDF.limit)} ภาพไม่เกิน {file_size(PICTURES[0].limit)} ไม่เกิน {MOST_OF_A_FIELD} ไฟล์"
)


@dataclass(frozen=True)
class Examined:
    """A file that was looked into and may be kept."""

    upload: File[bytes]
    facts: FileFacts


def examine(upload: File[bytes]) -> Examined:
    """Look into a file. Raises ValidationError, in Thai: what is wrong with it, and how to mend it."""
    return Examined(upload, inspect_upload(upload, allow=TAKEN))


def keep(file: Examined, *, by: User | None) -> StoredFile:
    """Keep a file as it came; it is never public, so nobody searches it for citizen numbers."""
    file.upload.seek(0)
    return store_made(
        file.upload.read(),
        name=file.upload.name or "",
        kind=file.facts.kind,
        content_type=file.facts.content_type,
        pages=file.facts.pages,
        by=by,
    )


@transaction.atomic
def remove(files: Iterable[RequestFile]) -> int:
    """Delete files: their rows now, their bytes once that is certain. How many."""
    found = list(files)
    stored = [file.stored_id for file in found]
    names = list(StoredFile.objects.filter(pk__in=stored).values_list("file", flat=True))
    RequestFile.objects.filter(pk__in=[file.pk for file in found]).delete()
    StoredFile.objects.filter(pk__in=stored).delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
    return len(found)
