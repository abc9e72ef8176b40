"""The OCDS release package of a year: which processes it names, when it changed last, and its JSON, streamed."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone

from portal import thai
from portal.attachments import Attachment
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.open_tables import LICENCE
from portal.publishing import Status
from procurement.exports import ocds_codes as codes
from procurement.exports.ocds_parts import Json, Publisher, stamp
from procurement.exports.ocds_release import Facts, release, withdrawn_release
from procurement.models import (
    Announcement,
    AnnouncementDocument,
    Bid,
    Contract,
    ContractDocument,
    PlanDocument,
    PlanItem,
    Process,
)
from procurement.stamps import Standing, standing, tag

CHUNK = 2_000
"""Rows read at a time."""


@dataclass(frozen=True)
class Package:
    """The package of one fiscal year, as the public may see it at one moment.

    A process belongs to the year in which it was first published, for good, whatever is corrected later; it is
    named as long as the site stands, with the status "withdrawn" when nothing of it is public any more.
    """

    year: FiscalYear
    at: dt.datetime
    publisher: Publisher

    @classmethod
    def of(cls, year: FiscalYear) -> Package:
        """The package of a year as of now."""
        publisher = Publisher(Office.load(), settings.SITE_URL, settings.OCID_PREFIX)
        return cls(year, timezone.now(), publisher)

    # ── when it changed ──────────────────────────────────────────────────────
    @cached_property
    def _seen(self) -> tuple[Standing, ...]:
        """How the contracts of the year stand, then every contract, plan item and announcement."""
        kinds: tuple[Any, ...] = (Contract.objects.all(), PlanItem.objects.all(), Announcement.objects.all())
        return tuple(standing(records, self.at) for records in (self._contracts(), *kinds))

    @cached_property
    def _state(self) -> tuple[Any, ...]:
        """What changes whenever the package does, the last change first; no release is read for it."""
        of_year, every, plan, announcements = self._seen
        ended = self._contracts().aggregate(at=Max("ends_on", filter=Q(ends_on__lt=self._day)))["at"]
        processes = self._processes().aggregate(Count("pk"), Max("first_published_at"), Max("left_at"))
        moments = [*of_year.moments, *plan.moments, *announcements.moments]
        moments += [at for at in (every.withdrawn_at, *processes.values()) if isinstance(at, dt.datetime)]
        if ended:
            moments.append(dt.datetime.combine(ended + dt.timedelta(days=1), dt.time.min, thai.BANGKOK))
        parts = (of_year, every.withdrawn_at, plan, announcements, ended, processes)
        return (max(moments, default=self.at), parts)

    @property
    def is_empty(self) -> bool:
        """Whether no process of the year was ever public."""
        return not self._seen[0].number and not self._processes().exists()

    @property
    def changed_at(self) -> dt.datetime:
        """No release has a later date."""
        changed: dt.datetime = self._state[0]
        return changed

    @property
    def etag(self) -> str:
        """New whenever the package could say something else; the day is in it, as it decides what has ended."""
        publisher = self.publisher
        return tag(publisher.party(), publisher.prefix, publisher.site, self._day, self._state)

    # ── what it says ─────────────────────────────────────────────────────────
    def metadata(self) -> Json:
        """The package without its releases."""
        site, office = self.publisher.site, self.publisher.buyer
        publisher = {"name": office["name"], "uri": f"{site}/"}
        if code := self.publisher.office.egp_code.strip():
            publisher |= {"scheme": codes.OFFICE_SCHEME, "uid": code}
        return {
            "uri": f"{site}{reverse('procurement:ocds', args=[self.year])}",
            "version": codes.VERSION,
            "publishedDate": stamp(self.changed_at),
            "publisher": publisher,
            "license": LICENCE,
            "publicationPolicy": f"{site}{reverse('procurement:open_data')}",
        }

    def releases(self) -> Iterator[Json]:
        """Every release in the order of the processes' numbers; those withdrawn come last."""
        found = self._parts()
        rows = self._contracts().order_by("project_number", "pk").iterator(chunk_size=CHUNK)
        live = set()
        for key, contracts in groupby(rows, key=lambda contract: contract.process_key):
            live.add(key)
            yield release(found.facts(key, list(contracts)), self.publisher, self._day)
        known = self._processes().order_by("key").values_list("key", "left_at", "first_published_at")
        for key, left_at, first_published_at in known:
            if key not in live:
                yield withdrawn_release(key, self.publisher, left_at or first_published_at)

    def chunks(self) -> Iterator[bytes]:
        """The package as JSON in UTF-8, piece by piece."""
        head = json.dumps(self.metadata(), ensure_ascii=False)
        yield f'{head[:-1]}, "releases": ['.encode()
        separator = "\n"
        pieces: list[str] = []
        for one in self.releases():
            pieces += (separator, json.dumps(one, ensure_ascii=False))
            separator = ",\n"
            if len(pieces) >= 200:  # half of them releases
                yield "".join(pieces).encode()
                pieces.clear()
        yield f"{''.join(pieces)}\n]}}\n".encode()

    def as_dict(self) -> Json:
        """The whole package in memory, as a reader of the file has it."""
        whole: Json = json.loads(b"".join(self.chunks()))
        return whole

    # ── inside ───────────────────────────────────────────────────────────────
    @property
    def _day(self) -> dt.date:
        return thai.day_of(self.at)

    @property
    def _was_public(self) -> Q:
        """Records of which the public sees or saw something."""
        is_public = Q(status=Status.PUBLISHED, published_at__lte=self.at)
        return Q(revises=None) & (is_public | Q(first_published_at__isnull=False, withdrawn_at__isnull=False))

    def _contracts(self) -> Any:
        """Public contracts of the processes of the year: those first published in it, whatever was corrected."""
        own = Process.objects.filter(year=self.year).values("key")
        others = Process.objects.exclude(year=self.year).values("key")
        of_project = Q(year=self.year) & ~Q(project_number="") | Q(project_number__in=own)
        of_itself = Q(project_number="", process_year=self.year)
        public = Contract.objects.published(self.at).filter(of_project | of_itself)
        return public.exclude(project_number__in=others)

    def _numbers(self) -> Any:
        return self._contracts().exclude(project_number="").values("project_number")

    def _parts(self) -> _Parts:
        """What belongs to the contracts, in as many queries as there are kinds of it."""
        found = _Parts()
        numbers = self._numbers()
        for item in PlanItem.objects.filter(self._was_public, project_number__in=numbers).order_by("pk"):
            found.put(found.plan, item, self.at)
        announced = Announcement.objects.filter(self._was_public, project_number__in=numbers)
        for announcement in announced.order_by("announced_on", "pk"):
            found.put(found.announcements, announcement, self.at)
        left = self._processes().filter(left_at__isnull=False)
        for key, left_at in left.values_list("key", "left_at"):
            found.changes[key].append(left_at)
        for bid in Bid.objects.filter(contract__in=self._contracts().values("pk")).order_by("order", "pk"):
            found.bids[bid.contract_id].append(bid)
        owners: tuple[tuple[type[Attachment], Any], ...] = (
            (ContractDocument, self._contracts()),
            (PlanDocument, PlanItem.objects.published(self.at).filter(project_number__in=numbers)),
            (
                AnnouncementDocument,
                Announcement.objects.published(self.at).filter(project_number__in=numbers),
            ),
        )
        for kind, records in owners:
            every: Any = kind._default_manager
            papers = every.filter(owner__in=records.values("pk")).select_related("current")
            for paper in papers.order_by("order", "pk"):
                found.papers[records.model.__name__, paper.owner_id].append(paper)
        return found

    def _processes(self) -> Any:
        """The processes of the year that were ever public."""
        return Process.objects.public(self.at).filter(year=self.year)

    def known_ocids(self) -> set[str]:
        """The ocids of the year that were ever public, by what the portal remembers of processes."""
        return {f"{self.publisher.prefix}-{key}" for key in self._processes().values_list("key", flat=True)}


class _Parts:
    """Plan items, announcements, bids and papers, each by what it belongs to."""

    def __init__(self) -> None:
        self.plan: dict[str, list[PlanItem]] = defaultdict(list)
        self.announcements: dict[str, list[Announcement]] = defaultdict(list)
        self.bids: dict[int, list[Bid]] = defaultdict(list)
        self.papers: dict[tuple[str, int], list[Attachment]] = defaultdict(list)
        self.changes: dict[str, list[dt.datetime]] = defaultdict(list)

    def put(self, where: dict[str, list[Any]], record: Any, at: dt.datetime) -> None:
        """Keep a public record by its project; of a withdrawn one only when it went."""
        if record.status == Status.PUBLISHED and record.published_at <= at:
            where[record.project_number].append(record)
        elif record.withdrawn_at:
            self.changes[record.project_number].append(record.withdrawn_at)

    def facts(self, key: str, contracts: list[Contract]) -> Facts:
        return Facts(
            key,
            contracts,
            plan=self.plan.get(key, ()),
            announcements=self.announcements.get(key, ()),
            bids=self.bids,
            papers=self.papers,
            other_changes=self.changes.get(key, ()),
        )
