"""Acts on ethics: a picture is cleaned and put to its activity, with the words for it and the word on consent."""

from __future__ import annotations

from django.core.files import File
from django.db import transaction

from measures.ethics.models import EthicsActivity, EthicsPicture
from portal.models import User
from portal.page_pictures import put_picture
from portal.pictures import clean_picture


@transaction.atomic
def add_picture(
    *,
    by: User,
    activity: EthicsActivity,
    file: File[bytes],
    alt: str,
    consent: str,
    consent_note: str = "",
    caption: str = "",
    order: int = 0,
) -> EthicsPicture:
    """Add an uploaded picture. Raises ValidationError in Thai for a bad file, no text for it, or no word on consent."""
    row = EthicsPicture(
        owner=activity, alt=alt, consent=consent, consent_note=consent_note, caption=caption, order=order
    )
    row.full_clean(exclude=["large", "small", "width", "height"], validate_constraints=False)
    put_picture(by=by, row=row, picture=clean_picture(file))
    row.full_clean(exclude=["large", "small"])
    row.save()
    return row
