"""The reader of an earlier year's report (o35): a file goes in, measures and findings come out."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from measures.models import Slug
from measures.report_reader.checks import (
    completeness,
    measure_of,
    mend_finding,
    row_findings,
    signature_findings,
    table_findings,
    year_findings,
)
from measures.report_reader.drafts import drafts_of
from measures.report_reader.misprints import mended
from measures.report_reader.results import (
    Finding,
    ItaScore,
    ReadMeasure,
    ReadReport,
    Severity,
    Signature,
    UnreadableReport,
)
from measures.report_reader.source_lines import Line
from measures.report_reader.sources import lines_of, shown_name
from measures.report_reader.spacing import Joiner, plain
from measures.report_reader.tables import Table, find_table, no_measures
from portal.fiscal import FIRST, LAST

__all__ = [
    "Finding",
    "ItaScore",
    "ReadMeasure",
    "ReadReport",
    "Severity",
    "Signature",
    "UnreadableReport",
    "read_report",
]

_BUDGET_YEAR = re.compile(r"ปีงบประมาณ\s*(?:พ\.?\s*ศ\.?\s*)?([0-9๐-๙]{4})")
_YEAR = re.compile(r"ปี\s*พ\.?\s*ศ\.?\s*([0-9๐-๙]{4})")
_SCORE = re.compile(r"([0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,2})?)\s*คะแนน")
_LEVEL = re.compile(r"ระดับ\s*(AA|[A-F](?![A-Za-z])|ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|ต้องปรับปรุง)")
_NAME = re.compile(r"(?:ลงชื่อ|ลงนาม)?[\s.…_]*\(?\s*((?:นาย|นาง|ว่าที่|ดร\.|[ก-ฮ]{1,3}\.).{3,80}?)\s*\)?")


def read_report(
    content: bytes, filename: str, *, expected_year: int | None = None, known_executive: str | None = None
) -> ReadReport:
    """Read an annual report (o35) from a .docx, an .xlsx, or text with tab-separated cells.

    Rows torn by page breaks are joined, repeated headers and mark-up dropped, numbered steps split, known
    misprints mended; all of it is told in `findings`. `expected_year` is Buddhist-era. The signer's name is
    compared with `known_executive`, never changed. Raises UnreadableReport, and nothing else.
    """
    name = shown_name(filename)
    table = find_table(lines_of(content, filename), name)
    around = [plain("\n".join(line.cells)) for line in (*table.headers, *table.before)]
    pages = [[text for row in page for text in row.cells.values()] for page in table.pages()]
    joiner = Joiner.of(pages, *around)
    drafts, unknown = drafts_of(table, joiner)
    if not drafts:
        raise no_measures(table, name)
    read = [measure_of(draft, order) for order, draft in enumerate(drafts, start=1)]
    measures = tuple(measure for measure, _ in read)
    (title, introduction), heading_findings = _heading(table, joiner)
    signature = _signature(table.after)
    years = list(_years(table))
    findings = (
        *year_findings(years, expected_year),
        *table_findings(table, is_torn=joiner.is_torn),
        *completeness(measures, drafts),
        *row_findings(table.rows, unknown),
        *heading_findings,
        *(finding for _, found in read for finding in found),
        *signature_findings(signature, table.after, known_executive),
    )
    return ReadReport(
        title=title,
        introduction=introduction,
        fiscal_year=years[0][0] if years else None,
        rows=measures,
        signature=signature,
        findings=findings,
        result=_result(measures, introduction),
    )


def _heading(table: Table, joiner: Joiner) -> tuple[tuple[str, str], list[Finding]]:
    """The report's title and its introduction, one paragraph a line."""
    texts, findings = [], []
    for line in table.before:
        text, mends = mended(joiner.paragraphs(plain("\n".join(line.filled)), None))
        findings += [mend_finding(mend, line.place) for mend in mends]
        texts += [text] if text else []
    return (texts[0] if texts else "", "\n".join(texts[1:])), findings


def _years(table: Table) -> Iterator[tuple[int, str]]:
    """The years the report says it is about, with their places: those called fiscal years first."""
    for pattern in (_BUDGET_YEAR, _YEAR):
        for line in (*table.headers, *table.before):
            for match in pattern.finditer(plain(" ".join(line.filled))):
                if FIRST <= int(match[1]) <= LAST:
                    yield int(match[1]), line.place


def _result(measures: Sequence[ReadMeasure], introduction: str) -> ItaScore:
    """Score and level as the measure on improvement tells them, or else the introduction."""
    told = [measure for measure in measures if measure.slug == Slug.IMPROVEMENT]
    for text in (*(text for measure in told for text in (measure.outcome, measure.summary)), introduction):
        score, level = _SCORE.search(text), _LEVEL.search(text)
        if score and Decimal(score[1]) <= 100:
            return ItaScore(Decimal(score[1]), level[1] if level else None)
    return ItaScore()


def _signature(lines: Sequence[Line]) -> Signature | None:
    """The block below the table that holds a person's name."""
    texts = tuple(text for line in lines for text in plain("\n".join(line.filled)).split("\n") if text)
    for index, text in enumerate(texts):
        if match := _NAME.fullmatch(text):
            return Signature(match[1], " ".join(texts[index + 1 : index + 2]), texts)
    return None
