"""What changes whenever the public would see something else: the standing of records, and tags (ETag) of files."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any, NamedTuple

from django.db.models import Count, Max


class Standing(NamedTuple):
    """How many records the public sees, when the newest was published, and when one was last withdrawn."""

    number: int
    published_at: dt.datetime | None
    withdrawn_at: dt.datetime | None

    @property
    def moments(self) -> list[dt.datetime]:
        """The times of it that are known."""
        return [moment for moment in (self.published_at, self.withdrawn_at) if moment]


def standing(records: Any, at: dt.datetime) -> Standing:
    """The standing of publishable records at a moment; two queries, both as quick for many rows as indexes allow.

    Publication counts (also one whose time has come), a published working copy, withdrawal of what was public.
    """
    seen = records.published(at).order_by().aggregate(number=Count("pk"), published_at=Max("published_at"))
    gone = records.filter(revises=None, first_published_at__isnull=False, withdrawn_at__isnull=False)
    return Standing(
        **seen, withdrawn_at=gone.order_by("-withdrawn_at").values_list("withdrawn_at", flat=True).first()
    )


def tag(*parts: object) -> str:
    """An ETag that differs when any of the parts does."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
