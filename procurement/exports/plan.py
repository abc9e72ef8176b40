"""The yearly plan as an open table."""

from portal.open_tables import Field, OpenTable
from portal.spreadsheets import Kind
from procurement.models import PlanItem


def _month(item: PlanItem) -> str:
    return f"{item.expected_on:%Y-%m}"


PLAN = OpenTable(
    "แผนการจัดซื้อจัดจ้าง",
    (
        Field("year", "ปีงบประมาณ พ.ศ.", 12, lambda item: int(item.year)),
        Field("plan_number", "รหัสแผนในระบบ e-GP", 20, lambda item: item.plan_number),
        Field("project_number", "เลขที่โครงการในระบบ e-GP", 18, lambda item: item.project_number),
        Field("title", "ชื่อโครงการ", 56, lambda item: item.title),
        Field("kind", "ประเภท", 24, lambda item: item.get_kind_display()),
        Field("method", "วิธีที่คาดว่าจะใช้", 24, lambda item: item.get_method_group_display()),
        Field("budget", "งบประมาณโครงการ (บาท)", 20, lambda item: item.budget, Kind.MONEY),
        Field("fund_source", "แหล่งที่มาของงบประมาณ", 26, lambda item: item.get_fund_source_display()),
        Field("expected_month", "เดือนที่คาดว่าจะประกาศ (ปี ค.ศ.-เดือน)", 18, _month),
        Field("announced_on", "วันที่ประกาศแผน", 20, lambda item: item.announced_on, Kind.DATE),
        Field("owner", "กลุ่มงานที่รับผิดชอบ", 24, lambda item: str(item.owner_group)),
    ),
)
