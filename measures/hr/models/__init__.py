"""Records of the room: a plan and a report for each fiscal year, with their rows."""

from measures.hr.models.documents import HrPlanDocument, HrReportDocument
from measures.hr.models.plan import HrPlan, HrProject, HrRule
from measures.hr.models.report import (
    DisciplineCount,
    HeadcountRow,
    HrReport,
    MovementCount,
    ProjectResult,
    Training,
)

__all__ = [
    "DisciplineCount",
    "HeadcountRow",
    "HrPlan",
    "HrPlanDocument",
    "HrProject",
    "HrReport",
    "HrReportDocument",
    "HrRule",
    "MovementCount",
    "ProjectResult",
    "Training",
]
