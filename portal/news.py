"""What is done with news: pictures are cleaned, kept in two widths, and put beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files import File
from django.db import transaction

from portal.models import NewsItem, NewsPicture
from portal.page_pictures import put_picture
from portal.pictures import clean_picture

if TYPE_CHECKING:
    from portal.models import User


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
