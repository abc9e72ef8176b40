"""Staff pages of participation."""

from measures.participation.admin.activities import ActivityAdmin
from measures.participation.admin.consultations import ConclusionAdmin, ConsultationAdmin, ResponseAdmin
from measures.participation.admin.contributions import ContributionAdmin

__all__ = ["ActivityAdmin", "ConclusionAdmin", "ConsultationAdmin", "ContributionAdmin", "ResponseAdmin"]
