"""The official forms of an assessment year, and the yearly summary, as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from portal.access import public
from portal.fiscal import FiscalYear
from portal.models import Office
from procurement.exports.official import fill, official_xlsx
from procurement.exports.summary import summary_xlsx as make_summary
from procurement.figures import signed_contracts, year_figures
from procurement.layouts import OFFICIAL_FORMS
from procurement.months import known_until
from procurement.views.files import register_tag, workbook


@public
def official_form(request: HttpRequest, year: FiscalYear, code: str) -> HttpResponseBase:
    """ITA-o16, o17, o12 or o13 of the year that asks for it; a form with nothing in it says so itself."""
    form = OFFICIAL_FORMS.get((int(year), code))
    if form is None:
        raise Http404
    office = Office.load()
    return workbook(
        request,
        name=f"{form.sheet}_{form.year}_{office.short_name or office.name}.xlsx",
        tag=register_tag(office, form),
        make=lambda: official_xlsx(fill(form, office)),
    )


@public
def summary_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponseBase:
    """The yearly summary; none for a year with nothing public."""
    as_of = known_until(year)
    if as_of is None:
        raise Http404
    office = Office.load()

    def make() -> bytes:
        others = signed_contracts(year).bought_by_others().count()
        return make_summary(year_figures(year), office, as_of=as_of, others=others)

    return workbook(
        request,
        name=f"สรุปผลการจัดซื้อจัดจ้าง_{year}_{office.short_name or office.name}.xlsx",
        tag=register_tag(office, "summary", year),
        make=make,
    )
