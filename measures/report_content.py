"""What an annual report (o35) says: drawn from the year's published measures and result, then frozen."""

from __future__ import annotations

from typing import Any

from measures.figures import figures_of
from measures.models import AnnualReport, ItaResult, Measure
from portal.models import Office

COLUMNS = (
    "มาตรการหรือกิจกรรมที่ดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "ขั้นตอนหรือวิธีการปฏิบัติ",
    "สรุปผลการดำเนินการ",
    "ผลลัพธ์/ความสำเร็จของการดำเนินการ",
)
"""The four columns of the office's report, in its own words."""


def report_content(report: AnnualReport) -> dict[str, Any]:
    """The whole report as plain JSON: what the page, the PDF and the spreadsheet all show.

    `rows` hold number, slug, title, steps, summary, outcome, and `figures` (heading, lines, address, counted_on)
    where a room counts some; versions of earlier days may have none. `result` is None or score (text, two decimals)
    and level as given; `signed_on` is an ISO date or None.
    """
    measures = Measure.objects.published().filter(year=report.year).order_by("number")
    result = ItaResult.objects.published().filter(year=report.year).first()
    return {
        "year": int(report.year),
        "office": Office.load().name,
        "title": report.title,
        "introduction": report.introduction,
        "rows": [
            {
                "number": measure.number,
                "slug": measure.slug,
                "title": measure.title,
                "steps": list(measure.steps),
                "summary": measure.summary,
                "outcome": measure.outcome,
                **_counted(measure),
            }
            for measure in measures
        ],
        "result": {"score": f"{result.score:.2f}", "level": result.level} if result else None,
        "signer_name": report.signer_name,
        "signer_title": report.signer_title,
        "signed_on": report.signed_on.isoformat() if report.signed_on else None,
    }


def _counted(measure: Measure) -> dict[str, Any]:
    """What a room counts for the measure, as part of its summary."""
    found = figures_of(measure.slug, measure.year)
    return {"figures": found.frozen()} if found else {}


def whole_summary(row: dict[str, Any]) -> str:
    """The summary of a row with its figures, one to a line; for a cell of a spreadsheet."""
    figures = row.get("figures")
    if not figures:
        return str(row["summary"])
    lines = [row["summary"], f"{figures['heading']}:", *(f"- {line}" for line in figures["lines"])]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")
