"""RSS of procurement announcements, for vendors."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse

from portal import thai
from portal.access import public
from portal.models import Office
from portal.views.feeds import CONTROLS, RssFeed
from procurement.models import Announcement
from procurement.views.announcements import told_facts

SHOWN = 30


class AnnouncementsFeed(Feed[Announcement, None]):
    """The newest published announcements of all years; every address is whole and begins with SITE_URL."""

    feed_type = RssFeed
    language = "th"
    description = "ประกาศเชิญชวน ราคากลาง ร่างเอกสาร และผู้ชนะการเสนอราคาของสำนักงาน"

    def title(self) -> str:
        return f"ประกาศจัดซื้อจัดจ้าง - {_clean(Office.load().name)}"

    def link(self) -> str:
        return f"{settings.SITE_URL}{reverse('procurement:latest')}"

    def feed_url(self) -> str:
        return f"{settings.SITE_URL}{reverse('procurement:announcements_feed')}"

    def items(self) -> list[Announcement]:
        newest = Announcement.objects.published().select_related("owner_group")
        return list(newest.order_by("-first_published_at", "-pk")[:SHOWN])

    def item_title(self, item: Announcement) -> str:
        return _clean(f"{item.get_kind_display()}: {item.title}")

    def item_description(self, item: Announcement) -> str:
        facts = [f"ประกาศเมื่อ {thai.long_date(item.announced_on)}", *told_facts(item)]
        return _clean(" ".join([*facts, item.summary]).strip())

    def item_link(self, item: Announcement) -> str:
        return f"{settings.SITE_URL}{item.get_absolute_url()}"

    def item_pubdate(self, item: Announcement) -> dt.datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Announcement) -> dt.datetime | None:
        return item.published_at

    def item_categories(self, item: Announcement) -> list[str]:
        return [item.get_kind_display()]

    def item_author_name(self, item: Announcement) -> str:
        return _clean(item.owner_group.name)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot carry."""
    return text.translate(CONTROLS)


announcements_feed = public(AnnouncementsFeed())
