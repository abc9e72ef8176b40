"""The register of a year as files: open tables, a workbook of all there is, and the results on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.template.loader import render_to_string
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from measures.risk.matrix import Matrix
from measures.risk.models import Risk, RiskResult, Treatment, TreatmentResult
from measures.risk.scales import Scale
from portal import thai
from portal.fiscal import FiscalYear
from portal.open_tables import Field, OpenTable
from portal.pdf import render_pdf
from portal.spreadsheets import Column, Kind, dress, workbook_bytes, write_table

FILLS = {"low": "FFE2F3E9", "medium": "FFE9F0FB", "high": "FFFDF0D8", "very-high": "FFFDEBEE"}
"""Grounds of the levels in the workbook; the word stands in every cell as well."""


@dataclass(frozen=True)
class PlanRow:
    """One measure of a risk, or a risk without any."""

    risk: Risk
    place: int
    treatment: Treatment | None


@dataclass(frozen=True)
class ResultRow:
    """What became of one measure in one period."""

    risk: Risk
    result: RiskResult
    row: TreatmentResult
    files: str


def plan_rows(risks: Iterable[Risk]) -> list[PlanRow]:
    """A row for each measure, in their order; `treatments` are prefetched."""
    return [
        PlanRow(risk, place, treatment)
        for risk in risks
        for place, treatment in enumerate(list(risk.treatments.all()) or [None], start=1)
    ]


def result_rows(risks: Iterable[Risk]) -> list[ResultRow]:
    """A row for each measure and period; of each risk `results_shown` with their rows and files."""
    return [
        ResultRow(
            risk,
            result,
            row,
            "\n".join(f"{settings.SITE_URL}{one.get_absolute_url()}" for one in result.documents.all()),
        )
        for risk in risks
        for result in risk.results_shown  # type: ignore[attr-defined]  # set by whoever reads the rows
        for row in result.rows.all()
    ]


def _absolute(address: str) -> str:
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address


_RISK = (
    Field("number", "ความเสี่ยงที่", 10, lambda row: row.risk.number, Kind.INTEGER),
    Field("process", "กระบวนงาน", 30, lambda row: row.risk.process),
    Field("event", "เหตุการณ์ความเสี่ยง", 48, lambda row: row.risk.event),
    Field("bribery", "เกี่ยวกับสินบน", 12, lambda row: "ใช่" if row.risk.is_bribery else "ไม่ใช่"),
)
RISKS = OpenTable(
    "แผนบริหารความเสี่ยงการทุจริต",
    (
        *_RISK,
        Field("cause", "สาเหตุ", 36, lambda row: row.risk.cause),
        Field("likelihood", "โอกาสเกิด (1-5)", 10, lambda row: row.risk.likelihood, Kind.INTEGER),
        Field("impact", "ผลกระทบ (1-5)", 10, lambda row: row.risk.impact, Kind.INTEGER),
        Field("score", "คะแนน", 10, lambda row: row.risk.assessment.score, Kind.INTEGER),
        Field("level", "ระดับ", 12, lambda row: row.risk.assessment.level.word),
        Field("existing_control", "การควบคุมที่มีอยู่", 40, lambda row: row.risk.existing_control),
        Field(
            "measure_number", "มาตรการข้อที่", 10, lambda row: row.place if row.treatment else None, Kind.INTEGER
        ),
        Field("measure", "มาตรการ", 48, lambda row: row.treatment.title if row.treatment else "ยังไม่มีมาตรการ"),
        Field("responsible", "ผู้รับผิดชอบ", 30, lambda row: row.treatment.responsible if row.treatment else ""),
        Field(
            "starts_on", "เริ่ม", 20, lambda row: row.treatment.starts_on if row.treatment else None, Kind.DATE
        ),
        Field("ends_on", "สิ้นสุด", 20, lambda row: row.treatment.ends_on if row.treatment else None, Kind.DATE),
        Field("owner_group", "กลุ่มงาน", 26, lambda row: str(row.risk.owner_group)),
        Field("source", "ที่มา", 30, lambda row: row.risk.get_source_display()),
        Field("source_detail", "เอกสารที่มา", 30, lambda row: row.risk.source_detail),
        Field("url", "ที่อยู่", 36, lambda row: _absolute(row.risk.get_absolute_url())),
    ),
)
RESULTS = OpenTable(
    "ผลการจัดการความเสี่ยงการทุจริต",
    (
        *_RISK,
        Field("period", "รอบ", 14, lambda row: row.result.get_half_display()),
        Field("as_of", "นับถึงวันที่", 20, lambda row: row.result.counted_on, Kind.DATE),
        Field("measure", "มาตรการ", 44, lambda row: row.row.treatment.title),
        Field("progress", "ความคืบหน้า", 16, lambda row: row.row.get_progress_display()),
        Field("done", "สิ่งที่ทำและผลที่เกิด", 52, lambda row: row.row.done),
        Field("evidence", "หลักฐาน", 28, lambda row: row.row.evidence),
        Field("evidence_url", "ที่อยู่ของหลักฐาน", 36, lambda row: _absolute(row.row.address)),
        Field("files", "ไฟล์หลักฐาน", 36, lambda row: row.files),
        Field("level_before", "ระดับตามแผน", 12, lambda row: row.risk.assessment.level.word),
        Field("score_before", "คะแนนตามแผน", 10, lambda row: row.risk.assessment.score, Kind.INTEGER),
        Field(
            "likelihood_after", "โอกาสเกิดที่เหลือ", 10, lambda row: row.result.residual_likelihood, Kind.INTEGER
        ),
        Field("impact_after", "ผลกระทบที่เหลือ", 10, lambda row: row.result.residual_impact, Kind.INTEGER),
        Field("score_after", "คะแนนที่เหลือ", 10, lambda row: row.result.residual.score, Kind.INTEGER),
        Field("level_after", "ระดับที่เหลือ", 12, lambda row: row.result.residual.level.word),
        Field("problems", "ปัญหาและข้อเสนอแนะ", 36, lambda row: row.result.problems),
        Field("url", "ที่อยู่", 36, lambda row: _absolute(row.result.get_absolute_url())),
    ),
)


# ── the workbook of a year ───────────────────────────────────────────────────
def register_workbook(
    risks: Sequence[Risk], *, year: FiscalYear, matrix: Matrix, office: str, made: dt.datetime
) -> bytes:
    """Four sheets: แผน, ผล, เมทริกซ์, เกณฑ์; the same records and time give the same bytes."""
    book = Workbook()
    title = f"ความเสี่ยงการทุจริต {year.label}".replace(thai.NBSP, " ")
    plan = book.worksheets[0]
    plan.title = "แผน"
    _write(plan, RISKS, plan_rows(risks), f"{RISKS.title} ปีงบประมาณ พ.ศ. {year}", office)
    results = book.create_sheet("ผล")
    _write(results, RESULTS, result_rows(risks), f"{RESULTS.title} ปีงบประมาณ พ.ศ. {year}", office)
    _write_matrix(book.create_sheet("เมทริกซ์"), matrix, year)
    _write_scale(book.create_sheet("เกณฑ์"), matrix.scale, year)
    return workbook_bytes(book, title=title, author=office, created=made)


def _write(
    sheet: Worksheet, table: OpenTable, rows: Sequence[PlanRow | ResultRow], heading: str, office: str
) -> None:
    write_table(sheet, [field.column for field in table.fields], table.rows(rows), headings=[heading, office])


def _write_matrix(sheet: Worksheet, matrix: Matrix, year: FiscalYear) -> None:
    columns = [Column("โอกาสเกิด / ผลกระทบ", 22), *(Column(step.label, 20) for step in matrix.scale.impact)]
    rows = [
        [
            row.step.label,
            *(
                "\n".join(
                    [
                        f"{cell.assessment.level.word} {cell.assessment.score}",
                        ", ".join(f"ความเสี่ยงที่ {point.number}" for point in cell.points),
                    ]
                ).strip()
                for cell in row.cells
            ),
        ]
        for row in matrix.rows
    ]
    heading = f"เมทริกซ์ความเสี่ยงตามแผน ปีงบประมาณ พ.ศ. {year}"
    last = write_table(sheet, columns, rows, headings=[heading])
    for number, row in enumerate(matrix.rows, start=last - len(rows) + 1):
        head = cast(SheetCell, sheet.cell(number, 1))
        dress(head, Kind.TEXT, is_header=True)
        for place, cell in enumerate(row.cells, start=2):
            field = cast(SheetCell, sheet.cell(number, place))
            field.fill = PatternFill("solid", start_color=FILLS[cell.assessment.level.key])
            field.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write_scale(sheet: Worksheet, scale: Scale, year: FiscalYear) -> None:
    columns = [Column("เกณฑ์", 20), Column("ระดับ", 18), Column("ความหมาย", 80)]
    rows = [
        *(("โอกาสเกิด", step.label, step.meaning) for step in scale.likelihood),
        *(("ผลกระทบ", step.label, step.meaning) for step in scale.impact),
        *(("ระดับความเสี่ยง", level.word, f"โอกาสเกิด × ผลกระทบ ได้ {level.scores}") for level in scale.levels),
    ]
    heading = f"เกณฑ์ประเมินความเสี่ยง ฉบับที่ {scale.version} ใช้ในปีงบประมาณ พ.ศ. {year}"
    write_table(sheet, columns, rows, headings=[heading])


# ── on paper ─────────────────────────────────────────────────────────────────
def results_on_paper(risks: Sequence[Risk], *, year: FiscalYear, office: str, made: dt.datetime) -> bytes:
    """The results of a year as A4 landscape PDF/UA; the same records and time give the same bytes."""
    title = f"รายงานผลการจัดการความเสี่ยงการทุจริต {year.label}"
    html = render_to_string(
        "risk/results_print.html",
        {
            "title": title,
            "office": office,
            "risks": risks,
            "year": year,
            "made": made,
            "address": f"{settings.SITE_URL}/risk/{year}/results/",
        },
    )
    return render_pdf(
        html, title=title.replace(thai.NBSP, " "), stylesheets=["report.css", "risk_print.css"], created=made
    )
