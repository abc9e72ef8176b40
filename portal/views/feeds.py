"""RSS of the news."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed

from portal.access import public
from portal.models import NewsItem, Office

SHOWN = 30
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
"""Characters that XML cannot carry; a text pasted from elsewhere may hold them."""


def _clean(text: str) -> str:
    return text.translate(CONTROLS)


class RssFeed(Rss201rev2Feed):
    """RSS under the type that browsers and readers expect."""

    content_type = "application/rss+xml; charset=utf-8"


class NewsFeed(Feed[NewsItem, None]):
    """The newest published news; every address is whole and begins with SITE_URL."""

    feed_type = RssFeed
    language = "th"
    description = "ข่าวประชาสัมพันธ์ ประกาศ และกิจกรรมของสำนักงาน"

    def title(self) -> str:
        return f"ข่าวและประกาศ - {_clean(Office.load().name)}"

    def link(self) -> str:
        return f"{settings.SITE_URL}{reverse('portal:news')}"

    def feed_url(self) -> str:
        return f"{settings.SITE_URL}{reverse('portal:news_feed')}"

    def items(self) -> list[NewsItem]:
        newest = (
            NewsItem.objects.published().select_related("owner_group").order_by("-first_published_at", "-pk")
        )
        return list(newest[:SHOWN])

    def item_title(self, item: NewsItem) -> str:
        return _clean(item.title)

    def item_description(self, item: NewsItem) -> str:
        return _clean(item.summary)

    def item_link(self, item: NewsItem) -> str:
        return f"{settings.SITE_URL}{item.get_absolute_url()}"

    def item_pubdate(self, item: NewsItem) -> dt.datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: NewsItem) -> dt.datetime | None:
        return item.published_at

    def item_categories(self, item: NewsItem) -> list[str]:
        return [item.get_kind_display()]

    def item_author_name(self, item: NewsItem) -> str:
        return _clean(item.owner_group.name)


news_feed = public(NewsFeed())
