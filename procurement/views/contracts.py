"""The list of contracts and a contract's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.access import public
from portal.fiscal import FiscalYear
from procurement.models import Contract


@public
def contract(request: HttpRequest, year: FiscalYear, pk: int) -> HttpResponse:
    """What was bought, from whom, for how much, and what happened when."""
    found = get_object_or_404(Contract.objects.visible_in(request).for_year(year), pk=pk)
    return render(request, "procurement/contract.html", {"contract": found, "heading": found.title})
