"""Everything the roof stores: measures, the annual report, ITA results, the OIT checklist."""

from measures.models.imports import ReportImport
from measures.models.measure import EvidenceDocument, EvidenceLink, Measure, Slug
from measures.models.oit import OitDisclosure, OitItem, OitLink
from measures.models.report import AnnualReport, ReportVersion
from measures.models.result import Improvement, IndicatorScore, Instrument, ItaResult, Progress

__all__ = [
    "AnnualReport",
    "EvidenceDocument",
    "EvidenceLink",
    "Improvement",
    "IndicatorScore",
    "Instrument",
    "ItaResult",
    "Measure",
    "OitDisclosure",
    "OitItem",
    "OitLink",
    "Progress",
    "ReportImport",
    "ReportVersion",
    "Slug",
]
