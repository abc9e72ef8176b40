"""Everything the roof stores: measures, the annual report, ITA results, the OIT checklist."""

from measures.models.imports import ReportImport
from measures.models.measure import EvidenceDocument, EvidenceLink, Measure, Slug
from measures.models.oit import OitDisclosure, OitItem, OitLink
from measures.models.report import AnnualReport, ReportVersion
from measures.models.result import Improvement, IndicatorScore, Instrument, ItaResult, Progress
from measures.models.sentence import AcceptedSentence, Offered

__all__ = [
    "AcceptedSentence",
    "AnnualReport",
    "EvidenceDocument",
    "EvidenceLink",
    "Improvement",
    "IndicatorScore",
    "Instrument",
    "ItaResult",
    "Measure",
    "Offered",
    "OitDisclosure",
    "OitItem",
    "OitLink",
    "Progress",
    "ReportImport",
    "ReportVersion",
    "Slug",
]
