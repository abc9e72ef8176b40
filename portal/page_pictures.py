"""Putting a cleaned picture into the row of a record: its renditions are kept as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from portal.attachments import store_made
from portal.models import Picture, StoredFile
from portal.pictures import CleanPicture, Rendition

if TYPE_CHECKING:
    from portal.models import User

Row = TypeVar("Row", bound=Picture)


@transaction.atomic
def put_picture(*, by: User, row: Row, picture: CleanPicture) -> Row:
    """Give a row its renditions without saving the row: the widest, and a small one where that is narrower."""
    renditions = list(picture.renditions.values())
    row.large = _stored(renditions[0], by)
    row.small = _stored(renditions[-1], by) if len(renditions) > 1 else row.large
    row.width, row.height = renditions[0].width, renditions[0].height
    return row


def _stored(rendition: Rendition, by: User) -> StoredFile:
    return store_made(
        rendition.content,
        name=f"picture-{rendition.width}.webp",
        kind="webp",
        content_type="image/webp",
        by=by,
    )
