"""The list of the contracts of a year, and the same contracts as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from portal.access import public
from portal.fiscal import FiscalYear
from portal.lists import chip_links, page_number, with_query
from portal.models import Office, WorkGroup
from portal.spreadsheets import XLSX_TYPE, Value
from portal.thai import long_date
from portal.views import errors
from procurement import flat_columns, stamps
from procurement.contract_lists import MOST_FOUND, NoSuchPage, find, holding_words
from procurement.exports import flat
from procurement.forms import ORDERS, ContractFilter
from procurement.models import Announcement, Contract, PlanItem
from procurement.models.contract import ContractQuerySet
from procurement.stamps import standing
from procurement.tables import ContractTable
from procurement.views.years import crumbs, downloads

TITLE = "สัญญาจัดซื้อจัดจ้าง"


@public
def contracts(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The published contracts of a year that were asked for, fifty a page, with how many and how much in all."""
    years = Contract.objects.published().years()
    if year not in years and not _is_known(year):
        raise Http404
    wanted = _filter(request, year)
    rows = wanted.narrow(Contract.objects.published().for_year(year))
    try:
        found = find(
            rows,
            year=year,
            words=wanted.query.words,
            order=ORDERS[wanted.order],
            number=page_number(request),
            filters=with_query("", {name: text for name, text in wanted.asked.items() if name != "q"}),
        )
    except NoSuchPage:
        raise Http404 from None
    address = reverse("procurement:contracts", args=[year])
    return render(
        request,
        "procurement/contracts.html",
        {
            "nav": "procurement",
            "heading": f"{TITLE} {year.label}",
            "lead": "สัญญาและใบสั่งทุกฉบับที่เผยแพร่ ค้นหา กรอง เรียงลำดับ และดาวน์โหลดได้",
            "crumbs": crumbs(year, ("สัญญา", "")),
            "year": year,
            "years": [{"year": one, "url": reverse("procurement:contracts", args=[one])} for one in years],
            "form": wanted,
            "chips": chip_links(address, wanted.chips(), wanted.address),
            "clear_url": address,
            "elsewhere": _elsewhere(wanted, year, years) if not found.contracts else [],
            "found": found,
            "most_found": MOST_FOUND,
            "table": ContractTable(found, order=wanted.order, caption=f"{TITLE} {year.label}"),
            "downloads": downloads("procurement:contracts", year, wanted.address) if found.contracts else [],
            "as_of": max((one.source.as_of for one in found.contracts if one.source), default=None),
            "updated_at": max(
                (one.published_at for one in found.contracts if one.published_at), default=None
            ),
            "owner_group": found.contracts[0].owner_group if found.contracts else None,
        },
    )


def _elsewhere(wanted: ContractFilter, year: FiscalYear, years: list[FiscalYear]) -> list[dict[str, str]]:
    """Where else the words may be found: by the search of the site, which forgives misspelling, and in other years."""
    words = {"q": wanted.asked.get("q", "")}
    if not words["q"]:
        return []
    search = {
        "title": "ค้นคำนี้ทั้งเว็บไซต์ ซึ่งหาคำที่สะกดใกล้เคียงด้วย",
        "url": with_query(reverse("portal:search"), words),
    }
    others = [one for one in reversed(years) if one != year]
    return [search] + [
        {
            "title": f"ค้นคำนี้ใน{TITLE} {one.label}",
            "url": with_query(reverse("procurement:contracts", args=[one]), words),
        }
        for one in others
    ]


def _filter(request: HttpRequest, year: FiscalYear) -> ContractFilter:
    return ContractFilter(request.GET, year, WorkGroup.objects.all())


def _is_known(year: FiscalYear) -> bool:
    """Whether anything else of the year is public, so that its list of contracts is empty rather than unknown."""
    return any(kind.objects.published().filter(year=year).exists() for kind in (PlanItem, Announcement))


# ── files ────────────────────────────────────────────────────────────────────
@public
def contracts_csv(request: HttpRequest, year: FiscalYear) -> HttpResponseBase:
    """What the list shows with the same query string, in the same order, as CSV."""

    def make(table: _Table) -> HttpResponseBase:
        return StreamingHttpResponse(flat.csv_lines(table.rows()))

    return _file(request, year, "csv", "text/csv; charset=utf-8", make)


@public
def contracts_json(request: HttpRequest, year: FiscalYear) -> HttpResponseBase:
    """What the list shows with the same query string, in the same order, as JSON."""

    def make(table: _Table) -> HttpResponseBase:
        about = {
            "title": table.title,
            "publisher": table.office.name,
            "address": table.address,
            "generated_on": table.day.isoformat(),
        }
        return StreamingHttpResponse(flat.json_lines(table.rows(), **about))

    return _file(request, year, "json", "application/json", make)


@public
def contracts_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponseBase:
    """What the list shows with the same query string, in the same order, as a workbook."""

    def make(table: _Table) -> HttpResponseBase:
        notes = (
            table.office.name,
            f"ข้อมูลที่เผยแพร่ ณ วันที่ {long_date(table.day)} จาก {table.address}",
            *(f"เฉพาะ {label}" for _, label in table.wanted.chips()),
        )
        return FileResponse(
            flat.xlsx_file(
                table.rows(),
                title=table.title,
                author=table.office.name,
                created=table.changed_at,
                notes=notes,
            )
        )

    return _file(request, year, "xlsx", XLSX_TYPE, make)


class _Table:
    """The contracts of one file, and what the file says of them."""

    def __init__(self, request: HttpRequest, year: FiscalYear) -> None:
        self.wanted = _filter(request, year)
        self.year = year
        self.office = Office.load()
        self.day = timezone.localdate()
        public_rows = Contract.objects.published().for_year(year)
        self.seen = standing(Contract.objects.for_year(year), timezone.now())
        if not self.seen.number:
            raise Http404
        midnight = timezone.make_aware(dt.datetime.combine(self.day, dt.time()))
        self.changed_at = max(midnight, *self.seen.moments)
        narrowed = holding_words(self.wanted.narrow(public_rows), self.wanted.query.words)
        self.contracts: ContractQuerySet = narrowed.order_by(*ORDERS[self.wanted.order])

    @property
    def title(self) -> str:
        return f"{TITLE} {self.year.label}".replace("\N{NO-BREAK SPACE}", " ")

    @property
    def address(self) -> str:
        """The page whose contracts these are."""
        page = reverse("procurement:contracts", args=[self.year])
        return f"{settings.SITE_URL}{with_query(page, self.wanted.address)}"

    def tag(self, kind: str) -> str:
        """Another one whenever the file would say something else."""
        columns = [(column.key, column.title, column.about) for column in flat_columns.COLUMNS]
        groups = [group.name for group in self.wanted.groups.values()]
        asked = sorted(self.wanted.address.items())
        return f"W/{stamps.tag(kind, int(self.year), self.seen, self.day, self.office.name, asked, groups, columns)}"

    def rows(self) -> Iterator[list[Value]]:
        return flat.flat_rows(self.contracts, office=self.office.name, site=settings.SITE_URL, on=self.day)


def _file(
    request: HttpRequest,
    year: FiscalYear,
    kind: str,
    content_type: str,
    make: Callable[[_Table], HttpResponseBase],
) -> HttpResponseBase:
    """The file, or word that nothing has changed since the visitor fetched it; made row by row as it is sent."""
    table = _Table(request, year)
    if not table.wanted.is_understood:  # the page says what it leaves out of account, a file could not
        return errors.bad_request(request, None)
    tag, changed_at = table.tag(kind), int(table.changed_at.timestamp())
    unchanged = get_conditional_response(request, etag=tag, last_modified=changed_at)
    response: Any = unchanged
    if response is None:
        response = HttpResponse() if request.method == "HEAD" else make(table)
        response["Content-Type"] = content_type
        response["Content-Disposition"] = content_disposition_header(True, f"contracts-{year}.{kind}")
    response["ETag"] = tag
    response["Last-Modified"] = http_date(changed_at)
    return response  # type: ignore[no-any-return]  # each is a response
