"""What is done with news: pictures are cleaned, kept in two widths, and put beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files import File
from django.db import transaction

from portal.attachments import store_made
from portal.models import NewsItem, NewsPicture, StoredFile
from portal.pictures import CleanPicture, Rendition, clean_picture

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def put_picture(*, by: User, row: NewsPicture, picture: CleanPicture) -> NewsPicture:
    """Give a row its renditions without saving the row: the widest, and a small one where that is narrower."""
    renditions = list(picture.renditions.values())
    row.large = _stored(renditions[0], by)
    row.small = _stored(renditions[-1], by) if len(renditions) > 1 else row.large
    row.width, row.height = renditions[0].width, renditions[0].height
    return row


@transaction.atomic
def add_picture(
    *, by: User, item: NewsItem, file: File[bytes], alt: str, caption: str = "", order: int = 0
) -> NewsPicture:
    """Add an uploaded picture to news. Raises ValidationError in Thai for a bad file or a missing text."""
    row = NewsPicture(owner=item, alt=alt, caption=caption, order=order)
    put_picture(by=by, row=row, picture=clean_picture(file))
    row.full_clean(exclude=["large", "small"])
    row.save()
    return row


def _stored(rendition: Rendition, by: User) -> StoredFile:
    return store_made(
        rendition.content,
        name=f"picture-{rendition.width}.webp",
        kind="webp",
        content_type="image/webp",
        by=by,
    )
