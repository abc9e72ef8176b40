"""A supplier's page: what the office bought from it, by year."""

from __future__ import annotations

from django.db.models import Count, F, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from portal.access import public
from portal.lists import page_number
from procurement.contract_lists import PER_PAGE, Found
from procurement.models import Contract, Person, Supplier
from procurement.models.contract import SIGNED
from procurement.tables import ContractTable
from procurement.tax_numbers import shown


@public
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """The published contracts with one supplier: sums by year, and the contracts, the newest first.

    None for a supplier without published contracts. Search engines are asked to pass over everybody of whom it
    is not known that it is a company.
    """
    found = get_object_or_404(Supplier, pk=pk)
    rows = Contract.objects.published().filter(supplier=found)
    years = list(
        rows.order_by()
        .values("year")
        .annotate(number=Count("pk"), agreed=Sum("agreed_price", filter=SIGNED))
        .order_by(F("year").desc())
    )
    count, number = sum(row["number"] for row in years), page_number(request)
    if not years or not 1 <= number <= -(-count // PER_PAGE):
        raise Http404
    start = (number - 1) * PER_PAGE
    shown_rows = list(rows.order_by("-dated_on", "-pk")[start : start + PER_PAGE])
    sums = rows.aggregate(signed=Count("pk", filter=SIGNED), agreed=Sum("agreed_price", filter=SIGNED))
    of_page = Found(shown_rows, number, count, signed=sums["signed"], agreed=sums["agreed"])
    for row in years:
        row["url"] = reverse("procurement:contracts", args=[row["year"]], query={"supplier": str(found.pk)})
    person = found.person
    response = render(
        request,
        "procurement/supplier.html",
        {
            "nav": "procurement",
            "heading": found.public_name,
            "lead": "สัญญาและใบสั่งที่สำนักงานทำกับผู้ขายหรือผู้รับจ้างรายนี้ เฉพาะที่เผยแพร่แล้ว",
            "crumbs": [
                {"title": "จัดซื้อจัดจ้าง", "url": reverse("procurement:latest")},
                {"title": "ผู้ขายหรือผู้รับจ้าง"},
            ],
            "supplier": found,
            "person": "" if person is Person.UNKNOWN else person.value,
            "tax_id": shown(found.tax_id),
            "by_year": years,
            "count": count,
            "sums": sums,
            "table": ContractTable(
                of_page, order="", caption=f"สัญญากับ {found.public_name}", is_sortable=False
            ),
        },
    )
    if person is not Person.JURISTIC:
        response["X-Robots-Tag"] = "noindex"
    return response
