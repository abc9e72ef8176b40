"""What the search finds of risks beside each of them: the register of the newest year."""

from __future__ import annotations

from measures.risk.models import Risk
from portal import standing_pages
from portal.standing_pages import StandingPage

standing_pages.register(
    StandingPage(
        "risk:latest",
        "ความเสี่ยงการทุจริต",
        "เหตุการณ์ที่อาจเกิด ระดับ มาตรการ และผลของมาตรการ ในแต่ละปีงบประมาณ",
        "ประเมินความเสี่ยง ความเสี่ยง สินบน แผนบริหารความเสี่ยง มาตรการป้องกันการทุจริต ผลการจัดการความเสี่ยง "
        "ประพฤติมิชอบ เมทริกซ์",
        lambda: Risk.objects.published().exists(),
    ),
)
