"""What is done with EIT surveys: the official QR picture is kept as it was cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.attachments import store_made
from portal.models import EitSurvey
from portal.pictures import CleanPicture

if TYPE_CHECKING:
    from portal.models import User


def put_official_picture(*, by: User, survey: EitSurvey, picture: CleanPicture) -> EitSurvey:
    """Show this picture in place of the code the portal draws; the survey itself is not saved."""
    widest = picture.widest
    survey.official_picture = store_made(
        widest.content, name="eit-qr.webp", kind="webp", content_type="image/webp", by=by
    )
    return survey
