"""Every public address of the site, for search engines and for the sitemap page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import Resolver404, resolve, reverse

from portal.models import SearchEntry
from portal.search import publishable_models

STANDING = (
    "portal:home",
    "portal:news",
    "portal:about",
    "portal:contact",
    "portal:sitemap",
    "services:index",
    "services:questions",
    "authority:index",
    "manuals:index",
    "participation:index",
    "complaints:start",
    "complaints:privacy",
)
"""Routes of pages that are there whatever is published; strings, so the ground floor imports no room."""


def addresses() -> dict[str, dt.datetime | None]:
    """Path and last change of every public page; None for a page that has no date of its own.

    Publishable records of all rooms say their own address. The folder above a record that stands for
    something itself (a fiscal year) is a page too, and changed when the newest record in it did.
    """
    found: dict[str, dt.datetime | None] = {reverse(route): None for route in STANDING}
    for model in publishable_models():
        for record in model.objects.published().select_related():
            path = record.get_absolute_url().partition("#")[0]
            for page in (path, *_folders_above(path), *record.overview_urls()):
                known = found.get(page)
                found[page] = max(known, record.published_at) if known else record.published_at
    return found


def _folders_above(path: str) -> Iterator[str]:
    """The pages that list what lies below: `/ita/2566/` for `/ita/2566/o3/`, but not for `/ita/2566/result/`.

    A record is one of a list when its name in the folder is an argument of its address; `result` is not one.
    """
    below = len(resolve(path).kwargs)
    parts = path.strip("/").split("/")[:-1]
    while parts:
        folder = f"/{'/'.join(parts)}/"
        try:
            match = resolve(folder)
        except Resolver404:
            return
        # Without arguments it is a standing page, or one that leads on to the newest year.
        if 0 < len(match.kwargs) < below and getattr(match.func, "is_public", False):
            yield folder
        below = len(match.kwargs)
        parts.pop()


# ── the page for people ──────────────────────────────────────────────────────
@dataclass(frozen=True)
class Group:
    """Pages of one kind: the first of them, and how many there are in all."""

    kind: str
    entries: list[SearchEntry]
    total: int


def groups(most: int) -> list[Group]:
    """What is published, by kind, at most so many of each; one query, whatever there is."""
    ranked = SearchEntry.objects.visible().annotate(
        place=Window(RowNumber(), partition_by="kind", order_by=[F("visible_from").desc(), "title"]),
        total=Window(Count("pk"), partition_by="kind"),
    )
    found: dict[str, Group] = {}
    for entry in ranked.filter(place__lte=most).order_by("kind", "place"):
        found.setdefault(entry.kind, Group(entry.kind, [], entry.total)).entries.append(entry)
    return list(found.values())
