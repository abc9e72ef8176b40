"""What of the register waits for a person: risks without a measure, and measures whose results are due."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.urls import reverse
from django.utils import timezone

from measures.risk.models import Half, Risk, RiskResult, Treatment
from portal import policies, thai, work
from portal.models import User
from portal.publishing import Publishable
from portal.work import Act, WaitingItem

SOON = dt.timedelta(days=30)
"""How long before the end of a period its results are spoken of."""


@work.register("ความเสี่ยงที่ยังไม่มีมาตรการ", more="admin:risk_risk_changelist?lacks=measure")
def lacking_measures(user: User) -> list[WaitingItem]:
    """Risks of the person's groups that cannot be published for want of a measure."""
    if not user.has_perm("risk.change_risk"):
        return []
    rows = Risk.objects.without_treatment().select_related("owner_group")[: work.MOST]
    return [
        WaitingItem(str(risk), work.admin_url(risk), "ความเสี่ยงทุกเรื่องต้องมีมาตรการ")
        for risk in rows
        if policies.may_edit(user, cast("Publishable", risk))
    ]


@work.register("มาตรการที่ยังไม่มีผล", more="admin:risk_risk_changelist?lacks=result")
def lacking_results(user: User) -> list[WaitingItem]:
    """Risks of the person's groups with a measure that has no public result, late or within `SOON`."""
    if not user.has_perm("risk.add_riskresult"):
        return []
    today = timezone.localdate()
    groups = list(policies.own_groups(user).values_list("pk", flat=True))
    risks = Risk.objects.lacking_results(today + SOON).filter(owner_group__in=groups)
    found: list[WaitingItem] = []
    for half in Half:
        lacking = Treatment.objects.lacking_results(today + SOON, half).values("risk")
        late = list(risks.filter(pk__in=lacking).order_by("year", "number")[: work.MOST])
        results = RiskResult.objects.originals().filter(risk__in=late, half=half)
        there = {one.risk_id: one for one in results}
        found += [_item(risk, half, there.get(risk.pk), today) for risk in late]
    return found


def _item(risk: Risk, half: Half, result: RiskResult | None, today: dt.date) -> WaitingItem:
    ends_on = half.ends_on(risk.year)
    when = "ครบกำหนดเมื่อ" if half.is_due(risk.year, today) else "ครบกำหนด"
    url = (
        work.admin_url(result)
        if result
        else reverse("admin:risk_riskresult_add", query={"risk": risk.pk, "half": half.value})
    )
    return WaitingItem(str(risk), url, f"ผล{half.label} {when} {thai.short_date(ends_on)}")


work.register_acts(Act("ความเสี่ยงการทุจริต", "shield", "risk.Risk", "change"))
