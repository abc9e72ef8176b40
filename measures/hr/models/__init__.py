"""Records of the room: a plan and a report for each fiscal year, with their rows."""

from measures.hr.models.plan import HrPlan, HrPlanDocument, HrProject, HrRule
from measures.hr.models.report import (
    DisciplineCount,
    HeadcountRow,
    HrReport,
    HrReportDocument,
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
