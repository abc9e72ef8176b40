"""What the search finds of personnel beside its plans and reports: the newest year."""

from __future__ import annotations

from measures.hr.figures import public_years
from portal import standing_pages
from portal.standing_pages import StandingPage


def _is_there() -> bool:
    return bool(public_years())


standing_pages.register(
    StandingPage(
        "hr:latest",
        "การบริหารทรัพยากรบุคคล",
        "แผนและผลการบริหารและพัฒนาบุคลากร อัตรากำลัง ตำแหน่งว่าง และการอบรม แยกตามปีงบประมาณ",
        "ทรัพยากรบุคคล บุคลากร อัตรากำลัง ตำแหน่งว่าง จำนวนข้าราชการ จำนวนเจ้าหน้าที่ ฝึกอบรม พัฒนาบุคลากร บรรจุ แต่งตั้ง ย้าย วินัย hr",
        _is_there,
    ),
)
