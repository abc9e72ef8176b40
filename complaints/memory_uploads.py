"""Files sent to the complaint channel stay in memory: never a temporary file, and never more than the limits."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from complaints.evidence.limits import LARGEST_FILE, LARGEST_TOTAL


class DiscardedFile(InMemoryUploadedFile):
    """A file over a limit: its name and true `size` in bytes are known, what was in it is gone.

    `complaints.evidence.examine_all` refuses it by its size, with the sentence that the form shows.
    """


class MemoryUploads(FileUploadHandler):
    """Keeps files up to LARGEST_FILE each and LARGEST_TOTAL a request; reads the rest and throws it away.

    Django's own handlers write a file over 2.5 MB to a temporary folder in clear. A file over a limit is read to
    its end all the same, so that the form can answer instead of a broken connection.
    """

    _kept = 0  # bytes of all files of the request so far

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content: io.BytesIO | None = io.BytesIO()

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
