"""Files sent to the complaint channel stay in memory: never a temporary file, and never more than the limits.

Memory and waiting workers are what a sender could take from everybody, so only so many requests with files run at the
same time, and of one network fewer still; a file that comes without a cookie of the channel is not kept at all.
"""

from __future__ import annotations

import io
import threading
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from complaints.evidence.limits import LARGEST_FILE, LARGEST_TOTAL

MOST_AT_ONCE = 6
"""Requests with files in one process; together they hold no more than so many times LARGEST_TOTAL."""
MOST_OF_A_NETWORK = 3
"""Of those, requests from one network: one sender's slow uploads leave room for others."""
WORDS_ONLY = 128 * 1024
"""Bytes of a request that needs no place: the longest message or intake without a file is smaller."""
FLOW_COOKIES = ("__Host-report", "report")
"""What `complaints.flows` calls its cookie, with and without HTTPS."""

_running: Counter[str] = Counter()  # requests with files, by network
_running_lock = threading.Lock()


def take_place(request: HttpRequest) -> bool:
    """Let a request with files in before any of its body is read; False when there are too many already.

    A request without files needs no place, nor one that says it is small: what a person typed is refused to nobody
    because others send files. Whoever asks calls `give_back` at the end of the request.
    """
    if request.method != "POST" or request.content_type != "multipart/form-data" or _is_small(request):
        return True
    network = str(getattr(request, "network_bucket", ""))
    with _running_lock:
        if _running.total() >= MOST_AT_ONCE or _running[network] >= MOST_OF_A_NETWORK:
            return False
        _running[network] += 1
    request.upload_place = network  # type: ignore[attr-defined]
    return True


def give_back(request: HttpRequest) -> None:
    """The request is answered: its place, if it had one, is free, and nothing here remembers its network."""
    network = request.__dict__.pop("upload_place", None)
    if network is None:
        return
    with _running_lock:
        _running[network] -= 1
        if not _running[network]:
            del _running[network]


def _is_small(request: HttpRequest) -> bool:
    """Whether it says how long it is, which the server holds it to, and that is no more than words take."""
    said = str(request.META.get("CONTENT_LENGTH", ""))
    return said.isdecimal() and int(said) <= WORDS_ONLY


def may_send_files(request: HttpRequest) -> bool:
    """Whether a browser has been on a page with a form: it has the cookie of a flow, or of a signed-in session."""
    return any(name in request.COOKIES for name in (*FLOW_COOKIES, settings.SESSION_COOKIE_NAME))


class DiscardedFile(InMemoryUploadedFile):
    """A file over a limit: its name and true `size` in bytes are known, what was in it is gone.

    `complaints.evidence.examine_all` refuses it by its size, with the sentence that the form shows.
    """


class MemoryUploads(FileUploadHandler):
    """Keeps files up to LARGEST_FILE each and LARGEST_TOTAL a request; reads the rest and throws it away.

    Nothing is kept of a request without a cookie of the channel, whose form no page takes (`may_send_files`).
    Django's own handlers write a file over 2.5 MB to a temporary folder in clear. A file over a limit is read to
    its end all the same, so that the form can answer instead of a broken connection.
    """

    _kept = 0  # bytes of all files of the request so far

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        is_expected = self.request is not None and may_send_files(self.request)
        self._content: io.BytesIO | None = io.BytesIO() if is_expected else None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._content is None:
            return
        if start + len(raw_data) > LARGEST_FILE or self._kept + len(raw_data) > LARGEST_TOTAL:
            self._kept -= start
            self._content = None
        else:
            self._kept += len(raw_data)
            self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        kind = DiscardedFile if self._content is None else InMemoryUploadedFile
        content = self._content or io.BytesIO()
        content.seek(0)
        return kind(
            content,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
