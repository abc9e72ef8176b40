"""The OIT checklist of a year as the public sees it: items, what each discloses, and how many are whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.urls import reverse

from measures.models import Measure, OitDisclosure, OitItem
from measures.models.oit import Confidence, State
from measures.offers import Offer, every_offer, offers
from portal import audit, thai
from portal.fiscal import FiscalYear
from portal.models import User
from portal.publishing import PublishableQuerySet
from portal.spreadsheets import Column, Kind, Value

CSV_COLUMNS = (
    Column("ปีงบประมาณ พ.ศ.", 10, Kind.INTEGER),
    Column("รหัส", 8),
    Column("ชื่อข้อ", 50),
    Column("ตัวชี้วัดย่อย", 40),
    Column("สถานะ", 14),
    Column("องค์ประกอบที่เปิดเผยแล้ว", 10, Kind.INTEGER),
    Column("องค์ประกอบทั้งหมด", 10, Kind.INTEGER),
    Column("องค์ประกอบที่ยังขาด", 50),
    Column("กลุ่มงานที่รับผิดชอบ", 30),
    Column("เผยแพร่ครั้งแรก (พ.ศ.)", 14),
    Column("เผยแพร่ครั้งแรก (ค.ศ. ตาม ISO 8601)", 14, Kind.DATE),
    Column("ปรับปรุงล่าสุด (พ.ศ.)", 14),
    Column("ปรับปรุงล่าสุด (ค.ศ. ตาม ISO 8601)", 14, Kind.DATE),
    Column("ที่อยู่ของข้อมูล", 60),
)


@dataclass(frozen=True)
class Element:
    """One thing an item requires, and whether it is there."""

    text: str
    ok: bool


@dataclass(frozen=True)
class Link:
    """Where an assessor finds data of the item: a page of this site or elsewhere."""

    title: str
    address: str


@dataclass(frozen=True)
class Entry:
    """An item with its visible disclosure and the published measure it belongs to, if there are any."""

    item: OitItem
    disclosure: OitDisclosure | None = None
    measure: Measure | None = None
    offered: Sequence[Offer] = ()
    """What rooms have for it; it shows where to look, and ticks nothing."""

    @cached_property
    def elements(self) -> list[Element]:
        met = set(self.disclosure.met) if self.disclosure else set()
        return [Element(text, index in met) for index, text in enumerate(self.item.elements)]

    @cached_property
    def met(self) -> int:
        """How many required elements are there."""
        return sum(element.ok for element in self.elements)

    @property
    def state(self) -> State:
        if not self.met:
            return State.OFFERED if self.offered else State.PREPARING
        return State.COMPLETE if self.met == len(self.elements) else State.PARTIAL

    @cached_property
    def disclosed(self) -> list[Link]:
        """Where the data lies, as staff wrote it."""
        return (
            [Link(row.title, row.address) for row in self.disclosure.links.all()] if self.disclosure else []
        )

    @cached_property
    def links(self) -> list[Link]:
        """Where to look; what rooms offer and the page of the item's measure come by themselves."""
        links = {link.address: link for link in self.disclosed}
        for offer in self.offered:
            links.setdefault(offer.address, Link(offer.title, offer.address))
        if self.measure:
            page = self.measure.get_absolute_url()
            links.setdefault(page, Link(f"มาตรการที่ {self.measure.number} {self.measure.title}", page))
        return list(links.values())

    @property
    def links_title(self) -> str:
        """What the links are; disclosed data only where an element is there."""
        if self.met:
            return "ข้อมูลที่เปิดเผย"
        if self.offered:
            return "ข้อมูลในระบบที่รอยืนยัน"
        return "หน้าที่เกี่ยวข้อง" if self.disclosed else "มาตรการที่เกี่ยวข้อง"

    @property
    def sub(self) -> str:
        """Who answers for it and when it changed last; empty while nothing is disclosed."""
        if self.disclosure is None or self.disclosure.published_at is None:
            return ""
        return f"{self.disclosure.owner_group} · ปรับปรุง {thai.short_date(self.disclosure.published_at)}"

    @property
    def row(self) -> list[Value]:
        """The values of `CSV_COLUMNS`."""
        shown = self.disclosure
        return [
            self.item.year,
            self.item.code,
            self.item.title,
            self.item.sub_indicator,
            str(self.state.label),
            self.met,
            len(self.elements),
            "; ".join(element.text for element in self.elements if not element.ok),
            shown.owner_group.name if shown else "",
            *_days(shown.first_published_at if shown else None),
            *_days(shown.published_at if shown else None),
            "\n".join(_whole(link.address) for link in self.links) if self.met or self.offered else "",
        ]


def _days(moment: dt.datetime | None) -> tuple[str, dt.date | None]:
    """The day as Thai readers write it, and as machines do."""
    return (thai.long_date(moment).replace("\xa0", " "), thai.day_of(moment)) if moment else ("", None)


def _whole(address: str) -> str:
    """The address with the name of this site, if it is a page of it."""
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address


@dataclass(frozen=True)
class Tally:
    """Entries with how many of them are whole, begun, waiting to be confirmed, and not begun."""

    entries: Sequence[Entry]

    def _count(self, state: State) -> int:
        return sum(entry.state == state for entry in self.entries)

    @cached_property
    def full(self) -> int:
        return self._count(State.COMPLETE)

    @cached_property
    def part(self) -> int:
        return self._count(State.PARTIAL)

    @cached_property
    def offered(self) -> int:
        """Those that rooms have data for and nobody confirmed yet."""
        return self._count(State.OFFERED)

    @cached_property
    def preparing(self) -> int:
        return self._count(State.PREPARING)

    @property
    def none(self) -> int:
        """Those of which nothing is confirmed, whether or not a room has data."""
        return self.offered + self.preparing

    @property
    def total(self) -> int:
        return len(self.entries)


@dataclass(frozen=True)
class Group(Tally):
    """The items of one sub-indicator, such as «9.1 ข้อมูลพื้นฐาน»."""

    title: str
    url: str

    @property
    def code(self) -> str:
        return self.title.split(" ", 1)[0]

    @property
    def name(self) -> str:
        return self.title.split(" ", 1)[-1]


@dataclass(frozen=True)
class Checklist(Tally):
    """All items of a year."""

    year: FiscalYear

    @property
    def groups(self) -> list[Group]:
        """By sub-indicator, in official order."""
        page = reverse("measures:ita", args=[self.year])
        found = []
        for title, entries in groupby(self.entries, key=lambda entry: entry.item.sub_indicator):
            found.append(Group(list(entries), title, f"{page}#s{title.split(' ', 1)[0]}"))
        return found

    @cached_property
    def newest(self) -> OitDisclosure | None:
        """The disclosure that changed last."""
        shown = [entry.disclosure for entry in self.entries if entry.disclosure]
        return max(shown, key=lambda row: row.published_at or row.created_at, default=None)

    @property
    def unchecked(self) -> int:
        """Of how many items nobody compared the wording with the official manual yet."""
        return sum(entry.item.is_unchecked for entry in self.entries)

    @property
    def as_of(self) -> dt.datetime | None:
        return self.newest.published_at if self.newest else None


def checklist(year: FiscalYear) -> Checklist:
    """The checklist of a year as the public sees it now, in five queries however many items there are.

    A year without items gives an empty checklist.
    """
    disclosures = with_links(OitDisclosure.objects.published().filter(item__year=year))
    by_item = {shown.item_id: shown for shown in disclosures}
    by_slug = {measure.slug: measure for measure in Measure.objects.published().filter(year=year)}
    offered = offers(year)
    items = OitItem.objects.for_year(year)
    return Checklist(
        [
            Entry(item, by_item.get(item.pk), by_slug.get(item.measure), offered.get(item.code, ()))
            for item in items
        ],
        year,
    )


def newest() -> Checklist | None:
    """The checklist of `latest_year` for counting only, without links of staff and measures; None without items.

    Three queries; four while nothing at all is disclosed or offered.
    """
    every = every_offer()
    shown = list(OitDisclosure.objects.published().select_related("item"))
    year = max((one.item.year for one in shown), default=None) or max(every, default=None) or latest_year()
    if year is None:
        return None
    by_item = {one.item_id: one for one in shown}
    offered = every.get(year, {})
    items = OitItem.objects.for_year(year)
    return Checklist(
        [Entry(item, by_item.get(item.pk), offered=offered.get(item.code, ())) for item in items], year
    )


def entry(item: OitItem, disclosures: PublishableQuerySet) -> Entry:
    """One item with the disclosure that the caller may see among `disclosures`."""
    measures = Measure.objects.published().filter(year=item.year, slug=item.measure)
    disclosure = with_links(disclosures.filter(item=item)).first()
    return Entry(item, disclosure, measures.first(), offers(item.year, item.code).get(item.code, ()))


def with_links(disclosures: PublishableQuerySet) -> PublishableQuerySet:
    """The disclosures with what an entry reads of them."""
    return disclosures.select_related("owner_group").prefetch_related("links")


def sizes() -> dict[FiscalYear, int]:
    """How many items each year has, oldest year first."""
    rows = OitItem.objects.order_by("year").values_list("year").annotate(Count("pk"))
    return dict(rows)


def latest_year() -> FiscalYear | None:
    """The newest year with something disclosed, else offered by a room, else with items; None without.

    One query, three while there is nothing.
    """
    shown = OitDisclosure.objects.published().order_by("-item__year").values_list("item__year", flat=True)
    known = OitItem.objects.order_by("-year").values_list("year", flat=True)
    return cast("FiscalYear | None", shown.first() or max(every_offer(), default=None) or known.first())


@transaction.atomic
def start_year(*, by: User, year: FiscalYear) -> list[OitDisclosure]:
    """Make a draft for each item of the year that has no disclosure yet; returns the new ones.

    A draft belongs to the group that disclosed the item of the same name last, else to the group of the
    item's measure, else to the person's own group. Raises ValidationError when none of them is known.
    """
    earlier = OitDisclosure.objects.originals().filter(item__year__lt=year).order_by("item__year")
    by_title = dict(earlier.values_list("item__title", "owner_group"))
    by_slug = dict(Measure.objects.originals().filter(year=year).values_list("slug", "owner_group"))
    own = by.work_groups.values_list("pk", flat=True).first()
    made = []
    for item in OitItem.objects.for_year(year).filter(disclosures=None):
        group = by_title.get(item.title) or by_slug.get(item.measure) or own
        if group is None:
            raise ValidationError("บัญชีของท่านยังไม่สังกัดกลุ่มงาน ให้ผู้ดูแลระบบกำหนดกลุ่มงานก่อน")
        draft = OitDisclosure(item=item, owner_group_id=group, created_by=by)
        draft.note_author(by)
        draft.save()
        made.append(draft)
    audit.record(by, "สร้างรายการเปิดเผยของทุกข้อในปี", year=int(year), count=len(made))
    return made


@transaction.atomic
def confirm_wording(*, by: User, items: Iterable[OitItem]) -> int:
    """Note that somebody compared titles and elements with the official manual; returns how many were new."""
    confirmed = 0
    for item in items:
        if item.is_confirmed:
            continue
        item.title_confidence = item.elements_confidence = Confidence.CONFIRMED
        item.save(update_fields=["title_confidence", "elements_confidence"])
        audit.record(by, "ยืนยันถ้อยคำของข้อ OIT", item)
        confirmed += 1
    return confirmed
