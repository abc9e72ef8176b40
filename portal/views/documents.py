"""Documents: handed out only while their owner is public, as they were when they came."""

from __future__ import annotations

import logging
import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from portal.access import public
from portal.attachments import find_visible
from portal.models import StoredFile

logger = logging.getLogger(__name__)


@public
def document(request: HttpRequest, pk: uuid.UUID, number: int | None = None) -> HttpResponseBase:
    """The newest file of an attachment, or its n-th version."""
    attachment = find_visible(pk, request)
    if attachment is None:
        raise Http404
    stored = attachment.current if number is None else attachment.version(number)
    if stored is None:
        raise Http404
    return file_response(request, stored)


def file_response(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """A stored file as a download that no browser will run; 304 when the visitor has it already.

    Raises Http404 (and logs it) when the file is lost from the disk.
    """
    etag = f'"{stored.sha256}"'
    unchanged = get_conditional_response(
        request, etag=etag, last_modified=int(stored.uploaded_at.timestamp())
    )
    if unchanged is not None:
        return unchanged
    try:
        content = stored.open()
    except FileNotFoundError as error:
        logger.exception("file %s of stored file %s is lost", stored.file.name, stored.pk)
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=stored.download_name,
        content_type=stored.content_type,
    )
    response["ETag"] = etag
    response["Last-Modified"] = http_date(stored.uploaded_at.timestamp())
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
