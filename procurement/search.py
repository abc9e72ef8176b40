"""What the search finds of procurement beside its records: the pages of the newest year."""

from __future__ import annotations

from portal import standing_pages
from portal.standing_pages import StandingPage
from procurement.figures import public_years


def _is_there() -> bool:
    return bool(public_years())


standing_pages.register(
    StandingPage(
        "procurement:latest",
        "จัดซื้อจัดจ้าง",
        "สัญญา แผน ประกาศ ราคากลาง ผู้ชนะการเสนอราคา และสรุปผลรายเดือนของสำนักงาน",
        "การจัดซื้อจัดจ้าง พัสดุ สัญญา ทะเบียนสัญญา แผนจัดซื้อ แผนการจัดซื้อจัดจ้าง ประกาศเชิญชวน ประกวดราคา e-bidding ราคากลาง "
        "ผู้ชนะ เสนอราคา ทีโออาร์ TOR สขร.1 สขร ข้อมูลเปิด ocds งบประมาณ เฉพาะเจาะจง คัดเลือก",
        _is_there,
    ),
)
