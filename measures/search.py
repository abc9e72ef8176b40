"""What the search finds of the measures and the checklist beside their records: OIT items, and two folders."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Min

from measures.models import Measure, OitDisclosure, OitItem
from portal import search, standing_pages
from portal.models import SearchEntry
from portal.publishing import Status
from portal.standing_pages import StandingPage


@search.derive("measures.oititem", of=OitDisclosure)
def oit_items() -> Iterator[SearchEntry]:
    """Every item of a year from its first published disclosure on.

    An item whose own disclosure is published, or approved for later, is found by that.
    """
    published = OitDisclosure.objects.filter(status=Status.PUBLISHED, published_at__isnull=False)
    since = dict(published.order_by().values_list("item__year").annotate(Min("published_at")))
    own = set(published.values_list("item", flat=True))
    for item in OitItem.objects.filter(year__in=since).exclude(pk__in=own):
        yield search.entry_of(item, item.get_absolute_url(), item.search_document(), since[item.year])


standing_pages.register(
    StandingPage(
        "measures:latest",
        "มาตรการ 11 ด้าน",
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ทำอย่างไร ได้ผลอะไร มีหลักฐานใด",
        "มาตรการ คุณธรรม ความโปร่งใส integrity",
        lambda: Measure.objects.published().exists(),
    ),
    StandingPage(
        "measures:ita_latest",
        "ข้อมูลสาธารณะ (OIT)",
        "ทุกข้อที่การประเมินคุณธรรมและความโปร่งใสให้เปิดเผย พร้อมลิงก์ถึงข้อมูล",
        "oit ita การเปิดเผยข้อมูล ข้อมูลข่าวสาร รายการ OIT",
        lambda: OitDisclosure.objects.published().exists(),
    ),
)
