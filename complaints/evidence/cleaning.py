"""The process that makes one clean copy: reads the file from its input, writes what it made to its output."""

from __future__ import annotations

import json
import resource
import sys
import warnings

from complaints.evidence.copies import NO_COPY, CleanCopy, Uncleanable
from complaints.evidence.kinds import DOCX, JPG, OFFICE, PDF, PNG, WEBP, XLSX
from complaints.evidence.limits import LARGEST_COPY
from complaints.evidence.office_copies import clean_office
from complaints.evidence.pdf_copies import clean_pdf
from complaints.evidence.picture_copies import clean_picture

_MEMORY = 2 * 1024**3  # bytes of addresses; a picture of 50 million points takes a third
_PROCESSOR = 20  # seconds; a picture of 50 million points takes some five
_KINDS = {kind.name: kind for kind in (JPG, PNG, WEBP, PDF, DOCX, XLSX)}


def main(kind_name: str) -> None:
    """Make the copy of what comes in, and tell what came of it in a line of JSON before its bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR, _PROCESSOR))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # not a byte to any file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    copy = clean(kind_name, sys.stdin.buffer.read())
    head = json.dumps({"notes": copy.notes, "is_unsound": copy.is_unsound})
    sys.stdout.buffer.write(head.encode() + b"\n" + (copy.content or b""))
    sys.stdout.buffer.flush()


def clean(kind_name: str, content: bytes) -> CleanCopy:
    """Make the clean copy of a file; whatever goes wrong is an answer without a copy."""
    kind = _KINDS[kind_name]
    try:
        if kind is PDF:
            copy = clean_pdf(content)
        elif kind in OFFICE:
            copy = clean_office(content, kind)
        else:
            copy = clean_picture(content, kind)
    except Uncleanable as reason:
        return CleanCopy(notes=(f"{reason} {NO_COPY}",), is_unsound=reason.is_unsound)
    except Exception:  # noqa: BLE001  # decoders raise whatever a torn or hostile file makes them raise
        return CleanCopy(notes=(f"ไฟล์ชำรุดหรือมีโครงสร้างผิดปกติ {NO_COPY}",), is_unsound=True)
    if len(copy.content or b"") > LARGEST_COPY:
        return CleanCopy(notes=(f"สำเนาจะใหญ่เกินกำหนด {NO_COPY}",))
    return copy
