"""Codes with Do's and Don'ts, teams, activities with pictures, the assessment, and the No Gift Policy of a year."""

from measures.ethics.models.activity import ActivityKind, EthicsActivity, EthicsDocument, EthicsPicture
from measures.ethics.models.assessment import AssessmentDocument, EthicsAssessment
from measures.ethics.models.code import CodeDocument, CodeKind, EthicsCode, Guideline, GuidelineKind
from measures.ethics.models.gifts import DeclarationDocument, GiftCount, GiftDeclaration, Half
from measures.ethics.models.team import EthicsTeam, TeamDocument, TeamMember

__all__ = [
    "ActivityKind",
    "AssessmentDocument",
    "CodeDocument",
    "CodeKind",
    "DeclarationDocument",
    "EthicsActivity",
    "EthicsAssessment",
    "EthicsCode",
    "EthicsDocument",
    "EthicsPicture",
    "EthicsTeam",
    "GiftCount",
    "GiftDeclaration",
    "Guideline",
    "GuidelineKind",
    "Half",
    "TeamDocument",
    "TeamMember",
]
