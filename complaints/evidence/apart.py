"""Clean copies are made in a process of their own: little memory and time, no files, no settings, no secrets.

Pictures, PDF and Word files come from strangers. What a hostile one does to a decoder ends there, and the answer is
that there is no copy.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

from complaints.evidence.copies import NO_COPY, CleanCopy
from complaints.evidence.kinds import Kind

SECONDS = 60
"""What one file may take on the clock, waiting for the processor included."""
_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from complaints.evidence.cleaning import main
main(sys.argv[2])
"""
_TOO_MUCH = CleanCopy(
    notes=(f"คลายออกแล้วใหญ่หรือซับซ้อนผิดปกติ {NO_COPY} โปรดเปิดต้นฉบับด้วยความระมัดระวัง",), is_unsound=True
)
_BUSY = CleanCopy(notes=(f"ระบบกำลังทำสำเนาไฟล์อื่นอยู่นาน {NO_COPY}",))
_LONGEST_WAIT = 60  # seconds for the copies of others
_one_at_a_time = threading.BoundedSemaphore(1)


def clean_copy(kind: Kind, content: bytes) -> CleanCopy:
    """Make the copy of a file of one of CLEANABLE; never raises for what is in the file."""
    # -I and an empty environment: the process knows no secret of the portal. -B: it writes no compiled modules.
    command = [sys.executable, "-I", "-B", "-c", _PROGRAM, _ROOT, kind.name]
    if not _one_at_a_time.acquire(timeout=_LONGEST_WAIT):
        return _BUSY
    try:
        done = subprocess.run(  # noqa: S603  # our own program; the file is its input
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a decoder complains with pieces of the file
            env={},
            cwd="/",
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return _TOO_MUCH
    finally:
        _one_at_a_time.release()
    head, _, copy = done.stdout.partition(b"\n")
    told = json.loads(head)
    return CleanCopy(copy or None, tuple(told["notes"]), told["is_unsound"])
